import { expect, test } from 'vitest';
import { startFilledPortal } from '../support/filled-portal.ts';
import { englishAddresses, pageAddresses } from '../support/routes.ts';

test('each page stays within its weight: 30 kB of page and style, 15 kB of script, compressed', async () => {
  const { url, receipt } = await startFilledPortal();
  const pages = [...pageAddresses(), ...englishAddresses(), receipt];
  const sizeOf = async (path: string) => {
    const answer = await fetch(`${url}${path}`, { headers: { 'accept-encoding': 'br' } });
    return { size: Number(answer.headers.get('content-length')), text: await answer.text() };
  };
  for (const path of pages) {
    const page = await sizeOf(path);
    const linked = [...page.text.matchAll(/(?:href|src|component-url|renderer-url)="(\/_astro\/[^"]+\.(?:css|js))"/g)].map(
      (match) => match[1] ?? '',
    );
    const scripts = new Set(linked.filter((file) => file.endsWith('.js')));
    const styles = new Set(linked.filter((file) => file.endsWith('.css')));
    for (const script of scripts)
      for (const [, name = ''] of (await sizeOf(script)).text.matchAll(/from\s*"\.\/([^"]+\.js)"/g)) scripts.add(`/_astro/${name}`);
    const total = async (files: Iterable<string>) => (await Promise.all([...files].map(sizeOf))).reduce((sum, file) => sum + file.size, 0);
    expect(page.size + (await total(styles)), path).toBeLessThan(30_000);
    expect(await total(scripts), path).toBeLessThan(15_000);
  }
});
