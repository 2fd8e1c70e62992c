import type { Role } from './role.ts';

/** Under what condition a role may do an act. */
export interface Condition {
  /** The states of the stored object in which it is possible; absent: in all of them, and where there is no object yet. */
  readonly states?: readonly string[];
  /**
   * Whether it must be the same person (`same`) who did the step before (wrote, submitted, proposed, scored), or must be
   * another one (`other`): four eyes.
   */
  readonly person?: 'same' | 'other';
}

export interface ActRule {
  /** Who may, and when; a role that is not named may never. */
  readonly by: Partial<Readonly<Record<Role, Condition>>>;
  /** Cannot be taken back, or gives others power: the password must have been given a moment ago. */
  readonly dangerous?: true;
}

const always: Condition = {};
const fourEyes: Condition = { person: 'other' };
const during = (...states: readonly string[]): Condition => ({ states });
const otherThan = (...states: readonly string[]): Condition => ({ states, person: 'other' });

/**
 * Every act of the staff. States are those of the noun: an article is `draft`, `submitted`, `scheduled`, `published`, `forced`
 * (published without a second person, not reviewed yet), `withdrawn` or `discarded` (a draft that was put away); a document `draft`, `published` or `withdrawn`; a
 * proposal `open`, `confirmed` or `declined`; a wave `planned`, `open` or `closed`; an improvement `published` or
 * `withdrawn`; a round as par-index/model/round.ts names them.
 */
export const acts = {
  'article.create': { by: { editor: always, publisher: always } },
  'article.preview': { by: { editor: always, publisher: always } },
  'article.edit': { by: { editor: during('draft'), publisher: during('draft', 'submitted', 'scheduled') } },
  'article.submit': { by: { editor: during('draft'), publisher: during('draft') } },
  'article.discard': { by: { editor: { states: ['draft'], person: 'same' }, publisher: during('draft') } },
  'article.bring_back': { by: { editor: { states: ['discarded'], person: 'same' }, publisher: during('discarded') } },
  'article.share_preview': {
    by: { editor: during('draft', 'submitted', 'scheduled'), publisher: during('draft', 'submitted', 'scheduled') },
  },
  'article.return': { by: { editor: { states: ['submitted'], person: 'same' }, publisher: during('submitted', 'scheduled') } },
  'article.approve': { by: { publisher: otherThan('submitted') } },
  'article.schedule': { by: { publisher: otherThan('submitted', 'scheduled') } },
  'article.force': { by: { publisher: during('draft', 'submitted') }, dangerous: true },
  'article.review_forced': { by: { publisher: otherThan('forced') } },
  'article.correct': { by: { publisher: during('published', 'forced') } },
  'article.withdraw': { by: { publisher: during('published', 'forced') } },
  'article.restore_revision': {
    by: { editor: during('draft'), publisher: during('draft', 'submitted', 'published', 'forced', 'withdrawn') },
  },
  'article.change_address': {
    by: { editor: during('draft'), publisher: during('draft', 'submitted', 'scheduled', 'published', 'forced') },
  },
  'article.feature': { by: { publisher: during('published', 'forced') } },

  'media.add': { by: { editor: always, publisher: always } },
  'media.describe': { by: { editor: always, publisher: always } },
  'media.remove': { by: { editor: { person: 'same' }, publisher: always } },

  'document.create': { by: { editor: always, publisher: always } },
  'document.edit': { by: { editor: during('draft'), publisher: during('draft', 'published') } },
  'document.publish': { by: { publisher: otherThan('draft') } },
  'document.withdraw': { by: { publisher: during('published') } },
  'document.reopen': { by: { publisher: during('withdrawn') } },

  'wave.create': { by: { survey_manager: always } },
  'wave.change': { by: { survey_manager: during('planned', 'open') } },
  'wave.close': { by: { survey_manager: during('open') }, dangerous: true },
  'point.add': { by: { survey_manager: always } },
  'point.change': { by: { survey_manager: always } },
  'ticket.issue': { by: { survey_manager: during('planned', 'open') } },
  'comment.read': { by: { survey_manager: always } },
  'microdata.export': { by: { survey_manager: during('closed') }, dangerous: true },
  'flag.read': { by: { survey_manager: always, appraiser: always } },
  'exclusion.propose': { by: { survey_manager: always } },
  'exclusion.confirm': { by: { survey_manager: otherThan('open'), appraiser: otherThan('open') }, dangerous: true },
  'exclusion.decline': { by: { survey_manager: otherThan('open'), appraiser: otherThan('open') } },

  'round.read': { by: { agency_officer: always, appraiser: always, survey_manager: always, publisher: always } },
  'round.open': { by: { appraiser: always } },
  'round.step': { by: { appraiser: always } },
  'round.survey_hand_over': { by: { survey_manager: always } },
  'round.release': {
    by: { publisher: otherThan('concluded', 'announced'), appraiser: otherThan('concluded', 'announced') },
    dangerous: true,
  },
  'score.read': { by: { agency_officer: always, appraiser: always, publisher: always } },
  'score.self': { by: { agency_officer: during('self_scoring') } },
  'evidence.add': { by: { agency_officer: during('self_scoring', 'appraising'), appraiser: during('appraising') } },
  'evidence.withdraw': {
    by: {
      agency_officer: { states: ['self_scoring', 'appraising'], person: 'same' },
      appraiser: during('appraising', 'concluded'),
    },
  },
  'score.check': { by: { appraiser: otherThan('appraising') } },
  'score.decide': { by: { appraiser: otherThan('appraising', 'announced') } },
  'improvement.publish': { by: { agency_officer: always, publisher: always } },
  'improvement.change': { by: { agency_officer: during('published'), publisher: during('published') } },
  'improvement.withdraw': { by: { agency_officer: during('published'), publisher: during('published') } },

  'search.read_misses': { by: { editor: always, publisher: always } },
  'search.change_words': { by: { editor: always, publisher: always } },
  'feedback.read': { by: { editor: always, publisher: always } },
  'procedure.change_notes': { by: { editor: always, publisher: always } },
  'procedure.change_life_events': { by: { editor: always, publisher: always } },
  'procedure.withdraw': { by: { publisher: always } },
  'procedure.restore': { by: { publisher: always } },
  'procedure.add_former_code': { by: { publisher: always } },
  'import.plan': { by: { editor: always, publisher: always } },
  'import.apply': { by: { publisher: always }, dangerous: true },

  'settings.change_contact': { by: { administrator: always } },
  'settings.change_banner': { by: { publisher: always, administrator: always } },
  'settings.change_holidays': { by: { administrator: always } },

  'staff.list': { by: { administrator: always } },
  'staff.add': { by: { administrator: always }, dangerous: true },
  'staff.change': { by: { administrator: fourEyes }, dangerous: true },
  'staff.disable': { by: { administrator: otherThan('active') }, dangerous: true },
  'staff.enable': { by: { administrator: otherThan('disabled') }, dangerous: true },
  'staff.reset_password': { by: { administrator: otherThan('active') }, dangerous: true },
  'staff.reset_second_factor': { by: { administrator: otherThan('active') }, dangerous: true },
  'audit.read': { by: { administrator: always } },
} as const satisfies Readonly<Record<string, ActRule>>;

export type Act = keyof typeof acts;
