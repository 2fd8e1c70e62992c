import { createHash } from 'node:crypto';
import { readAgencies } from '#agencies/content.ts';
import { agencyDocument } from '#agencies/search-document.ts';
import { addMissingAgencies, allAgencyRecords, findAgency } from '#agencies/store.ts';
import { readNewsroomContent } from '#newsroom/content.ts';
import { addMissingDocuments, findDocument, listDocuments } from '#newsroom/document-store.ts';
import { addMissingArticles } from '#newsroom/loading.ts';
import { articleDocument, legalDocument } from '#newsroom/search-document.ts';
import { findPublishedArticle, listPublishedArticles } from '#newsroom/store.ts';
import { readIndexContent, readPublishedRounds } from '#par-index/content.ts';
import { followIndicators, followPublishedRounds } from '#par-index/store.ts';
import { readLifeEvents, readProcedures } from '#procedures/content.ts';
import { addMissingLifeEvents } from '#procedures/life-event-store.ts';
import { procedureDocument } from '#procedures/search-document.ts';
import { addMissingDigests, eachProcedure, findProcedure } from '#procedures/store.ts';
import { readEntries } from '#search/content.ts';
import type { SearchDocument, SearchType } from '#search/model/document.ts';
import type { SearchEngine } from '#search/model/engine.ts';
import { addMissingWords, wordsTag } from '#search/store.ts';
import { readInstruments } from '#survey/content.ts';
import { recordChanges } from './changes.ts';
import { timestamp } from './clock.ts';
import type { Context, Reader, Tx } from './context.ts';
import { addMissingDefinitions } from './definitions.ts';
import { Fault } from './fault.ts';
import { everyDocument, tellSearch } from './search-outbox.ts';

/** All of content/ that goes into the database, read and checked. Throws a Fault at the first file that is wrong. */
export function readContent() {
  const agencies = readAgencies();
  const procedures = readProcedures();
  return {
    agencies,
    procedures,
    lifeEvents: readLifeEvents(new Set(procedures.map((procedure) => procedure.code))),
    newsroom: readNewsroomContent(),
    instruments: readInstruments(),
    index: readIndexContent(),
    publishedRounds: readPublishedRounds(agencies),
    words: readEntries(),
  };
}

/**
 * Loads what is new into the database and makes the search index follow. What the database has already is left as it is,
 * but for published series and rounds: nobody writes them elsewhere, and a mended figure must reach every installation.
 */
export async function loadContent(context: Context, search: SearchEngine, content: ReturnType<typeof readContent>): Promise<void> {
  const fingerprint = createHash('sha256').update(JSON.stringify(content)).digest('hex');
  const loaded = (await context.reader.selectFrom('settings').select('value').where('key', '=', 'content').executeTakeFirst())?.value;
  const added = loaded === fingerprint ? {} : await addMissing(context, content, fingerprint);
  const reindexed = await search.replaceAll(await everySearchDocument(context.reader));
  if (reindexed || Object.values(added).some((n) => n > 0)) context.log.info('content.loaded', { ...added, reindexed });
}

async function addMissing(context: Context, content: ReturnType<typeof readContent>, fingerprint: string): Promise<Record<string, number>> {
  const { agencies, procedures, lifeEvents, newsroom, instruments, index, publishedRounds, words } = content;
  return context.writer.transaction().execute(async (tx) => {
    const definitions = [
      await addMissingDefinitions(tx, 'instruments', instruments),
      await addMissingDefinitions(tx, 'scoring_rules', index.rules),
      await addMissingDefinitions(tx, 'criteria_sets', index.criteria),
    ];
    const changed = definitions.flatMap((one) => one.changed);
    if (changed.length > 0) {
      throw new Fault(
        `content/: ${changed.join(', ')} đã công bố với nội dung khác. Nội dung đã công bố không được sửa: hãy trả tệp về như cũ và tạo bản mới với mã mới.`,
      );
    }
    const work = { author: 'content/', at: timestamp(context.clock) };
    const counts = {
      definitions: definitions.reduce((sum, { added }) => sum + added, 0),
      agencies: await addMissingAgencies(tx, agencies),
      figures: (await followIndicators(tx, index.indicators)) + (await followPublishedRounds(tx, publishedRounds)),
      procedures: (await addMissingDigests(tx, procedures)).length,
      lifeEvents: await addMissingLifeEvents(tx, lifeEvents),
      documents: (await addMissingDocuments(tx, newsroom.documents)).length,
      articles: (await addMissingArticles(tx, newsroom.articles, work)).length,
      words: await addMissingWords(tx, words),
    };
    await setFingerprint(tx, fingerprint);
    if (Object.values(counts).some((n) => n > 0)) {
      await recordChanges(tx, ['content', ...(counts.words > 0 ? [wordsTag] : [])]);
      await tellSearch(tx, context.clock, [everyDocument]);
    }
    return counts;
  });
}

async function setFingerprint(tx: Tx, value: string): Promise<void> {
  await tx
    .insertInto('settings')
    .values({ key: 'content', value })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
    .execute();
}

/** Everything that can be found, described for the search engines. */
export async function everySearchDocument(reader: Reader): Promise<readonly SearchDocument[]> {
  const agencies = await allAgencyRecords(reader);
  const names = new Map(agencies.map((agency) => [agency.code, agency.name]));
  const { items: articles } = await listPublishedArticles(reader, { limit: 100_000, offset: 0 });
  const procedures: SearchDocument[] = [];
  for await (const procedure of eachProcedure(reader)) procedures.push(procedureDocument(procedure));
  return [
    ...procedures,
    ...articles.map(articleDocument),
    ...(await listDocuments(reader)).map(legalDocument),
    ...agencies.map((agency) =>
      agencyDocument(
        agency,
        (agency.details.predecessors ?? []).flatMap((predecessor) => names.get(predecessor.code) ?? []),
      ),
    ),
  ];
}

/** The documents of these ids as they are now; ids of what is not there, or not public, are left out. */
export async function someSearchDocuments(reader: Reader, ids: readonly string[]): Promise<readonly SearchDocument[]> {
  const documents: SearchDocument[] = [];
  for (const id of ids) {
    const [type = '', ...code] = id.split(':');
    const document = await documentOf(reader, type as SearchType, code.join(':'));
    if (document) documents.push(document);
  }
  return documents;
}

async function documentOf(reader: Reader, type: SearchType, code: string): Promise<SearchDocument | undefined> {
  switch (type) {
    case 'procedure': {
      const procedure = await findProcedure(reader, code);
      return procedure && procedureDocument(procedure);
    }
    case 'article': {
      const article = await findPublishedArticle(reader, code);
      return article && articleDocument(article);
    }
    case 'document': {
      const document = await findDocument(reader, code);
      return document && legalDocument(document);
    }
    case 'agency': {
      const agency = await findAgency(reader, code);
      if (!agency) return undefined;
      const names: string[] = [];
      for (const predecessor of agency.details.predecessors ?? []) {
        const found = await findAgency(reader, predecessor.code);
        if (found) names.push(found.name);
      }
      return agencyDocument(agency, names);
    }
    default:
      return undefined;
  }
}
