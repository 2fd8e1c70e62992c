import { expect } from 'vitest';
import { atCommand } from '#accounts/model/person.ts';
import { withdraw } from '#newsroom/publication-service.ts';
import { type RoundOrder, takeStep } from '#par-index/round-service.ts';
import type { Procedure } from '#procedures/model/procedure.ts';
import { findProcedure } from '#procedures/store.ts';
import { publishProofs } from '#survey/proof-service.ts';
import { submitResponse } from '#survey/service.ts';
import { openWave, type WaveOrder } from '#survey/wave-service.ts';
import { clockAt, openTestApp } from './app.ts';
import { publish } from './articles.ts';
import { addProcedures } from './catalogue.ts';
import { withdrawnDocument } from './documents.ts';
import { addImprovement } from './improvements.ts';
import { nationalRecord } from './records.ts';
import { wardResponse } from './responses.ts';
import { departmentRound, must, open, releaseScoredRound } from './rounds.ts';
import { sampleProcedures } from './sample-procedures.ts';
import { startTestPortal, type TestPortal } from './server.ts';
import { storeResponse } from './stored.ts';
import { ordinaryTime } from './template.ts';

export interface FilledPortal extends TestPortal {
  /** Address of a receipt that exists. */
  readonly receipt: string;
}

/** Records beside the editors' words: one of the same decision, and one of a newer, which the words are not about. */
async function besideDigests(app: TestPortal['app']): Promise<readonly Procedure[]> {
  const [same, newer] = await Promise.all(['2.000986', '1.011441'].map((code) => findProcedure(app.reader, code)));
  if (!same?.digest || !newer) throw new Error('content/procedures lacks what the tests show');
  const decision = { number: same.digest.decision_no, day: same.digest.decision_date, published: null };
  return [
    { ...same, record: nationalRecord({ code: same.code, name: same.listing.name, decision }) },
    { ...newer, record: nationalRecord({ code: newer.code, name: newer.listing.name }) },
  ];
}

/** A portal in which there is something to see everywhere: answers, a receipt with its proof, records, a released round named `thu`, what an agency did about what people said, and a withdrawn article and document. */
export async function startFilledPortal(): Promise<FilledPortal> {
  const clock = clockAt(ordinaryTime);
  const app = await openTestApp({ clock });
  const send = (i: number) => submitResponse(app, wardResponse({ agency: '00008' }, (i % 5) + 1));
  clock.set('2026-11-21T03:00:00Z');
  const outcomes = await Promise.all(Array.from({ length: 30 }, (_, i) => send(i)));
  clock.set(ordinaryTime);
  await Promise.all(Array.from({ length: 100 }, (_, i) => send(i)));
  await publishProofs(app, app.origin);
  const portal = await startTestPortal(app);
  await addProcedures(app, [...sampleProcedures(), ...(await besideDigests(app))]);
  const round: RoundOrder = { ...departmentRound, id: 'thu', title: 'Kỳ thử: xã, phường', instrument: 'HN-WARD-9-2026', list: 'commune' };
  const agencies = ['00008', '00025'];
  const wave: WaveOrder = {
    ...{ id: 'khao-sat-thu', title: 'Khảo sát của kỳ thử', instrument: round.instrument, agencies, modes: ['online'] },
    ...{ opens: '2026-11-01', closes: '2026-12-31', minimum_n: 100, display: 'embargo' },
  };
  expect(await openWave(app, wave, atCommand('Viện'))).toMatchObject({ kind: 'done' });
  const asked = (agency: string, n: number) =>
    Promise.all(Array.from({ length: n }, (_, i) => storeResponse(app, { wave: wave.id, agency, answers: String((i % 5) + 1).repeat(9) })));
  await asked('00008', 110);
  await asked('00025', 40);
  await releaseScoredRound(app, { ...round, wave: wave.id }, '9', '8.25');
  await Promise.all(
    Array.from({ length: 40 }, (_, i) =>
      storeResponse(app, { agency: '00082', procedure: '1.001193', answers: i % 4 ? '444454454' : '222322322' }),
    ),
  );
  await must(open(app, departmentRound));
  await must(takeStep(app, departmentRound.id, 'guidance', atCommand('Thư ký')));
  await addImprovement(app, { evidence_url: 'https://badinh.hanoi.gov.vn/viec-da-lam' });
  await addImprovement(app, { instrument: null, factor: null, procedure: '2.000986' });
  await publish(app, 'tin-da-rut', 'Tin đã đăng rồi rút');
  await withdraw(app, atCommand('Trần Thị B'), { slug: 'tin-da-rut', version: 2 }, 'Nguồn tin đã đính chính số liệu.');
  await withdrawnDocument(app, 'van-ban-da-rut');
  const first = outcomes[0];
  return { ...portal, receipt: first?.kind === 'accepted' ? `/khao-sat/bien-nhan/${first.receipt}` : '' };
}
