import { atCommand } from '#accounts/model/person.ts';
import { publishImprovement } from '#par-index/improvement-service.ts';
import type { Improvement } from '#par-index/improvement-store.ts';
import type { ImprovementDraft } from '#par-index/model/improvement.ts';
import type { App } from '#platform/app.ts';

/** What phường Ba Đình did about its officials; change what a test needs otherwise. */
export const improvementOfBaDinh: ImprovementDraft = {
  agency: '00004',
  instrument: 'HN-WARD-9-2026',
  factor: '3',
  procedure: null,
  said: 'Sáng thứ hai chờ lâu, không biết còn bao nhiêu người ở trước.',
  done_text: 'Mở thêm một quầy vào sáng thứ hai.\nLắp bảng báo số đang gọi, nhìn được từ cửa vào.',
  done_on: '2026-11-12',
  evidence_url: null,
};

/** Publishes an entry. Throws where it is refused. */
export async function addImprovement(app: App, change: Partial<ImprovementDraft> = {}): Promise<Improvement> {
  const outcome = await publishImprovement(app, { ...improvementOfBaDinh, ...change }, atCommand('Biên tập A'));
  if (outcome.kind === 'refused') throw new Error(outcome.message.key);
  return outcome.improvement;
}
