import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileTypeFromBuffer } from 'file-type';
import { z } from 'zod';
import type { Doer } from '#accounts/model/person.ts';
import { writeAudit } from '#platform/audit.ts';
import { recordChanges } from '#platform/changes.ts';
import { timestamp } from '#platform/clock.ts';
import type { Context } from '#platform/context.ts';
import { keepFile } from '#platform/kept-files.ts';
import { hasPersonalData } from '#platform/model/personal-data.ts';
import { sha256Hex } from '#platform/sha256.ts';
import { councilCriteria } from './model/criteria.ts';
import { stateOf } from './model/round.ts';
import { deniedTo, done, type Outcome, type Refused, refused } from './outcome.ts';
import { personRefusal, roundTag } from './round-service.ts';
import { findRound } from './round-store.ts';
import { evidenceOf, insertEvidence } from './score-store.ts';
import { findCriteria } from './store.ts';

/** What a file of evidence may hold, by its content and not by its name: documents and pictures. */
const mediaTypes = [
  'application/pdf',
  'image/png',
  'image/jpeg',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
];
const mostBytes = 20 * 1024 * 1024;

export interface EvidenceOrder {
  readonly agency: string;
  readonly criterion: string;
  /** What it is, in words that the public reads. */
  readonly title: string;
  /** An address, or the bytes of a file. */
  readonly from: { readonly url: string } | { readonly bytes: Uint8Array };
}

/** What keeping files needs besides the house. */
export type EvidenceContext = Context & { readonly evidenceDir: string };

/**
 * Adds evidence to a score of an agency's own, while it scores itself or explains itself to the council. A file is kept
 * under its SHA-256; the public sees that hash and the title, for the file may hold names of people.
 */
export async function addEvidence(context: EvidenceContext, roundId: string, order: EvidenceOrder, by: Doer): Promise<Outcome> {
  const title = order.title.normalize('NFC').trim();
  if (title.length < 3 || title.length > 300) return refused('par-index.evidence.refused.title');
  if (hasPersonalData(title)) return refused('par-index.round.refused.personal');
  const nobody = personRefusal(by);
  if (nobody) return nobody;
  const kept = 'url' in order.from ? linkOf(order.from.url) : await fileOf(order.from.bytes);
  if ('kind' in kept) return kept;
  return context.writer.transaction().execute(async (tx) => {
    const round = await findRound(tx, roundId);
    if (!round) return refused('par-index.round.refused.unknown', { id: roundId });
    const state = stateOf(round.acts);
    const denied = deniedTo(by, 'evidence.add', { state, agency: order.agency });
    if (state !== 'self_scoring' && state !== 'appraising') return refused('par-index.evidence.refused.state', { state });
    if (denied) return denied;
    if (!round.agencies.includes(order.agency)) return refused('par-index.score.refused.agency', { agency: order.agency });
    const set = await findCriteria(tx, round.criteria);
    if (!set || !councilCriteria(set).some(({ code }) => code === order.criterion)) {
      return refused('par-index.score.refused.criterion', { criterion: order.criterion });
    }
    const { bytes, ...row } = kept;
    if (bytes && row.sha256 !== null) keepFile(context.evidenceDir, row.sha256, bytes);
    const at = timestamp(context.clock);
    const { agency, criterion } = order;
    const id = await insertEvidence(tx, roundId, {
      agency,
      criterion,
      title,
      ...row,
      bytes: bytes?.length ?? null,
      withdraws: null,
      at,
      person: by.name,
      person_id: by.id,
    });
    const after = { id, agency, criterion, title, ...row };
    await writeAudit(tx, context, { person: by, act: 'evidence.add', object: roundId, after });
    await recordChanges(tx, [roundTag]);
    return done('par-index.evidence.added', { agency, criterion, id });
  });
}

/** Takes evidence back that was not published yet, with a reason; an agency's officer only what they added. The row stays, and is shown and released no more. */
export async function withdrawEvidence(context: Context, roundId: string, id: number, reason: string, by: Doer): Promise<Outcome> {
  const title = reason.normalize('NFC').trim();
  if (title.length < 3 || title.length > 300) return refused('par-index.evidence.refused.title');
  const nobody = personRefusal(by);
  if (nobody) return nobody;
  return context.writer.transaction().execute(async (tx) => {
    const round = await findRound(tx, roundId);
    if (!round) return refused('par-index.round.refused.unknown', { id: roundId });
    const state = stateOf(round.acts);
    const found = (await evidenceOf(tx, roundId)).find((one) => one.id === id);
    if (!found) return refused('par-index.evidence.refused.unknown', { id });
    const { agency, criterion, url, sha256, person_id } = found;
    const denied = deniedTo(by, 'evidence.withdraw', { state, agency, person: person_id });
    if (denied) return denied;
    if (state === 'announced') return refused('par-index.evidence.refused.published');
    const at = timestamp(context.clock);
    await insertEvidence(tx, roundId, {
      ...{ agency, criterion, title, at, person: by.name, person_id: by.id, withdraws: id },
      ...{ url: null, sha256: null, bytes: null, media_type: null },
    });
    await writeAudit(tx, context, {
      person: by,
      act: 'evidence.withdraw',
      object: roundId,
      detail: { reason: title },
      before: { id, agency, criterion, title: found.title, url, sha256 },
    });
    await recordChanges(tx, [roundTag]);
    return done('par-index.evidence.withdrawn', { id });
  });
}

export type EvidenceFile =
  | { readonly kind: 'file'; readonly title: string; readonly media_type: string; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly kind: 'none' }
  | Refused;

/** The file of a piece of evidence that was not taken back, for whoever may see the agency's scores. */
export async function readEvidence(
  context: EvidenceContext,
  of: { readonly round: string; readonly agency: string; readonly id: string },
  by: Doer,
): Promise<EvidenceFile> {
  const denied = deniedTo(by, 'score.read', { agency: of.agency });
  if (denied) return denied;
  const found = (await evidenceOf(context.reader, of.round, of.agency)).find(({ id }) => String(id) === of.id);
  if (!found || found.sha256 === null || found.media_type === null) return { kind: 'none' };
  const bytes = new Uint8Array(readFileSync(path.join(context.evidenceDir, found.sha256)));
  return { kind: 'file', title: found.title, media_type: found.media_type, bytes };
}

type Kept = {
  readonly url: string | null;
  readonly sha256: string | null;
  readonly media_type: string | null;
  readonly bytes: Uint8Array | null;
};

function linkOf(typed: string): Kept | ReturnType<typeof refused> {
  const parsed = z
    .url({ protocol: /^https?$/ })
    .max(2000)
    .safeParse(typed.trim());
  if (!parsed.success) return refused('par-index.evidence.refused.url');
  const { username, password } = new URL(parsed.data);
  if (username !== '' || password !== '') return refused('par-index.evidence.refused.url');
  return { url: parsed.data, sha256: null, media_type: null, bytes: null };
}

async function fileOf(bytes: Uint8Array): Promise<Kept | ReturnType<typeof refused>> {
  if (bytes.length === 0 || bytes.length > mostBytes) return refused('par-index.evidence.refused.size', { most: mostBytes / 1024 / 1024 });
  const type = (await fileTypeFromBuffer(bytes))?.mime;
  if (type === undefined || !mediaTypes.includes(type)) return refused('par-index.evidence.refused.type');
  return { url: null, sha256: sha256Hex(bytes), media_type: type, bytes };
}
