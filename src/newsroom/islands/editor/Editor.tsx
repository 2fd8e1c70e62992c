import { render } from 'preact';
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { type Command, EditorState, NodeSelection, Selection } from 'prosemirror-state';
import { EditorView } from 'prosemirror-view';
import { type EditorTexts, fill } from '../../model/editor-texts.ts';
import type { MediaItem, MediaKind } from '../../model/media.ts';
import { fieldsOf, type Saver, type SaveState, startSaver } from './autosave.ts';
import { countWords, insertBlock, linkAt, removeLink, setLink } from './commands.ts';
import { givenFiles, kindOf } from './given-files.ts';
import LinkDialog from './LinkDialog.tsx';
import MediaDialog, { type ChosenMedia } from './MediaDialog.tsx';
import { pictureAddresses } from './media.ts';
import { cleanPaste, cleanText } from './paste.ts';
import { editorPlugins } from './plugins.ts';
import { openRescue, type RescueCopy } from './rescue.ts';
import SaveLine from './SaveLine.tsx';
import { bodyOfDoc, docOfBody, schema } from './schema.ts';
import Toolbar from './Toolbar.tsx';
import { fileView, imageView } from './views.ts';

/** What the page gives along with the plain field that the editor takes the place of. */
export interface EditorGiven {
  readonly body: unknown;
  readonly texts: EditorTexts;
  /** Where a draft saves itself; null: only on the device. */
  readonly autosave: string | null;
  /** Names the copy on the device: person, article, and what is done with it. */
  readonly rescue: string;
  /** Whether what the form shows was refused, and is stored nowhere yet. */
  readonly unsaved: boolean;
  /** Addresses of the pictures that stand in the text. */
  readonly pictures: Readonly<Record<string, string>>;
}

/**
 * Puts the editor in the place of a plain text field. What it holds is posted with the form as JSON. Throws where the text cannot be
 * read: then the plain field stays.
 */
export function mountEditor(field: HTMLTextAreaElement, given: EditorGiven): void {
  const { form } = field;
  // Whoever was faster than this script goes on as they began: the plain field is posted as well.
  if (!form || field.value !== field.defaultValue) return;
  const doc = docOfBody(given.body);
  const place = document.createElement('div');
  place.className = 'editor';
  field.before(place);
  const focused = document.activeElement === field;
  field.hidden = true;
  // Not posted: the text goes as JSON instead.
  field.disabled = true;
  const { id } = field;
  field.id = `${id}-thuong`;
  const label = form.querySelector<HTMLLabelElement>(`label[for="${id}"]`);
  if (label) {
    label.id = `${id}-ten`;
    label.htmlFor = field.id;
    label.addEventListener('click', () => document.getElementById(id)?.focus());
  }
  render(<Editor {...given} form={form} id={id} start={EditorState.create({ doc })} />, place);
  if (focused) document.getElementById(id)?.focus();
}

interface Props extends EditorGiven {
  readonly form: HTMLFormElement;
  /** The id of the text, to which labels and messages lead. */
  readonly id: string;
  readonly start: EditorState;
}

type Open =
  | { readonly kind: 'link'; readonly href: string | null }
  | {
      readonly kind: MediaKind;
      readonly chosen: ChosenMedia | null;
      /** Dropped or pasted ones that are still to be asked about. */
      readonly files: readonly File[];
    };

function Editor({ form, id, start, texts, autosave, rescue: rescueName, unsaved, pictures }: Props) {
  const [state, setState] = useState(start);
  const [saving, setSaving] = useState<SaveState>({ kind: 'unchanged' });
  const [open, setOpen] = useState<Open | null>(null);
  const place = useRef<HTMLDivElement>(null);
  const tools = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const saver = useRef<Saver | null>(null);
  const addresses = useRef(pictureAddresses(pictures));
  const rescue = useMemo(() => openRescue(rescueName), []);
  const [left, setLeft] = useState<RescueCopy | null>(rescue.left);

  const opens =
    (make: (now: EditorState) => Open): Command =>
    (now, dispatch) => {
      if (dispatch) setOpen(make(now));
      return true;
    };
  const dialogs = {
    link: opens((now) => ({ kind: 'link', href: linkAt(now)?.href ?? null })),
    image: opens((now) => ({ kind: 'image', chosen: chosenOf(now, 'image'), files: [] })),
    file: opens((now) => ({ kind: 'file', chosen: chosenOf(now, 'attachment'), files: [] })),
  };

  /** Asks about the first of some files; whether there is one. */
  const openFor = (files: readonly File[]) => {
    const [first] = files;
    if (first) setOpen({ kind: kindOf(first), chosen: null, files });
    return first !== undefined;
  };

  useLayoutEffect(() => {
    const mount = place.current;
    if (!mount) return;
    const parser = new DOMParser();
    const plugins = editorPlugins({
      link: dialogs.link,
      toToolbar: (_now, dispatch) => {
        if (dispatch) tools.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus();
        return true;
      },
    });
    const editor = new EditorView(
      { mount },
      {
        state: EditorState.create({ doc: start.doc, plugins }),
        attributes: {
          id,
          role: 'textbox',
          'aria-multiline': 'true',
          'aria-labelledby': `${id}-ten`,
          'aria-describedby': `${id}-phim`,
          class: 'prose',
        },
        nodeViews: { image: imageView(addresses.current, texts['image-missing']), attachment: fileView(texts.file) },
        transformPastedHTML: (html) => cleanPaste(html, (text) => parser.parseFromString(text, 'text/html')),
        transformPastedText: cleanText,
        handlePaste: (_view, event) => openFor(givenFiles(event.clipboardData)),
        handleDrop(where, event) {
          // A picture that is only moved within the text comes as a file too.
          const files = where.dragging === null ? givenFiles(event.dataTransfer) : [];
          const at = where.posAtCoords({ left: event.clientX, top: event.clientY });
          if (files.length > 0 && at) where.dispatch(where.state.tr.setSelection(Selection.near(where.state.doc.resolve(at.pos))));
          return openFor(files);
        },
        // What is typed or gone to is never below the tools that stay in view.
        scrollThreshold: { top: toolsRoom, right: 0, bottom: 0, left: 0 },
        scrollMargin: { top: toolsRoom, right: 5, bottom: 5, left: 5 },
        // Text that is dropped or typed in parts comes by other ways; the portal makes it NFC in any case.
        dispatchTransaction(transaction) {
          const next = editor.state.apply(transaction);
          editor.updateState(next);
          setState(next);
          if (transaction.docChanged) saver.current?.changed();
        },
      },
    );
    view.current = editor;
    setState(editor.state);
    const onFormData = (event: FormDataEvent) => event.formData.set('than-bai-json', JSON.stringify(bodyOfDoc(editor.state.doc)));
    form.addEventListener('formdata', onFormData);
    // Nothing is posted by script of the editor's own dialogs, which have no names.
    const onInput = (event: Event) => {
      if ((event.target as HTMLInputElement).name) saver.current?.changed();
    };
    form.addEventListener('input', onInput);
    const kept = startSaver({ form, address: autosave, rescue, tooLarge: texts['too-large'], say: setSaving });
    saver.current = kept;
    const same = rescue.left && sameFields(rescue.left.fields, fieldsOf(form));
    if (same) {
      rescue.forgetLeft();
      setLeft(null);
    }
    if (unsaved) rescue.keep({ version: 0, at: Date.now(), fields: fieldsOf(form) });
    return () => {
      kept.stop();
      form.removeEventListener('formdata', onFormData);
      form.removeEventListener('input', onInput);
      editor.destroy();
    };
  }, []);

  useEffect(() => {
    form.dataset.editorReady = '';
  }, []);

  const run = (command: Command) => {
    const editor = view.current;
    if (!editor) return;
    command(editor.state, editor.dispatch, editor);
    editor.focus();
  };
  const close = () => {
    setOpen(null);
    view.current?.focus();
  };
  const runAndClose = (command: Command) => {
    setOpen(null);
    run(command);
  };

  const insert = (kind: MediaKind, { media, words, caption }: ChosenMedia, item: MediaItem | null, rest: readonly File[]) => {
    if (item && kind === 'image') addresses.current.learn(item);
    const node =
      kind === 'image' ? schema.node('image', { media, alt: words, caption }) : schema.node('attachment', { media, title: words });
    runAndClose((now, dispatch) => {
      if (!(now.selection instanceof NodeSelection && now.selection.node.type === node.type)) return insertBlock(node)(now, dispatch);
      dispatch?.(now.tr.replaceSelectionWith(node));
      return true;
    });
    openFor(rest);
  };

  const restore = () => {
    const editor = view.current;
    if (!left || !editor) return;
    fillForm(form, left.fields);
    const json = left.fields.find(([name]) => name === 'than-bai-json')?.[1];
    if (json !== undefined) {
      const doc = docOfBody(JSON.parse(json));
      editor.dispatch(editor.state.tr.replaceWith(0, editor.state.doc.content.size, doc.content));
    }
    saver.current?.changed();
    rescue.forgetLeft();
    setLeft(null);
  };
  const drop = () => {
    rescue.forgetLeft();
    setLeft(null);
  };

  return (
    <>
      {left && (
        <div class="notice warn" role="alert">
          <p>{fill(texts.rescued, { time: clockTime(new Date(left.at)) })}</p>
          <p class="row">
            <button type="button" class="button" onClick={restore}>
              {texts['rescue-take']}
            </button>
            <button type="button" class="button quiet" onClick={drop}>
              {texts['rescue-drop']}
            </button>
          </p>
        </div>
      )}
      <div ref={tools} class="toolplace">
        <Toolbar state={state} texts={texts} dialogs={dialogs} controls={id} run={run} leave={() => view.current?.focus()} />
      </div>
      <div ref={place} />
      <p class="meta below">
        <span>{fill(texts.words, { n: countWords(state.doc).toLocaleString('vi-VN') })}</span>
        <span id={`${id}-phim`}>{texts.keys}</span>
      </p>
      <SaveLine state={saving} texts={texts} time={clockTime} />
      {open?.kind === 'link' && (
        <LinkDialog
          texts={texts}
          href={open.href}
          apply={(href) => runAndClose(setLink(href))}
          remove={() => runAndClose(removeLink)}
          close={close}
        />
      )}
      {open && open.kind !== 'link' && (
        <MediaDialog
          // Each file is asked about anew.
          key={open.files.length}
          texts={texts}
          kind={open.kind}
          chosen={open.chosen}
          files={open.files}
          insert={(chosen, item) => insert(open.kind, chosen, item, open.files.slice(1))}
          close={close}
        />
      )}
    </>
  );
}

/** The height of the tools with those of a table, in pixels. */
const toolsRoom = 170;

/** The picture or file that is selected. */
function chosenOf({ selection }: EditorState, type: 'image' | 'attachment'): ChosenMedia | null {
  if (!(selection instanceof NodeSelection) || selection.node.type.name !== type) return null;
  const { media, alt, caption = '', title } = selection.node.attrs;
  return { media, words: alt ?? title, caption };
}

const clockTime = (at: Date) =>
  at.toLocaleString('vi-VN', {
    timeZone: 'Asia/Ho_Chi_Minh',
    hour: '2-digit',
    minute: '2-digit',
    ...(Date.now() - at.getTime() > 12 * 3_600_000 ? { day: 'numeric', month: 'numeric' } : {}),
  });

const sameFields = (a: RescueCopy['fields'], b: RescueCopy['fields']) => JSON.stringify(a) === JSON.stringify(b);

/** Puts what was kept back into the fields of the form. */
function fillForm(form: HTMLFormElement, fields: RescueCopy['fields']): void {
  for (const element of form.elements) {
    if (element instanceof HTMLInputElement && /^(checkbox|radio)$/.test(element.type))
      element.checked = fields.some(([name, value]) => name === element.name && value === element.value);
    else if (element instanceof HTMLInputElement || (element instanceof HTMLTextAreaElement && !element.disabled)) {
      const kept = element.name !== 'ban' && fields.find(([name]) => name === element.name);
      if (kept) element.value = kept[1];
    }
  }
}
