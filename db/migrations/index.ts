import type { Migration } from 'kysely/migration';
import * as portal from './001-portal.ts';
import * as procedureViews from './002-procedure-views.ts';
import * as catalogue from './003-catalogue.ts';
import * as pageFeedback from './004-page-feedback.ts';
import * as search from './006-search.ts';
import * as searchOutbox from './007-search-outbox.ts';
import * as waves from './008-waves.ts';
import * as proofDays from './009-proof-days.ts';
import * as integrity from './010-integrity.ts';
import * as rounds from './011-rounds.ts';
import * as publishedRounds from './012-published-rounds.ts';
import * as improvements from './013-improvements.ts';
import * as procedureTallies from './014-procedure-tallies.ts';
import * as accounts from './015-accounts.ts';
import * as auditChain from './015-audit-chain.ts';
import * as articles from './016-articles.ts';
import * as articleDrafts from './017-article-drafts.ts';
import * as media from './018-media.ts';
import * as surveyStaff from './019-survey-staff.ts';
import * as roundAccounts from './020-round-accounts.ts';
import * as banners from './021-banners.ts';
import * as procedureWords from './022-procedure-words.ts';

/** All migrations by name, in the order of their names. One that has landed is never edited. */
export const migrations: Readonly<Record<string, Migration>> = {
  '001-portal': portal,
  '002-procedure-views': procedureViews,
  '003-catalogue': catalogue,
  '004-page-feedback': pageFeedback,
  '006-search': search,
  '007-search-outbox': searchOutbox,
  '008-waves': waves,
  '009-proof-days': proofDays,
  '010-integrity': integrity,
  '011-rounds': rounds,
  '012-published-rounds': publishedRounds,
  '013-improvements': improvements,
  '014-procedure-tallies': procedureTallies,
  '015-accounts': accounts,
  '015-audit-chain': auditChain,
  '016-articles': articles,
  '020-round-accounts': roundAccounts,
  '021-banners': banners,
  '022-procedure-words': procedureWords,
  '018-media': media,
  '017-article-drafts': articleDrafts,
  '019-survey-staff': surveyStaff,
};
