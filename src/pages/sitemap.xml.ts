import type { APIRoute } from 'astro';
import { allAgencies } from '#agencies/store.ts';
import { documentTags } from '#newsroom/document-publicity.ts';
import { listDocuments } from '#newsroom/document-store.ts';
import { addressName } from '#newsroom/model/address-name.ts';
import { topics } from '#newsroom/model/article.ts';
import { anyNews, newsAddress } from '#newsroom/model/news-choice.ts';
import { publishedChanges } from '#newsroom/store.ts';
import { stateOf } from '#par-index/model/round.ts';
import { releaseTag } from '#par-index/release-service.ts';
import { allReleases } from '#par-index/release-store.ts';
import { roundTag } from '#par-index/round-service.ts';
import { allRounds } from '#par-index/round-store.ts';
import { allPublishedRounds } from '#par-index/store.ts';
import { type SitemapEntry, sitemapXml } from '#platform/model/sitemap.ts';
import { lastChangeOfEach } from '#procedures/feed-store.ts';
import { listedInstruments } from '#survey/store.ts';
import { addressWith } from '#ui/page-number.ts';

const fixed = [
  '/',
  '/thu-tuc',
  '/thu-tuc/linh-vuc',
  '/khao-sat',
  '/khao-sat/bang-chung',
  '/chi-so',
  '/chi-so/da-cong-bo',
  '/chi-so/viec-da-lam',
  '/chi-so/so-sanh',
  '/co-quan',
  '/co-quan/cu-sang-moi',
  '/tin-tuc',
  '/van-ban',
  '/gioi-thieu',
  '/tro-nang',
  '/so-do-cong',
];

/** Every address of the portal, for search engines. */
export const GET: APIRoute = async ({ locals }) => {
  const { app, page } = locals;
  page.tags = [...documentTags, 'articles', roundTag, releaseTag];
  const { reader } = app;
  const at = (path: string, changed: string | null = null): SitemapEntry => ({ path, changed });
  const instruments = await listedInstruments(reader);
  const entries = [
    ...fixed.map((path) => at(path)),
    ...instruments.flatMap(({ id }) => [at(`/khao-sat/${id}`), at(`/chi-so/dang-tinh/${id}`), at(`/chi-so/dang-tinh/${id}/yeu-to`)]),
    ...(await allRounds(reader)).flatMap(({ id, agencies, acts }) => [
      at(`/chi-so/${id}`),
      ...(stateOf(acts) === 'announced' ? agencies.map((agency) => at(`/chi-so/${id}/${agency}`)) : []),
    ]),
    ...(await allReleases(reader)).map((release) => at(`/chi-so/ban-cong-bo/${release.id}`, release.released_at)),
    ...(await allPublishedRounds(reader)).map((round) => at(`/chi-so/da-cong-bo/${round.id}`)),
    ...(await lastChangeOfEach(reader)).map((procedure) => at(`/thu-tuc/${procedure.code}`, procedure.at)),
    ...topics.map((topic) => at(addressWith('/tin-tuc', newsAddress({ ...anyNews, topic: addressName(topic) })))),
    ...(await publishedChanges(reader)).map((article) => at(`/tin-tuc/${article.slug}`, article.updated_at)),
    ...(await listDocuments(reader)).map((document) => at(`/van-ban/${document.slug}`)),
    ...(await allAgencies(reader)).map((agency) => at(`/co-quan/${agency.code}`)),
  ];
  return new Response(sitemapXml(app.config.siteUrl, entries), { headers: { 'content-type': 'application/xml; charset=utf-8' } });
};
