import { readFileSync } from 'node:fs';

/** The stylesheets that each route's pages fetch, as the build says in the server's manifest. */
function sheetsOfRoutes() {
  const server = readFileSync(new URL('dist/server/entry.mjs', import.meta.url), 'utf8');
  const [, routes] = /"routes":(\[.*?\]),"serverLike"/s.exec(server) ?? [];
  if (routes === undefined) throw new Error('dist/server/entry.mjs says nothing of routes: has Astro changed its manifest?');
  return JSON.parse(routes).map(({ routeData, styles }) => ({
    isStaffs: routeData.route.startsWith('/quan-tri'),
    sheets: styles.map(({ src }) => `dist/client/${src}`),
  }));
}

const routes = sheetsOfRoutes();
const sheetsWhere = (isStaffs) => new Set(routes.filter((route) => route.isStaffs === isStaffs).flatMap(({ sheets }) => sheets));
const ofThePublic = sheetsWhere(false);
const ofTheStaff = sheetsWhere(true).difference(ofThePublic);

export default [
  { name: 'stylesheet of every page', path: 'dist/client/_astro/Page.*.css', limit: '4.5 kB' },
  { name: 'all stylesheets of the public together', path: [...ofThePublic], limit: '15 kB' },
  { name: "stylesheets that only the staff's pages fetch", path: [...ofTheStaff], limit: '6 kB' },
  { name: 'staff: the editor of articles, fetched by its page alone', path: 'dist/client/_astro/Editor.*.js', limit: '78 kB' },
  { name: "island: the survey form's own code", path: 'dist/client/_astro/SurveyForm.*.js', limit: '4.7 kB' },
  {
    name: 'island: the survey form with all that it brings, Preact, drafts and unsent responses included',
    path: 'dist/client/_astro/{SurveyForm,client,preact,hooks,jsxRuntime,on-this-device,outbox-notice,post,waiting-key,language,remembered-ward}.*js',
    limit: '15 kB',
  },
  { name: 'island: what a kiosk brings besides', path: 'dist/client/_astro/Kiosk.*.js', limit: '1 kB' },
  {
    name: 'island: suggestions of the search box, with all that they bring',
    path: ['dist/client/_astro/{Suggestions,preact,hooks,jsxRuntime,preload-helper}*.js'],
    limit: '8 kB',
  },
  {
    name: "all scripts of all pages together, Preact included, the staff's editor left out",
    path: ['dist/client/_astro/*.js', '!dist/client/_astro/Editor.*.js'],
    limit: '24.5 kB',
  },
  { name: 'service worker', path: 'dist/client/sw.js', limit: '7 kB' },
  { name: 'letters of every language', path: 'dist/client/_astro/inter-latin-*.woff2', limit: '49 kB', brotli: false },
  { name: 'letters of Vietnamese', path: 'dist/client/_astro/inter-vietnamese-*.woff2', limit: '11 kB', brotli: false },
  { name: 'all fonts together', path: 'dist/client/_astro/*.woff2', limit: '60 kB', brotli: false },
];
