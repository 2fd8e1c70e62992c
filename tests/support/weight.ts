/** What a browser that knows nothing yet is sent for a page, compressed, in bytes. */
export interface Weight {
  readonly pageAndStyle: number;
  readonly script: number;
}

/** The weight of a page with all the sheets and scripts that it names, and those that these name. */
export async function weightOf(url: string, path: string): Promise<Weight> {
  const fetched = async (address: string) => {
    const answer = await fetch(`${url}${address}`, { headers: { 'accept-encoding': 'br' } });
    return { size: Number(answer.headers.get('content-length')), text: await answer.text() };
  };
  const page = await fetched(path);
  const linked = [...page.text.matchAll(/(?:href|src|component-url|renderer-url)="(\/_astro\/[^"]+\.(?:css|js))"/g)].map(
    (match) => match[1] ?? '',
  );
  const scripts = new Set(linked.filter((file) => file.endsWith('.js')));
  const styles = new Set(linked.filter((file) => file.endsWith('.css')));
  for (const script of scripts)
    for (const [, name = ''] of (await fetched(script)).text.matchAll(/from\s*"\.\/([^"]+\.js)"/g)) scripts.add(`/_astro/${name}`);
  const total = async (files: Iterable<string>) => (await Promise.all([...files].map(fetched))).reduce((sum, file) => sum + file.size, 0);
  return { pageAndStyle: page.size + (await total(styles)), script: await total(scripts) };
}
