/** The value of a hidden field of a page, as its form would post it. */
export function hiddenField(html: string, name: string): string {
  const [tag = ''] = new RegExp(`<input[^>]*name="${name}"[^>]*>`).exec(html) ?? [];
  return /value="([^"]*)"/.exec(tag)?.[1] ?? '';
}

/** A page without the values of its attributes, in which everything is harmless but their end. */
export function withoutValues(html: string): string {
  return html.replace(/="[^"]*"/g, '=""');
}
