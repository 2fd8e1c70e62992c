import { expect, test } from 'vitest';
import { allAgencies } from '#agencies/store.ts';
import { pathIn } from '#i18n/model/language.ts';
import { unfold } from '../support/axe.ts';
import { openBrowser } from '../support/chromium.ts';
import { startFilledPortal } from '../support/filled-portal.ts';
import { englishAddresses } from '../support/routes.ts';

const vietnamese = /[ăâđêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ]/i;

test('on an English page every Vietnamese word is marked as Vietnamese, but for proper names', async () => {
  const { app, url, receipt } = await startFilledPortal();
  // The longest first: a name may hold another one.
  const names = ['Hà Nội', 'Việt Nam', 'Sở Nội vụ', ...(await allAgencies(app.reader)).map((agency) => agency.name)].sort(
    (a, b) => b.length - a.length,
  );
  const page = await (await openBrowser()).newPage();
  const found: string[] = [];
  for (const path of [...englishAddresses(), pathIn('en', receipt)]) {
    await page.goto(`${url}${path}`);
    await unfold(page);
    const texts = await page.evaluate(() => {
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      const all: string[] = [];
      while (walker.nextNode()) {
        const parent = walker.currentNode.parentElement;
        if (!parent || parent.closest('script, style')) continue;
        if (parent.closest('[lang]')?.getAttribute('lang') === 'en') all.push(walker.currentNode.textContent ?? '');
      }
      for (const one of document.querySelectorAll('[aria-label], [title], [placeholder], [alt]')) {
        if (one.closest('[lang]')?.getAttribute('lang') !== 'en') continue;
        for (const name of ['aria-label', 'title', 'placeholder', 'alt']) all.push(one.getAttribute(name) ?? '');
      }
      return all;
    });
    for (const text of texts) {
      const rest = names.reduce((left, name) => left.replaceAll(name, ''), text.normalize('NFC'));
      if (vietnamese.test(rest)) found.push(`${path}: ${text.trim()}`);
    }
  }
  expect(found).toEqual([]);
}, 120_000);

test('every English page says so, keeps to English addresses, and leads to the same page in Vietnamese and back', async () => {
  const { url } = await startFilledPortal();
  for (const path of englishAddresses()) {
    const html = await (await fetch(`${url}${path}`)).text();
    expect(html, path).toContain('<html lang="en">');
    const inside = [...html.matchAll(/<(?:a|form)[^>]*? (?:href|action)="(\/[^"]*)"/g)].map((match) => match[1] ?? '');
    const elsewhere = inside.filter(
      (href) =>
        !/^\/en(\/|\?|#|$)/.test(href) &&
        !/^\/(api\/|tin-tuc\/(?:feed\.xml|atom\.xml|feed\.json)(?:\?|$)|van-ban\.csv(?:\?|$)|thu-tuc\.(?:csv|json)$|thu-tuc\/thay-doi\.xml$|chi-so\/(ban-cong-bo\.xml$|ban-cong-bo\/.+\/|da-cong-bo\/.+\.(?:csv|json)$|du-lieu\/|viec-da-lam\.(?:csv|json|xml)$)|khao-sat\/bang-chung\/.+\.(?:csv|json)$)/.test(
          href,
        ),
    );
    const [back, ...others] = elsewhere;
    expect(others, path).toEqual([]);
    const wanted = path === '/en/khong-co-trang-nay' ? '/en' : path;
    expect(pathIn('en', (back ?? '').replaceAll('&#38;', '&').replaceAll('&amp;', '&')), path).toBe(wanted);
  }
});
