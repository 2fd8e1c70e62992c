import { useEffect, useRef, useState } from 'preact/hooks';
import type { FormTexts } from '../model/form-texts.ts';

/** So long nobody does anything until the form of one person is taken away, and so long they are warned before, in seconds. */
const idleSeconds = { filling: 60, done: 40 };
/** WCAG 2.2.1 asks for at least 20. */
const warnSeconds = 20;
const signs = ['pointerdown', 'keydown', 'input', 'wheel', 'touchmove'] as const;

interface Props {
  texts: FormTexts;
  /** Whether someone has gone on to the questions. */
  begun: boolean;
  /** What was sent: its receipt, or none where it waits on this device. */
  done: { readonly receipt: string | null } | null;
  /** Makes everything as new for the next person. */
  onReset: () => void;
}

/** On a device that many use: no ways out of the form, thanks after each response, and nothing left of whoever goes away. */
export default function Kiosk({ texts, begun, done, onReset }: Props) {
  const thanks = useRef<HTMLHeadingElement>(null);
  const [left, setLeft] = useState<number | null>(null);
  // Someone may have chosen something and gone away before the first question.
  const [touched, setTouched] = useState(false);
  const busy = begun || touched || done !== null;
  const reset = useRef(() => {});
  reset.current = () => {
    onReset();
    setTouched(false);
    scrollTo(0, 0);
  };

  useEffect(() => {
    document.documentElement.dataset.kiosk = '';
    addEventListener('input', () => setTouched(true));
    for (const link of document.querySelectorAll('a[href]:not([href^="#"])')) link.removeAttribute('href');
  }, []);

  useEffect(() => {
    thanks.current?.focus();
    if (!busy) return undefined;
    const all = idleSeconds[done ? 'done' : 'filling'];
    let rest = all;
    const tick = setInterval(() => {
      rest -= 1;
      if (rest <= 0) reset.current();
      else if (rest <= warnSeconds) setLeft(rest);
    }, 1000);
    const awake = () => {
      rest = all;
      setLeft(null);
    };
    for (const sign of signs) addEventListener(sign, awake);
    return () => {
      clearInterval(tick);
      setLeft(null);
      for (const sign of signs) removeEventListener(sign, awake);
    };
  }, [busy, done]);

  return (
    <>
      {done && (
        <div class="kioskdone">
          <h2 ref={thanks} tabIndex={-1}>
            {texts['kiosk.thanks']}
          </h2>
          {done.receipt ? (
            <>
              <p>{texts['kiosk.receipt']}</p>
              <p class="receiptcode">{done.receipt}</p>
            </>
          ) : (
            <p>{texts['kiosk.waiting']}</p>
          )}
          <button class="button" type="button" onClick={() => reset.current()}>
            {texts['kiosk.next']}
          </button>
        </div>
      )}
      {left !== null && (
        <div class="notice warn kioskidle" role="alert">
          <p>
            {texts[done ? 'kiosk.idle.done' : 'kiosk.idle']} {/* Seen, not spoken each second. */}
            <strong aria-hidden="true">{texts['kiosk.seconds'].replace('{n}', String(left))}</strong>
          </p>
          {/* Any sign of life stops it; this is the one that everybody understands. */}
          <button class="button" type="button" onClick={() => setLeft(null)}>
            {texts['kiosk.stay']}
          </button>
        </div>
      )}
    </>
  );
}
