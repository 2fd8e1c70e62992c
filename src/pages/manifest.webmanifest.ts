import type { APIRoute } from 'astro';
import { themeColours } from '#ui/theme-colours.ts';

/** What a phone needs to put the portal among its apps. */
export const GET: APIRoute = ({ locals }) => {
  const { app, page } = locals;
  page.tags = ['content'];
  const icon = (name: string, sizes: string, purpose: 'any' | 'maskable') => ({ src: `/${name}.png`, sizes, type: 'image/png', purpose });
  const manifest = {
    id: '/',
    name: app.site.name,
    short_name: app.site.short_name,
    description: app.site.description,
    lang: 'vi',
    dir: 'ltr',
    start_url: '/',
    scope: '/',
    display: 'standalone',
    theme_color: themeColours.light.brand,
    background_color: themeColours.light.paper,
    icons: [
      icon('icon-192', '192x192', 'any'),
      icon('icon-512', '512x512', 'any'),
      icon('icon-maskable-512', '512x512', 'maskable'),
      { src: '/favicon.svg', sizes: 'any', type: 'image/svg+xml', purpose: 'any' },
    ],
  };
  return new Response(JSON.stringify(manifest), { headers: { 'content-type': 'application/manifest+json; charset=utf-8' } });
};
