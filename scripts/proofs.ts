import { translatorFor } from '#i18n/translator.ts';
import { Fault } from '#platform/fault.ts';
import { auditProofs, type ProofProblem } from '#survey/proof-service.ts';
import { command, options } from './command.ts';
import { withApp } from './with-app.ts';

const usage = 'npm run proofs -- audit     (tính lại mọi bản ghi đã công bố từ các phiếu đang lưu, và so)';
const t = translatorFor('vi');

await command(async () => {
  const { positionals } = options(usage, {});
  if (positionals.join(' ') !== 'audit') throw new Fault(`Cách dùng: ${usage}`);
  const { days, problems } = await withApp(auditProofs);
  for (const problem of problems) console.log(`KHÔNG KHỚP: ${said(problem)}`);
  if (problems.length > 0) throw new Fault(`${problems.length} chỗ không khớp: phiếu đang lưu không còn như lúc công bố.`);
  const n = days.reduce((sum, day) => sum + day.n, 0);
  console.log(`${t.number(days.length)} ngày, ${t.number(n)} phiếu: tính lại đúng như đã công bố.`);
});

function said(problem: ProofProblem): string {
  const day = t.date(problem.day);
  switch (problem.kind) {
    case 'chain':
      return `ngày ${day} không nối tiếp những ngày trước: bảng proof_days đã bị sửa.`;
    case 'differs':
      return `ngày ${day}: phiếu đã bị sửa hoặc bị xóa.`;
    case 'count':
      return `ngày ${day}: đã công bố ${t.number(problem.published)} phiếu, đang lưu ${t.number(problem.stored)}.`;
  }
}
