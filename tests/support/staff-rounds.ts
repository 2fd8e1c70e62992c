import { atCommand } from '#accounts/model/person.ts';
import { addEvidence } from '#par-index/evidence-service.ts';
import { takeStep } from '#par-index/round-service.ts';
import type { App } from '#platform/app.ts';
import { addImprovement } from './improvements.ts';
import { departmentRound, must, open, openScoredRound } from './rounds.ts';

/** What a link as evidence looks like in a test. */
export const linkOfEvidence = 'https://snv.hanoi.gov.vn/bao-cao.pdf';

/** Rounds of departments for the staff's pages to show: one under appraisal with evidence, one that waits for its release; and an improvement. */
export async function addStaffRounds(app: App): Promise<void> {
  const by = atCommand('Thư ký');
  await must(open(app, departmentRound));
  await must(takeStep(app, departmentRound.id, 'guidance', by));
  const order = { agency: 'SNV', criterion: '1.1', title: 'Báo cáo năm của Sở Nội vụ', from: { url: linkOfEvidence } };
  await must(addEvidence({ ...app, evidenceDir: app.config.evidenceDir }, departmentRound.id, order, by));
  await must(takeStep(app, departmentRound.id, 'self_scores', by, 'Hết hạn'));
  const earlier = { ...departmentRound, id: 'so-2025', title: 'Kỳ 2025: sở', year: 2025 };
  await openScoredRound(app, earlier, '9.50', '9.00');
  for (const step of ['survey_report', 'appraisal'] as const) await must(takeStep(app, earlier.id, step, by));
  await addImprovement(app);
}
