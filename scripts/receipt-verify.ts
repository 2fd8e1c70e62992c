import { readFileSync } from 'node:fs';
import path from 'node:path';
import { translatorFor } from '#i18n/translator.ts';
import { Fault } from '#platform/fault.ts';
import { normaliseCode } from '#survey/model/receipt.ts';
import { checkReceipt, type Misfit, type PublishedFiles, type ReceiptCheck, readProofIndex } from '#survey/receipt-check.ts';
import { command, options } from './command.ts';

const usage = `npm run receipt:verify -- MÃ-BIÊN-NHẬN --url https://địa-chỉ-của-cổng
       npm run receipt:verify -- MÃ-BIÊN-NHẬN --files THƯ-MỤC     (có goc.json và các tệp NGÀY.csv đã tải về)
       thêm --earlier TỆP: tệp goc.json đã giữ từ trước, phải còn khớp`;
const fetchTimeoutMs = 30_000;
const t = translatorFor('vi');

await command(async () => {
  const { values, positionals } = options(usage, { files: { type: 'string' }, url: { type: 'string' }, earlier: { type: 'string' } });
  const [typed, ...others] = positionals;
  if (typed === undefined || others.length > 0) throw new Fault(`Cách dùng: ${usage}`);
  const receipt = normaliseCode(typed);
  if (receipt === null) throw new Fault(`"${typed}" không phải mã biên nhận: cần 16 ký tự, ví dụ ABCD-2345-EFGH-6789.`);
  const check = await checkReceipt(sourceOf(values), receipt, values.earlier === undefined ? null : earlierIndex(values.earlier));
  for (const line of said(check, receipt, values.earlier !== undefined)) console.log(line);
  for (const misfit of check.misfits) console.log(`KHÔNG KHỚP: ${saidMisfit(misfit)}`);
  if (check.misfits.length > 0) throw new Fault(`${check.misfits.length} chỗ không khớp: các tệp này không chứng tỏ được điều gì.`);
  if (check.found === null)
    throw new Fault(`Không có phiếu nào mang biên nhận ${receipt} trong các tệp này. Phiếu nhận hôm nay có từ sáng mai.`);
});

function sourceOf({ files, url }: { readonly files?: string | undefined; readonly url?: string | undefined }): PublishedFiles {
  if ((files === undefined) === (url === undefined)) throw new Fault(`Cần đúng một trong --files và --url.\nCách dùng: ${usage}`);
  const read = files === undefined ? reader(addressOf(url ?? '')) : async (name: string) => textOf(path.join(files, name));
  return { index: () => read('goc.json'), day: (day) => read(`${day}.csv`) };
}

/** The text of a file; null where there is none. */
function textOf(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw new Fault(`${file}: không đọc được tệp: ${(error as Error).message}`);
  }
}

function earlierIndex(file: string) {
  const text = textOf(file);
  if (text === null) throw new Fault(`${file}: không có tệp này.`);
  const index = readProofIndex(text);
  if (index === null) throw new Fault(`${file}: không phải tệp goc.json của cổng.`);
  return index;
}

/** Where the files are published, out of the portal's address or that of the page itself. */
function addressOf(typed: string): string {
  const url = URL.parse(typed);
  if (url === null || !/^https?:$/.test(url.protocol))
    throw new Fault(`--url phải là địa chỉ đầy đủ, ví dụ https://cchc.hanoi.gov.vn; không đọc được "${typed}".`);
  const base = `${url.origin}${url.pathname}`.replace(/\/+$/, '');
  return base.endsWith('/khao-sat/bang-chung') ? base : `${base}/khao-sat/bang-chung`;
}

function reader(address: string): (name: string) => Promise<string | null> {
  return async (name) => {
    const url = `${address}/${name}`;
    let status: number;
    let text: string;
    try {
      const answer = await fetch(url, { signal: AbortSignal.timeout(fetchTimeoutMs) });
      status = answer.status;
      text = await answer.text();
    } catch (error) {
      const { cause, message } = error as Error;
      throw new Fault(`Không tải được ${url}: ${cause instanceof Error ? cause.message : message}.`);
    }
    if (status === 404) return null;
    if (status !== 200)
      throw new Fault(`Không tải được ${url}: máy chủ trả lời ${status}.${status === 503 ? ' Cổng báo bản ghi này không còn khớp.' : ''}`);
    return text;
  };
}

function said({ days, found, misfits }: ReceiptCheck, receipt: string, comparedToEarlier: boolean): readonly string[] {
  const [first, last] = [days[0], days.at(-1)];
  const sound = (kind: Misfit['kind']) => !misfits.some((one) => one.kind === kind);
  const lines: string[] = [];
  if (first && last && sound('chain')) {
    lines.push(`Chuỗi của ${t.number(days.length)} ngày, từ ${t.date(first.day)} đến ${t.date(last.day)}: tính lại đúng.`);
    if (comparedToEarlier && sound('earlier')) lines.push('Tệp goc.json đã giữ từ trước: vẫn khớp, không ngày nào bị viết lại.');
  }
  if (found === null) return lines;
  const { day, line } = found;
  lines.push(`Biên nhận ${receipt}: có trong bản ghi ngày ${t.date(day.day)}, phiếu số ${line} trong ${t.number(day.n)} phiếu.`);
  if (misfits.length > 0) return lines;
  return [
    ...lines,
    `Gốc cây của ngày ấy, tính lại từ tệp: ${day.root}, đúng như đã công bố.`,
    'Vậy phiếu đã được nhận và nội dung cổng giữ đã chốt từ ngày ấy. Tệp công bố không cho biết phiếu trả lời gì.',
    last ? `Muốn so về sau, hãy giữ tệp goc.json, hoặc chép lại chuỗi của ${t.date(last.day)}: ${last.chain}` : '',
  ];
}

function saidMisfit(misfit: Misfit): string {
  const day = 'day' in misfit ? t.date(misfit.day) : '';
  switch (misfit.kind) {
    case 'no-index':
      return 'không có tệp goc.json ở đó.';
    case 'index-unreadable':
      return 'goc.json không đúng khuôn dạng.';
    case 'chain':
      return `goc.json: ngày ${day} không nối tiếp những ngày trước. Một ngày đã bị sửa, bỏ bớt hoặc thêm vào.`;
    case 'earlier':
      return `ngày ${day} không còn như trong tệp goc.json đã giữ từ trước.`;
    case 'no-file':
      return `thiếu tệp ${misfit.day}.csv, nên chưa tìm được trong ngày ấy.`;
    case 'file-unreadable':
      return `${misfit.day}.csv: dòng ${misfit.line} không đúng khuôn dạng.`;
    case 'root':
      return `${misfit.day}.csv: các dòng không cho ra số phiếu và gốc cây đã công bố. Tệp đã bị sửa, hoặc tải về chưa đủ.`;
  }
}
