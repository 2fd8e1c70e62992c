import type { APIRoute } from 'astro';
import { translatorFor } from '#i18n/translator.ts';
import { trendOf } from '#par-index/model/trend.ts';
import { trendPicture } from '#par-index/model/trend-picture.ts';
import { allIndicators } from '#par-index/store.ts';
import { targetRange } from '#par-index/target-words.ts';
import { themeColours } from '#ui/theme-colours.ts';

/** The chart of a published series as a picture. */
export const GET: APIRoute = async ({ params, locals, rewrite }) => {
  const { app, page } = locals;
  const series = (await allIndicators(app.reader)).find((one) => one.id === params.id);
  if (!series) return rewrite('/404');
  page.tags = ['content'];
  // Files are the same in all languages, and the names of series are Vietnamese.
  const t = translatorFor('vi');
  const svg = trendPicture(
    trendOf(series),
    {
      title: `${series.title}: ${t('par-index.city')}, ${t(`par-index.unit.${series.unit}`)}`,
      note: `${t('par-index.publisher')} ${series.publisher}. ${t('par-index.legend.unsure')}. ${app.site.short_name}`,
      city: t('par-index.city'),
      nation: t('par-index.nation'),
      change: t('par-index.trend.break'),
      target: (target) => t('par-index.target', { range: targetRange(t, target) }),
      decimal: t.decimal,
    },
    themeColours.light,
  );
  return new Response(svg, { headers: { 'content-type': 'image/svg+xml' } });
};
