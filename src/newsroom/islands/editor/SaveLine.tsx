import { type EditorTexts, fill } from '../../model/editor-texts.ts';
import type { SaveState } from './autosave.ts';

interface Props {
  readonly state: SaveState;
  readonly texts: EditorTexts;
  time(at: Date): string;
}

/** How the saving stands, in words. What needs the person is said at once, the rest when there is a pause. */
export default function SaveLine({ state, texts, time }: Props) {
  const words = said(state, texts, time);
  const urgent = state.kind === 'conflict' || state.kind === 'signed-out' || state.kind === 'refused';
  return (
    <>
      <p class="meta" role="status">
        {urgent ? '' : words}
      </p>
      {urgent && (
        <div class="notice warn" role="alert">
          <p>{words}</p>
          {state.kind === 'signed-out' && (
            <p>
              <a href="/quan-tri/dang-nhap" target="_blank" rel="noopener">
                {texts['sign-in']}
              </a>
            </p>
          )}
          {state.kind === 'conflict' && (
            <button type="submit" name="viec" value="luu" class="button">
              {texts.compare}
            </button>
          )}
        </div>
      )}
    </>
  );
}

function said(state: SaveState, texts: EditorTexts, time: (at: Date) => string): string {
  switch (state.kind) {
    case 'unchanged':
      return '';
    case 'saving':
      return texts.saving;
    case 'saved':
      return fill(texts.saved, { time: time(state.at) });
    case 'refused':
      return fill(texts.refused, { message: state.message });
    case 'conflict':
      return fill(texts.conflict, { message: state.message });
    default: {
      const words = texts[state.kind];
      return state.kept ? `${words} ${texts['kept-here']}` : words;
    }
  }
}
