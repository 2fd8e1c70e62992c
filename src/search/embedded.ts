import { createHash } from 'node:crypto';
import Sqlite from 'better-sqlite3';
import { documentId, type SearchDocument, type SearchType } from './model/document.ts';
import type { Facet, Hit, SearchEngine, SearchQuery, SearchResult } from './model/engine.ts';
import { plainReading } from './model/interpretation.ts';
import { codeIn, wordsToFind } from './model/query-words.ts';
import { snippetOf } from './model/snippet.ts';
import { fold } from './model/text.ts';

// More words than anyone types in earnest; each costs a look-up.
const maxWords = 16;
// Raised when the way of indexing changes, so that an index of an older portal is made anew.
const layout = '3';

const schema = `
  create table if not exists documents (
    id text primary key, row integer unique, type text not null, code text not null, title text not null,
    url text not null, body text not null, field text, levels text not null, audiences text not null, former integer not null
  );
  create virtual table if not exists words using fts5(exact, title, keywords, body, tokenize = "unicode61 remove_diacritics 0");
  create table if not exists facts (key text primary key, value text not null);
`;

interface Found {
  readonly id: string;
  readonly row: number;
  readonly type: SearchType;
  readonly field: string | null;
  readonly levels: readonly string[];
  readonly audiences: readonly string[];
  readonly former: boolean;
}

/**
 * The search engine that needs no server: SQLite FTS5 over folded text, in a file of its own beside the database,
 * shared by all processes and rebuilt from the database at any time.
 */
export function embeddedEngine(file: string, phrases: readonly string[]): SearchEngine {
  const db = new Sqlite(file, { timeout: 5000 });
  db.pragma('journal_mode = WAL');
  db.exec(schema);

  const insertDocument = db.prepare(
    'insert into documents (id, row, type, code, title, url, body, field, levels, audiences, former) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
  );
  const insertWords = db.prepare('insert into words (rowid, exact, title, keywords, body) values (?, ?, ?, ?, ?)');
  const rowOf = db.prepare<[string], { row: number }>('select row from documents where id = ?');
  const forgetDocument = db.prepare('delete from documents where row = ?');
  const forgetWords = db.prepare('delete from words where rowid = ?');
  const nextRow = db.prepare<[], { row: number }>('select coalesce(max(row), 0) + 1 as row from documents');
  const allDocuments = db.prepare<
    [],
    Omit<Found, 'levels' | 'audiences' | 'former'> & { levels: string; audiences: string; former: number }
  >('select id, row, type, field, levels, audiences, former from documents order by former, type desc, title');
  const matching = db.prepare<[string], { row: number; score: number }>(
    'select rowid as row, bm25(words, 10.0, 10.0, 8.0, 1.0) as score from words where words match ? order by score, rowid',
  );
  const shown = db.prepare<[number], { type: SearchType; code: string; title: string; url: string; body: string }>(
    'select type, code, title, url, body from documents where row = ?',
  );
  const getFact = db.prepare<[string], { value: string }>('select value from facts where key = ?');
  const setFact = db.prepare('insert into facts (key, value) values (?, ?) on conflict (key) do update set value = excluded.value');

  /** Takes a document out; gives the row that it had. */
  function forget(id: string): number | undefined {
    const known = rowOf.get(id);
    if (known) {
      forgetDocument.run(known.row);
      forgetWords.run(known.row);
    }
    return known?.row;
  }

  function put(document: SearchDocument): void {
    const id = documentId(document);
    const row = forget(id) ?? nextRow.get()?.row ?? 1;
    const { type, code, title, url, body, field, levels, audiences, former, keywords } = document;
    insertDocument.run(
      id,
      row,
      type,
      code,
      title.normalize('NFC'),
      url,
      body.normalize('NFC'),
      field,
      JSON.stringify(levels),
      JSON.stringify(audiences),
      former ? 1 : 0,
    );
    insertWords.run(
      row,
      lower([title, ...keywords].join(' ; ')),
      fold(title),
      fold(keywords.join(' ; ')),
      fold(`${code} ${field ?? ''} ${body}`),
    );
  }

  const removeAll = db.transaction((ids: readonly string[]) => {
    for (const id of ids) forget(id);
    setFact.run('fingerprint', '');
  });

  const putAll = db.transaction((documents: readonly SearchDocument[]) => {
    for (const document of documents) put(document);
    setFact.run('fingerprint', '');
  });

  const replace = db.transaction((documents: readonly SearchDocument[], fingerprint: string) => {
    db.exec('delete from documents; delete from words;');
    for (const document of documents) put(document);
    setFact.run('fingerprint', fingerprint);
  });

  let known: { readonly version: unknown; readonly all: readonly Found[]; readonly byRow: ReadonlyMap<number, Found> } | null = null;

  /** All documents without their texts, read again only after this or another process has changed the index. */
  function everything(): { readonly all: readonly Found[]; readonly byRow: ReadonlyMap<number, Found> } {
    const version = db.pragma('data_version', { simple: true });
    if (known !== null && known.version === version) return known;
    const all = allDocuments.all().map((row) => ({
      ...row,
      levels: JSON.parse(row.levels) as string[],
      audiences: JSON.parse(row.audiences) as string[],
      former: row.former === 1,
    }));
    known = { version, all, byRow: new Map(all.map((one) => [one.row, one])) };
    return known;
  }

  /** Rows in the order of their worth, and whether they only hold some of the words. */
  function rank(text: string, words: readonly string[]): { rows: readonly number[]; loose: boolean } {
    const quoted = words.map((word) => `"${word}"`);
    const last = quoted.length - 1;
    // The last word may be half typed; a single letter would match nearly everything.
    const prefix = (words[last]?.length ?? 0) > 1 ? ' *' : '';
    const allWords = quoted.map((word, i) => (i === last ? `${word}${prefix}` : word)).join(' AND ');
    const phrase = `"${words.join(' ')}"${prefix}`;
    // Somebody who types accents means them: names with exactly these words come first.
    const accented = lower(text).match(/[\p{L}\p{N}]+/gu) ?? [];
    const exact = accented.some((word) => fold(word) !== word)
      ? [`{exact} : "${accented.join(' ')}" *`, `{exact} : (${accented.map((word) => `"${word}"`).join(' AND ')})`]
      : [];
    const tiers = [...exact, `{title keywords} : ${phrase}`, `{title keywords} : (${allWords})`, allWords];
    const seen = new Set<number>();
    for (const tier of tiers) for (const { row } of matching.all(tier)) seen.add(row);
    if (seen.size > 0) return { rows: [...seen], loose: false };
    return { rows: matching.all(quoted.join(' OR ')).map(({ row }) => row), loose: true };
  }

  function find(text: string): { found: readonly Found[]; words: readonly string[]; code: string | null; loose: boolean } {
    const code = codeIn(text);
    if (code !== null) return { found: everything().all.filter((one) => one.id === `procedure:${code}`), words: [], code, loose: false };
    if (fold(text) === '') return { found: everything().all, words: [], code: null, loose: false };
    const words = wordsToFind(text, phrases).slice(0, maxWords);
    if (words.length === 0) return { found: [], words, code: null, loose: false };
    const { rows, loose } = rank(text, words);
    const { byRow } = everything();
    const found = rows.flatMap((row) => byRow.get(row) ?? []);
    return { found: [...found.filter((one) => !one.former), ...found.filter((one) => one.former)], words, code: null, loose };
  }

  function hitOf({ row }: Found, words: readonly string[]): Hit {
    const document = shown.get(row);
    if (!document) throw new Error(`search document ${row} vanished`);
    const { type, code, title, url, body } = document;
    return { type, code, title, url, snippet: snippetOf(body, words, 220) };
  }

  return {
    name: 'embedded',
    async replaceAll(documents) {
      const hash = createHash('sha256').update(layout);
      for (const document of documents) hash.update(JSON.stringify(document)).update('\n');
      const fingerprint = hash.digest('hex');
      if (getFact.get('fingerprint')?.value === fingerprint) return false;
      replace.immediate(documents, fingerprint);
      known = null;
      return true;
    },
    async index(documents) {
      putAll.immediate(documents);
      known = null;
    },
    async remove(ids) {
      removeAll.immediate(ids);
      known = null;
    },
    async query({ text, types = [], filters = {}, page }: SearchQuery): Promise<SearchResult> {
      const { found, words, code, loose } = find(text);
      const keeps = {
        type: (one: Found) => types.length === 0 || types.includes(one.type),
        field: (one: Found) => filters.field === undefined || one.field === filters.field,
        level: (one: Found) => filters.level === undefined || one.levels.includes(filters.level),
        audience: (one: Found) => filters.audience === undefined || one.audiences.includes(filters.audience),
      };
      const keptBut = (facet: keyof typeof keeps | null) =>
        found.filter((one) => (Object.keys(keeps) as (keyof typeof keeps)[]).every((name) => name === facet || keeps[name](one)));
      const kept = keptBut(null);
      return {
        engine: 'embedded',
        total: kept.length,
        hits: kept.slice(page.offset, page.offset + page.limit).map((one) => hitOf(one, words)),
        facets: {
          type: countOf(keptBut('type').map((one) => one.type)),
          field: countOf(keptBut('field').flatMap((one) => one.field ?? [])),
          level: countOf(keptBut('level').flatMap((one) => one.levels)),
          audience: countOf(keptBut('audience').flatMap((one) => one.audiences)),
        },
        interpretation: { ...plainReading, words, code, loose },
      };
    },
    close: () => db.close(),
  };
}

function lower(text: string): string {
  return text.normalize('NFC').toLowerCase();
}

function countOf(values: readonly string[]): Facet {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return Object.fromEntries([...counts].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0], 'vi')));
}
