import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse, TYPE } from '@formatjs/icu-messageformat-parser';
import { describe, expect, test } from 'vitest';
import { catalogues } from '#i18n/model/catalogue.ts';
import { languages } from '#i18n/model/language.ts';
import { projectRoot } from '#platform/project-root.ts';

const flat = (language: (typeof languages)[number]): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(catalogues[language]).flatMap(([room, messages]) =>
      Object.entries(messages).map(([key, text]) => [`${room}.${key}`, text]),
    ),
  );

type Element = ReturnType<typeof parse>[number];

/** The names of the values that a message needs. */
function valuesOf(elements: readonly Element[]): readonly string[] {
  const names = elements.flatMap((element): readonly string[] => {
    if (element.type === TYPE.literal || element.type === TYPE.pound) return [];
    if (element.type === TYPE.select || element.type === TYPE.plural)
      return [element.value, ...Object.values(element.options).flatMap((option) => valuesOf(option.value))];
    return [element.value];
  });
  return [...new Set(names)].sort();
}

const vietnamese = /[ăâđêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ]/i;
// What has no English name is called by its own.
const names = /Hà Nội|Việt Nam/g;

describe('what the portal says', () => {
  test('both languages say the same things, and none says nothing', () => {
    expect(Object.keys(flat('en')).sort()).toEqual(Object.keys(flat('vi')).sort());
    for (const language of languages) for (const [key, text] of Object.entries(flat(language))) expect(text.trim(), key).not.toBe('');
  });

  test('every message can be read, and needs the same values in both languages', () => {
    const english = flat('en');
    for (const [key, text] of Object.entries(flat('vi'))) {
      const other = english[key] ?? '';
      expect(valuesOf(parse(other, { ignoreTag: true })), key).toEqual(valuesOf(parse(text, { ignoreTag: true })));
    }
  });

  test('nothing stands there that nobody says', () => {
    const source = readdirSync(path.join(projectRoot, 'src'), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(ts|tsx|astro)$/.test(name))
      .map((name) => readFileSync(path.join(projectRoot, 'src', name), 'utf8'))
      .join('\n');
    const named = new Set([...source.matchAll(/['"`]([a-z-]+\.[^'"`$\s]+)['"`]/g)].map((match) => match[1]));
    const begun = [...source.matchAll(/`([a-z-]+\.[^`$]*)\$\{/g)].map((match) => match[1] ?? '');
    const unsaid = Object.keys(flat('vi')).filter((key) => !named.has(key) && !begun.some((start) => key.startsWith(start)));
    expect(unsaid).toEqual([]);
  });

  test('English messages are English, Vietnamese ones are Unicode NFC', () => {
    const left = Object.entries(flat('en')).filter(([, text]) => vietnamese.test(text.replace(names, '')));
    expect(left).toEqual([]);
    for (const text of Object.values(flat('vi'))) expect(text).toBe(text.normalize('NFC'));
  });
});

test('no message is written twice in a file: the later would silently take the place of the earlier', () => {
  for (const language of languages) {
    const folder = path.join(projectRoot, 'content', 'i18n', language);
    for (const file of readdirSync(folder)) {
      const keys = [...readFileSync(path.join(folder, file), 'utf8').matchAll(/^ {2}"([^"]+)":/gm)].map((match) => match[1]);
      expect(
        keys.filter((key, i) => keys.indexOf(key) !== i),
        `${language}/${file}`,
      ).toEqual([]);
    }
  }
});
