import { type RoundOrder, releaseRound } from '#par-index/service.ts';
import { submitResponse } from '#survey/service.ts';
import { wardResponse } from './responses.ts';
import { departmentRound, openScoredRound } from './rounds.ts';
import { startTestPortal, type TestPortal } from './server.ts';

export interface FilledPortal extends TestPortal {
  /** Address of a receipt that exists. */
  readonly receipt: string;
}

/** A portal in which there is something to see everywhere: answers, a receipt, a released round named `thu`. */
export async function startFilledPortal(): Promise<FilledPortal> {
  const portal = await startTestPortal();
  const { app } = portal;
  const outcomes = await Promise.all(
    Array.from({ length: 130 }, (_, i) => submitResponse(app, wardResponse({ agency: '00008' }, (i % 5) + 1))),
  );
  const round: RoundOrder = { ...departmentRound, id: 'thu', title: 'Kỳ thử: xã, phường', instrument: 'HN-WARD-9-2026', list: 'commune' };
  await openScoredRound(app, round, '9', '8.25');
  await releaseRound({ ...app, releasesDir: app.config.releasesDir }, round.id, round.id, 'Hội đồng');
  const first = outcomes[0];
  return { ...portal, receipt: first?.kind === 'accepted' ? `/khao-sat/bien-nhan/${first.receipt}` : '' };
}
