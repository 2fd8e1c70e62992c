/** The languages of the interface; content is Vietnamese and shown as it is where it has no English. */
export const languages = ['vi', 'en'] as const;
export type Language = (typeof languages)[number];

/** What the portal is written in; its pages have no prefix in their address. */
export const sourceLanguage = 'vi' satisfies Language;

/** The language that an address asks for, and the path that all languages share: `/en/thu-tuc` is `/thu-tuc` in English. */
export function splitLanguage(pathname: string): { readonly language: Language; readonly path: string } {
  const [, prefix] = /^\/([a-z]{2})(?=\/|$)/.exec(pathname) ?? [];
  const language = languages.find((one) => one === prefix && one !== sourceLanguage);
  return language === undefined ? { language: sourceLanguage, path: pathname } : { language, path: pathname.slice(3) || '/' };
}

/** The address of a path in a language; query and fragment stay. */
export function pathIn(language: Language, path: string): string {
  if (language === sourceLanguage) return path;
  return path === '/' ? `/${language}` : `/${language}${path.replace(/^\/(?=[?#])/, '')}`;
}
