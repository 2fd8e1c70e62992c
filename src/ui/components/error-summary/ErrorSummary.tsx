import type { Ref } from 'preact';

interface Props {
  title: string;
  errors: readonly {
    readonly message: string;
    /** The id of the field that is wrong; without it the message is no link. */
    readonly field?: string | undefined;
  }[];
  /** What became of what was typed. */
  note?: string | undefined;
  /** Makes ids unique where a page has several. */
  id?: string;
  /** Takes the focus when the page opens: without script nothing else can lead there. */
  focused?: boolean;
  part?: Ref<HTMLDivElement>;
}

/** What is wrong with a form that was sent, each message a way to its field. Takes the focus. */
export default function ErrorSummary({ title, errors, note, id = 'loi', focused = false, part }: Props) {
  return (
    <div ref={part ?? null} class="notice error" role="alert" id={id} tabIndex={-1} aria-labelledby={`${id}-ten`} autofocus={focused}>
      <h2 id={`${id}-ten`}>{title}</h2>
      <ul>
        {errors.map(({ field, message }) => (
          <li key={`${field} ${message}`}>{field === undefined ? message : <a href={`#${field}`}>{message}</a>}</li>
        ))}
      </ul>
      {note && <p>{note}</p>}
    </div>
  );
}
