import { zipSync } from 'fflate';
import sharp from 'sharp';
import type { Role } from '#accounts/model/role.ts';
import type { App } from '#platform/app.ts';
import { openTestApp } from './app.ts';
import { startTestPortal } from './server.ts';
import { addStaff, StaffBrowser } from './staff.ts';

/** A picture in which neighbouring pixels differ, so that its size in bytes is that of a photograph. */
export function picture(width = 640, height = 480) {
  const data = Buffer.alloc(width * height * 3);
  for (let i = 0; i < data.length; i += 1) data[i] = (i * 7919 + (i >> 8)) % 256;
  return sharp(data, { raw: { width, height, channels: 3 } }).blur(2);
}

/** A picture of one colour: few bytes for however many pixels. */
export const plain = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#a33' }, limitInputPixels: false });

const text = (words: string) => new TextEncoder().encode(words);
const wordType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml';

/** A small Word file, with other parts beside its own or in their place. */
export function wordFile(parts: Readonly<Record<string, Uint8Array | string>> = {}): Uint8Array {
  const all = {
    '[Content_Types].xml': `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="${wordType}"/></Types>`,
    '_rels/.rels': '<Relationships/>',
    'word/document.xml': '<w:document><w:body><w:p>Xin chào</w:p></w:body></w:document>',
    ...parts,
  };
  return zipSync(Object.fromEntries(Object.entries(all).map(([name, bytes]) => [name, typeof bytes === 'string' ? text(bytes) : bytes])));
}

/** A PDF of one empty page, with other objects before its own. */
export function pdf(objects = ''): Buffer {
  const body = `%PDF-1.4\n${objects}1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj 3 0 obj<</Type/Page/MediaBox[0 0 3 3]>>endobj\n`;
  return Buffer.from(`${body}xref\n0 4\ntrailer<</Size 4/Root 1 0 R>>\nstartxref\n${body.length}\n%%EOF\n`, 'latin1');
}

/** A portal with people of the newsroom, each signed in: `ha` and `lan` edit, `binh` and `minh` publish. */
export async function startNewsroom(given?: App) {
  const portal = await startTestPortal(given ?? (await openTestApp()));
  const person = async (userName: string, name: string, roles: readonly Role[]) => {
    await addStaff(portal.app, { userName, name, roles });
    const browser = new StaffBrowser(portal.url);
    await browser.signIn(userName);
    return browser;
  };
  return {
    ...portal,
    ha: await person('ha.nguyen', 'Nguyễn Thị Hà', ['editor']),
    lan: await person('lan.do', 'Đỗ Lan', ['editor']),
    binh: await person('binh.tran', 'Trần Văn Bình', ['publisher']),
    minh: await person('minh.le', 'Lê Minh', ['publisher']),
  };
}

/** The id of what an upload led to. */
export function idOf(answer: { readonly location: string | null }): string {
  const id = /^\/quan-tri\/kho-tep\/([a-z0-9]+)\?xong=/.exec(answer.location ?? '')?.[1];
  if (id === undefined) throw new Error(`the upload led to ${answer.location}`);
  return id;
}
