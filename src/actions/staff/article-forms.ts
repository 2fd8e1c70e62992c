import type { Doer } from '#accounts/model/person.ts';
import { type Message, message } from '#i18n/model/message.ts';
import { changeAddress } from '#newsroom/address-service.ts';
import type { ArticleOutcome, Target } from '#newsroom/article-act.ts';
import { bringBack, createDraft, discardDraft, returnToDraft, saveDraft, submitDraft } from '#newsroom/draft-service.ts';
import { addressName } from '#newsroom/model/address-name.ts';
import { slug as slugSchema } from '#newsroom/model/article.ts';
import { type ArticleFields, parseFields } from '#newsroom/model/draft.ts';
import { refusalMessage } from '#newsroom/model/refusal.ts';
import { type PreviewOutcome, revokePreview, sharePreview } from '#newsroom/preview-service.ts';
import { approve, correct, forcePublish, reviewForced, unschedule, withdraw } from '#newsroom/publication-service.ts';
import { restoreRevision } from '#newsroom/revision-service.ts';
import { type ArticleInWork, freeSlug } from '#newsroom/work-store.ts';
import type { App } from '#platform/app.ts';
import { today } from '#platform/clock.ts';
import { hanoiMoment } from '#platform/model/hanoi-time.ts';
import { readFields } from './read-fields.ts';
import { fieldOf, readArticle, type TypedArticle, typedArticle, versionOf } from './typed-article.ts';

/** What came of a posted form of the newsroom. */
export type DeskOutcome =
  | { readonly kind: 'done'; readonly done: DeskDone; readonly version: number; readonly slug: string }
  | { readonly kind: 'shared'; readonly token: string }
  | DeskRefusal;

export interface DeskRefusal {
  readonly kind: 'refused';
  readonly message: Message;
  /** The id of the field that is wrong. */
  readonly field?: string;
  /** Somebody has saved since: the version there is now, and what this form would have made of it. */
  readonly conflict?: { readonly version: number; readonly mine: ArticleFields | null };
}

/** Names what was done, in the address that says so. */
export const deskDone = [
  'luu',
  'gui',
  'tra-lai',
  'duyet',
  'hen',
  'bo-hen',
  'xem-lai',
  'dinh-chinh',
  'rut',
  'dia-chi',
  'bo',
  'lay-lai',
  'thu-hoi',
  'khoi-phuc',
  'dang-ngay',
] as const;
export type DeskDone = (typeof deskDone)[number];

/** Begins an article with its title; the address follows the title where none is typed. */
export async function newArticleForm(
  app: App,
  by: Doer,
  request: Request,
): Promise<{ readonly outcome: DeskOutcome; readonly typed: { readonly title: string; readonly address: string } }> {
  const form = await readFields(request);
  const typed = { title: form?.text('tieu-de') ?? '', address: form?.text('dia-chi').trim() ?? '' };
  const refusedAt = (field: string, words: Message): { outcome: DeskOutcome; typed: typeof typed } => ({
    outcome: { kind: 'refused', field, message: words },
    typed,
  });
  const read = parseFields({ ...emptyArticle, title: typed.title, published: today(app.clock) });
  if (read.kind === 'refused' || read.fields.title === '') return refusedAt('tieu-de', message('desk.new.title-needed'));
  const { fields } = read;
  const slug = typed.address === '' ? await freeSlug(app.reader, addressName(fields.title).slice(0, 100) || 'bai-moi') : typed.address;
  if (!slugSchema.safeParse(slug).success) return refusedAt('dia-chi', message('desk.address.wrong'));
  const outcome = await createDraft(app, by, slug, fields);
  return { outcome: told(outcome, 'luu', { 'slug-taken': 'dia-chi' }), typed };
}

const emptyArticle: ArticleFields = {
  title: '',
  summary: '',
  published: '',
  topics: [],
  source: { name: '' },
  documents: [],
  procedures: [],
  body: { type: 'doc', content: [{ type: 'paragraph' }] },
};

/** The forms of one article, by the name of the button; `taken`: these and no others. */
export async function articleForm(
  app: App,
  by: Doer,
  row: ArticleInWork,
  request: Request,
  taken: readonly string[] | null = null,
): Promise<{
  readonly outcome: DeskOutcome;
  readonly viec: string;
  readonly typed: TypedArticle | null;
  readonly text: (name: string) => string;
}> {
  const form = await readFields(request);
  const viec = form?.text('viec') ?? '';
  if (!form || (taken && !taken.includes(viec)))
    return { outcome: { kind: 'refused', message: message('desk.unread') }, viec, typed: null, text: () => '' };
  // Only these forms bring the article itself.
  const typed = viec === 'luu' || viec === 'gui' || viec === 'dinh-chinh' ? typedArticle(form) : null;
  const target: Target = { slug: row.slug, version: versionOf(form.text('ban')) };
  const outcome = typed
    ? await changeText(app, by, row, target, viec, typed, form.text('ghi-chu'))
    : await act(app, by, row, target, form.text);
  return { outcome, viec, typed, text: form.text };
}

async function changeText(
  app: App,
  by: Doer,
  row: ArticleInWork,
  target: Target,
  viec: string,
  typed: TypedArticle,
  note: string,
): Promise<DeskOutcome> {
  const read = await readArticle(app, typed, row);
  if (read.kind === 'refused') return read;
  const { fields } = read;
  if (viec === 'gui') return told(await submitDraft(app, by, target, fields), 'gui', {}, fields);
  if (viec === 'dinh-chinh') return told(await correct(app, by, target, { fields, note }), 'dinh-chinh', { 'no-note': 'ghi-chu' }, fields);
  return told(await saveDraft(app, by, target, fields), 'luu', {}, fields);
}

async function act(app: App, by: Doer, row: ArticleInWork, target: Target, text: (name: string) => string): Promise<DeskOutcome> {
  const viec = text('viec');
  switch (viec) {
    case 'tra-lai':
      return told(await returnToDraft(app, by, target, text('ly-do-tra')), 'tra-lai', { 'no-note': 'ly-do-tra' });
    case 'duyet':
      return told(await approve(app, by, target), 'duyet');
    case 'hen': {
      const at = hanoiMoment(`${text('ngay-dang')}T${text('gio-dang')}`);
      if (at === null) return { kind: 'refused', field: 'ngay-dang', message: message('desk.schedule.wrong') };
      return told(await approve(app, by, target, at), 'hen', { 'time-past': 'ngay-dang' });
    }
    case 'bo-hen':
      return told(await unschedule(app, by, target), 'bo-hen');
    case 'xem-lai':
      return told(await reviewForced(app, by, target), 'xem-lai');
    case 'rut':
      return told(await withdraw(app, by, target, text('ly-do-rut')), 'rut', { 'no-note': 'ly-do-rut' });
    case 'dia-chi': {
      const slug = text('dia-chi').trim();
      if (!slugSchema.safeParse(slug).success) return { kind: 'refused', field: 'dia-chi', message: message('desk.address.wrong') };
      return told(await changeAddress(app, by, target, slug), 'dia-chi', { 'slug-taken': 'dia-chi' });
    }
    case 'bo':
      return told(await discardDraft(app, by, target), 'bo');
    case 'lay-lai':
      return told(await bringBack(app, by, target), 'lay-lai');
    case 'chia-se': {
      const outcome = await sharePreview(app, by, row.id);
      return outcome.kind === 'done' ? { kind: 'shared', token: outcome.token } : refusedPreview(outcome);
    }
    case 'thu-hoi': {
      const outcome = await revokePreview(app, by, row.id, versionOf(text('duong-dan')));
      return outcome.kind === 'done' ? { kind: 'done', done: 'thu-hoi', version: row.version, slug: row.slug } : refusedPreview(outcome);
    }
    default:
      return { kind: 'refused', message: message('desk.unread') };
  }
}

const refusedPreview = (outcome: Extract<PreviewOutcome<object>, { kind: 'refused' }>): DeskRefusal => ({
  kind: 'refused',
  message: refusalMessage(outcome),
});

/** Publishes without a second person, for a reason. */
export async function forceForm(
  app: App,
  by: Doer,
  row: ArticleInWork,
  request: Request,
): Promise<{ readonly outcome: DeskOutcome; readonly reason: string }> {
  const form = await readFields(request);
  const reason = form?.text('ly-do') ?? '';
  const target = { slug: row.slug, version: versionOf(form?.text('ban') ?? '') };
  return { outcome: told(await forcePublish(app, by, target, reason), 'dang-ngay', { 'no-note': 'ly-do' }), reason };
}

/** Makes an article again what it was in a revision. */
export async function restoreForm(
  app: App,
  by: Doer,
  row: ArticleInWork,
  request: Request,
): Promise<{ readonly outcome: DeskOutcome; readonly note: string }> {
  const form = await readFields(request);
  const note = form?.text('ghi-chu') ?? '';
  const target = { slug: row.slug, version: versionOf(form?.text('ban') ?? '') };
  const version = versionOf(form?.text('khoi-phuc') ?? '');
  return { outcome: told(await restoreRevision(app, by, target, { version, note }), 'khoi-phuc', { 'no-note': 'ghi-chu' }), note };
}

/** The field of the article itself that is wrong, where the form has it. */
function wrongField(outcome: Extract<ArticleOutcome, { kind: 'refused' }>, mine: ArticleFields | null): string | undefined {
  if (outcome.reason === 'incomplete' && outcome.missing[0]) return fieldOf(outcome.missing[0]);
  return outcome.reason === 'missing-media' && mine ? fieldOf('body') : undefined;
}

type Reason = Extract<ArticleOutcome, { kind: 'refused' }>['reason'];

function told(
  outcome: ArticleOutcome,
  done: DeskDone,
  fields: Partial<Readonly<Record<Reason, string>>> = {},
  mine: ArticleFields | null = null,
): DeskOutcome {
  if (outcome.kind === 'done') return { kind: 'done', done, version: outcome.version, slug: outcome.slug };
  const field = wrongField(outcome, mine) ?? fields[outcome.reason];
  return {
    kind: 'refused',
    message: refusalMessage(outcome),
    ...(field === undefined ? {} : { field }),
    ...(outcome.reason === 'conflict' ? { conflict: { version: outcome.version, mine } } : {}),
  };
}
