import { useEffect, useRef, useState } from 'preact/hooks';
import { type EditorTexts, fill } from '../../model/editor-texts.ts';
import type { MediaItem, MediaKind } from '../../model/media.ts';
import { mostMebi } from '../../model/media-type.ts';
import Dialog, { onEnter } from './Dialog.tsx';
import { kindOf } from './given-files.ts';
import MediaLibrary from './MediaLibrary.tsx';
import { type StoreSilence, uploadMedia } from './media.ts';
import SilenceWords from './SilenceWords.tsx';

export interface ChosenMedia {
  readonly media: string;
  /** What a picture shows, or what a file is called. */
  readonly words: string;
  readonly caption: string;
}

interface Props {
  readonly texts: EditorTexts;
  readonly kind: MediaKind;
  /** The picture or file that is changed; null for a new one. */
  readonly chosen: ChosenMedia | null;
  /** Files that were dropped or pasted: the first is asked about here, the others after it. */
  readonly files: readonly File[];
  insert(chosen: ChosenMedia, item: MediaItem | null): void;
  close(): void;
}

type Field = 'file' | 'description' | 'caption';
interface Problem {
  readonly words: string | StoreSilence;
  readonly field?: Field;
}
const silences: readonly string[] = ['away', 'signed-out', 'too-large'] satisfies readonly StoreSilence[];
const isSilence = (words: string): words is StoreSilence => silences.includes(words);

/** Chooses a picture or file of the library or puts one in, and asks for the words without which none can stand in an article. */
export default function MediaDialog({ texts, kind, chosen, files, insert, close }: Props) {
  const [item, setItem] = useState<MediaItem | null>(null);
  const [file, setFile] = useState<File | null>(files[0] ?? null);
  const [words, setWords] = useState(chosen?.words ?? '');
  const [caption, setCaption] = useState(chosen?.caption ?? '');
  const [problem, setProblem] = useState<Problem | null>(null);
  /** How much of an upload is sent, from 0 to 1; null while there is none. */
  const [sent, setSent] = useState<number | null>(null);
  const fields = {
    file: useRef<HTMLInputElement>(null),
    description: useRef<HTMLInputElement>(null),
    caption: useRef<HTMLInputElement>(null),
  };
  const upload = useRef(new AbortController());
  useEffect(() => () => upload.current.abort(), []);
  const isImage = kind === 'image';

  const choose = (one: MediaItem) => {
    setItem(one);
    setFile(null);
    if (fields.file.current) fields.file.current.value = '';
    setWords(isImage ? one.alt : one.title);
    setCaption(one.caption);
    setProblem(null);
  };
  const take = (given: File | null) => {
    setFile(given);
    setItem(null);
    setProblem(null);
  };
  const say = (said: Problem) => {
    setProblem(said);
    if (said.field) fields[said.field].current?.focus();
  };

  const accept = async () => {
    if (sent !== null) return;
    const said = { words: words.trim(), caption: caption.trim() };
    const media = item?.id ?? chosen?.media;
    if (file === null && media === undefined) return say({ words: texts['upload-choose'] });
    if (file && kindOf(file) !== kind) return say({ words: texts[isImage ? 'upload-no-image' : 'upload-is-image'], field: 'file' });
    if (file && file.size > mostMebi[kind] * 1024 ** 2) return say({ words: 'too-large', field: 'file' });
    if (said.words === '') return say({ words: texts[isImage ? 'alt-needed' : 'file-name-needed'], field: 'description' });
    if (file === null) return media === undefined ? undefined : insert({ media, ...said }, item);
    setProblem(null);
    setSent(0);
    const { signal } = upload.current;
    const answer = await uploadMedia(file, said, { sent: setSent, signal });
    if (signal.aborted) return;
    setSent(null);
    if (answer.kind === 'refused') {
      const field = (['description', 'caption'] as const).find((one) => one === answer.field) ?? 'file';
      return say({ words: answer.message, field });
    }
    if (answer.kind !== 'done') return say({ words: answer.kind });
    // What is inside tells what it is.
    if (answer.item.kind !== kind) return say({ words: texts[isImage ? 'upload-no-image' : 'upload-is-image'], field: 'file' });
    insert({ media: answer.item.id, ...said }, answer.item);
  };

  const tied = (field: Field, ...others: readonly string[]) => {
    const wrong = problem?.field === field;
    const ids = [...others, ...(wrong ? ['tep-loi'] : [])];
    return { 'aria-invalid': wrong ? ('true' as const) : undefined, 'aria-describedby': ids.length > 0 ? ids.join(' ') : undefined };
  };

  return (
    <Dialog title={texts[isImage ? 'image-title' : 'file-title']} close={close}>
      {files.length === 0 && (
        <MediaLibrary texts={texts} kind={kind} chosen={file === null ? (item?.id ?? chosen?.media) : undefined} choose={choose} />
      )}
      <div class="control">
        <label for="tep-moi">{texts[isImage ? 'upload-image' : 'upload-file']}</label>
        <span class="hint" id="tep-moi-goi-y">
          {fill(texts[isImage ? 'upload-image-hint' : 'upload-file-hint'], { most: mostMebi[kind] })}
        </span>
        <input
          ref={(input) => {
            fields.file.current = input;
            if (input && file && input.files?.[0] !== file) input.files = listOf(file);
          }}
          id="tep-moi"
          type="file"
          accept={isImage ? 'image/*' : '.pdf,.docx,.xlsx,.pptx,.odt,.ods'}
          {...tied('file', 'tep-moi-goi-y')}
          onChange={(event) => take(event.currentTarget.files?.[0] ?? null)}
        />
        {files.length > 1 && <p class="hint">{fill(texts['upload-next'], { n: files.length - 1 })}</p>}
      </div>
      <div class="control">
        <label for="tep-chu">{texts[isImage ? 'alt' : 'file-name']}</label>
        {isImage && (
          <span class="hint" id="tep-chu-goi-y">
            {texts['alt-hint']}
          </span>
        )}
        <input
          ref={fields.description}
          id="tep-chu"
          type="text"
          maxLength={300}
          autocomplete="off"
          aria-required="true"
          autofocus={files.length > 0}
          value={words}
          {...tied('description', ...(isImage ? ['tep-chu-goi-y'] : []))}
          onInput={(event) => setWords(event.currentTarget.value)}
          onKeyDown={onEnter(accept)}
        />
      </div>
      {isImage && (
        <div class="control">
          <label for="tep-chu-thich">{texts.caption}</label>
          <input
            ref={fields.caption}
            id="tep-chu-thich"
            type="text"
            maxLength={500}
            autocomplete="off"
            value={caption}
            {...tied('caption')}
            onInput={(event) => setCaption(event.currentTarget.value)}
            onKeyDown={onEnter(accept)}
          />
        </div>
      )}
      {problem && (
        <p class="problem" role="alert" id="tep-loi">
          {isSilence(problem.words) ? <SilenceWords texts={texts} silence={problem.words} /> : problem.words}
        </p>
      )}
      <p role="status" class="progress">
        {sent !== null && (sent < 1 ? fill(texts.uploading, { n: Math.floor(sent * 10) * 10 }) : texts['upload-checking'])}
      </p>
      <div class="row">
        <button type="button" class="button" aria-disabled={sent === null ? undefined : 'true'} onClick={accept}>
          {texts[file === null ? 'insert' : 'upload-insert']}
        </button>
        <button type="button" class="button quiet" onClick={close}>
          {texts.cancel}
        </button>
      </div>
    </Dialog>
  );
}

/** What a file field takes for its choice. */
function listOf(file: File): FileList {
  const data = new DataTransfer();
  data.items.add(file);
  return data.files;
}
