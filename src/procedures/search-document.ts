import type { SearchDocument } from '#search/model/document.ts';
import { aliasesOf, wordsInForce } from './model/city-words.ts';
import { digestInForce, factsOf, nameOf, type Procedure, type ProcedureFacts } from './model/procedure.ts';
import { audiences } from './model/vocabulary.ts';

// Enough to find a procedure by what it is about; the rest of a record is the same words again.
const bodyLength = 2_000;

/** How a procedure can be found. */
export function procedureDocument(procedure: Procedure): SearchDocument {
  const { code, listing, record, withdrawal } = procedure;
  const facts = factsOf(procedure);
  return {
    type: 'procedure',
    code,
    title: nameOf(procedure),
    url: `/thu-tuc/${code}`,
    keywords: aliasesOf(procedure),
    body: [...wordsBody(procedure), ...(record ? recordBody(record) : []), (listing.executing ?? []).join(', ')]
      .filter((part) => part !== '')
      .join('. ')
      .slice(0, bodyLength),
    field: facts.field,
    levels: facts.levels,
    audiences: facts.audiences.map((code) => audiences[code]),
    everyday: everyday(procedure, facts),
    former: withdrawal !== null,
  };
}

/**
 * A small prior, from facts alone: people have words of their own for it, a commune handles it, and citizens may ask for it.
 */
function everyday(procedure: Procedure, { levels, audiences: asked }: ProcedureFacts): number {
  const reasons = [aliasesOf(procedure).length > 0, levels.includes('xã'), asked.includes('ĐT1')];
  return reasons.filter(Boolean).length / reasons.length;
}

function wordsBody(procedure: Procedure): readonly string[] {
  const words = wordsInForce(procedure);
  return [
    ...(words ? [words.papers.join('; '), `Thời hạn: ${words.time}`, `Phí: ${words.fee}`, words.agencies.join(', ')] : []),
    digestInForce(procedure)?.result.join('; ') ?? '',
  ];
}

function recordBody(record: NonNullable<Procedure['record']>): readonly string[] {
  const papers = record.cases.flatMap((one) => one.papers.map((paper) => paper.name));
  return [record.results.map((result) => result.name).join('; '), papers.join('; '), record.conditions];
}
