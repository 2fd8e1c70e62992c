import { useEffect, useRef, useState } from 'preact/hooks';
import type { EditorTexts } from '../../model/editor-texts.ts';
import type { MediaItem, MediaKind } from '../../model/media.ts';
import { onEnter } from './Dialog.tsx';
import { findMedia, type StoreSilence, store } from './media.ts';
import SilenceWords from './SilenceWords.tsx';

interface Props {
  readonly texts: EditorTexts;
  readonly kind: MediaKind;
  readonly chosen: string | undefined;
  choose(item: MediaItem): void;
}

/** What the library has of a kind, to choose one. */
export default function MediaLibrary({ texts, kind, chosen, choose }: Props) {
  const [found, setFound] = useState<readonly MediaItem[] | StoreSilence | null>(null);
  const query = useRef<HTMLInputElement>(null);
  const last = useRef(0);
  const isImage = kind === 'image';
  const find = async () => {
    last.current += 1;
    const mine = last.current;
    const answer = await findMedia(kind, query.current?.value.trim() ?? '');
    // A slow answer to an earlier question says nothing about this one.
    if (mine === last.current) setFound(answer);
  };
  useEffect(() => void find(), []);
  return (
    <>
      <div class="control">
        <label for="tim-tep">{texts.find}</label>
        <div class="search">
          <input ref={query} id="tim-tep" type="search" autocomplete="off" maxLength={100} onKeyDown={onEnter(find)} />
          <button type="button" class="button quiet" onClick={find}>
            {texts['find-button']}
          </button>
        </div>
      </div>
      <fieldset class="found" aria-label={texts[isImage ? 'found-images' : 'found-files']}>
        {typeof found === 'string' && (
          <p class="problem" role="alert">
            <SilenceWords texts={texts} silence={found} />
          </p>
        )}
        {found?.length === 0 && <p role="status">{texts['nothing-found']}</p>}
        {typeof found === 'object' &&
          found?.map((one) => (
            <button key={one.id} type="button" class="pick" aria-pressed={chosen === one.id} onClick={() => choose(one)}>
              {isImage && <img src={one.url} alt="" loading="lazy" />}
              <span>{one.title}</span>
            </button>
          ))}
      </fieldset>
      <p class="meta">
        <a href={store} target="_blank" rel="noopener">
          {texts['store-open']}
        </a>
      </p>
    </>
  );
}
