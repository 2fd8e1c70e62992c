import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { projectRoot } from '#platform/project-root.ts';
import { readSite } from '#platform/site.ts';
import { gate } from '#ui/mark.ts';
import { themeColours } from '#ui/theme-colours.ts';
import { chromiumFlags, findChromium } from './chromium.ts';
import { command } from './command.ts';

const { light } = themeColours;
const folder = path.join(projectRoot, 'src', 'ui', 'public');
/** What is offered, as the share picture says it: the portal's own menu. */
const offers = ['Thủ tục', 'Khảo sát', 'Chỉ số', 'Tin tức', 'Văn bản'];

const favicon = readFileSync(path.join(folder, 'favicon.svg'), 'utf8');
if (!favicon.includes(gate)) throw new Error('favicon.svg and src/ui/mark.ts no longer draw the same mark.');

/** The mark on a ground without corners, for systems that cut the shape themselves; `scale` leaves room for the cut. */
function fullMark(scale: number): string {
  const inset = 24 * (1 - scale);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48"><rect width="48" height="48" fill="${light.brand}"/><g transform="translate(${inset} ${inset + 1}) scale(${scale})">${gate}</g></svg>`;
}

function iconPage(svg: string): string {
  return `<!doctype html><style>html,body{margin:0;height:100%}svg{display:block;width:100%;height:100%}</style>${svg}`;
}

function font(subset: string): string {
  const file = path.join(projectRoot, 'node_modules/@fontsource-variable/inter/files', `inter-${subset}-wght-normal.woff2`);
  return `url(data:font/woff2;base64,${readFileSync(file).toString('base64')}) format('woff2')`;
}

function sharePage(): string {
  const site = readSite();
  // Broken where it is read with a breath: "Cổng thông tin", "Cải cách hành chính", "thành phố Hà Nội".
  const [, kind = '', subject = site.name, place = ''] = /^(Cổng thông tin) (.+) (thành phố .+)$/.exec(site.name) ?? [];
  return `<!doctype html><html lang="vi"><style>
    @font-face { font-family: Inter; font-weight: 100 900; src: ${font('latin')}; }
    @font-face { font-family: Inter; font-weight: 100 900; src: ${font('vietnamese')};
      unicode-range: U+0102-0103, U+0110-0111, U+0128-0129, U+0168-0169, U+01A0-01A1, U+01AF-01B0, U+0300-0309, U+0323, U+1EA0-1EF9; }
    * { box-sizing: border-box; margin: 0; }
    body { position: relative; overflow: hidden; width: 1200px; height: 630px; background: ${light.paper}; color: ${light.ink}; font-family: Inter;
      border-top: 14px solid ${light.brand}; padding: 64px 80px 48px; display: grid; grid-template: auto 1fr auto / auto 1fr; }
    svg { width: 104px; height: 104px; display: block; }
    b { align-self: center; margin-left: 28px; font-size: 40px; font-weight: 600; color: ${light.brand}; }
    .gate { position: absolute; width: 560px; height: 560px; right: -10px; bottom: -9px; }
    div, ul { position: relative; }
    div, ul { grid-column: 1 / -1; }
    div { align-self: center; }
    h1 { font-size: 66px; line-height: 1.26; font-weight: 720; letter-spacing: -0.018em; white-space: nowrap; }
    h1 span { display: block; }
    p { font-size: 30px; line-height: 1.5; color: ${light.inkSoft}; margin-top: 18px; }
    ul { list-style: none; padding: 26px 0 0; display: flex; gap: 36px; border-top: 2px solid ${light.line}; font-size: 27px; font-weight: 600; color: ${light.brand}; }
    li { display: flex; align-items: center; gap: 36px; }
    li + li::before { content: ''; width: 9px; height: 9px; border-radius: 50%; background: ${light.brick}; }
  </style>
  <svg class="gate" viewBox="0 0 48 48"><path d="M10 38V22a14 14 0 0 1 28 0v16h-7V23a7 7 0 0 0-14 0v15z" fill="${light.brandWash}"/><circle cx="24" cy="32" r="3.6" fill="#f0a48d"/></svg>
  ${favicon}
  <b>${kind}</b>
  <div><h1><span>${subject}</span><span>${place}</span></h1><p>Tra thủ tục, trả lời khảo sát, xem chỉ số:<br>mọi con số đều có nguồn và tính lại được.</p></div>
  <ul>${offers.map((offer) => `<li>${offer}</li>`).join('')}</ul></html>`;
}

const pictures: readonly { name: string; width: number; height: number; html: string }[] = [
  { name: 'favicon.png', width: 32, height: 32, html: iconPage(favicon) },
  { name: 'apple-touch-icon.png', width: 180, height: 180, html: iconPage(fullMark(0.9)) },
  { name: 'icon-192.png', width: 192, height: 192, html: iconPage(favicon) },
  { name: 'icon-512.png', width: 512, height: 512, html: iconPage(favicon) },
  { name: 'icon-maskable-512.png', width: 512, height: 512, html: iconPage(fullMark(0.76)) },
  { name: 'chia-se.png', width: 1200, height: 630, html: sharePage() },
];

/** An .ico file around one square PNG (its container takes PNG as it is). */
function icoOf(png: Buffer, side: number): Buffer {
  const head = Buffer.alloc(22);
  head.writeUInt16LE(1, 2); // an icon
  head.writeUInt16LE(1, 4); // of one picture
  head.writeUInt8(side, 6);
  head.writeUInt8(side, 7);
  head.writeUInt16LE(1, 10); // colour planes
  head.writeUInt16LE(32, 12); // bits of a pixel
  head.writeUInt32LE(png.length, 14);
  head.writeUInt32LE(head.length, 18);
  return Buffer.concat([head, png]);
}

await command(async () => {
  const browser = await chromium.launch({ executablePath: findChromium(), headless: true, args: [...chromiumFlags] });
  try {
    for (const { name, width, height, html } of pictures) {
      const page = await browser.newPage({ viewport: { width, height } });
      await page.setContent(html);
      await page.evaluate(() => document.fonts.ready);
      const png = await page.screenshot({ type: 'png', omitBackground: width === height });
      const [file, content] = name === 'favicon.png' ? ['favicon.ico', icoOf(png, width)] : [name, png];
      writeFileSync(path.join(folder, file), content);
      console.log(`${file}: ${content.length} byte`);
      await page.close();
    }
  } finally {
    await browser.close();
  }
});
