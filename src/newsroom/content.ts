import path from 'node:path';
import type { Language } from '#i18n/model/language.ts';
import { contentDir, readContentFile, readContentFolder } from '#platform/content-files.ts';
import { Fault } from '#platform/fault.ts';
import { type Article, articleFileSchema, articleHeadSchema, articleSchema } from './model/article.ts';
import { documentFileSchema, documentSchema, type LegalDocument } from './model/document.ts';
import { type Notice, noticesSchema } from './model/notice.ts';
import { staticPageSchema } from './model/static-page.ts';
import { type WcagCriterion, wcagSchema } from './model/wcag.ts';

/** The articles and legal documents of content/. Throws a Fault where a file or a link between them is wrong. */
export function readNewsroomContent(): { readonly articles: readonly Article[]; readonly documents: readonly LegalDocument[] } {
  const documents = readContentFolder(path.join(contentDir, 'documents'), documentFileSchema).map((file) =>
    whole(`content/documents/${file.name}.md`, documentSchema.safeParse({ ...file.data, slug: file.name, body: file.body })),
  );
  const articles = readContentFolder(path.join(contentDir, 'articles'), articleFileSchema).map((file) =>
    whole(`content/articles/${file.name}.md`, articleSchema.safeParse({ ...file.data, slug: file.name, body: file.body })),
  );
  const slugs = new Set(documents.map((document) => document.slug));
  for (const { slug, documents: named } of articles) {
    const missing = named.find((name) => !slugs.has(name));
    if (missing) throw new Fault(`content/articles/${slug}.md: documents: không có văn bản "${missing}"`);
  }
  const addresses = new Set(articles.map((article) => article.slug));
  for (const { slug, former_slugs = [] } of articles) {
    for (const former of former_slugs) {
      if (addresses.has(former)) throw new Fault(`content/articles/${slug}.md: former_slugs: địa chỉ "${former}" đã có bài khác`);
      addresses.add(former);
    }
  }
  for (const { slug, replaced_by } of documents) {
    if (replaced_by && !slugs.has(replaced_by))
      throw new Fault(`content/documents/${slug}.md: replaced_by: không có văn bản "${replaced_by}"`);
  }
  return { articles, documents };
}

/** One article file of an editor, anywhere on disk; its name is its address. */
export function readArticleFile(file: string): Article {
  const { name, data, body } = readContentFile(path.resolve(file), articleHeadSchema);
  return whole(file, articleSchema.safeParse({ ...data, slug: name, body }));
}

function whole<T>(
  file: string,
  parsed: { success: true; data: T } | { success: false; error: { issues: { path: PropertyKey[]; message: string }[] } },
): T {
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new Fault(`${file}: ${issue?.path.join('.')}: ${issue?.message}`);
}

/** The notices of content/notices.yaml. Throws a Fault where the file is wrong. */
export function readNotices(): readonly Notice[] {
  return readContentFile(path.join(contentDir, 'notices.yaml'), noticesSchema).data.notices;
}

/** The criteria of content/wcag-2.2.yaml. Throws a Fault where the file is wrong. */
export function readWcag(): readonly WcagCriterion[] {
  return readContentFile(path.join(contentDir, 'wcag-2.2.yaml'), wcagSchema).data;
}

/** One page of content/pages in a language. Throws a Fault where the file is missing or wrong. */
export function readStaticPage(
  name: string,
  language: Language,
): { readonly title: string; readonly summary: string; readonly body: string } {
  const { data, body } = readContentFile(path.join(contentDir, 'pages', language, `${name}.md`), staticPageSchema);
  return { ...data, body };
}
