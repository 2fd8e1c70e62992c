import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { openTestApp, temporaryDir } from '../support/app.ts';
import { runCommand } from '../support/process.ts';
import { startTestPortal } from '../support/server.ts';
import { storeResponse } from '../support/stored.ts';

// Each command is a process of its own, which takes seconds on a busy machine.
const patient = { timeout: 240_000 };

test('staff open a wave, see how it goes and move its last day by command', patient, async () => {
  const app = await openTestApp();
  const waves = async (...args: string[]) => {
    const { code, output } = await runCommand('waves', args, { DATA_DIR: app.config.dataDir }).ended;
    return { code, said: output };
  };
  const order = {
    instrument: 'HN-WARD-9-2026',
    title: 'Khảo sát quý một',
    opens: '2026-01-02',
    closes: '2126-12-31',
    modes: 'online,paper',
    agencies: '00004,00008',
    'minimum-n': '2',
    display: 'embargo',
    person: 'Lê An',
  };
  const open = (change: Partial<typeof order> = {}) =>
    waves('open', 'quy-1', ...Object.entries({ ...order, ...change }).flatMap(([name, value]) => [`--${name}`, value]));
  expect(await open({ opens: '2026-13-01' })).toEqual({ code: 1, said: expect.stringMatching(/^Ngày mở và ngày kết thúc phải có dạng/) });
  expect(await open({ modes: 'online,thư' })).toEqual({ code: 1, said: expect.stringMatching(/^--modes phải là một trong: online, qr/) });
  expect(await open({ agencies: '00004,' })).toEqual({ code: 1, said: '"00004," có chỗ trống giữa các dấu phẩy.\n' });
  expect(await open()).toEqual({ code: 0, said: 'Đã lập đợt quy-1: 2 cơ quan, từ 02/01/2026 đến 31/12/2126.\n' });

  const tickets = [
    '--instrument',
    order.instrument,
    '--wave',
    'quy-1',
    '--agency',
    '00004',
    '--mode',
    'paper',
    '--count',
    '8',
    '--person',
    'A',
  ];
  expect((await runCommand('tickets', tickets, { DATA_DIR: app.config.dataDir }).ended).code).toBe(0);
  await app.writer.updateTable('tickets').set({ spent: 1 }).limit(1).execute();
  for (const mode of ['online', 'online', 'paper']) await storeResponse(app, { mode });
  await app.writer.updateTable('tallies').set({ wave: 'quy-1' }).execute();
  expect((await waves('list')).said).toBe(`quy-1\tđang mở\tKhảo sát quý một, HN-WARD-9-2026, từ 02/01/2026 đến 31/12/2126
    nhận: online, paper; 2 cơ quan; điểm chỉ hiện khi đã đóng
    phiếu: 3 (online 2, paper 1), bị loại 0
    dự kiến mỗi cơ quan ít nhất 2 phiếu: 1 cơ quan đã đủ
    mã mời: đã phát 8, đã dùng 1, tỷ lệ trả lời 12,5 %
HN-WARD-9-2026.2026\tđang mở\tĐánh giá thường xuyên năm 2026, HN-WARD-9-2026, từ 01/01/2026 đến 31/12/2026
    nhận: online, qr, kiosk, ticket; mọi cơ quan của bộ câu hỏi; điểm hiện ngay
    phiếu: chưa có
    dự kiến mỗi cơ quan ít nhất 30 phiếu: 0 cơ quan đã đủ
`);
  const move = ['move', 'quy-1', '--closes', '2127-01-15', '--person', 'Lê An'];
  expect(await waves(...move)).toEqual({ code: 1, said: expect.stringContaining('Thiếu --reason') });
  expect((await waves(...move, '--reason', 'Mưa bão')).said).toBe('Đợt quy-1 nay nhận phiếu đến hết 15/01/2127.\n');
  expect(await waves('list', 'quy-1')).toEqual({ code: 1, said: expect.stringMatching(/^Cách dùng: npm run waves/) });
});

test('staff set up a poster and a kiosk by command; the addresses lead to the form that counts as theirs', patient, async () => {
  const app = await openTestApp();
  const points = async (...args: string[]) => {
    const { code, output } = await runCommand('points', args, { DATA_DIR: app.config.dataDir }).ended;
    return { code, said: output };
  };
  const add = (...args: string[]) => points('add', '--agency', '00004', '--label', 'Quầy 3', '--person', 'Lê An', ...args);
  expect(await add('--mode', 'paper')).toEqual({ code: 1, said: '--mode phải là một trong: qr, kiosk.\n' });
  expect((await add('--mode', 'qr', '--instrument', 'SIPAS-G9')).said).toMatch(/^Không có bộ câu hỏi SIPAS-G9/);
  const { code, said } = await add('--mode', 'kiosk', '--procedure', '1.001193');
  expect(code).toBe(0);
  const [point] = await app.reader.selectFrom('collection_points').selectAll().execute();
  expect(said).toContain(`/khao-sat/HN-WARD-9-2026?co-quan=00004&thu-tuc=1.001193&diem=${point?.code}&kiosk\n`);
  const { url } = await startTestPortal(app);
  const short = await fetch(`${url}/ks/${point?.code.toLowerCase()}`, { redirect: 'manual' });
  expect(short.status).toBe(302);
  expect(said).toContain(short.headers.get('location'));
  for (const former of ['00073-truoc-2025', 'khong-co']) expect((await fetch(`${url}/ks/${former}`)).status, former).toBe(404);
  expect((await points('close', point?.code.toLowerCase() ?? '', '--person', 'Lê An')).code).toBe(0);
  expect((await points('list', '--agency', '00004')).said).toBe(`${point?.code}\t00004\tkiosk\tQuầy 3\t1.001193\tđã đóng\n`);
});

test('a batch of tickets comes as slips to cut out too: a file of one person, whole in itself, never written over', patient, async () => {
  const app = await openTestApp();
  const file = path.join(temporaryDir(), 'ma-moi.html');
  const make = async (agency: string) => {
    const order = ['--instrument', 'SIPAS-G1-2017', '--count', '22', '--person', 'A', '--agency', agency, '--sheet', file];
    return runCommand('tickets', order, { DATA_DIR: app.config.dataDir, SITE_URL: 'https://cong.example' }).ended;
  };
  expect(await make('99999')).toMatchObject({ code: 1, output: expect.stringContaining('Không thể mời đánh giá “99999”') });
  expect(existsSync(file)).toBe(false);
  const { code, output } = await make('BQLCNC-KCN');
  expect(code).toBe(0);
  const sheet = readFileSync(file, 'utf8');
  expect(statSync(file).mode & 0o777).toBe(0o600);
  const codes = [...output.matchAll(/^(\S{19}),/gm)].map(([, one]) => one);
  expect([...sheet.matchAll(/<code>(.*?)<\/code>/g)].map(([, one]) => one)).toEqual(codes);
  expect(codes).toHaveLength(22);
  expect(sheet.match(/<section>/g)).toHaveLength(2);
  expect(sheet).toContain('Ban Quản lý Khu công nghệ cao và Khu công nghiệp thành phố Hà Nội');
  expect(sheet).toContain('cong.example/ks/ rồi gõ tiếp mã trên');
  expect(sheet).not.toMatch(/<script|src=|href=|url\(/);
  expect(await make('BQLCNC-KCN')).toMatchObject({ code: 1, output: `${file} đã có. Hãy nêu tên tệp khác.\n` });
  expect(await app.reader.selectFrom('tickets').select('spent').execute()).toHaveLength(22);
  const { url } = await startTestPortal(app);
  const typed = await fetch(`${url}/ks/${codes[0]?.toLowerCase().replaceAll('-', '')}`, { redirect: 'manual' });
  expect(typed.headers.get('location')).toBe(`/khao-sat/SIPAS-G1-2017?co-quan=BQLCNC-KCN&ma=${codes[0]}`);
});
