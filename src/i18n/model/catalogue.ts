import enAccounts from '#content/i18n/en/accounts.json' with { type: 'json' };
import enAgencies from '#content/i18n/en/agencies.json' with { type: 'json' };
import enDesk from '#content/i18n/en/desk.json' with { type: 'json' };
import enFeedback from '#content/i18n/en/feedback.json' with { type: 'json' };
import enHome from '#content/i18n/en/home.json' with { type: 'json' };
import enNewsroom from '#content/i18n/en/newsroom.json' with { type: 'json' };
import enParIndex from '#content/i18n/en/par-index.json' with { type: 'json' };
import enProcedures from '#content/i18n/en/procedures.json' with { type: 'json' };
import enSearch from '#content/i18n/en/search.json' with { type: 'json' };
import enSettings from '#content/i18n/en/settings.json' with { type: 'json' };
import enSurvey from '#content/i18n/en/survey.json' with { type: 'json' };
import enUi from '#content/i18n/en/ui.json' with { type: 'json' };
import accounts from '#content/i18n/vi/accounts.json' with { type: 'json' };
import agencies from '#content/i18n/vi/agencies.json' with { type: 'json' };
import desk from '#content/i18n/vi/desk.json' with { type: 'json' };
import feedback from '#content/i18n/vi/feedback.json' with { type: 'json' };
import home from '#content/i18n/vi/home.json' with { type: 'json' };
import newsroom from '#content/i18n/vi/newsroom.json' with { type: 'json' };
import parIndex from '#content/i18n/vi/par-index.json' with { type: 'json' };
import procedures from '#content/i18n/vi/procedures.json' with { type: 'json' };
import search from '#content/i18n/vi/search.json' with { type: 'json' };
import settings from '#content/i18n/vi/settings.json' with { type: 'json' };
import survey from '#content/i18n/vi/survey.json' with { type: 'json' };
import ui from '#content/i18n/vi/ui.json' with { type: 'json' };
import type { Language } from './language.ts';

const vi = { accounts, agencies, desk, feedback, home, newsroom, 'par-index': parIndex, procedures, search, settings, survey, ui };

/** The messages of one language by room and key, in ICU MessageFormat. Vietnamese is the source: its keys are the keys. */
export type Catalogue = typeof vi;

// A key that only one language has is an error of types here.
const en: Catalogue = {
  accounts: enAccounts,
  agencies: enAgencies,
  desk: enDesk,
  feedback: enFeedback,
  home: enHome,
  newsroom: enNewsroom,
  'par-index': enParIndex,
  procedures: enProcedures,
  search: enSearch,
  settings: enSettings,
  survey: enSurvey,
  ui: enUi,
};

export const catalogues: Readonly<Record<Language, Catalogue>> = { vi, en };
