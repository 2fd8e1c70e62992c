import { existsSync, readdirSync, rmSync } from 'node:fs';
import Database from 'better-sqlite3';
import sharp from 'sharp';
import { expect, onTestFinished, test } from 'vitest';
import { atCommand } from '#accounts/model/person.ts';
import { createDraft, saveDraft, submitDraft } from '#newsroom/draft-service.ts';
import { removeMedia } from '#newsroom/media-service.ts';
import type { MediaItem } from '#newsroom/model/media.ts';
import { approve, withdraw } from '#newsroom/publication-service.ts';
import { publishedDocument } from '../support/documents.ts';
import { binh, bodyOfLines, done, ha, wholeFields } from '../support/editors.ts';
import { bothVersions, versionIn } from '../support/staff.ts';
import { idOf, pdf, picture, plain, startNewsroom, wordFile } from '../support/uploads.ts';

const library = '/quan-tri/kho-tep';
const photo = { mo_ta: 'Cầu Long Biên lúc sáng sớm', chu_thich: 'Ảnh chụp năm 2026', nguon: 'Tổ ảnh' };

const gps = { IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '21/1 2/1 3/1', GPSLongitudeRef: 'E', GPSLongitude: '105/1 51/1 0/1' } };

test('a picture is made anew in several widths, upright, without place, camera or profile, and served for ever', async () => {
  const { app, url, ha: editor } = await startNewsroom();
  const bytes = await picture(1200, 800)
    .withExif({ ...gps, IFD0: { Artist: 'Người chụp', Make: 'Máy' } })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer();
  expect((await sharp(bytes).metadata()).exif).toBeDefined();
  const answer = await editor.uploadFile(library, photo, { name: 'DSC_0001.jpg', bytes });
  expect([answer.status, answer.location]).toEqual([303, expect.stringMatching(/\?xong=them$/)]);
  const id = idOf(answer);
  const { items } = JSON.parse((await editor.get(`${library}/chon.json?loai=anh&q=long+bien`)).html) as { items: MediaItem[] };
  expect(items).toEqual([
    {
      id,
      kind: 'image',
      title: 'Cầu Long Biên lúc sáng sớm',
      alt: 'Cầu Long Biên lúc sáng sớm',
      caption: 'Ảnh chụp năm 2026',
      width: 800,
      height: 1200,
      url: `/tep/${id}/480.webp`,
      bytes: bytes.length,
      media_type: 'image/jpeg',
    },
  ]);
  for (const name of ['480.webp', '480.avif', '800.webp', '800.avif']) {
    const sent = await fetch(`${url}/tep/${id}/${name}`);
    expect(sent.headers.get('content-type')).toBe(`image/${name.slice(4)}`);
    expect(sent.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(sent.headers.get('x-content-type-options')).toBe('nosniff');
    expect(sent.headers.get('content-security-policy')).toContain("sandbox; default-src 'none'");
    expect(sent.headers.get('cross-origin-resource-policy')).toBe('same-origin');
    const made = await sharp(Buffer.from(await sent.arrayBuffer())).metadata();
    expect([made.width, made.exif, made.xmp, made.iptc, made.icc, made.orientation], name).toEqual([
      Number(name.slice(0, 3)),
      ...Array(5).fill(undefined),
    ]);
  }
  const head = await fetch(`${url}/tep/${id}/480.webp`, { method: 'HEAD' });
  expect([head.status, (await head.arrayBuffer()).byteLength]).toEqual([200, 0]);
  for (const path of ['1600.webp', '480.png', '480.svg', 'tai-ve', '..%2f..%2fportal.sqlite', '']) {
    expect((await fetch(`${url}/tep/${id}/${path}`)).status, path).toBe(404);
  }
  expect((await fetch(`${url}/tep/${id}/480.webp`, { method: 'POST', body: 'x' })).status).toBe(405);
  expect(readdirSync(app.config.mediaDir).filter((name) => !/^[0-9a-f]{64}-(480|800)\.(avif|webp)$/.test(name))).toEqual([]);
});

test.each([
  ['a picture of one pixel', () => plain(1, 1).png().toBuffer(), [1, 1]],
  ['a PNG of 16 bits', () => picture(300, 200).toColourspace('rgb16').png().toBuffer(), [300, 200]],
  ['a JPEG in CMYK', () => picture(300, 200).toColourspace('cmyk').jpeg().toBuffer(), [300, 200]],
  ['a progressive JPEG', () => picture(300, 200).jpeg({ progressive: true }).toBuffer(), [300, 200]],
  ['a grey picture', () => picture(300, 200).greyscale().png().toBuffer(), [300, 200]],
  ['a WebP with holes', () => picture(300, 200).ensureAlpha(0.5).webp().toBuffer(), [300, 200]],
  ['an AVIF', () => picture(300, 200).avif({ effort: 0 }).toBuffer(), [300, 200]],
  ['a very tall one', () => plain(100, 20_000).png().toBuffer(), [20, 4000]],
  [
    'a moving GIF',
    () =>
      sharp({ create: { width: 40, height: 80, channels: 3, background: '#a33', pageHeight: 40 } })
        .gif({ delay: [9, 9] })
        .toBuffer(),
    [40, 40],
  ],
])('%s is taken, never made larger', async (_, make, size) => {
  const { url, ha: editor } = await startNewsroom();
  const id = idOf(await editor.uploadFile(library, photo, { name: 'a', bytes: await make() }));
  const sent = await fetch(`${url}/tep/${id}/${size[0]}.webp`);
  const { width, height, pages, space } = await sharp(Buffer.from(await sent.arrayBuffer())).metadata();
  expect([width, height, pages, space]).toEqual([...size, undefined, 'srgb']);
});

const truncated = async (bytes: Promise<Buffer>) => (await bytes).subarray(0, Math.floor((await bytes).length * 0.6));
const script = '<script>alert(1)</script>';

test.each<[string, string, () => Promise<Uint8Array> | Uint8Array, string]>([
  ['an SVG with script', 'anh.svg', () => Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg">${script}</svg>`), 'SVG, HTML hoặc XML'],
  ['an SVG called a picture', 'anh.png', () => Buffer.from(`<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>`), 'SVG, HTML'],
  ['HTML called a picture', 'anh.jpg', () => Buffer.from(`<!doctype html>${script}`), 'SVG, HTML hoặc XML'],
  ['a picture cut off (JPEG)', 'a.jpg', () => truncated(picture().jpeg().toBuffer()), 'hỏng hoặc bị cắt cụt'],
  ['a picture cut off (PNG)', 'a.png', () => truncated(picture().png().toBuffer()), 'hỏng hoặc bị cắt cụt'],
  ['a picture cut off (WebP)', 'a.webp', () => truncated(picture().webp().toBuffer()), 'hỏng hoặc bị cắt cụt'],
  ['the head of a picture alone', 'a.png', () => Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), 'hỏng hoặc bị cắt cụt'],
  ['sixty million pixels in few bytes', 'a.png', () => plain(10_000, 6_000).png({ compressionLevel: 9 }).toBuffer(), 'tối đa 50 triệu'],
  ['a picture of a telephone', 'a.heic', () => Buffer.from('0000001c6674797068656963000000006d696631686569636d696166', 'hex'), 'ảnh HEIC'],
  ['nothing', 'a.jpg', () => Buffer.alloc(0), 'không có nội dung'],
  [
    'too large a picture',
    'a.jpg',
    async () => Buffer.concat([await picture().jpeg().toBuffer(), Buffer.alloc(15 * 1024 * 1024)]),
    'tối đa 15 MB',
  ],
  ['too large a file', 'a.pdf', () => Buffer.concat([pdf(), Buffer.alloc(20 * 1024 * 1024)]), 'tối đa 20 MB'],
  ['a PDF cut off', 'a.pdf', () => pdf().subarray(0, 150), 'hỏng hoặc bị cắt cụt'],
  ['a PDF with script', 'a.pdf', () => pdf('9 0 obj<</S/JavaScript/JS(app.alert(1))>>endobj\n'), 'mã chạy hoặc lệnh mở'],
  ['a PDF with script spelt otherwise', 'a.pdf', () => pdf('9 0 obj<</S/J#61vaScript/J#53(app.alert(1))>>endobj\n'), 'mã chạy'],
  ['a PDF that starts programs', 'a.pdf', () => pdf('9 0 obj<</S/Launch/F(cmd.exe)>>endobj\n'), 'mã chạy hoặc lệnh mở'],
  ['a Word file with macros', 'a.docx', () => wordFile({ 'word/vbaProject.bin': 'x' }), 'macro'],
  ['a Word file that calls itself macro-free', 'a.docx', () => wordFile({ 'word/VBAPROJECT.BIN': 'x' }), 'macro'],
  [
    'a Word file with an embedded object',
    'a.docx',
    () => wordFile({ 'word/embeddings/oleObject1.bin': Buffer.from('d0cf11e0a1b11ae100', 'hex') }),
    'OLE',
  ],
  [
    'a Word file with a template from elsewhere',
    'a.docx',
    () =>
      wordFile({
        'word/_rels/settings.xml.rels':
          '<Relationships><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate" Target="https://ac.example/x.dotm" TargetMode="External"/></Relationships>',
      }),
    'từ nơi khác',
  ],
  ['a bomb in a Word file', 'a.docx', () => wordFile({ 'word/media/image1.bmp': new Uint8Array(60 * 1024 * 1024) }), 'giải nén ra quá lớn'],
  ['a Word file cut off', 'a.docx', () => wordFile().slice(0, -30), 'hỏng hoặc bị cắt cụt'],
  ['an Office file of the old kind', 'a.doc', () => Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(1024)]), 'kiểu cũ'],
  ['a program', 'a.pdf', () => Buffer.concat([Buffer.from('MZ'), Buffer.alloc(200)]), 'không nhận loại tệp này'],
  ['words', 'a.pdf', () => Buffer.from('Chỉ là chữ.'), 'không nhận loại tệp này'],
])('%s is refused in words, what was typed stays, and nothing is kept', async (_, name, make, words) => {
  const { app, ha: editor } = await startNewsroom();
  const answer = await editor.uploadFile(
    library,
    { ...photo, mo_ta: 'Mô tả đã gõ <b>' },
    { name, bytes: await make(), type: 'image/jpeg' },
  );
  expect([answer.status, /Mô tả đã gõ &lt;b(&gt;|>)/.test(answer.html)]).toEqual([422, true]);
  expect(answer.html).toContain(words);
  expect(await app.reader.selectFrom('media').select('id').execute()).toEqual([]);
  expect(existsSync(app.config.mediaDir)).toBe(false);
});

test('a file is told by its content, sent as a download under its Vietnamese name, and never as a page', async () => {
  const { url, ha: editor } = await startNewsroom();
  const word = wordFile();
  const id = idOf(await editor.uploadFile(library, { mo_ta: 'Mẫu tờ khai' }, { name: 'C:\\tài liệu\\Tờ khai "số" 1.jpg', bytes: word }));
  const sent = await fetch(`${url}/tep/${id}/tai-ve`);
  expect(Buffer.from(await sent.arrayBuffer()).equals(Buffer.from(word))).toBe(true);
  expect(Object.fromEntries(sent.headers)).toMatchObject({
    'content-type': 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    'content-disposition': `attachment; filename="To khai so 1.docx"; filename*=UTF-8''T%E1%BB%9D%20khai%20s%E1%BB%91%201.docx`,
    'x-content-type-options': 'nosniff',
    'content-security-policy': "sandbox; default-src 'none'; frame-ancestors 'none'",
    'content-length': String(word.length),
  });
  expect((await fetch(`${url}/tep/${id}/480.webp`)).status).toBe(404);
});

test('what is a picture and a page at once is made a picture, or stays a download: its markup is never sent as one', async () => {
  const { url, ha: editor } = await startNewsroom();
  const gif = Buffer.concat([await plain(30, 30).gif().toBuffer(), Buffer.from(`<html>${script}`)]);
  const id = idOf(await editor.uploadFile(library, photo, { name: 'x.html', bytes: gif, type: 'text/html' }));
  const served = await fetch(`${url}/tep/${id}/30.webp`);
  expect([served.headers.get('content-type'), (await served.text()).includes('script')]).toEqual(['image/webp', false]);
  const hidden = idOf(await editor.uploadFile(library, photo, { name: 'y.html', bytes: pdf(`% <html>${script}\n`), type: 'text/html' }));
  const file = await fetch(`${url}/tep/${hidden}/tai-ve`);
  expect([file.headers.get('content-type'), file.headers.get('content-disposition')]).toEqual([
    'application/pdf',
    expect.stringMatching(/^attachment; filename="y.pdf"/),
  ]);
});

test('the same file twice is one, as it was described first; descriptions are changed by version', async () => {
  const { app, ha: editor, lan } = await startNewsroom();
  const bytes = await picture(200, 100).png().toBuffer();
  const id = idOf(await editor.uploadFile(library, photo, { name: 'a.png', bytes }));
  const again = await lan.uploadFile(library, { mo_ta: 'Lời khác' }, { name: 'b.png', bytes });
  expect(again.location).toBe(`${library}/${id}?xong=da-co`);
  expect((await lan.get(again.location ?? '')).html).toContain('Kho đã có đúng tệp này');
  const change = (browser: typeof lan, phien_ban: string, mo_ta: string) =>
    browser.post(`${library}/${id}`, { viec: 'sua', phien_ban, mo_ta, chu_thich: '', nguon: '' });
  expect((await change(lan, '1', 'Cầu Long Biên')).location).toBe(`${library}/${id}?xong=sua`);
  // Whoever opened it before is shown what stands now, beside what was typed, whatever else is wrong with it.
  for (const words of ['Lời của người mở trước', 'x']) {
    const stale = await change(editor, '1', words);
    expect(stale.status).toBe(422);
    expect(stale.html).toContain('Đỗ Lan đã sửa mô tả lúc');
    expect(bothVersions(stale.html)).toEqual([['Cầu Long Biên', words]]);
  }
  const short = await change(editor, '2', ' ');
  expect(short.html).toContain('từ 3 đến 300 ký tự');
  expect([bothVersions(short.html), versionIn(short.html)]).toEqual([[], '2']);
  const acts = await app.reader.selectFrom('audit').select(['act', 'before', 'after']).where('object', '=', id).execute();
  expect(acts.map(({ act }) => act)).toEqual(['media.add', 'media.describe']);
  expect(acts[1]).toMatchObject({
    before: expect.stringContaining('lúc sáng sớm'),
    after: '{"description":"Cầu Long Biên","caption":"","credit":""}',
  });
});

test('an article shows its pictures in every form and its files with type and size; what it uses cannot be removed', async () => {
  const { app, url, ha: editor, binh: publisher } = await startNewsroom();
  const one = idOf(await editor.uploadFile(library, photo, { name: 'a.png', bytes: await picture(1700, 900).png().toBuffer() }));
  const two = idOf(await editor.uploadFile(library, photo, { name: 'b.png', bytes: await picture(300, 200).png().toBuffer() }));
  const file = idOf(await editor.uploadFile(library, { mo_ta: 'Mẫu' }, { name: 'mẫu.pdf', bytes: pdf() }));
  const image = (media: string) => ({ type: 'image' as const, attrs: { media, alt: 'Cầu <Long> Biên', caption: 'Chú thích' } });
  const body = {
    ...bodyOfLines('Mở đầu.'),
    content: [
      ...bodyOfLines('Mở đầu.').content,
      image(one),
      image(two),
      { type: 'attachment' as const, attrs: { media: file, title: 'Mẫu tờ khai' } },
    ],
  };
  const draft = done(await createDraft(app, ha, 'bai-co-anh', wholeFields({ body })));
  const published = done(await approve(app, binh, done(await submitDraft(app, ha, draft))));
  const page = await fetch(`${url}/tin-tuc/bai-co-anh`);
  const html = await page.text();
  expect(html).toContain(
    `<source type="image/avif" srcset="/tep/${one}/480.avif 480w, /tep/${one}/960.avif 960w, /tep/${one}/1600.avif 1600w" sizes=`,
  );
  expect(html).toContain(
    `<img src="/tep/${one}/960.webp" alt="Cầu &lt;Long&gt; Biên" width="1600" height="847" loading="lazy" decoding="async">`,
  );
  expect(html).toMatch(
    new RegExp(`<div class="figures"><figure><picture>[^]*${one}[^]*</figure><figure><picture>[^]*${two}[^]*</figure></div>`),
  );
  expect(html).toContain(`<a href="/tep/${file}/tai-ve" download>Mẫu tờ khai</a> (PDF, 1 kB)`);
  expect(page.headers.get('content-security-policy')).toContain("img-src 'self'");

  const shown = await editor.get(`${library}/${one}`);
  expect(shown.html).toContain('href="/tin-tuc/bai-co-anh"');
  expect(shown.html).not.toContain('value="go"');
  const forced = await editor.post(`${library}/${one}`, { viec: 'go' });
  expect([forced.status, forced.html.includes('Chưa gỡ được: còn 1')]).toEqual([422, true]);
  expect((await fetch(`${url}/tep/${one}/960.webp`)).status).toBe(200);

  // What is withdrawn can come back, and so can an older revision: neither may have lost its pictures by then.
  done(await withdraw(app, binh, { slug: 'bai-co-anh', version: published.version }, 'Ảnh sai.'));
  const still = await editor.post(`${library}/${one}`, { viec: 'go' });
  expect([still.status, still.html.includes('kể cả bài đã rút và bản cũ của bài')]).toEqual([422, true]);
  const other = done(await createDraft(app, ha, 'bai-bo-anh', wholeFields({ body: { ...body, content: [image(two)] } })));
  done(await saveDraft(app, ha, other, wholeFields({ body: bodyOfLines('Không còn ảnh.') })));
  expect((await publisher.get(`${library}/${two}`)).html).toMatch(/bai-bo-anh|Chỉ ở bản cũ/);
  expect((await publisher.post(`${library}/${two}`, { viec: 'go' })).html).toContain('Chưa gỡ được: còn 2');
  expect((await fetch(`${url}/tep/${one}/960.webp`)).status).toBe(200);
});

test('what nothing uses is removed for good, by who added it or who publishes', async () => {
  const { app, url, ha: editor, lan, binh: publisher } = await startNewsroom();
  const add = async (width: number) =>
    idOf(await editor.uploadFile(library, photo, { name: 'a.png', bytes: await picture(width, 200).png().toBuffer() }));
  const [one, two] = [await add(300), await add(301)];
  const others = await lan.post(`${library}/${one}`, { viec: 'go' });
  expect([others.status, others.html.includes('Chỉ người đã tải lên')]).toEqual([422, true]);
  expect((await editor.post(`${library}/${one}`, { viec: 'go' })).location).toBe(`${library}?xong=go`);
  expect((await publisher.post(`${library}/${two}`, { viec: 'go' })).location).toBe(`${library}?xong=go`);
  expect((await fetch(`${url}/tep/${one}/300.webp`)).status).toBe(404);
  expect(readdirSync(app.config.mediaDir)).toEqual([]);
  expect((await editor.get(`${library}/${one}`)).status).toBe(404);
  expect((await editor.post(`${library}/${one}`, { viec: 'go' })).status).toBe(404);
});

test('the same file uploaded again heals what lost its bytes, and bytes leave the disk only once the removal stands', async () => {
  const { app, url, ha: editor } = await startNewsroom();
  const bytes = await picture(300, 200).png().toBuffer();
  const id = idOf(await editor.uploadFile(library, photo, { name: 'a.png', bytes }));
  const shown = async () => (await fetch(`${url}/tep/${id}/300.webp`)).status;
  const again = async () => (await editor.uploadFile(library, photo, { name: 'a.png', bytes })).location;
  rmSync(app.config.mediaDir, { recursive: true });
  expect(await again()).toBe(`${library}/${id}?xong=da-co`);
  expect(await shown()).toBe(200);
  // Another process sees only what is committed.
  const elsewhere = new Database(app.config.databaseFile, { readonly: true });
  onTestFinished(() => void elsewhere.close());
  const rowsAtDrop: unknown[] = [];
  const drop = (name: string) => {
    rowsAtDrop.push(elsewhere.prepare('select count(*) from media').pluck().get());
    app.media.drop(name);
  };
  expect((await removeMedia({ ...app, media: { ...app.media, drop } }, atCommand('Trần Thị B'), id)).kind).toBe('done');
  expect([rowsAtDrop, readdirSync(app.config.mediaDir)]).toEqual([[0, 0], []]);
});

test('a new title of an attached file reaches the page of its document', async () => {
  const { app, url, ha: editor } = await startNewsroom();
  const file = idOf(await editor.uploadFile(library, { mo_ta: 'Toàn văn' }, { name: 'a.pdf', bytes: pdf() }));
  const slug = await publishedDocument(app, { attachments: [file] });
  const page = async () => (await fetch(`${url}/van-ban/${slug}`)).text();
  await expect.poll(page, { timeout: 10_000 }).toContain('>Toàn văn</a>');
  const change = { viec: 'sua', phien_ban: '1', mo_ta: 'Toàn văn có dấu đỏ', chu_thich: '', nguon: '' };
  expect((await editor.post(`${library}/${file}`, change)).status).toBe(303);
  await expect.poll(page, { timeout: 10_000 }).toContain('>Toàn văn có dấu đỏ</a>');
});

test('the editor of articles uploads and chooses in JSON, with the same refusals in words', async () => {
  const { ha: editor, url } = await startNewsroom();
  const upload = async (fields: Readonly<Record<string, string>>, bytes: Uint8Array) => {
    const answer = await editor.uploadFile(`${library}/tai-len.json`, fields, { name: 'Mẫu 1.pdf', bytes });
    return { status: answer.status, body: JSON.parse(answer.html) };
  };
  const { status, body } = await upload({ mo_ta: 'Mẫu 01' }, pdf());
  expect([status, body.item]).toEqual([
    200,
    expect.objectContaining({ kind: 'file', title: 'Mẫu 01', alt: '', width: null, media_type: 'application/pdf' }),
  ]);
  expect(body.item.url).toBe(`/tep/${body.item.id}/tai-ve`);
  expect(await upload({ mo_ta: '' }, pdf('% 2\n'))).toEqual({
    status: 422,
    body: { field: 'description', message: expect.stringContaining('câu mô tả') },
  });
  expect(await upload({ mo_ta: 'Hình' }, Buffer.from('<svg/>'))).toEqual({
    status: 422,
    body: { field: 'file', message: expect.stringContaining('SVG') },
  });
  const list = JSON.parse((await editor.get(`${library}/chon.json?loai=tep&q=mau`)).html);
  expect(list).toEqual({ items: [body.item], total: 1 });
  expect(JSON.parse((await editor.get(`${library}/chon.json?loai=anh`)).html).items).toEqual([]);
  expect((await editor.post(`${library}/tai-len.json`, { mo_ta: 'không có tệp' })).status).toBe(422);
  const stranger = await fetch(`${url}${library}/chon.json`, { redirect: 'manual' });
  expect([stranger.status, stranger.headers.get('location')]).toEqual([303, expect.stringContaining('/quan-tri/dang-nhap')]);
});

test('many uploads at once wait for each other, and what is more than can wait is told so', async () => {
  const { ha: editor } = await startNewsroom();
  const pictures = await Promise.all(
    Array.from({ length: 14 }, (_, i) =>
      picture(300 + i, 200)
        .png()
        .toBuffer(),
    ),
  );
  const answers = await Promise.all(pictures.map((bytes) => editor.uploadFile(library, photo, { name: 'a.png', bytes })));
  const busy = answers.filter(({ status, html }) => status === 422 && html.includes('đang xử lý nhiều ảnh'));
  expect(answers.filter(({ status }) => status === 303).length).toBeGreaterThanOrEqual(8);
  expect(busy.length + answers.filter(({ status }) => status === 303).length).toBe(14);
});
