import type { Translator } from '#i18n/translator.ts';
import type { Comparison } from './comparison.ts';
import type { AgencySatisfaction, LiveSurvey, LiveTable, ProcedureSatisfaction } from './live.ts';
import type { Change } from './model/change.ts';
import type { Published } from './model/display.ts';
import { percentText } from './model/fraction.ts';
import { boundText } from './model/score.ts';
import type { ScoringRule } from './model/scoring-rule.ts';

type Say = Translator['say'];

const ruleJson = ({ id, title, assumed }: ScoringRule) => ({ id, title, assumed });

const waveJson = ({ id, title, opens, closes }: Pick<LiveTable['wave'], 'id' | 'title' | 'opens' | 'closes'>) => ({
  id,
  title,
  opens,
  closes,
});

function scoreJson(rule: ScoringRule, say: Say, { code, title, display, n, reason, percent, interval }: Published) {
  return {
    code,
    title,
    n,
    display,
    shown: reason === null,
    reason: reason && say(reason),
    percent,
    interval: interval && { low: boundText(rule, interval.low), high: boundText(rule, interval.high) },
  };
}

function surveyJson(rule: ScoringRule, say: Say, { wave, instrument, n, received, excluded, score }: LiveSurvey) {
  return {
    id: instrument.id,
    title: instrument.title,
    wave: waveJson(wave),
    n,
    received,
    excluded,
    overall: scoreJson(rule, say, score.overall),
    fields: score.fields.map((one) => scoreJson(rule, say, one)),
    factors: score.factors.map((one) => scoreJson(rule, say, one)),
    items: score.items.map((one) => scoreJson(rule, say, one)),
  };
}

/** The satisfaction of those who used a procedure. */
export function procedureJson(procedure: string, { rule, surveys }: ProcedureSatisfaction, say: Say, simulated: boolean) {
  return { procedure, simulated, rule: ruleJson(rule), instruments: surveys.map((survey) => surveyJson(rule, say, survey)) };
}

/** The satisfaction with one agency, as the API and its file of open data give it; reasons in the language of `say`. */
export function agencyJson({ agency, rule, n, surveys, history }: AgencySatisfaction, say: Say, simulated: boolean) {
  return {
    agency,
    n,
    simulated,
    rule: ruleJson(rule),
    instruments: surveys.map((survey) => ({ ...surveyJson(rule, say, survey), modes: [...survey.modes] })),
    history: history.map(({ wave, instrument, overall }) => ({
      instrument: instrument.id,
      wave: waveJson(wave),
      overall: scoreJson(rule, say, overall),
    })),
  };
}

/** The satisfaction with every agency that has answers by one questionnaire, with its factors. */
export function liveJson({ rule, instrument, wave, rows }: LiveTable, say: Say, simulated: boolean) {
  return {
    instrument: { id: instrument.id, title: instrument.title },
    wave: waveJson(wave),
    simulated,
    rule: ruleJson(rule),
    agencies: rows
      .filter(({ answered }) => answered)
      .map(({ agency: { code, name, kind }, overall, factors, counts }) => ({
        code,
        name,
        kind,
        ...counts,
        overall: scoreJson(rule, say, overall),
        factors: factors.map((one) => scoreJson(rule, say, one)),
      })),
  };
}

/** Agencies beside each other: each score, and by how many percentage points every pair differs. */
export function comparisonJson({ rule, instrument, wave, agencies, overall, factors }: Comparison, say: Say, simulated: boolean) {
  return {
    instrument: { id: instrument.id, title: instrument.title },
    wave: waveJson(wave),
    simulated,
    rule: ruleJson(rule),
    agencies: agencies.map(({ code, name, kind }) => ({ code, name, kind })),
    scores: [overall, ...factors].map(({ code, title, scores, pairs }) => ({
      code,
      title,
      agencies: scores.map((score, i) => ({ agency: agencies[i]?.code ?? '', ...scoreJson(rule, say, score) })),
      pairs: pairs.map(({ higher, lower, difference }) => ({
        higher: higher.code,
        lower: lower.code,
        difference: difference && differenceJson(rule, difference),
      })),
    })),
  };
}

/** Percentage points; `sure`: the interval leaves out 0, otherwise it may be chance. */
function differenceJson(rule: ScoringRule, { value, low, high, sure }: Change) {
  return { points: percentText(value, rule.rounding.digits), low: boundText(rule, low), high: boundText(rule, high), sure };
}
