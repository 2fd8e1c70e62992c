import './survey-form.css';
import type { ComponentChildren } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { answerName, type FormValues, formFieldOf, profileName, responseOfForm } from '../model/form.ts';
import type { Instrument } from '../model/instrument.ts';
import type { FieldError } from '../model/response.ts';

interface Props {
  instrument: Instrument;
  /** Made for this form, so that sending it twice counts once. */
  id: string;
  procedure?: string | undefined;
  values: FormValues;
  errors: readonly FieldError[];
  /** The choice of the agency, rendered by the page. */
  children?: ComponentChildren;
}

type Sending = { kind: 'idle' } | { kind: 'sending' } | { kind: 'failed'; message: string };

const noAnswer = 'Không biết / không áp dụng';

/** The survey form. Without script it posts to its own page; with script it shows progress and sends without losing the page. */
export default function SurveyForm({ instrument, id, procedure, values, errors: given, children }: Props) {
  const form = useRef<HTMLFormElement>(null);
  const [errors, setErrors] = useState(given);
  const [sending, setSending] = useState<Sending>({ kind: 'idle' });
  const [answered, setAnswered] = useState(() => countAnswered(values));
  const wishes = instrument.expectations;
  const total =
    instrument.fields.reduce((sum, field) => sum + field.factors.reduce((n, factor) => n + factor.items.length, 0), 0) +
    (wishes?.items.length ?? 0);

  async function send(event: SubmitEvent) {
    event.preventDefault();
    if (!form.current || sending.kind === 'sending') return;
    setSending({ kind: 'sending' });
    const outcome = await post(responseOfForm(instrument.id, valuesOf(form.current)));
    if (outcome.kind === 'accepted') {
      location.assign(outcome.url);
      return;
    }
    setErrors(outcome.kind === 'refused' ? outcome.errors : []);
    setSending(outcome.kind === 'refused' ? { kind: 'idle' } : { kind: 'failed', message: outcome.message });
    form.current.scrollIntoView();
  }

  const errorOf = (name: string) => errors.find((error) => formFieldOf(error.field) === name)?.message;

  return (
    <form
      ref={form}
      class="surveyform"
      method="post"
      onSubmit={send}
      onChange={() => form.current && setAnswered(countAnswered(valuesOf(form.current)))}
    >
      <input type="hidden" name="id" value={values.id ?? id} />
      {procedure && <input type="hidden" name="procedure" value={procedure} />}
      {errors.length > 0 && (
        <div class="notice error" role="alert">
          <h2>Phiếu chưa được gửi</h2>
          <ul>
            {errors.map((error) => (
              <li key={error.field}>
                <a href={`#${formFieldOf(error.field)}`}>{error.message}</a>
              </li>
            ))}
          </ul>
          <p>Các câu đã chọn vẫn giữ nguyên. Chưa có gì được lưu.</p>
        </div>
      )}
      {sending.kind === 'failed' && (
        <div class="notice warn" role="alert">
          <h2>Phiếu chưa gửi được</h2>
          <p>{sending.message}</p>
        </div>
      )}
      <div class="progressbar">
        <label for="tien-do">
          Đã trả lời {answered} trên {total} câu
        </label>
        <progress id="tien-do" value={answered} max={total} />
      </div>
      {children}
      {instrument.fields.map((field) => (
        <section key={field.code}>
          <h2>{field.title}</h2>
          <p>{instrument.prompt}</p>
          {field.factors.map((factor) => (
            <div key={factor.code}>
              <h3>{factor.title}</h3>
              {factor.items.map((item) => (
                <Question
                  key={item.code}
                  name={answerName(item.code)}
                  text={item.text}
                  options={instrument.scale}
                  chosen={values[answerName(item.code)]}
                  error={errorOf(answerName(item.code))}
                  none={noAnswer}
                />
              ))}
            </div>
          ))}
        </section>
      ))}
      {wishes && (
        <section>
          <h2>Mong đợi của ông/bà</h2>
          <p>{wishes.prompt}</p>
          {wishes.items.map((item) => (
            <Question
              key={item.code}
              name={answerName(item.code)}
              text={item.text}
              note={item.assumed ? 'Câu giả định, chờ đối chiếu văn bản.' : undefined}
              options={wishes.options}
              chosen={values[answerName(item.code)]}
              error={errorOf(answerName(item.code))}
              none={noAnswer}
            />
          ))}
        </section>
      )}
      {instrument.profile.length > 0 && (
        <section>
          <h2>Về người trả lời</h2>
          <p>Không bắt buộc, không có câu nào cho biết ông/bà là ai.</p>
          {instrument.profile.map((question) => (
            <Question
              key={question.code}
              name={profileName(question.code)}
              text={question.text}
              options={question.options}
              chosen={values[profileName(question.code)]}
              error={errorOf(profileName(question.code))}
              none="Không muốn trả lời"
            />
          ))}
        </section>
      )}
      <section class="control">
        <label for="ticket">Mã mời (nếu có)</label>
        <span class="hint" id="ticket-hint">
          Mã 16 ký tự in trên giấy mời. Không có mã vẫn trả lời được.
        </span>
        {errorOf('ticket') && (
          <p class="problem" id="ticket-error">
            {errorOf('ticket')}
          </p>
        )}
        <input
          id="ticket"
          name="ticket"
          defaultValue={values.ticket ?? ''}
          autocomplete="off"
          maxLength={40}
          aria-describedby={errorOf('ticket') ? 'ticket-hint ticket-error' : 'ticket-hint'}
          aria-invalid={errorOf('ticket') ? 'true' : undefined}
        />
      </section>
      <p>
        Cổng không lưu tên, địa chỉ, số điện thoại hay giờ trả lời. Cơ quan được đánh giá không xem được ai đã trả lời và không xóa được
        phiếu.
      </p>
      <button class="button" type="submit" disabled={sending.kind === 'sending'}>
        {sending.kind === 'sending' ? 'Đang gửi…' : 'Gửi phiếu'}
      </button>
    </form>
  );
}

interface QuestionProps {
  name: string;
  text: string;
  note?: string | undefined;
  options: readonly { value: string | number; label: string }[];
  chosen: string | undefined;
  error: string | undefined;
  none: string;
}

function Question({ name, text, note, options, chosen, error, none }: QuestionProps) {
  const errorId = `${name}-loi`;
  return (
    <fieldset class="question" id={name} tabIndex={-1} aria-describedby={error ? errorId : undefined}>
      <legend>
        {text} {note && <span class="assumed">{note}</span>}
      </legend>
      {error && (
        <p class="problem" id={errorId}>
          {error}
        </p>
      )}
      <div class="options">
        {options.map((option) => (
          <label key={option.value}>
            <input type="radio" name={name} value={option.value} defaultChecked={chosen === String(option.value)} />
            {option.label}
          </label>
        ))}
        <label class="none">
          <input type="radio" name={name} value="" defaultChecked={chosen === ''} />
          {none}
        </label>
      </div>
    </fieldset>
  );
}

function valuesOf(form: HTMLFormElement): FormValues {
  return Object.fromEntries([...new FormData(form)].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])));
}

function countAnswered(values: FormValues): number {
  return Object.entries(values).filter(([name, value]) => name.startsWith('cau.') && value !== '').length;
}

type PostOutcome =
  | { kind: 'accepted'; url: string }
  | { kind: 'refused'; errors: readonly FieldError[] }
  | { kind: 'failed'; message: string };

async function post(response: Record<string, unknown>): Promise<PostOutcome> {
  try {
    const answer = await fetch('/api/v1/responses', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(response),
    });
    if (answer.ok || answer.status === 422) {
      const body = (await answer.json()) as { receipt_url?: string; errors?: FieldError[] };
      if (body.receipt_url) return { kind: 'accepted', url: body.receipt_url };
      if (body.errors) return { kind: 'refused', errors: body.errors };
    }
    return {
      kind: 'failed',
      message: 'Cổng gặp sự cố, phiếu chưa được lưu. Các câu đã chọn vẫn còn đây; xin bấm Gửi phiếu lần nữa sau ít phút.',
    };
  } catch {
    return {
      kind: 'failed',
      message: 'Mất kết nối mạng. Các câu đã chọn vẫn còn đây; khi có mạng hãy bấm Gửi phiếu lần nữa, phiếu chỉ được tính một lần.',
    };
  }
}
