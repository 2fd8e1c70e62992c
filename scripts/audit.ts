import { verifyAudit } from '#platform/audit.ts';
import { Fault } from '#platform/fault.ts';
import { command, options } from './command.ts';
import { withApp } from './with-app.ts';

const usage = `npm run audit:verify     (tính lại chuỗi băm của toàn bộ nhật ký)
       npm run audit:verify -- --known MÃ     (và tìm mã băm đã ghi lại lần trước: mất dòng ở cuối cũng lộ ra)`;

const why = { changed: 'nội dung không khớp mã băm của nó', 'not-next': 'không nối tiếp dòng trước nó' };

await command(async () => {
  const { values, positionals } = options(usage, { known: { type: 'string' } });
  const known = values.known?.trim().toLowerCase();
  if (positionals.length > 0 || (known !== undefined && !/^[0-9a-f]{64}$/.test(known))) throw new Fault(`Cách dùng: ${usage}`);
  const { rows, last, broken, found } = await withApp((app) => verifyAudit(app.reader, known));
  if (broken) throw new Fault(`Nhật ký hỏng ở dòng ${broken.id}: ${why[broken.why]}. ${rows} dòng trước đó còn nguyên.`);
  if (!found) throw new Fault(`Nhật ký có ${rows} dòng nối liền nhau, nhưng không còn dòng mang mã ${known}: đã mất dòng ở cuối.`);
  console.log(`${rows} dòng nhật ký còn nguyên. Mã của dòng mới nhất: ${last === '' ? '(chưa có dòng nào)' : last}`);
});
