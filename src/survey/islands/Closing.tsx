import { commentLength, type FormValues, profileName } from '../model/form.ts';
import type { FormTexts } from '../model/form-texts.ts';
import type { Instrument } from '../model/instrument.ts';
import Question from './Question.tsx';

interface Props {
  profile: Instrument['profile'];
  /** Whether words of one's own are asked for. */
  comment: boolean;
  values: FormValues;
  errorOf: (place: string) => string | undefined;
  texts: FormTexts;
  contentLang: string | undefined;
}

/** What a form asks at its end: about the person, an invitation code, words of their own; all of it optional. */
export default function Closing({ profile, comment, values, errorOf, texts, contentLang }: Props) {
  const typed = (name: 'ticket' | 'comment') => {
    const error = errorOf(name);
    const errorId = `${name}-error`;
    return {
      label: <label for={name}>{texts[name]}</label>,
      hint: (
        <span class="hint" id={`${name}-hint`}>
          {texts[`${name}.hint`]}
        </span>
      ),
      problem: error && (
        <p class="problem" id={errorId}>
          {error}
        </p>
      ),
      field: {
        id: name,
        name,
        defaultValue: values[name] ?? '',
        'aria-describedby': error ? `${name}-hint ${errorId}` : `${name}-hint`,
        'aria-invalid': error ? ('true' as const) : undefined,
      },
    };
  };
  const ticket = typed('ticket');
  const words = typed('comment');
  return (
    <>
      {profile.length > 0 && (
        <section>
          <h2 tabIndex={-1}>{texts.profile}</h2>
          <p>{texts['profile.lede']}</p>
          {profile.map((question) => (
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
      <section>
        <h2 tabIndex={-1}>{texts.end}</h2>
        {comment && (
          <div class="control">
            {words.label}
            {words.hint}
            {words.problem}
            <textarea {...words.field} rows={4} maxLength={commentLength} />
          </div>
        )}
        <div class="control">
          {ticket.label}
          {ticket.hint}
          {ticket.problem}
          <input {...ticket.field} autocomplete="off" maxLength={40} />
        </div>
        <p>{texts.privacy}</p>
      </section>
    </>
  );
}
