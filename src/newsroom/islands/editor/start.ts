import type { EditorGiven } from './Editor.tsx';

/** Puts the editor in the place of the plain field of each article's form; where it cannot be fetched, the field stays and works. */
export function startEditors(): void {
  for (const field of document.querySelectorAll<HTMLTextAreaElement>('textarea[data-editor]')) {
    const given = document.getElementById(field.dataset.editor ?? '')?.textContent;
    if (!given) continue;
    import('./Editor.tsx')
      .then(({ mountEditor }) => mountEditor(field, JSON.parse(given) as EditorGiven))
      // The text of the page is whole without it.
      .catch((error: unknown) => console.error(error));
  }
}
