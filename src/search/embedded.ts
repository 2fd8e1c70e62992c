import { createHash } from 'node:crypto';
import Sqlite from 'better-sqlite3';
import { answer, type Finder } from './model/answer.ts';
import type { IsWritten } from './model/correction.ts';
import { documentId, type SearchDocument, type SearchType } from './model/document.ts';
import type { Hit, SearchEngine, SearchQuery, SearchResult } from './model/engine.ts';
import type { Lexicon } from './model/lexicon.ts';
import type { Reading } from './model/reading.ts';
import { resultOf } from './model/result.ts';
import { type Card, type Shelf, shelfOf } from './model/shelf.ts';
import { snippetOf } from './model/snippet.ts';
import { soughtOf, type Term } from './model/sought.ts';
import type { SearchTrial } from './model/trial.ts';
import { foldedWords, type Word, wordsOf } from './model/word.ts';

// Raised when the way of indexing changes, so that an index of an older portal is made anew.
const layout = '5';

// A word that stands in the texts of so many documents is no slip of somebody's finger.
const writtenFrom = 3;

const schema = `
  drop table if exists documents;
  drop table if exists words;
  create table if not exists entries (
    id text primary key, row integer unique, type text not null, code text not null, title text not null, url text not null,
    keywords text not null, body text not null, field text, levels text not null, audiences text not null,
    everyday real not null, former integer not null
  );
  create virtual table if not exists names using fts5(words, tokenize = "unicode61 remove_diacritics 0", content = '', contentless_delete = 1);
  create virtual table if not exists texts using fts5(words, accented, tokenize = "unicode61 remove_diacritics 0", content = '', contentless_delete = 1);
  create virtual table if not exists written using fts5vocab(texts, col);
  create table if not exists facts (key text primary key, value text not null);
`;

interface EntryRow {
  readonly id: string;
  readonly row: number;
  readonly type: SearchType;
  readonly code: string;
  readonly title: string;
  readonly keywords: string;
  readonly field: string | null;
  readonly levels: string;
  readonly audiences: string;
  readonly everyday: number;
  readonly former: number;
}

/** What was read of the index, and by which state of index and lexicon. */
interface Known {
  readonly version: unknown;
  readonly lexicon: Lexicon;
  readonly shelf: Shelf;
  /** Ids by row. */
  readonly ids: readonly string[];
}

/** The embedded engine, which every process has; other engines take from it what reading queries and ordering finds needs. */
export interface EmbeddedEngine extends SearchEngine {
  knowledge(): { readonly shelf: Shelf; readonly isWritten: IsWritten };
  readonly trial: SearchTrial;
}

/**
 * The search engine that needs no server: SQLite FTS5 over folded words, in a file of its own beside the database,
 * shared by all processes and rebuilt from the database at any time. `lexicon` gives the words of citizens as they
 * stand now; another object means that they have changed.
 */
export function embeddedEngine(file: string, lexicon: () => Lexicon): EmbeddedEngine {
  const db = new Sqlite(file, { timeout: 5000 });
  db.pragma('journal_mode = WAL');
  db.exec(schema);

  const insertEntry = db.prepare(
    'insert into entries (id, row, type, code, title, url, keywords, body, field, levels, audiences, everyday, former) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
  );
  const insertNames = db.prepare('insert into names (rowid, words) values (?, ?)');
  const insertTexts = db.prepare('insert into texts (rowid, words, accented) values (?, ?, ?)');
  const held = db
    .prepare<[string], EntryValue[]>(
      'select type, code, title, url, keywords, body, field, levels, audiences, everyday, former from entries where id = ?',
    )
    .raw();
  const rowOf = db.prepare<[string], { row: number }>('select row from entries where id = ?');
  const forgetting = ['entries where row', 'names where rowid', 'texts where rowid'].map((where) => db.prepare(`delete from ${where} = ?`));
  const nextRow = db.prepare<[], { row: number }>('select coalesce(max(row), 0) + 1 as row from entries');
  const everyEntry = db.prepare<[], EntryRow>(
    'select id, row, type, code, title, keywords, field, levels, audiences, everyday, former from entries order by former, type desc, everyday desc, title',
  );
  const withAny = db.prepare<[string], number>('select rowid from names where words match ?').pluck();
  const withAll = db.prepare<[string], number>('select rowid from texts where texts match ?').pluck();
  const writtenIn = db.prepare<[string], { doc: number }>("select doc from written where term = ? and col = 'words'");
  const shown = db.prepare<[string], { url: string; body: string }>('select url, body from entries where id = ?');
  const getFact = db.prepare<[string], { value: string }>('select value from facts where key = ?');
  const setFact = db.prepare('insert into facts (key, value) values (?, ?) on conflict (key) do update set value = excluded.value');

  /** Takes a document out; gives the row that it had. */
  function forget(id: string): number | undefined {
    const row = rowOf.get(id)?.row;
    if (row !== undefined) for (const one of forgetting) one.run(row);
    return row;
  }

  function put(document: SearchDocument): void {
    const id = documentId(document);
    const row = forget(id) ?? nextRow.get()?.row ?? 1;
    insertEntry.run(id, row, ...valuesOf(document));
    const { title, keywords, body, field } = document;
    const names = [title, ...keywords, field ?? ''].join(' ; ');
    insertNames.run(row, joined(wordsOf(names), foldedKey));
    const words = wordsOf(`${names} ; ${body}`);
    insertTexts.run(row, joined(words, foldedKey), joined(words, accentedKey));
  }

  /** Gives whether any of them was held. */
  function removeAll(ids: readonly string[]): boolean {
    const there = ids.filter((id) => forget(id) !== undefined);
    if (there.length > 0) setFact.run('fingerprint', '');
    return there.length > 0;
  }

  /** Gives whether any of them was not held as it is. */
  function putAll(documents: readonly SearchDocument[]): boolean {
    const changed = documents.filter((document) => !isHeld(document));
    if (changed.length === 0) return false;
    for (const document of changed) put(document);
    setFact.run('fingerprint', '');
    return true;
  }

  function isHeld(document: SearchDocument): boolean {
    const values = held.get(documentId(document));
    return values !== undefined && valuesOf(document).every((value, i) => value === values[i]);
  }

  function replace(documents: readonly SearchDocument[], fingerprint: string): void {
    db.exec('delete from entries; delete from names; delete from texts;');
    for (const document of documents) put(document);
    setFact.run('fingerprint', fingerprint);
  }

  let known: Known | null = null;

  /** The documents without their texts, read again only after the index, here or elsewhere, or the lexicon has changed. */
  function current(): Known {
    const version = db.pragma('data_version', { simple: true });
    const words = lexicon();
    if (known !== null && known.version === version && known.lexicon === words) return known;
    const ids: string[] = [];
    const entries = everyEntry.all();
    for (const { row, id } of entries) ids[row] = id;
    const documents = entries.map((entry) => ({
      ...entry,
      keywords: JSON.parse(entry.keywords) as string[],
      levels: JSON.parse(entry.levels) as string[],
      audiences: JSON.parse(entry.audiences) as string[],
      former: entry.former === 1,
    }));
    known = { version, lexicon: words, shelf: shelfOf(documents, words), ids };
    return known;
  }

  const isWritten: IsWritten = (word) => (writtenIn.get(word)?.doc ?? 0) >= writtenFrom;

  const finderIn = ({ shelf, ids }: Known): Finder => ({
    async find(reading) {
      const { any, all } = expressionsOf(reading, shelf);
      const named = (rows: readonly number[]) => rows.flatMap((row) => ids[row] ?? []);
      return { ids: any === null ? [] : named(withAny.all(any)), whole: new Set(all === null ? [] : named(withAll.all(all))) };
    },
    isWritten,
  });

  function hitOf({ id, type, code, title }: Card, words: readonly string[]): Hit {
    const document = shown.get(id);
    if (!document) throw new Error(`search document ${id} vanished`);
    return { type, code, title, url: document.url, snippet: snippetOf(document.body, words, 220) };
  }

  return {
    name: 'embedded',
    async replaceAll(documents) {
      const hash = createHash('sha256').update(layout);
      for (const document of documents) hash.update(JSON.stringify(document)).update('\n');
      const fingerprint = hash.digest('hex');
      if (getFact.get('fingerprint')?.value === fingerprint) return false;
      db.transaction(replace).immediate(documents, fingerprint);
      known = null;
      return true;
    },
    async index(documents) {
      if (db.transaction(putAll).immediate(documents)) known = null;
    },
    async remove(ids) {
      if (db.transaction(removeAll).immediate(ids)) known = null;
    },
    async query(query: SearchQuery): Promise<SearchResult> {
      const now = current();
      const found = await answer(query.text, query.exact === true, now.shelf, finderIn(now));
      return resultOf(found, query, 'embedded', (cards, words) => cards.map((card) => hitOf(card, words)));
    },
    knowledge: () => ({ shelf: current().shelf, isWritten }),
    trial: {
      async query(query, words) {
        const now = current();
        const shelf = words === now.lexicon ? now.shelf : shelfOf(now.shelf.listed, words);
        const found = await answer(query.text, query.exact === true, shelf, finderIn({ ...now, shelf }));
        return resultOf(found, query, 'embedded', (cards, marked) => cards.map((card) => hitOf(card, marked)));
      },
      isName: (text) => current().shelf.titles.has(foldedWords(text).join(' ')),
    },
    close: () => db.close(),
  };
}

type EntryValue = string | number | null;

/** A document in the columns of its entry. */
function valuesOf(document: SearchDocument): readonly EntryValue[] {
  const { type, code, title, url, keywords, body, field, levels, audiences, everyday, former } = document;
  const [words, where, whom] = [keywords, levels, audiences].map((list) => JSON.stringify(list));
  const [heading, text] = [title.normalize('NFC'), body.normalize('NFC')];
  return [type, code, heading, url, words ?? '', text, field, where ?? '', whom ?? '', everyday, former ? 1 : 0];
}

const foldedKey = (word: Word) => word.folded;

// FTS5 knows no tone that stands by itself: each is written as a letter of another alphabet.
const toneLetters: Readonly<Record<string, string>> = { '\u0300': 'α', '\u0301': 'β', '\u0309': 'γ', '\u0303': 'δ', '\u0323': 'ε' };
const accentedKey = (word: Word) => word.exact.replace(/[\u0300-\u0323]/g, (tone) => toneLetters[tone] ?? '');

function joined(words: readonly Word[], key: (word: Word) => string): string {
  return words.map(key).join(' ');
}

/**
 * The FTS5 expressions of a reading: documents whose names hold enough of its words to be shown, and documents that
 * hold all of them anywhere. Null where the reading has no words that are worth looking for.
 */
function expressionsOf(reading: Reading, shelf: Shelf): { readonly any: string | null; readonly all: string | null } {
  const { names, texts } = soughtOf(reading, shelf);
  const anyOf = names.map((words) => allOf(words.map(nameTerm)));
  const every = texts.map((ways) => `(${ways.map((terms) => allOf(terms.map(textTerm))).join(' OR ')})`);
  return { any: anyOf.length === 0 ? null : anyOf.join(' OR '), all: every.length === 0 ? null : every.join(' AND ') };
}

/** One word of a name, quoted, so that nothing in it is syntax; one that ends in `*` may go on. */
function nameTerm(word: string): string {
  return word.endsWith('*') ? `"${word.slice(0, -1)}" *` : `"${word}"`;
}

function textTerm({ word, accented }: Term): string {
  return accented ? `accented : "${accentedKey(word)}"` : `words : "${word.folded}"`;
}

function allOf(terms: readonly string[]): string {
  return `(${terms.join(' AND ')})`;
}
