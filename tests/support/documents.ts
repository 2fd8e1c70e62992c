import { atCommand } from '#accounts/model/person.ts';
import { draftDocument, publishDocument, withdrawDocument } from '#newsroom/document-service.ts';
import { emptyDocument, type TypedDocument } from '#newsroom/model/document-input.ts';
import type { App } from '#platform/app.ts';

/** What somebody types of a document who leaves nothing out that is asked for. */
export const typedDocument = (change: Partial<TypedDocument> = {}): TypedDocument => ({
  ...emptyDocument,
  number: '77/QĐ-UBND',
  kind: 'Quyết định',
  issuer: 'UBND thành phố Hà Nội',
  issued: '16/11/2026',
  title: 'Về bộ phận một cửa lưu động tại các thôn',
  summary: 'Bộ phận một cửa lưu động đến từng thôn mỗi tuần một buổi.',
  source_name: 'Công báo Hà Nội',
  body: 'Mỗi thôn có một buổi trong tuần.\n\n- Nhận hồ sơ tại nhà văn hóa.',
  ...change,
});

/** Publishes a document as two people would. */
export async function publishedDocument(app: App, change: Partial<TypedDocument> = {}): Promise<string> {
  const drafted = await draftDocument(app, atCommand('Nguyễn Văn A'), typedDocument(change));
  if (drafted.kind === 'refused') throw new Error(`refused: ${JSON.stringify(drafted)}`);
  await publishDocument(app, atCommand('Trần Thị B'), { slug: drafted.slug, version: 1 });
  return drafted.slug;
}

/** A document that was public and was withdrawn. */
export async function withdrawnDocument(app: App, slug: string): Promise<void> {
  await publishedDocument(app, { slug });
  await withdrawDocument(app, atCommand('Trần Thị B'), { slug, version: 2 }, 'Đăng nhầm bản dự thảo.');
}
