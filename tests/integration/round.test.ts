import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { atCommand } from '#accounts/model/person.ts';
import { translatorFor } from '#i18n/translator.ts';
import { addEvidence, type EvidenceOrder, withdrawEvidence } from '#par-index/evidence-service.ts';
import { stateOf } from '#par-index/model/round.ts';
import type { Outcome } from '#par-index/outcome.ts';
import { recomputeRelease } from '#par-index/release-files.ts';
import { releasesOf } from '#par-index/release-store.ts';
import { type RoundStep, takeStep } from '#par-index/round-service.ts';
import { findRound } from '#par-index/round-store.ts';
import { giveScores } from '#par-index/score-service.ts';
import { evidenceOf, scoreActsOf } from '#par-index/score-store.ts';
import type { App } from '#platform/app.ts';
import { submitResponse } from '#survey/service.ts';
import { allWaves } from '#survey/wave-store.ts';
import { openTestApp } from '../support/app.ts';
import { afterTheYear, at, conclude, departmentRound, must, open, openScoredRound, release } from '../support/rounds.ts';
import { startTestPortal } from '../support/server.ts';
import { ruleWith, topTwo } from '../unit/examples.ts';

const order = departmentRound;
const round = order.id;
const { say } = translatorFor('vi');

/** What was said, for a refusal. */
async function refusal(outcome: Promise<Outcome>): Promise<string> {
  const { kind, message } = await outcome;
  return kind === 'refused' ? say(message) : `done: ${say(message)}`;
}

const step = (app: App, act: RoundStep, note?: string, person = 'Thư ký') => takeStep(app, round, act, atCommand(person), note);
const state = async (app: App) => stateOf((await findRound(app.reader, round))?.acts ?? []);
const score = (agency: string, value: string | null, reason = '') => ({ agency, criterion: '1.1', score: value, reason });

async function answer(app: App, agency: string, n: number, satisfied: number): Promise<void> {
  await Promise.all(
    Array.from({ length: n }, (_, i) =>
      submitResponse(app, {
        id: randomUUID(),
        instrument: 'SIPAS-G1-2017',
        agency,
        answers: { T1: i < satisfied ? 5 : 2, C1: i < satisfied ? 4 : 3 },
      }),
    ),
  );
}

test('a round that is refused opens no survey of its year', async () => {
  const app = await openTestApp();
  const waves = () => allWaves(app.reader);
  expect(await refusal(open(app, { ...order, criteria: 'khong-co' }))).not.toContain('done');
  expect(await waves()).toEqual([]);
  await must(open(app, order));
  expect((await waves()).map(({ id }) => id)).toEqual([`${order.instrument}.${order.year}`]);
});

test('a round only moves forward, each step by somebody at a time, and none twice', async () => {
  const app = await openTestApp();
  expect(say((await open(app, order)).message)).toBe('Đã lập kỳ so-2026 cho 16 cơ quan.');
  expect(await state(app)).toBe('planned');
  expect(await refusal(step(app, 'self_scores'))).toContain('cần mở tự chấm điểm trước');
  await must(step(app, 'guidance', undefined, 'Sở Nội vụ'));
  expect(await state(app)).toBe('self_scoring');
  expect(await refusal(step(app, 'guidance'))).toContain('không làm lại được');
  expect(await refusal(step(app, 'self_scores'))).toContain('Còn 16 cơ quan chưa tự chấm đủ điểm');
  await must(step(app, 'self_scores', 'Đã hết hạn 22/12'));
  expect(await refusal(step(app, 'appraisal'))).toContain('Hội đồng chưa quyết định điểm của');
  expect(await refusal(release(app, round))).toContain('cần giao kết quả điều tra trước');
  const acts = await app.reader.selectFrom('round_acts').select(['act', 'person', 'at', 'note']).orderBy('id').execute();
  expect(acts).toEqual([
    { act: 'plan', person: 'Thư ký', at: '2026-11-22T03:00:00.000Z', note: '' },
    { act: 'guidance', person: 'Sở Nội vụ', at: '2026-11-22T03:00:00.000Z', note: '' },
    { act: 'self_scores', person: 'Thư ký', at: '2026-11-22T03:00:00.000Z', note: 'Đã hết hạn 22/12' },
  ]);
  await expect(app.writer.deleteFrom('round_acts').execute()).rejects.toThrow('round_acts is append-only');
});

test('a score goes from the agency to the working group to the council, whose changes have a reason; nothing is overwritten', async () => {
  const app = await openTestApp();
  await must(open(app, order));
  const give = (act: 'self' | 'check' | 'decide', one: ReturnType<typeof score>, person: string) =>
    giveScores(app, round, act, [one], atCommand(person));
  expect(await refusal(give('self', score('SNV', '9'), 'Sở Nội vụ'))).toContain('mới lập kế hoạch');
  await must(step(app, 'guidance'));
  await must(give('self', score('SNV', '9.5'), 'Sở Nội vụ'));
  await must(give('self', score('SNV', '9'), 'Sở Nội vụ'));
  expect(await refusal(give('check', score('SNV', '9'), 'Tổ công tác'))).toContain('đang mở cho cơ quan tự chấm điểm');
  await must(step(app, 'self_scores', 'Hết hạn'));
  expect(await refusal(give('self', score('SNV', '10'), 'Sở Nội vụ'))).toContain('đang rà soát, thẩm định');
  expect(await refusal(give('decide', score('SNV', '9'), 'Hội đồng'))).toContain('Tổ công tác chưa rà soát');
  await must(give('check', score('SNV', '8', 'Thiếu báo cáo quý 3'), 'Tổ công tác'));
  expect(await refusal(give('check', score('SNV', '8', 'Gọi 0912345678'), 'Tổ công tác'))).toContain('công khai mãi');
  for (const same of ['Tổ công tác', 'tổ  công tac', 'Sở Nội vụ'])
    expect(await refusal(give('decide', score('SNV', '8', 'Như rà soát'), same)), same).toContain('do những người khác nhau');
  expect(await refusal(give('decide', score('SNV', '8'), 'Hội đồng'))).toContain('phải ghi lý do');
  expect(await refusal(give('decide', score('SNV', null), 'Hội đồng'))).toContain('không áp dụng cho cơ quan thì phải ghi lý do');
  // Taking over what the agency said needs no reason.
  await must(give('decide', score('SNV', '9.0'), 'Hội đồng'));
  await must(give('decide', score('SNV', '8', 'Thiếu báo cáo quý 3'), 'Hội đồng'));
  expect((await scoreActsOf(app.reader, round, 'SNV')).map((one) => `${one.act} ${one.score} ${one.person}`)).toEqual([
    'self 9.5 Sở Nội vụ',
    'self 9 Sở Nội vụ',
    'check 8 Tổ công tác',
    'decide 9.0 Hội đồng',
    'decide 8 Hội đồng',
  ]);
});

test('scores above their maximum, for strangers or not a number are refused with their row, all or none', async () => {
  const app = await openTestApp();
  await must(open(app, order));
  await must(step(app, 'guidance'));
  for (const [bad, said] of [
    [score('SNV', '10.01'), 'vượt mức tối đa 10'],
    [score('SNV', '-1'), 'không phải số thập phân'],
    [score('SNV', '8,5'), 'không phải số thập phân'],
    [score('00004', '8'), 'không thuộc kỳ này'],
    [{ ...score('SNV', '8'), criterion: '8.1' }, 'không phải tiêu chí do hội đồng chấm'],
    [score('STC', '8'), 'xuất hiện hai lần'],
  ] as const) {
    const outcome = await giveScores(app, round, 'self', [score('STC', '9'), bad], atCommand('Cơ quan'));
    expect(outcome).toMatchObject({ kind: 'refused', row: 2 });
    expect(say(outcome.message)).toContain(said);
  }
  expect(await app.reader.selectFrom('score_acts').selectAll().execute()).toEqual([]);
});

test('evidence is a link, or a file that is what it says; its hash is public', async () => {
  const app = await openTestApp();
  await must(open(app, order));
  const evidenceDir = app.config.evidenceDir;
  const add = (from: EvidenceOrder['from'], changes: Partial<EvidenceOrder> = {}) =>
    addEvidence(
      { ...app, evidenceDir },
      round,
      { agency: 'SNV', criterion: '1.1', title: 'Kế hoạch năm', from, ...changes },
      atCommand('Sở Nội vụ'),
    );
  const link = { url: 'https://snv.hanoi.gov.vn/ke-hoach.pdf' };
  const pdf = { bytes: new TextEncoder().encode('%PDF-1.7\n%âãÏÓ\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n') };
  expect(await refusal(add(link))).toContain('mới lập kế hoạch');
  await must(step(app, 'guidance'));
  for (const [from, said] of [
    [{ url: 'javascript:alert(1)' }, 'bắt đầu bằng http'],
    [{ bytes: new TextEncoder().encode('<svg onload="alert(1)"/>') }, 'không phải loại nào'],
    [{ bytes: new Uint8Array(0) }, 'không quá 20 MB'],
    [{ bytes: new Uint8Array(20 * 1024 * 1024 + 1) }, 'không quá 20 MB'],
  ] as const) {
    expect(await refusal(add(from))).toContain(said);
  }
  expect(await refusal(add(link, { agency: '00004' }))).toContain('không thuộc kỳ này');
  expect(await refusal(add(link, { criterion: '8.1' }))).toContain('không phải tiêu chí');
  expect(await refusal(add(link, { title: ' ' }))).toContain('từ 3 đến 300 ký tự');
  expect(await refusal(add(link, { title: 'Đơn của bà C, 0912345678' }))).toContain('công khai mãi');
  expect(await refusal(add({ url: 'https://ten:matkhau@snv.hanoi.gov.vn/a.pdf' }))).toContain('không kèm tên hay mật khẩu');
  expect(existsSync(evidenceDir)).toBe(false);
  await must(add(link));
  await must(add(pdf));
  const [first, second] = await evidenceOf(app.reader, round, 'SNV');
  expect(first).toMatchObject({ url: link.url, sha256: null });
  expect(second).toMatchObject({ url: null, media_type: 'application/pdf', bytes: pdf.bytes.length });
  expect(readFileSync(path.join(evidenceDir, second?.sha256 ?? '')).equals(Buffer.from(pdf.bytes))).toBe(true);
  const back = (id: number) => withdrawEvidence(app, round, id, 'Nộp nhầm tệp', atCommand('Sở Nội vụ'));
  await must(back(first?.id ?? 0));
  expect((await evidenceOf(app.reader, round)).map(({ id }) => id)).toEqual([second?.id]);
  expect(await refusal(back(first?.id ?? 0))).toContain('hoặc tài liệu đã rút');
});

test('a round by a rule that does not fit its questionnaire is refused, and says why', async () => {
  const app = await openTestApp();
  expect(await refusal(open(app, { ...order, rule: 'xhh-4-muc-100-60-20-0-1' }))).toMatch(
    /không hợp với bộ câu hỏi SIPAS-G1-2017: thang trả lời có mức 5/,
  );
  const grouped = ruleWith(topTwo, { id: 'theo-nhom', groups: { variable: 'nhom', weights: { dan: '1' } } });
  await app.writer
    .insertInto('scoring_rules')
    .values({ id: grouped.id, sha256: 'x', definition: JSON.stringify(grouped) })
    .execute();
  expect(await refusal(open(app, { ...order, rule: grouped.id }))).toContain('phiếu trên cổng không ghi nhóm');
  expect(await refusal(open(app, { ...order, id: 'du-lieu' }))).toContain('không trùng tên một mục');
  expect(await refusal(open(app, { ...order, id: 'so-2022' }))).toContain('Kỳ so-2022 đã có');
  expect(await refusal(open(app, { ...order, title: '  ' }))).toContain('từ 3 đến 200 ký tự');
  expect(await refusal(open(app, order, ' '))).toContain('Hãy ghi tên người làm');
  await answer(app, 'SNV', 1, 1);
  expect(await refusal(open(app, { ...order, year: 2019, wave: 'SIPAS-G1-2017.2026' }))).toContain('không thuộc năm 2019');
  expect(await app.reader.selectFrom('rounds').selectAll().execute()).toEqual([]);
});

test('a round of an earlier year is one of the agencies of that year, and a survey feeds one round of a list only', async () => {
  const app = await openTestApp();
  await must(open(app, { ...order, id: 'so-cu', year: 2022 }));
  const former = await findRound(app.reader, 'so-cu');
  expect(former?.agencies.every((code) => code.endsWith('-truoc-2025') || code === code.toUpperCase())).toBe(true);
  expect(former?.agencies).not.toContain('SDTTG');
  await must(open(app, order));
  expect(await refusal(open(app, { ...order, id: 'so-2026-lai' }))).toContain('đã dùng cho Kỳ 2026: sở');
  expect(await refusal(open(app, { ...order, id: 'so-2020', year: 2020, wave: 'SIPAS-G1-2017.2026' }))).toContain('không thuộc năm 2020');
});

test('a round is released once; a correction is a new release that names the old one and why, and both stay', async () => {
  const { app, url } = await startTestPortal();
  await openScoredRound(app, order, '9.50', '9.00');
  await answer(app, 'SNV', 120, 90);
  await conclude(app, round);
  await must(release(app, round));
  expect(await state(app)).toBe('announced');
  expect(await refusal(release(app, round, { id: 'so-2026-b' }))).toContain('Muốn đính chính');
  expect(await refusal(giveScores(at(app, afterTheYear), round, 'decide', [score('SNV', '8')], atCommand('Hội đồng')))).toContain(
    'phải ghi lý do',
  );
  await must(giveScores(at(app, afterTheYear), round, 'decide', [score('SNV', '8', 'Cộng nhầm một điểm')], atCommand('Hội đồng')));
  expect(await refusal(release(app, round, { id: 'so-2026-b', correction: 'sai' }))).toContain('từ 10 đến 1.000 ký tự');
  await must(release(app, round, { id: 'so-2026-b', correction: 'Cộng nhầm một điểm của Sở Nội vụ.' }, '2027-02-01T03:00:00Z'));
  expect((await releasesOf(app.reader, round)).map(({ id, corrects, corrected_by }) => [id, corrects, corrected_by])).toEqual([
    ['so-2026-b', 'so-2026', null],
    ['so-2026', null, 'so-2026-b'],
  ]);
  for (const id of ['so-2026', 'so-2026-b']) {
    expect((await fetch(`${url}/chi-so/ban-cong-bo/${id}`)).status).toBe(200);
    expect(recomputeRelease(path.join(app.config.releasesDir, id)).files.every((file) => file.same)).toBe(true);
  }
});

test('responses left out after the survey was handed over stop the release until it is handed over again', async () => {
  const app = await openTestApp();
  await openScoredRound(app, order, '9.50', '9.00');
  await answer(app, 'SNV', 12, 9);
  await conclude(app, round);
  await app.writer.updateTable('round_surveys').set({ n: 11 }).where('agency', '=', 'SNV').execute();
  expect(await refusal(release(app, round))).toBe(
    'Phiếu về Sở Nội vụ đã thay đổi sau khi giao kết quả điều tra. Hãy giao lại kết quả rồi công bố.',
  );
  await must(takeStep(at(app, afterTheYear), round, 'survey_report', atCommand('Viện')));
  await must(release(app, round));
  // For a correction it may be handed over again, but not where only a few responses differ.
  await must(takeStep(at(app, afterTheYear), round, 'survey_report', atCommand('Viện')));
  await app.writer.updateTable('round_surveys').set({ n: 11, tally: '{}' }).where('agency', '=', 'SNV').execute();
  expect(await refusal(takeStep(at(app, afterTheYear), round, 'survey_report', atCommand('Viện')))).toContain(
    'công bố lại sẽ làm lộ từng phiếu',
  );
});

test('a sample of criteria gives no index outside simulated data', async () => {
  const app = await openTestApp();
  await openScoredRound(app, { ...order, criteria: 'hn-cchc-minh-hoa-1' }, '9', '9');
  await conclude(app, round);
  expect(await refusal(release(app, round))).toContain('là mẫu minh hoạ, chỉ dùng với dữ liệu mô phỏng');
});

test('what a failed release left behind does not stand in the way of the next attempt', async () => {
  const app = await openTestApp();
  await openScoredRound(app, order, '9.50', '9.00');
  await conclude(app, round);
  await app.writer.schema.alterTable('audit').renameTo('audit_away').execute();
  await expect(release(app, round)).rejects.toThrow(/audit/);
  await app.writer.schema.alterTable('audit_away').renameTo('audit').execute();
  await must(release(app, round));
  expect(recomputeRelease(path.join(app.config.releasesDir, round)).files.every((file) => file.same)).toBe(true);
});
