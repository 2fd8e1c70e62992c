/** A text as a value of YAML. A string of JSON is one of YAML too, but for what YAML takes as a line's end. */
export const textValue = (value: string): string =>
  JSON.stringify(value).replace(/[\u007f-\u009f\u2028\u2029\ufeff]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** Texts as a list of YAML on one line. */
export const listLine = (values: readonly string[]): string => `[${values.map(textValue).join(', ')}]`;

/** A file of content/: lines of front matter, and the text below. */
export const frontMatter = (lines: readonly string[], body: string): string => `---\n${lines.join('\n')}\n---\n${body.trim()}\n`;
