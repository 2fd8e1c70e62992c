import { useEffect, useRef, useState } from 'preact/hooks';
import type { EditorTexts } from '../../model/editor-texts.ts';
import Dialog, { onEnter } from './Dialog.tsx';
import { findMedia, type MediaItem, uploadMedia } from './media.ts';

export interface ChosenMedia {
  readonly media: string;
  /** What a picture shows, or what a file is called. */
  readonly words: string;
  readonly caption: string;
}

interface Props {
  readonly texts: EditorTexts;
  readonly kind: MediaItem['kind'];
  /** The picture or file that is changed; null for a new one. */
  readonly chosen: ChosenMedia | null;
  insert(chosen: ChosenMedia, item: MediaItem | null): void;
  close(): void;
}

/** Chooses a picture or file of the store or puts one in, and asks for the words without which none can stand in an article. */
export default function MediaDialog({ texts, kind, chosen, insert, close }: Props) {
  const [items, setItems] = useState<readonly MediaItem[] | null>([]);
  const [item, setItem] = useState<MediaItem | null>(null);
  const [problem, setProblem] = useState('');
  const [words, setWords] = useState(chosen?.words ?? '');
  const [caption, setCaption] = useState(chosen?.caption ?? '');
  const query = useRef<HTMLInputElement>(null);
  const file = useRef<HTMLInputElement>(null);
  const isImage = kind === 'image';
  const media = item?.id ?? chosen?.media;

  const find = async () => setItems(await findMedia(kind, query.current?.value.trim() ?? ''));
  useEffect(() => void find(), []);

  const choose = (one: MediaItem) => {
    setItem(one);
    setWords((isImage ? one.alt : one.title) ?? one.title);
    setCaption(one.caption ?? '');
    setProblem('');
  };
  const needed = texts[isImage ? 'alt-needed' : 'file-name-needed'];
  const upload = async () => {
    const given = file.current?.files?.[0];
    if (!given) return setProblem(texts['upload-choose']);
    if (words.trim() === '') return setProblem(needed);
    const answer = await uploadMedia(given, words.trim(), caption.trim());
    if (answer === null) return setProblem(texts['store-away']);
    if ('message' in answer) return setProblem(answer.message);
    choose(answer.item);
  };
  const accept = () => {
    if (words.trim() === '') return setProblem(needed);
    if (media !== undefined) insert({ media, words: words.trim(), caption: caption.trim() }, item);
  };

  return (
    <Dialog title={texts[isImage ? 'image-title' : 'file-title']} close={close}>
      <div class="control">
        <label for="tim-tep">{texts.find}</label>
        <div class="row">
          <input ref={query} id="tim-tep" type="search" autocomplete="off" maxLength={100} onKeyDown={onEnter(find)} />
          <button type="button" class="button quiet" onClick={find}>
            {texts['find-button']}
          </button>
        </div>
      </div>
      <fieldset class="found" aria-label={texts.find}>
        {items === null && <p role="alert">{texts['store-away']}</p>}
        {items?.length === 0 && <p>{texts['nothing-found']}</p>}
        {items?.map((one) => (
          <button key={one.id} type="button" class="pick" aria-pressed={media === one.id} onClick={() => choose(one)}>
            {isImage && <img src={one.url} alt="" loading="lazy" />}
            <span>{one.title}</span>
          </button>
        ))}
      </fieldset>
      {item && <p>{texts.chosen.replace('{title}', item.title)}</p>}
      {problem && (
        <p class="problem" role="alert" id="tep-loi">
          {problem}
        </p>
      )}
      <div class="control">
        <label for="tep-chu">{texts[isImage ? 'alt' : 'file-name']}</label>
        {isImage && (
          <span class="hint" id="tep-chu-goi-y">
            {texts['alt-hint']}
          </span>
        )}
        <input
          id="tep-chu"
          type="text"
          maxLength={300}
          autocomplete="off"
          value={words}
          aria-describedby={isImage ? 'tep-chu-goi-y' : undefined}
          onInput={(event) => setWords(event.currentTarget.value)}
          onKeyDown={onEnter(accept)}
        />
      </div>
      {isImage && (
        <div class="control">
          <label for="tep-chu-thich">{texts.caption}</label>
          <input
            id="tep-chu-thich"
            type="text"
            maxLength={500}
            autocomplete="off"
            value={caption}
            onInput={(event) => setCaption(event.currentTarget.value)}
            onKeyDown={onEnter(accept)}
          />
        </div>
      )}
      {chosen === null && (
        <div class="control">
          <label for="tep-moi">{texts.upload}</label>
          <div class="row">
            <input ref={file} id="tep-moi" type="file" accept={isImage ? 'image/*' : undefined} />
            <button type="button" class="button quiet" onClick={upload}>
              {texts['upload-button']}
            </button>
          </div>
        </div>
      )}
      <div class="row">
        <button type="button" class="button" aria-disabled={media === undefined ? 'true' : undefined} onClick={accept}>
          {texts.insert}
        </button>
        <button type="button" class="button quiet" onClick={close}>
          {texts.cancel}
        </button>
      </div>
    </Dialog>
  );
}
