import { expect, test } from 'vitest';
import { submitResponse } from '#survey/service.ts';
import { startFilledPortal } from '../support/filled-portal.ts';
import { wardResponse } from '../support/responses.ts';

test('the figures of every chart can be taken away as a table that Excel reads', async () => {
  const { app, url } = await startFilledPortal();
  await submitResponse(app, wardResponse({ agency: '00004' }));
  const bytes = async (path: string) => {
    const answer = await fetch(`${url}${path}`);
    expect([answer.status, answer.headers.get('content-type')], path).toEqual([200, 'text/csv; charset=utf-8']);
    return Buffer.from(await answer.arrayBuffer());
  };
  const rows = async (path: string) => {
    const file = await bytes(path);
    expect(file.subarray(0, 3).toString('hex'), path).toBe('efbbbf');
    return file.subarray(3).toString().trimEnd().split('\r\n');
  };
  expect(await rows('/chi-so/du-lieu/sipas.csv')).toContainEqual(expect.stringMatching(/^sipas,Hà Nội,2024,86\.50,11,63,found,/));
  const live = await rows('/chi-so/du-lieu/HN-WARD-9-2026.csv');
  expect(live).toContainEqual(expect.stringMatching(/^00008,[^,]+,130,40\.00,/));
  // Too few to show on the page are too few in the file.
  expect(live).toContainEqual(expect.stringMatching(/^00004,[^,]+,,,,,,$/));
  expect(await rows('/chi-so/du-lieu/co-quan/00008.csv')).toContainEqual(
    expect.stringMatching(/^HN-WARD-9-2026\.2026,HN-WARD-9-2026,all,.*,130,40\.00,/),
  );
  expect((await rows('/chi-so/ban-cong-bo/thu/bang-diem.csv')).find((row) => row.includes(',00008,'))).toMatch(/^1,1,1,00008,.*,8\.25$/);
  const picture = await fetch(`${url}/chi-so/du-lieu/par-index.svg`);
  expect(picture.headers.get('content-type')).toContain('image/svg+xml');
  expect(await picture.text()).toContain('91,43');
  for (const path of [
    '/chi-so/du-lieu/khong-co.csv',
    '/chi-so/du-lieu/khong-co.svg',
    '/chi-so/du-lieu/co-quan/khong-co.csv',
    '/chi-so/dang-tinh/khong-co',
  ])
    expect((await fetch(`${url}${path}`)).status, path).toBe(404);
});
