/**
 * One row type per table. The drivers convert nothing, so these types say what really comes back:
 * times are ISO 8601 UTC text, days are `YYYY-MM-DD`, flags are 0 or 1, JSON is text.
 */
export type IsoTime = `${string}T${string}Z`;
/** JSON text of a value of type T; parse it in the store of the feature that owns the table. */
export type Json<_T> = string;

export interface AgencyRow {
  code: string;
  name: string;
  /** The name without diacritics, lower case: for comparing. */
  name_fold: string;
  kind: string;
  valid_from: string | null;
  valid_to: string | null;
  parent: string | null;
  /** Everything else that the content file says of the agency. */
  details: Json<unknown>;
}

export interface AgencySuccessionRow {
  predecessor: string;
  successor: string;
  relation: string;
}

export interface ProcedureRow {
  code: string;
  name: string;
  /** The shown name by which the database sorts as a Vietnamese dictionary does. */
  name_key: string;
  field: string;
  field_code: string | null;
  /** Empty where it is not known. */
  promulgator: string;
  online_level: string | null;
  decision_no: string | null;
  decision_day: string | null;
  /** What every export says of it. */
  listing: Json<unknown>;
  /** The official record with all details; null while only a list or the editors told of it. */
  record: Json<unknown> | null;
  /** SHA-256 of the record's text, and when the source changed it. */
  record_hash: string | null;
  record_updated_at: IsoTime | null;
  /** What the portal's editors wrote about it. */
  digest: Json<unknown> | null;
  withdrawn_on: string | null;
  withdrawn_note: string | null;
  replaced_by: string | null;
  /** Since which day, and from which file, it is absent where it should stand. */
  missing_since: string | null;
  missing_from: string | null;
}

export interface ProcedureAudienceRow {
  procedure: string;
  audience: string;
}

export interface ProcedureHistoryRow {
  procedure: string;
  /** 1, 2, 3 … of this procedure. */
  version: number;
  at: IsoTime;
  person: string;
  act: 'added' | 'changed' | 'withdrawn' | 'restored' | 'edited';
  source_file: string | null;
  source_sha256: string | null;
  /** The parts that changed. */
  parts: Json<string[]>;
  /** What it was before; null where there was nothing. */
  previous: Json<unknown> | null;
}

/** A row of a file that an import kept out. */
export interface ProcedureQuarantineRow {
  source_sha256: string;
  place: string;
  source_file: string;
  code: string;
  reason: string;
  detail: string;
  at: IsoTime;
}

export interface ProcedureFormerCodeRow {
  former: string;
  procedure: string;
}

/** How often a procedure was opened on a day. */
export interface ProcedureViewRow {
  procedure: string;
  day: string;
  n: number;
}

/** What editors wrote of a procedure in the portal, in place of what content/ says. */
export interface ProcedureWordsRow {
  procedure: string;
  version: number;
  words: Json<unknown>;
  edited_at: IsoTime;
  editor: string;
}

/** An import that somebody of the staff uploaded, until it expires; its files lie beside the database. */
export interface ProcedureImportRow {
  id: string;
  state: 'reading' | 'failed' | 'planned' | 'applied';
  /** Names and sizes, in the order of the files on the disk. */
  files: Json<unknown[]>;
  person: string;
  created_at: IsoTime;
  expires_at: IsoTime;
  /** What the person is shown of the plan; null before it is made. */
  report: Json<unknown> | null;
  /** Of the plan that is shown. */
  fingerprint: string | null;
  /** Why it failed, in words. */
  problem: string | null;
}

/** Something that happens in a life; its doors are the procedures that the home page shows. */
export interface LifeEventRow {
  id: string;
  position: number;
  title_vi: string;
  title_en: string;
  icon: string;
  procedures: Json<unknown[]>;
  more: Json<string[]>;
  hidden: 0 | 1;
  version: number;
}

/** How often a page was given an answer to whether it was useful, on a day. */
export interface PageFeedbackRow {
  /** The path that all languages share: `/thu-tuc/1.001193`. */
  path: string;
  day: string;
  answer: string;
  n: number;
}

export interface ProcedureLevelRow {
  procedure: string;
  level: string;
}

export type ArticleState = 'draft' | 'submitted' | 'scheduled' | 'published' | 'withdrawn';

/** What an editor writes: the same in an article and in each of its revisions. */
interface ArticleTextRow {
  slug: string;
  state: ArticleState;
  version: number;
  title: string;
  summary: string;
  /** `markdown`, as loaded from content/; `document`, the JSON of newsroom/model/body.ts, once it was edited. */
  format: 'markdown' | 'document';
  body: string;
  /** Day, month or year of the news, as precise as the source: `2024-11-16`, `2020-04` or `2020`. */
  published: string;
  topics: Json<string[]>;
  source: Json<unknown>;
  documents: Json<string[]>;
  procedures: Json<string[]>;
}

/** Persons are kept by name, and by the id of their account where it was one. */
export interface ArticleRow extends ArticleTextRow {
  id: number;
  /** What was corrected after it was public, oldest first: day and note. */
  corrections: Json<unknown[]>;
  /** Its place among the articles that stand out, from 1 on. */
  featured: number | null;
  author: string;
  author_id: string | null;
  /** Who changed it last. */
  editor: string;
  editor_id: string | null;
  submitter: string | null;
  submitter_id: string | null;
  /** Who approved it, or published it without a second person. */
  reviewer: string | null;
  reviewer_id: string | null;
  /** 1 where it was published without a second person; another looks at it later. */
  forced: 0 | 1;
  force_reviewer: string | null;
  force_reviewer_id: string | null;
  /** When a scheduled article becomes public. */
  publish_at: string | null;
  /** When it became public for the first time. */
  public_since: string | null;
  withdrawn_at: string | null;
  /** When somebody put the draft away; it can be taken up again. */
  discarded_at: string | null;
  /** What the public is told; stands until the article is public again. */
  withdrawn_reason: string | null;
  updated_at: string;
}

/** An article as it was after an act. Only added to. */
export interface ArticleRevisionRow extends ArticleTextRow {
  id: number;
  article: number;
  person: string;
  person_id: string | null;
  at: string;
  act: string;
  note: string | null;
}

/** A link by which somebody without an account may read an article that is not public yet. */
export interface ArticlePreviewRow {
  id: number;
  article: number;
  token_hash: string;
  person: string;
  person_id: string | null;
  created_at: string;
  expires_at: string;
  revoked_at: string | null;
}

/** An address that an article had before. */
export interface ArticleSlugRow {
  slug: string;
  article: number;
  at: string;
}

export type DocumentState = 'draft' | 'published' | 'withdrawn';

/** What a document has beside what its file says; persons are kept as in an article. */
export interface DocumentLifeRow {
  state: DocumentState;
  version: number;
  /** Since when it is in force, and until when, as precise as the source. */
  in_force: string | null;
  ended: string | null;
  topic: string | null;
  /** Ids of files in the library. */
  attachments: Json<string[]>;
  author: string;
  author_id: string | null;
  /** Who changed it last. */
  editor: string;
  editor_id: string | null;
  publisher: string | null;
  publisher_id: string | null;
  withdrawn_at: string | null;
  /** What the public is told; stands until the document is public again. */
  withdrawn_reason: string | null;
  /** Null while it is as it was loaded. */
  updated_at: string | null;
}

export interface DocumentRow extends DocumentLifeRow {
  slug: string;
  number: string;
  kind: string;
  issuer: string;
  issued: string;
  title: string;
  summary: string;
  status: string;
  replaced_by: string | null;
  source: Json<unknown>;
  certainty: string;
  body: string;
}

/** A picture or file of the newsroom's library; its bytes are kept under its hash. */
export interface MediaRow {
  /** The beginning of its hash. */
  id: string;
  kind: 'image' | 'file';
  /** Of the bytes as they were uploaded. */
  sha256: string;
  /** Of what was uploaded; pictures are served as AVIF and WebP. */
  media_type: string;
  /** What the file is called when it is downloaded. */
  name: string;
  bytes: number;
  /** Of the largest size of a picture that is kept. */
  width: number | null;
  height: number | null;
  /** The widths in which a picture is kept, the smallest first. */
  widths: Json<number[]>;
  /** What a picture shows (its alternative text), what a file is (its title). */
  description: string;
  caption: string;
  credit: string;
  /** All of these words, folded, for finding. */
  words: string;
  version: number;
  added_by: string;
  added_by_id: string | null;
  added_at: string;
  /** Who described it last. */
  editor: string;
  updated_at: string;
}

export interface IndicatorRow {
  id: string;
  series: Json<unknown>;
}

/** A round of the city's own index as it was published before the portal. */
export interface PublishedRoundRow {
  /** `so-2022`, `quan-huyen-2022`. */
  id: string;
  year: number;
  list: string;
  definition: Json<unknown>;
}

export interface InstrumentRow {
  id: string;
  /** SHA-256 of the definition: a published wording never changes under the same id. */
  sha256: string;
  definition: Json<unknown>;
}

export interface ScoringRuleRow {
  id: string;
  sha256: string;
  definition: Json<unknown>;
}

export interface CriteriaSetRow {
  id: string;
  sha256: string;
  definition: Json<unknown>;
}

/** A wave (đợt khảo sát): who may answer which questionnaire about whom, and when. */
export interface WaveRow {
  id: string;
  instrument: string;
  title: string;
  kind: 'standing' | 'official';
  /** First and last day in Hà Nội on which answers are taken. */
  opens: string;
  closes: string;
  modes: Json<string[]>;
  /** Codes; null: every agency that can be rated on the day. */
  agencies: Json<string[]> | null;
  /** Planned responses of each agency. */
  minimum_n: number;
  /** Whether figures are shown while answers still come. */
  display: 'live' | 'embargo';
}

/** A poster or kiosk at a counter. */
export interface CollectionPointRow {
  code: string;
  label: string;
  agency: string;
  procedure: string | null;
  mode: 'qr' | 'kiosk';
  active: 0 | 1;
}

/** Named by its receipt, which is made from the client's id with the installation's key. */
export interface ResponseRow {
  receipt: string;
  wave: string;
  agency: string;
  procedure: string | null;
  /** The day in Hà Nội on which the answer came; never a time of day. */
  day: string;
  mode: string;
  /** How the dossier ended, where the ticket said so. */
  outcome: string | null;
  /** How fast it was answered, in three classes; null where that is not known. */
  pace: number | null;
  /** One character per question in the instrument's order: its value, `-` for no answer. */
  answers: string;
  /** One character per question about the person: the place of the chosen option, `-` for none. */
  profile: string | null;
}

export interface ResponseFlagRow {
  receipt: string;
  flag: string;
}

/** How many answered what, by wave, agency and mode. Cells: see survey/model/cells.ts. */
export interface TallyRow {
  wave: string;
  agency: string;
  mode: string;
  n: number;
  cells: Json<number[]>;
  /** Of these, those that are left out of the figures; no cells where there are none. */
  excluded: number;
  excluded_cells: Json<number[]>;
}

/** What may be shown of an agency's answers while they come: taken anew only after ten more. */
export interface ShownTallyRow {
  agency: string;
  wave: string;
  /** Responses by then, with those left out. */
  n: number;
  /** Of those that count, all modes together. */
  cells: Json<number[]>;
  /** `[mode, n, excluded]`. */
  modes: Json<[string, number, number][]>;
}

/** How many answered what about a procedure in a wave, all agencies and modes together, and what of it may be shown. */
export interface ProcedureTallyRow {
  wave: string;
  procedure: string;
  n: number;
  cells: Json<number[]>;
  excluded: number;
  excluded_cells: Json<number[]>;
  /** Responses when it was last taken, with those left out; 0 while nothing is shown. */
  shown_n: number;
  shown_excluded: number;
  /** Of those that count. */
  shown_cells: Json<number[]>;
}

/** What is published of a day's responses for ever. */
export interface ProofDayRow {
  day: string;
  n: number;
  /** The root of the Merkle tree over the responses, in hexadecimal digits. */
  root: string;
  /** Binds this day and all days before it. */
  chain: string;
  /** The receipts in the order of the tree, 10 bytes each. */
  receipts: Buffer;
}

/** Responses to be left out of the figures, or to be counted again; decided by somebody else than who proposed it. */
export interface ExclusionProposalRow {
  number: number;
  act: 'exclude' | 'restore';
  /** Shown to whoever holds the receipt. */
  reason: string;
  /** Names; with the account where it was one. */
  proposed_by: string;
  proposed_by_id: string | null;
  proposed_on: string;
  state: 'open' | 'confirmed' | 'declined';
  decided_by: string | null;
  decided_by_id: string | null;
  decided_on: string | null;
}

export interface ExclusionRow {
  receipt: string;
  proposal: number;
}

/** The responses that are left out today, each with the proposal by which (a view). */
export interface ExcludedResponseRow {
  receipt: string;
  proposal: number;
}

/** What counting a wave anew on a day came to. */
export interface RecountRow {
  day: string;
  wave: string;
  /** How many responses were counted. */
  responses: number;
  /** The cells that differ from what is kept; empty where all agree. */
  drift: Json<unknown[]>;
}

/** What somebody wrote in their own words: masked, and without any link to their answers. */
export interface CommentRow {
  id: string;
  wave: string;
  agency: string;
  /** `YYYY-MM`. */
  month: string;
  text: string;
}

export interface TicketBatchRow {
  id: string;
  wave: string;
  agency: string;
  procedure: string | null;
  /** `YYYY-MM` in which the dossiers ended. */
  month: string | null;
  outcome: string | null;
  /** What the answers count as. */
  mode: string;
  issued: number;
  made_on: string;
  person: string;
}

export interface TicketRow {
  code_hash: string;
  batch: string;
  spent: 0 | 1;
}

/** A round (kỳ đánh giá) of the city's index; its state is what its acts say. */
export interface RoundRow {
  id: string;
  title: string;
  /** The year that is rated. */
  year: number;
  list: 'department' | 'commune';
  criteria: string;
  rule: string;
  instrument: string;
  /** Where the answers come from. */
  wave: string;
  /** The agencies that are rated together, as JSON list of codes. */
  agencies: Json<string[]>;
  /** By when which act is due. */
  calendar: Json<unknown[]>;
}

/** What was done in a round; rows are only added. */
export interface RoundActRow {
  id: number;
  round: string;
  act: 'plan' | 'guidance' | 'self_scores' | 'survey_report' | 'appraisal' | 'announcement';
  at: IsoTime;
  person: string;
  /** The account; null where somebody was only named. */
  person_id: string | null;
  note: string;
}

/** A score as somebody gave it; the newest of each act holds, rows are only added. */
export interface ScoreActRow {
  id: number;
  round: string;
  agency: string;
  criterion: string;
  act: 'self' | 'check' | 'decide';
  /** Decimal text, so that 66.40 stays 66.40; null where the criterion does not apply. */
  score: string | null;
  applies: 0 | 1;
  reason: string;
  at: IsoTime;
  person: string;
  /** The account; null where somebody was only named. */
  person_id: string | null;
}

/** What an agency shows for a self-score: a link, or a file kept under its hash. */
export interface EvidenceRow {
  id: number;
  round: string;
  agency: string;
  criterion: string;
  title: string;
  url: string | null;
  sha256: string | null;
  bytes: number | null;
  media_type: string | null;
  /** The row that this one takes back; its title says why. */
  withdraws: number | null;
  at: IsoTime;
  person: string;
  /** The account; null where somebody was only named. */
  person_id: string | null;
}

/** What the survey came to for an agency, as it was handed over. */
export interface RoundSurveyRow {
  round: string;
  agency: string;
  n: number;
  tally: Json<unknown>;
}

export interface ReleaseRow {
  id: string;
  round: string;
  sha256: string;
  released_at: string;
  released_by: string;
  /** The release that this one replaces, and why. */
  corrects: string | null;
  reason: string | null;
}

/** What an agency did about what people said of a factor of a questionnaire, or of a procedure. */
export interface ImprovementRow {
  id: number;
  agency: string;
  /** Questionnaire and code of its factor; both null where the entry is about a procedure. */
  instrument: string | null;
  factor: string | null;
  procedure: string | null;
  said: string;
  done_text: string;
  done_on: string;
  evidence_url: string | null;
  state: 'published' | 'withdrawn';
  withdrawn_reason: string | null;
  author: string;
  /** The author's account; null where somebody was only named. */
  person_id: string | null;
  published_at: IsoTime;
  updated_at: IsoTime;
}

/** Who did what; each row is chained to the one before it, and none is changed. */
export interface AuditRow {
  id: number;
  at: IsoTime;
  person: string;
  /** The id of the person's account; null where a command did it, or the portal itself. */
  staff: string | null;
  act: string;
  object: string;
  detail: Json<unknown> | null;
  before: Json<unknown> | null;
  after: Json<unknown> | null;
  /** The hash of the row before; empty in the first. */
  previous: string;
  /** SHA-256 in hexadecimal digits, see platform/audit.ts. */
  hash: string;
}

/** An account of staff; disabled, never deleted. */
export interface StaffRow {
  id: string;
  /** What is typed to sign in: small letters without marks. */
  user_name: string;
  name: string;
  roles: Json<string[]>;
  /** Of an agency's officer. */
  agency: string | null;
  /** Argon2id in the format of PHC. */
  password_hash: string;
  /** Somebody else knows the password: nothing can be done before it is changed. */
  must_change: 0 | 1;
  /** Encrypted with the installation's key; null without second factor. */
  totp_secret: string | null;
  /** The newest time step whose code was taken: none is taken twice. */
  totp_last_step: number | null;
  /** Keyed hashes of those that are not used yet. */
  recovery_codes: Json<string[]>;
  created_at: IsoTime;
  signed_in_at: IsoTime | null;
  disabled_at: IsoTime | null;
}

export interface StaffSessionRow {
  /** SHA-256 of what the cookie holds. */
  handle: string;
  staff: string;
  /** `code`: the password was right, the second factor is still asked. */
  stage: 'code' | 'full';
  created_at: IsoTime;
  /** When the password was last given. */
  proven_at: IsoTime;
  seen_at: IsoTime;
  expires_at: IsoTime;
  /** What the browser says of itself, for its owner to know it by. */
  device: string;
}

/** How often signing in failed of late, by a keyed hash of the account, the address or the device. */
export interface SignInAttemptRow {
  key: string;
  failures: number;
  failed_at: IsoTime;
  /** Until then no further attempt is looked at. */
  open_at: IsoTime;
}

/**
 * The newest change of each cache tag; every process reads it to drop its cached pages. One row a tag and no time, so
 * that nothing here tells when an answer came.
 */
export interface ChangeRow {
  tag: string;
  /** Grows with every change of any tag. */
  version: number;
  /** The process that made the change and has dropped its own pages already; empty where all should. */
  origin: string;
}

/** A word of citizens that the search knows; what staff change is never overwritten by content/. */
export interface SearchSynonymRow {
  kind: 'synonym' | 'ambiguous' | 'outside';
  /** As people type it. */
  alias: string;
  /** What it stands for, in the shape of its kind. */
  entry: Json<unknown>;
  active: 0 | 1;
  /** `content/`, or who added or last changed it. */
  source: string;
}

/** How often a query found nothing on a day: its text alone, nothing about who or when. */
export interface SearchMissRow {
  text: string;
  day: string;
  n: number;
}

export interface SettingRow {
  key: string;
  value: string;
}

/** What is told above every page for some time. */
export interface BannerRow {
  id: number;
  kind: 'planned' | 'incident';
  text_vi: string;
  text_en: string;
  shown_from: IsoTime;
  /** When the portal stops; only of a planned stop. */
  stops_at: IsoTime | null;
  /** When it is expected to work again, and the banner goes. */
  until: IsoTime;
  /** Taken away by hand before its time. */
  ended_at: IsoTime | null;
  version: number;
  editor: string;
  updated_at: IsoTime;
}

/** A document of the search engines that was changed; they are sent what it is by then. */
export interface SearchOutboxRow {
  /** Grows with every change, and no number comes twice. */
  sequence: number;
  /** The id of the document, `procedure:1.001193`; `*` for all of them. */
  document: string;
  at: IsoTime;
}

/** Work that one process at a time may do. */
export interface LeaseRow {
  name: string;
  /** The process that does it. */
  holder: string;
  /** Grows each time that the work changes hands. */
  token: number;
  /** From when on another process may take it; empty where nobody does it. */
  until: string;
}
