// The directions in which imports may point; CONTRIBUTING.md says why.
const feature = '(agencies|procedures|search|survey|par-index|newsroom|feedback|accounts|settings)';
const compositionRoot = '^src/platform/(app|setup|background)\\.ts$|^src/platform/http/';

/** A feature may not import these features. */
const never = (from, to) => ({
  name: `${from}-below-${to.join('-')}`,
  severity: 'error',
  comment:
    'Between features imports point downwards only: par-index, survey, procedures, agencies; newsroom, feedback, settings, accounts beside them.',
  from: { path: `^src/${from}/` },
  to: { path: `^src/(${to.join('|')})/` },
});

module.exports = {
  forbidden: [
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'model-is-pure',
      severity: 'error',
      comment: 'Rules and types know no store, service, database, clock or framework.',
      from: { path: '/model/' },
      to: { pathNot: '/model/|^content/i18n/|^node_modules/(zod|fraction\\.js|markdown-it|sanitize-html|diff)/|^src/.*/model/' },
    },
    {
      name: 'nothing-imports-the-outermost',
      severity: 'error',
      comment: 'Pages, actions, the API, scripts and tests use the rest; only the server mounts the API.',
      from: { pathNot: '^src/(pages|actions|api)/|^scripts/|^tests/|^src/platform/http/serve\\.ts$|^astro\\.config' },
      to: { path: '^src/(pages|actions|api)/|^scripts/|^tests/' },
    },
    {
      name: 'platform-knows-no-feature',
      severity: 'error',
      comment: 'Only the composition root puts features together.',
      from: { path: '^src/platform/', pathNot: compositionRoot },
      to: { path: `^src/${feature}/` },
    },
    {
      name: 'features-know-no-composition-root',
      severity: 'error',
      from: { path: `^src/${feature}/` },
      to: { path: compositionRoot },
    },
    {
      name: 'ui-knows-no-feature',
      severity: 'error',
      comment: 'The search box stands on every page: it may know what a suggestion is.',
      from: { path: '^src/ui/' },
      to: { path: `^src/${feature}/`, pathNot: '^src/search/model/' },
    },
    {
      name: 'i18n-knows-nobody',
      severity: 'error',
      comment: 'Everyone may say something in a language; the languages know none of them.',
      from: { path: '^src/i18n/' },
      to: { path: '^src/(?!i18n/)|^db/' },
    },
    {
      name: 'db-knows-no-source',
      severity: 'error',
      from: { path: '^db/' },
      to: { path: '^src/' },
    },
    {
      name: 'only-search-model-is-shared',
      severity: 'error',
      comment: 'Features describe what can be found; engines stay inside search.',
      from: { path: '^src/(agencies|procedures|survey|par-index|newsroom|feedback|accounts|settings)/' },
      to: { path: '^src/search/', pathNot: '^src/search/model/' },
    },
    {
      name: 'features-ask-for-permission-only',
      severity: 'error',
      comment: 'Who may do what is a rule that every service asks; signing in and accounts are for the outermost.',
      from: { path: '^src/(agencies|procedures|search|survey|par-index|newsroom|feedback|settings)/' },
      to: { path: '^src/accounts/', pathNot: '^src/accounts/model/' },
    },
    {
      name: 'only-accounts-knows-lucia',
      severity: 'error',
      comment: 'It is no longer developed: one file can replace it.',
      from: { pathNot: '^src/accounts/' },
      to: { path: '^node_modules/lucia/' },
    },
    {
      name: 'islands-carry-no-server-code',
      severity: 'error',
      from: { path: '/islands/' },
      to: { path: '/[^/]*(store|service|content)\\.ts$|^db/|^src/platform/(?!model/)' },
    },
    never('search', ['agencies', 'procedures', 'survey', 'par-index', 'newsroom', 'feedback', 'settings']),
    never('agencies', ['procedures', 'survey', 'par-index', 'newsroom', 'feedback', 'settings']),
    never('procedures', ['survey', 'par-index', 'newsroom', 'feedback', 'settings']),
    never('survey', ['par-index', 'newsroom', 'feedback', 'settings']),
    never('par-index', ['newsroom', 'feedback', 'settings']),
    never('newsroom', ['agencies', 'procedures', 'survey', 'par-index', 'feedback', 'settings']),
    never('feedback', ['agencies', 'procedures', 'survey', 'par-index', 'newsroom', 'settings']),
    never('settings', ['agencies', 'procedures', 'survey', 'par-index', 'newsroom', 'feedback']),
    never('accounts', ['agencies', 'procedures', 'survey', 'par-index', 'newsroom', 'feedback', 'settings']),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.astro'],
    },
  },
};
