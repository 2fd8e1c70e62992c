import type { Generated } from 'kysely';
import type * as row from './schema.ts';

/** A row whose columns `K` the database fills in where they are not given. */
type WithDefaults<T, K extends keyof T> = Omit<T, K> & { [P in K]: Generated<T[P]> };

/** Every table by name; what Kysely's types are made from. */
export interface Database {
  agencies: row.AgencyRow;
  agency_successions: row.AgencySuccessionRow;
  procedures: row.ProcedureRow;
  procedure_levels: row.ProcedureLevelRow;
  procedure_audiences: row.ProcedureAudienceRow;
  procedure_history: row.ProcedureHistoryRow;
  procedure_quarantine: row.ProcedureQuarantineRow;
  procedure_former_codes: row.ProcedureFormerCodeRow;
  procedure_views: row.ProcedureViewRow;
  procedure_words: row.ProcedureWordsRow;
  procedure_imports: row.ProcedureImportRow;
  life_events: row.LifeEventRow;
  page_feedback: row.PageFeedbackRow;
  articles: Omit<row.ArticleRow, 'id'> & { id: Generated<number> };
  article_revisions: Omit<row.ArticleRevisionRow, 'id'> & { id: Generated<number> };
  article_slugs: row.ArticleSlugRow;
  documents: WithDefaults<row.DocumentRow, keyof row.DocumentLifeRow>;
  media: row.MediaRow;
  article_previews: Omit<row.ArticlePreviewRow, 'id'> & { id: Generated<number> };
  indicators: row.IndicatorRow;
  published_rounds: row.PublishedRoundRow;
  instruments: row.InstrumentRow;
  scoring_rules: row.ScoringRuleRow;
  criteria_sets: row.CriteriaSetRow;
  responses: row.ResponseRow;
  tallies: row.TallyRow;
  tickets: row.TicketRow;
  ticket_batches: row.TicketBatchRow;
  waves: row.WaveRow;
  collection_points: row.CollectionPointRow;
  response_flags: row.ResponseFlagRow;
  shown_tallies: row.ShownTallyRow;
  procedure_tallies: row.ProcedureTallyRow;
  proof_days: row.ProofDayRow;
  exclusion_proposals: Omit<row.ExclusionProposalRow, 'number'> & { number: Generated<number> };
  exclusions: row.ExclusionRow;
  excluded_responses: row.ExcludedResponseRow;
  recounts: row.RecountRow;
  comments: row.CommentRow;
  rounds: row.RoundRow;
  round_acts: Omit<row.RoundActRow, 'id'> & { id: Generated<number> };
  score_acts: Omit<row.ScoreActRow, 'id'> & { id: Generated<number> };
  evidence: Omit<row.EvidenceRow, 'id'> & { id: Generated<number> };
  round_surveys: row.RoundSurveyRow;
  releases: row.ReleaseRow;
  improvements: Omit<row.ImprovementRow, 'id'> & { id: Generated<number> };
  audit: Omit<row.AuditRow, 'id'> & { id: Generated<number> };
  staff: row.StaffRow;
  staff_sessions: row.StaffSessionRow;
  sign_in_attempts: row.SignInAttemptRow;
  changes: row.ChangeRow;
  search_synonyms: row.SearchSynonymRow;
  search_misses: row.SearchMissRow;
  settings: row.SettingRow;
  banners: Omit<row.BannerRow, 'id'> & { id: Generated<number> };
  search_outbox: Omit<row.SearchOutboxRow, 'sequence'> & { sequence: Generated<number> };
  leases: row.LeaseRow;
}
