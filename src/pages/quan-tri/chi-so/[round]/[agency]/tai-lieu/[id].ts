import type { APIRoute } from 'astro';
import { enter } from '#accounts/gate.ts';
import { readEvidence } from '#par-index/evidence-service.ts';

const endings: Readonly<Record<string, string>> = {
  'application/pdf': 'pdf',
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
};

/** A file of evidence, for the staff who may see the agency's scores: to be kept, never opened as a page of ours. */
export const GET: APIRoute = async ({ params, locals, url, rewrite, redirect }) => {
  const entry = enter(locals, 'score.read', url);
  if (entry.kind === 'denied') return rewrite('/quan-tri/khong-duoc');
  if (entry.kind === 'led') return redirect(entry.to, 303);
  const { round = '', agency = '', id = '' } = params;
  const { app } = locals;
  const found = await readEvidence({ ...app, evidenceDir: app.config.evidenceDir }, { round, agency, id }, entry.by);
  if (found.kind === 'refused') return rewrite('/quan-tri/khong-duoc');
  if (found.kind === 'none') return rewrite('/404');
  const name = `${found.title}.${endings[found.media_type] ?? 'bin'}`;
  return new Response(found.bytes, {
    headers: {
      'content-type': found.media_type,
      'content-disposition': `attachment; filename="tai-lieu-${id}.${endings[found.media_type] ?? 'bin'}"; filename*=UTF-8''${encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`)}`,
      'content-security-policy': "sandbox; default-src 'none'; frame-ancestors 'none'",
      'x-content-type-options': 'nosniff',
    },
  });
};
