import { type ConfigData, HtmlValidate, StaticConfigLoader } from 'html-validate';
import { expect, test } from 'vitest';
import { openTestApp } from '../support/app.ts';
import { startFilledPortal } from '../support/filled-portal.ts';
import { nationalJson } from '../support/national-json.ts';
import { englishAddresses, pageAddresses, staffAddresses } from '../support/routes.ts';
import { startTestPortal } from '../support/server.ts';
import { startFilledStaffPortal } from '../support/staff.ts';

const presets = ['html-validate:standard', 'html-validate:a11y', 'html-validate:document'];
// Everything comes from the portal itself, whose own files need no hash; what came from elsewhere would.
const rules: ConfigData['rules'] = { 'require-sri': ['error', { target: 'crossorigin' }] };

const wholePage = validator({ root: true, extends: presets, rules });
// An example is a part of a page: it has no doctype, and may begin below the page's own heading.
const fragment = validator({
  root: true,
  extends: presets,
  rules: { ...rules, 'missing-doctype': 'off', 'heading-level': ['error', { minInitialRank: 'any' }] },
});

function validator(config: ConfigData): HtmlValidate {
  return new HtmlValidate(new StaticConfigLoader(config));
}

/** What is wrong with HTML as it was sent, before a browser mends it: each as name, rule, place and reason. */
async function mistakes(rulesOf: HtmlValidate, name: string, html: string): Promise<readonly string[]> {
  const { results } = await rulesOf.validateString(html);
  return results.flatMap(({ messages }) => messages.map((found) => `${name}: ${found.ruleId}: ${found.message} (${found.selector})`));
}

/** The examples of the gallery's page, each as its name and the source between its frame. */
function examplesOf(source: string): readonly (readonly [name: string, html: string])[] {
  const frames =
    /<div class="example"[^>]*data-example="([^"]*)"[^>]*>(.*?)<\/div>\s*(?=<div class="example"|<\/section>\s*(?:<section class="section exhibit"|<\/main>))/gs;
  return [...source.matchAll(frames)].map(([, name = '', html = '']) => [name, html]);
}

test('every page is valid HTML as it is sent, the receipt and a refused form included', async () => {
  const { url, receipt } = await startFilledPortal();
  const found: string[] = [];
  for (const path of [...pageAddresses(), ...englishAddresses(), receipt])
    found.push(...(await mistakes(wholePage, path, await (await fetch(`${url}${path}`)).text())));
  const refused = await fetch(`${url}/khao-sat/HN-WARD-9-2026`, { method: 'POST', body: new URLSearchParams({ ma: 'sai' }) });
  expect(refused.status).toBe(422);
  found.push(...(await mistakes(wholePage, 'a refused form', await refused.text())));
  expect(found).toEqual([]);
}, 120_000);

test('every page of the staff is valid HTML as it is sent, what is shown once included', async () => {
  const { browser, other } = await startFilledStaffPortal();
  const found: string[] = [];
  const look = async (name: string, { html }: { html: string }) => found.push(...(await mistakes(wholePage, name, html)));
  for (const path of staffAddresses(other)) await look(path, await browser.get(path));
  await look('setting up the second factor', await browser.post('/quan-tri/bao-mat', { viec: 'bat' }));
  await look('a new password', await browser.post(`/quan-tri/tai-khoan/${other}`, { viec: 'mat-khau' }));
  await look('a refused account', await browser.post('/quan-tri/tai-khoan', { user_name: 'x', roles: 'agency_officer', agency: '' }));
  await look(
    'refused scores',
    await browser.post('/quan-tri/chi-so/so-2026/SNV?phan=check', { 'diem-1.1': '99', 'ly-do-2.1': 'x', 'thay-1.1': '0' }),
  );
  await look('a refused round', await browser.post('/quan-tri/chi-so/moi', { id: 'X', year: '2026', list: 'commune' }));
  await look('a refused wave', await browser.post('/quan-tri/khao-sat/mo-dot', { id: 'x', scope: 'some', modes: 'online' }));
  await look('refused tickets', await browser.post('/quan-tri/khao-sat/dot/dot-thu/ma-moi', { count: '0', month: '13' }));
  await look('a refused point', await browser.post('/quan-tri/khao-sat/diem', { agency: 'x' }));
  await look('a refused proposal', await browser.post('/quan-tri/khao-sat/loai-tru/de-nghi', { receipts: 'x', reason: 'x' }));
  await look('comments that are read', await browser.post('/quan-tri/khao-sat/gop-y', { dot: 'dot-thu' }));
  const event = '/quan-tri/su-kien/sinh-con';
  await look('a refused life event', await browser.post(event, { title_vi: '', code: 'sai', door_vi: '"', door_en: '<' }));
  await look('refused words', await browser.post('/quan-tri/thu-tuc/1.001193', { viec: 'loi', note: 'a'.repeat(501) }));
  const files = new FormData();
  const records = [nationalJson(), nationalJson({ code: 'sai' }), nationalJson({ code: '1.001193' })];
  files.append('files', new File([records.map((record) => JSON.stringify(record)).join('\n')], 'tep.jsonl'));
  const plan = (await browser.upload('/quan-tri/nhap-thu-tuc', files)).location ?? '';
  for (const part of ['', '?phan=changed', '?phan=added']) await look(`the plan of an import ${part}`, await browser.get(`${plan}${part}`));
  await look('a refused sign-in', await browser.post('/quan-tri/dang-nhap', { ten: 'x' }));
  expect(found).toEqual([]);
}, 120_000);

test('every example of every component is valid HTML by itself', async () => {
  const { url } = await startTestPortal(await openTestApp({ gallery: true }));
  const source = await (await fetch(`${url}/thu-vien-giao-dien`)).text();
  const examples = examplesOf(source);
  expect(examples).toHaveLength(source.split('data-example="').length - 1);
  const found: string[] = [];
  for (const [name, html] of examples) found.push(...(await mistakes(fragment, name, html)));
  expect(found).toEqual([]);
}, 120_000);

test.each([
  ['a list with a paragraph for an item', '<ul><p>một</p></ul>', 'element-permitted-content'],
  ['an id used twice', '<p id="a">một</p><p id="a">hai</p>', 'no-dup-id'],
  ['a field without a label', '<form><input type="text" name="q"><button type="submit">Tìm</button></form>', 'input-missing-label'],
  ['a paragraph that a browser would close early', '<p>một<div>hai</div></p>', 'close-order'],
])('the check sees %s', async (_what, html, rule) => {
  expect((await mistakes(fragment, 'x', html)).join()).toContain(rule);
});
