import { atCommand, type Doer } from '#accounts/model/person.ts';
import type { App } from '#platform/app.ts';
import { confirmProposal, declineProposal, proposeExclusion } from '#survey/exclusion-service.ts';
import { insertPoint } from '#survey/point-store.ts';
import { recountAll } from '#survey/recount-service.ts';
import { makeTickets } from '#survey/ticket-service.ts';
import { openWave, type WaveOrder } from '#survey/wave-service.ts';
import { insertWave } from '#survey/wave-store.ts';
import { storeResponse } from './stored.ts';

/** A wave of two wards that is open on the day of the tests. */
export const wardWave: WaveOrder = {
  ...{ id: 'dot-thu', instrument: 'HN-WARD-9-2026', title: 'Khảo sát xã, phường cuối năm 2026 của thành phố Hà Nội' },
  ...{ opens: '2026-11-20', closes: '2026-12-10', modes: ['online', 'ticket'], agencies: ['00004', '00008'] },
  ...{ minimum_n: 100, display: 'embargo' },
};

const reason = 'Một thiết bị gửi hàng loạt phiếu giống nhau';
const others = atCommand('Hoàng Văn Đức');

/**
 * What survey managers have before them: waves that are open and over, responses with flags, proposals 1 (waiting), 2 (confirmed),
 * 3 (declined) and 4 (waiting, by `own`), tickets, points that take answers and do not, a recount.
 */
export async function addSurveyWork(app: App, own: Doer): Promise<void> {
  const must = async <T extends { kind: string }>(outcome: Promise<T>): Promise<T> => {
    const made = await outcome;
    if (made.kind === 'refused') throw new Error(JSON.stringify(made));
    return made;
  };
  await must(openWave(app, wardWave, others));
  const over = {
    ...wardWave,
    id: 'dot-cu',
    title: 'Khảo sát giữa năm',
    opens: '2026-05-01',
    closes: '2026-05-31',
    kind: 'official' as const,
  };
  await app.writer.transaction().execute((tx) => insertWave(tx, over));
  const receipts: string[] = [];
  for (let i = 0; i < 12; i += 1) {
    receipts.push(
      await storeResponse(app, { wave: 'dot-thu', flags: i < 5 ? ['too-fast', 'same-answers'] : [], mode: i < 6 ? 'online' : 'ticket' }),
    );
  }
  await storeResponse(app);
  const propose = (some: readonly string[], by: Doer) => must(proposeExclusion(app, { act: 'exclude', receipts: some, reason }, by));
  await propose(receipts.slice(0, 2), others);
  await propose(receipts.slice(2, 4), others);
  await must(confirmProposal(app, 2, atCommand('Lê Thị Hà')));
  await propose(receipts.slice(4, 5), others);
  await must(declineProposal(app, 3, atCommand('Lê Thị Hà')));
  await propose(receipts.slice(5, 6), own);
  for (const count of [25, 2])
    await must(makeTickets(app, { instrument: wardWave.instrument, wave: 'dot-thu', agency: '00004', count }, others));
  await app.writer.transaction().execute(async (tx) => {
    await insertPoint(tx, { code: 'QUAY-THU1', label: 'Quầy 3, tầng 1', agency: '00004', procedure: '1.001193', mode: 'qr', active: 1 });
    await insertPoint(tx, { code: 'MAY-DONG1', label: 'Máy ở sảnh', agency: '00008', procedure: null, mode: 'kiosk', active: 0 });
  });
  await recountAll(app, app.config.databaseFile);
}
