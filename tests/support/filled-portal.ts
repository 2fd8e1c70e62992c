import { enterScores, openRound, releaseRound } from '#par-index/service.ts';
import { submitResponse } from '#survey/service.ts';
import { wardResponse } from './responses.ts';
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
  const round = {
    id: 'thu',
    title: 'Kỳ thử: xã, phường',
    criteria: 'hn-cchc-gia-dinh-1',
    rule: 'sipas-top2-pooled-1',
    instrument: 'HN-WARD-9-2026',
    list: 'commune',
  } as const;
  await openRound(app, round, 'Thư ký');
  const { agencies } = await app.reader.selectFrom('rounds').select('agencies').executeTakeFirstOrThrow();
  const scores = (JSON.parse(agencies) as string[]).flatMap((agency) =>
    [1, 2, 3, 4, 5, 6, 7].map((n) => ({ agency, criterion: `${n}.1`, self_score: '9', appraised_score: '8.25' })),
  );
  await enterScores(app, round.id, scores, 'Thư ký');
  await releaseRound({ ...app, releasesDir: app.config.releasesDir }, round.id, round.id, 'Hội đồng');
  const first = outcomes[0];
  return { ...portal, receipt: first?.kind === 'accepted' ? `/khao-sat/bien-nhan/${first.receipt}` : '' };
}
