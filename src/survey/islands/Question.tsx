interface Props {
  name: string;
  text: string;
  /** Of the question and its options, where the page is in another language. */
  lang: string | undefined;
  note?: string | undefined;
  options: readonly { value: string | number; label: string }[];
  chosen: string | undefined;
  error: string | undefined;
  /** The way not to answer, in the words of the page. */
  none: string;
  /** Its place among the parts of a form that shows them one by one. */
  step?: number | undefined;
  hidden?: boolean;
  /** Ids of what is said of it besides. */
  described?: string | undefined;
}

/** A question with its options, one of which may be chosen. */
export default function Question({ name, text, lang, note, options, chosen, error, none, step, hidden = false, described }: Props) {
  const errorId = `${name}-loi`;
  const said = [error && errorId, described].filter(Boolean).join(' ');
  return (
    <fieldset
      class={error ? 'question wrong' : 'question'}
      id={name}
      tabIndex={-1}
      data-step={step}
      hidden={hidden}
      aria-describedby={said || undefined}
    >
      <legend>
        <span lang={lang}>{text}</span> {note && <span class="assumed">{note}</span>}
      </legend>
      {error && (
        <p class="problem" id={errorId}>
          {error}
        </p>
      )}
      <div class="options">
        {options.map(({ value, label }) => (
          // The place on a scale stands beside its words, so that how far apart two answers are is seen without colours.
          <label key={value} lang={lang} data-value={typeof value === 'number' ? value : undefined}>
            <input type="radio" name={name} value={value} defaultChecked={chosen === String(value)} />
            {label}
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
