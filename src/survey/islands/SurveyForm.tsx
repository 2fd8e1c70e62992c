import './survey-form.css';
import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { rememberedWard } from '#agencies/remembered-ward.ts';
import { type Language, pathIn, sourceLanguage, splitLanguage } from '#i18n/model/language.ts';
import ErrorSummary from '#ui/components/error-summary/ErrorSummary.tsx';
import { answerName, type FormValues, placeOf, profileName, responseOfForm } from '../model/form.ts';
import { type FormTexts, progressText } from '../model/form-texts.ts';
import type { Instrument } from '../model/instrument.ts';
import type { SaidError } from '../model/response.ts';
import { chooseRemembered, countAnswered, fillForm, showAgencyError, valuesOf } from './form-fields.ts';
import { keepUnsent, unsentValues } from './on-this-device.ts';
import Question from './Question.tsx';

interface Props {
  instrument: Pick<Instrument, 'id' | 'prompt' | 'scale' | 'fields' | 'expectations' | 'profile'>;
  /** Made for this form, so that sending it twice counts once. */
  id: string;
  procedure?: string | undefined;
  /** What goes with the response unseen: its wave, the collection point, when the form was opened. */
  passed?: Readonly<Record<string, string | undefined>>;
  values: FormValues;
  errors: readonly SaidError[];
  texts: FormTexts;
  language: Language;
  /** The choice of the agency, rendered by the page. */
  children?: ComponentChildren;
}

type State = { kind: 'filling'; errors: readonly SaidError[] } | { kind: 'sending' } | { kind: 'failed'; message: string };

/** The survey form. Without script it posts to its own page; with script it shows progress and sends without losing the page. */
export default function SurveyForm({ instrument, id, procedure, passed = {}, values, errors: given, texts, language, children }: Props) {
  const form = useRef<HTMLFormElement>(null);
  const answer = useRef<HTMLDivElement>(null);
  const [responseId, setResponseId] = useState(values.id ?? id);
  const [state, setState] = useState<State>({ kind: 'filling', errors: given });
  const [answered, setAnswered] = useState(() => countAnswered(values));
  const [restored, setRestored] = useState(false);
  const wishes = instrument.expectations;
  const items = instrument.fields.flatMap((field) => field.factors.flatMap((factor) => factor.items));
  const questions = [...items, ...(wishes?.items ?? [])].map(({ code }) => answerName(code));
  const others = ['agency', 'ticket', ...instrument.profile.map(({ code }) => profileName(code))];
  const errors = (state.kind === 'filling' ? state.errors : []).map(({ field, message }) => ({
    field: placeOf(field, questions, others),
    message,
  }));
  const errorOf = (place: string) => errors.find((error) => error.field === place)?.message;
  const contentLang = language === sourceLanguage ? undefined : sourceLanguage;

  useEffect(() => {
    if (!form.current) return;
    const unsent = values.id === undefined ? unsentValues(draftKey()) : null;
    if (unsent) {
      setRestored(fillForm(form.current, unsent));
      // The same response as before: what did arrive of it is not counted again.
      if (unsent.id) setResponseId(unsent.id);
    }
    chooseRemembered(form.current, rememberedWard()?.code ?? null);
    setAnswered(countAnswered(valuesOf(form.current)));
  }, []);

  // The answer to sending takes the focus; what stood there when the page opened has it already.
  useEffect(() => {
    if (state.kind === 'failed' || (state.kind === 'filling' && state.errors !== given)) answer.current?.focus();
    if (form.current && state.kind === 'filling') showAgencyError(form.current, errorOf('agency'));
  }, [state]);

  function keep() {
    if (!form.current) return;
    const now = valuesOf(form.current);
    setAnswered(countAnswered(now));
    keepUnsent(draftKey(), now);
  }

  function clear() {
    if (!form.current) return;
    keepUnsent(draftKey(), null);
    form.current.reset();
    chooseRemembered(form.current, rememberedWard()?.code ?? null);
    setResponseId(id);
    setRestored(false);
    setAnswered(countAnswered(valuesOf(form.current)));
    form.current.querySelector<HTMLElement>('#agency')?.focus();
  }

  async function send(event: SubmitEvent) {
    event.preventDefault();
    if (!form.current || state.kind === 'sending') return;
    const response = responseOfForm(instrument.id, valuesOf(form.current));
    setState({ kind: 'sending' });
    const outcome = await post(response, language, texts);
    if (outcome.kind !== 'accepted') return setState(outcome);
    keepUnsent(draftKey(), null);
    location.assign(pathIn(language, outcome.url));
  }

  const ticketError = errorOf('ticket');
  return (
    <form ref={form} class="surveyform" method="post" autocomplete="off" onSubmit={send} onInput={keep} onChange={keep}>
      <input type="hidden" name="id" value={responseId} />
      {procedure && <input type="hidden" name="procedure" value={procedure} />}
      {Object.entries(passed).map(([name, value]) => value && <input key={name} type="hidden" name={name} value={value} />)}
      {errors.length > 0 && (
        <ErrorSummary part={answer} title={texts.refused} errors={errors} note={texts['refused.kept']} focused={given.length > 0} />
      )}
      {state.kind === 'failed' && (
        <div ref={answer} class="notice warn" role="alert" tabIndex={-1}>
          <h2>{texts.failed}</h2>
          <p>{state.message}</p>
        </div>
      )}
      {restored && (
        <div class="notice" role="status">
          <p>{texts.restored}</p>
          <button class="button quiet" type="button" onClick={clear}>
            {texts['restored.clear']}
          </button>
        </div>
      )}
      {/* Never spoken by itself: who listens hears the questions, not the count after each. */}
      <div class="progressbar">
        <p>{progressText(texts, answered, questions.length)}</p>
        <progress aria-hidden="true" value={answered} max={questions.length} />
      </div>
      {children}
      {instrument.fields.map((field) => (
        <section key={field.code}>
          <h2 lang={contentLang}>{field.title}</h2>
          <p lang={contentLang}>{instrument.prompt}</p>
          {field.factors.map((factor) => (
            <div key={factor.code}>
              <h3 lang={contentLang}>{factor.title}</h3>
              {factor.items.map((item) => (
                <Question
                  key={item.code}
                  name={answerName(item.code)}
                  text={item.text}
                  lang={contentLang}
                  options={instrument.scale}
                  chosen={values[answerName(item.code)]}
                  error={errorOf(answerName(item.code))}
                  none={texts.none}
                />
              ))}
            </div>
          ))}
        </section>
      ))}
      {wishes && (
        <section>
          <h2>{texts.wishes}</h2>
          <p lang={contentLang}>{wishes.prompt}</p>
          {wishes.items.map((item) => (
            <Question
              key={item.code}
              name={answerName(item.code)}
              text={item.text}
              note={item.assumed ? texts.assumed : undefined}
              lang={contentLang}
              options={wishes.options}
              chosen={values[answerName(item.code)]}
              error={errorOf(answerName(item.code))}
              none={texts.none}
            />
          ))}
        </section>
      )}
      {instrument.profile.length > 0 && (
        <section>
          <h2>{texts.profile}</h2>
          <p>{texts['profile.lede']}</p>
          {instrument.profile.map((question) => (
            <Question
              key={question.code}
              name={profileName(question.code)}
              text={question.text}
              lang={contentLang}
              options={question.options}
              chosen={values[profileName(question.code)]}
              error={errorOf(profileName(question.code))}
              none={texts['profile.none']}
            />
          ))}
        </section>
      )}
      <section class="control">
        <label for="ticket">{texts.ticket}</label>
        <span class="hint" id="ticket-hint">
          {texts['ticket.hint']}
        </span>
        {ticketError && (
          <p class="problem" id="ticket-error">
            {ticketError}
          </p>
        )}
        <input
          id="ticket"
          name="ticket"
          defaultValue={values.ticket ?? ''}
          autocomplete="off"
          maxLength={40}
          aria-describedby={ticketError ? 'ticket-hint ticket-error' : 'ticket-hint'}
          aria-invalid={ticketError ? 'true' : undefined}
        />
      </section>
      <p>{texts.privacy}</p>
      {/* Not disabled while sending: the focus would be lost. */}
      <button class="button" type="submit" aria-disabled={state.kind === 'sending'}>
        {state.kind === 'sending' ? texts.sending : texts.send}
      </button>
      <p class="visually-hidden" role="status">
        {state.kind === 'sending' ? texts.sending : ''}
      </p>
    </form>
  );
}

/** One for each form that is filled in, in whichever language. */
function draftKey(): string {
  return `phieu:${splitLanguage(location.pathname).path}${location.search}`;
}

type PostOutcome = { kind: 'accepted'; url: string } | State;

async function post(response: Record<string, unknown>, language: Language, texts: FormTexts): Promise<PostOutcome> {
  try {
    const answer = await fetch('/api/v1/responses', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'accept-language': language },
      body: JSON.stringify(response),
    });
    if (answer.ok || answer.status === 422) {
      const body = (await answer.json()) as { receipt_url?: string; errors?: SaidError[] };
      if (body.receipt_url) return { kind: 'accepted', url: body.receipt_url };
      if (body.errors) return { kind: 'filling', errors: body.errors };
    }
    return { kind: 'failed', message: texts['failed.portal'] };
  } catch {
    return { kind: 'failed', message: texts['failed.network'] };
  }
}
