import './survey-form.css';
import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { rememberedWard } from '#agencies/remembered-ward.ts';
import { type Language, pathIn, sourceLanguage } from '#i18n/model/language.ts';
import ErrorSummary from '#ui/components/error-summary/ErrorSummary.tsx';
import { send as post } from '#ui/components/outbox/post.ts';
import { answerName, askedNames, type FormValues, filteredOut, placeOf, profileName, responseOfForm } from '../model/form.ts';
import type { Draft } from '../model/form-draft.ts';
import { type FormTexts, fill } from '../model/form-texts.ts';
import type { Instrument } from '../model/instrument.ts';
import type { SaidError } from '../model/response.ts';
import Closing from './Closing.tsx';
import { chooseRemembered, emptyForm, fillForm, showAgencyError, valuesOf } from './form-fields.ts';
import Question from './Question.tsx';
import { useSteps } from './use-steps.ts';
import { chosenWay, keepWay } from './way.ts';

interface Props {
  instrument: Pick<Instrument, 'id' | 'prompt' | 'scale' | 'fields' | 'expectations' | 'profile'>;
  /** Made for this form, so that sending it twice counts once. */
  id: string;
  procedure?: string | undefined;
  wave?: string | undefined;
  /** The code of the counter where this is asked. */
  point?: string | undefined;
  /** When the form was given out, signed by the server. */
  started?: string | undefined;
  /** Whether words of one's own are asked for. */
  commentField?: boolean;
  values: FormValues;
  errors: readonly SaidError[];
  texts: FormTexts;
  language: Language;
  /** The choice of the agency, rendered by the page. */
  children?: ComponentChildren;
}

type State =
  | { kind: 'filling'; errors: readonly SaidError[] }
  | { kind: 'sending' }
  /** Not sent, and this browser cannot keep it. */
  | { kind: 'failed' }
  /** Kept on this device until it can be sent; words of one's own only in this page. */
  | { kind: 'waiting'; words: boolean }
  /** On a kiosk, sent or kept until it can be. */
  | { kind: 'done'; receipt: string | null };

/** What comes after the form itself works: not needed to fill it in, but to be there before the network goes. */
const bringDevice = () => import('./on-this-device.ts');
const bringKiosk = () => import('./Kiosk.tsx');

/**
 * The survey form. Without script it posts to its own page; with script it asks one question at a time or all at once,
 * keeps on the device what is begun, and sends without losing the page.
 */
export default function SurveyForm(props: Props) {
  const { instrument, id, values, errors: given, texts, language, commentField = false, children } = props;
  const form = useRef<HTMLFormElement>(null);
  const answer = useRef<HTMLDivElement>(null);
  const [responseId, setResponseId] = useState(values.id ?? id);
  const [state, setState] = useState<State>({ kind: 'filling', errors: given });
  const [now, setNow] = useState(values);
  const [offered, setOffered] = useState<Draft | null>(null);
  const [Kiosk, setKiosk] = useState<Awaited<ReturnType<typeof bringKiosk>>['default'] | null>(null);
  // What only works with script is not shown before.
  const [awake, setAwake] = useState(false);
  const device = useRef<Awaited<ReturnType<typeof bringDevice>>>();
  const wishes = instrument.expectations;
  const questions = askedNames(instrument, now);
  const { answered, total } = progressOf(now);
  const last = total + 1;
  const others = ['agency', 'ticket', ...(commentField ? ['comment'] : []), ...instrument.profile.map(({ code }) => profileName(code))];
  const errors = (state.kind === 'filling' ? state.errors : []).map(({ field, message }) => ({
    field: placeOf(field, questions, others),
    message,
  }));
  const errorOf = (place: string) => errors.find((error) => error.field === place)?.message;
  const contentLang = language === sourceLanguage ? undefined : sourceLanguage;
  const steps = useSteps(form, last, !Kiosk);
  const { one, step } = steps;
  const asking = one && step > 0 && step < last;

  useEffect(() => {
    if (!form.current) return;
    setAwake(true);
    const shared = new URLSearchParams(location.search).has('kiosk');
    bringDevice().then((brought) => {
      device.current = brought;
      // Whoever has chosen something meanwhile goes on as they began.
      if (shared || given.length > 0) return;
      if (progressOf(current()).answered > 0) keep();
      else setOffered(brought.keptDraft());
    }, console.warn);
    if (shared) {
      void bringKiosk().then((kiosk) => setKiosk(() => kiosk.default));
      return steps.choose(true, 0, false);
    }
    chooseRemembered(form.current, rememberedWard()?.code ?? null);
    setNow(current());
    if (given.length > 0 || progressOf(current()).answered > 0) return;
    const narrow = matchMedia('(max-width: 40rem)').matches && form.current.getBoundingClientRect().top >= 0;
    if (chosenWay() ?? narrow) steps.choose(true, 0, false);
  }, []);

  // The answer to sending takes the focus; what stood there when the page opened has it already.
  useEffect(() => {
    if (state.kind === 'failed' || (state.kind === 'filling' && state.errors !== given)) answer.current?.focus();
    if (form.current && state.kind === 'filling') showAgencyError(form.current, errorOf('agency'));
  }, [state]);

  /** What the form holds now. */
  function current(): FormValues {
    return form.current ? valuesOf(form.current) : {};
  }

  function progressOf(values: FormValues) {
    const asked = askedNames(instrument, values);
    return { answered: asked.filter((name) => values[name]).length, total: asked.length };
  }

  function keep() {
    setNow(current());
    if (!Kiosk) device.current?.keepDraft(current());
  }

  /** The first part that still wants something. */
  function firstOpen(): number {
    const now = current();
    if (!now.agency) return 0;
    const asked = askedNames(instrument, now);
    const open = asked.findIndex((name) => !(name in now));
    return (open < 0 ? asked.length : open) + 1;
  }

  function goOn(draft: Draft) {
    if (!form.current) return;
    fillForm(form.current, draft.values);
    // The same response as before: what did arrive of it is not counted again.
    if (draft.values.id) setResponseId(draft.values.id);
    setNow(current());
    setOffered(null);
    steps.go(one ? firstOpen() : 0);
  }

  function startAnew() {
    device.current?.keepDraft(null);
    setOffered(null);
    steps.go(0);
  }

  function turn(to: boolean) {
    keepWay(to);
    steps.choose(to, to ? firstOpen() : step, true);
  }

  /** A digit chooses the answer of that value, 0 the one that is none: of the question on the screen, or that has the focus. */
  function onKey(event: KeyboardEvent) {
    const at = event.target as Element;
    if (!/^\d$/.test(event.key) || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (at.matches('select, textarea, input:not([type=radio])')) return;
    const question = asking ? form.current?.querySelector(`[data-step="${step}"]`) : at.closest('fieldset.question');
    const choice = question?.querySelector<HTMLInputElement>(`[value="${event.key === '0' ? '' : event.key}"]`);
    if (!choice) return;
    event.preventDefault();
    choice.focus();
    choice.click();
    if (asking) steps.goSoon();
  }

  function onClick(event: MouseEvent) {
    const at = event.target as Element;
    const link = at.closest<HTMLAnchorElement>('a[href^="#"]');
    if (link && steps.show(document.getElementById(decodeURIComponent(link.hash.slice(1))))) event.preventDefault();
    // Only for a hand: whoever goes through the answers by arrow keys, or listens, presses the button.
    if (asking && event.detail > 0 && at.closest('.options label')) steps.goSoon();
  }

  async function send(event: SubmitEvent) {
    event.preventDefault();
    if (one && step < last) return steps.go(step + 1);
    if (!form.current || state.kind === 'sending') return;
    const response = responseOfForm(instrument.id, current());
    setState({ kind: 'sending' });
    const outcome = await post({ url, language, body: response });
    if (outcome.kind === 'refused') return setState({ kind: 'filling', errors: outcome.errors });
    if (outcome.kind === 'away') return wait(response);
    if (Kiosk) return setState({ kind: 'done', receipt: outcome.receipt });
    device.current?.keepDraft(null);
    location.assign(pathIn(language, outcome.url));
  }

  async function wait(response: Record<string, unknown>) {
    if (!form.current) return;
    try {
      const { draftAs, keepUnsent, keepDraft } = device.current ?? (await bringDevice());
      const shared = Boolean(Kiosk);
      const draft = shared ? null : draftAs(current());
      const words = await keepUnsent({ form: form.current, url, language, response, draft, shared, texts });
      keepDraft(null);
      setState(shared ? { kind: 'done', receipt: null } : { kind: 'waiting', words });
    } catch {
      setState({ kind: 'failed' });
    }
  }

  /** An empty form for another response. */
  function begin() {
    // Without it only the portal can make an id.
    if (!form.current || !crypto.randomUUID) return location.reload();
    emptyForm(form.current);
    setResponseId(crypto.randomUUID());
    setNow({});
    setState({ kind: 'filling', errors: [] });
    // The next person at a kiosk begins at the top of the page.
    steps.choose(one, 0, !Kiosk);
  }

  const question = (name: string) => ({
    name,
    lang: contentLang,
    chosen: values[name],
    error: errorOf(name),
    none: texts.none,
    step: questions.indexOf(name) + 1 || undefined,
    hidden: one && questions[step - 1] !== name,
    described: asking ? 'tien-do cach-tra-loi' : undefined,
  });
  /** What is left out by its answer stands behind it, and the sheet hides that, with script or without. */
  const filter = (asked: Instrument['fields'][number]['asked_if']) =>
    asked && (
      <div class="askedif">
        <Question
          {...question(answerName(asked.code))}
          text={asked.text}
          options={[
            { value: '1', label: asked.yes },
            { value: filteredOut, label: asked.no },
          ]}
        />
      </div>
    );
  // The page's start is that of its own response: not of one begun on another day, nor of the next person's.
  const started = responseId === (values.id ?? id) ? props.started : undefined;
  const carried = { id: responseId, procedure: props.procedure, wave: props.wave, point: props.point, started };
  return (
    <form
      ref={form}
      class={one ? 'surveyform one' : 'surveyform'}
      method="post"
      autocomplete="off"
      onSubmit={send}
      onInput={keep}
      onChange={keep}
      onKeyDown={onKey}
      onClick={onClick}
      onInvalidCapture={(event: Event) => steps.show(event.target as Element)}
    >
      {Object.entries(carried).map(([name, value]) => value && <input key={name} type="hidden" name={name} value={value} />)}
      {errors.length > 0 && (
        <ErrorSummary part={answer} title={texts.refused} errors={errors} note={texts['refused.kept']} focused={given.length > 0} />
      )}
      {state.kind === 'failed' && (
        <div ref={answer} class="notice warn" role="alert" tabIndex={-1}>
          <h2>{texts.failed}</h2>
          <p>{texts['failed.how']}</p>
        </div>
      )}
      {state.kind === 'waiting' && (
        <>
          {state.words && <p class="notice warn">{texts['unsent.words']}</p>}
          <button class="button quiet" type="button" onClick={begin}>
            {texts.another}
          </button>
        </>
      )}
      {offered && (
        <div class="notice" role="status">
          <h2>{texts.offer}</h2>
          <p>{fill(texts['offer.text'], progressOf(offered.values))}</p>
          <p class="stepnav">
            <button class="button" type="button" onClick={() => goOn(offered)}>
              {texts['offer.continue']}
            </button>
            <button class="button quiet" type="button" onClick={startAnew}>
              {texts['offer.new']}
            </button>
          </p>
        </div>
      )}
      {Kiosk && <Kiosk texts={texts} begun={step > 0} done={state.kind === 'done' ? state : null} onReset={begin} />}
      <div hidden={offered !== null || state.kind === 'waiting' || state.kind === 'done'}>
        {/* Never spoken by itself: who listens hears the questions, not the count after each. */}
        <div class="progressbar">
          <p id="tien-do">{asking ? fill(texts.step, { n: step, total }) : fill(texts.progress, { answered, total })}</p>
          <progress aria-hidden="true" value={answered} max={total} />
        </div>
        <div id="cach-tra-loi" class={asking ? 'visually-hidden' : ''} hidden={one && step === last}>
          {one && <p>{texts['one.how']}</p>}
          {awake && <p class="keys">{texts.keys}</p>}
        </div>
        <div data-step={0} hidden={one && step !== 0}>
          {children}
        </div>
        {instrument.fields.map((field) => (
          <section key={field.code} class="asked">
            <h2 lang={contentLang}>{field.title}</h2>
            {filter(field.asked_if)}
            <p lang={contentLang}>{instrument.prompt}</p>
            {field.factors.map((factor) => (
              <div key={factor.code}>
                <h3 lang={contentLang}>{factor.title}</h3>
                {filter(factor.asked_if)}
                {factor.items.map((item) => (
                  <Question key={item.code} {...question(answerName(item.code))} text={item.text} options={instrument.scale} />
                ))}
              </div>
            ))}
          </section>
        ))}
        {wishes && (
          <section class="asked">
            <h2>{texts.wishes}</h2>
            <p lang={contentLang}>{wishes.prompt}</p>
            {wishes.items.map((item) => (
              <Question
                key={item.code}
                {...question(answerName(item.code))}
                text={item.text}
                note={item.assumed ? texts.assumed : undefined}
                options={wishes.options}
              />
            ))}
          </section>
        )}
        <div data-step={last} hidden={one && step !== last}>
          <Closing
            profile={instrument.profile}
            comment={commentField}
            values={values}
            errorOf={errorOf}
            texts={texts}
            contentLang={contentLang}
          />
        </div>
        <div class="stepnav">
          {one && step > 0 && (
            <button class="button quiet" type="button" onClick={steps.back}>
              {texts.back}
            </button>
          )}
          {/* Not disabled while sending: the focus would be lost. */}
          <button class="button" type="submit" aria-disabled={state.kind === 'sending'}>
            {one && step < last ? texts.next : state.kind === 'sending' ? texts.sending : texts.send}
          </button>
        </div>
        {awake && !Kiosk && (
          <button class="tool turn" type="button" onClick={() => turn(!one)}>
            {one ? texts.all : texts.one}
          </button>
        )}
      </div>
      <p class="visually-hidden" role="status">
        {state.kind === 'sending' ? texts.sending : ''}
      </p>
    </form>
  );
}

/** Where responses go. */
const url = '/api/v1/responses';
