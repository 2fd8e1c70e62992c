import { expect, test } from 'vitest';
import { startFilledPortal } from '../support/filled-portal.ts';

const words = (html: string) => html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');

test('a round is read a page at a time, and each agency reads how its points add up', async () => {
  const { url } = await startFilledPortal();
  const pageOf = async (path: string) => (await fetch(`${url}${path}`)).text();
  const rows = (html: string) => html.match(/<th scope="row" class="name"/g)?.length;

  const round = await pageOf('/chi-so/thu');
  expect(rows(round)).toBe(30);
  expect(words(round)).toContain('Dòng 1 đến 30 trong 126');
  expect(round).toContain('href="/chi-so/thu?trang=2#ket-qua"');
  // A choice stays chosen from page to page.
  expect(await pageOf('/chi-so/thu?sap-xep=ten')).toContain('href="/chi-so/thu?sap-xep=ten&amp;trang=2#ket-qua"');

  const index = await pageOf('/chi-so');
  expect(rows(index.slice(0, index.indexOf('id="ban-cong-bo"')))).toBe(10);
  expect(index.match(/href="\/chi-so\/viec-da-lam"/g)).toHaveLength(1);

  const enough = words(await pageOf('/chi-so/thu/00008'));
  const [, said] = /Chỉ số (\d+,\d\d)/.exec(enough) ?? [];
  expect(enough).toContain(` điểm trừ = ${said}.`);
  const few = words(await pageOf('/chi-so/thu/00004'));
  expect(few).toContain('Chưa có điểm điều tra nên chưa có chỉ số.');
  expect(few).not.toContain('– điểm điều tra');
});

test('the method is told in plain words, and what only those who keep the rule care about is folded away', async () => {
  const { url } = await startFilledPortal();
  const page = await (await fetch(`${url}/chi-so/thu`)).text();
  expect(words(page)).toContain('Mọi câu trả lời được gộp lại, câu nào cũng nặng như nhau. Câu để trống không tính.');
  const [open] = page.split(/<details>\s*<summary>Cách tính:/);
  expect(open).not.toContain('Khác bản 1');
  expect(page).toContain('Khác bản 1');
});

test('who comes to the index finds in its newest round an agency, the method in plain words, and the figures to take away', async () => {
  const { url } = await startFilledPortal();
  const page = await (await fetch(`${url}/chi-so`)).text();
  const newest = page.slice(0, page.indexOf('id="ban-cong-bo"'));
  const [, form = ''] = /<form class="filters[^>]*action="\/chi-so\/thu"[^>]*>(.*?)<\/form>/s.exec(newest) ?? [];
  expect(form).toContain('name="tim"');
  expect(words(newest)).toContain('Mọi câu trả lời được gộp lại, câu nào cũng nặng như nhau.');
  for (const file of ['bang-diem.csv', 'result.json']) {
    const address = `/chi-so/ban-cong-bo/thu/${file}`;
    expect(newest).toContain(`href="${address}"`);
    expect((await fetch(`${url}${address}`)).status).toBe(200);
  }
});
