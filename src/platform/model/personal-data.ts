const mask = '[đã che]';

// Zero-width letters and soft hyphens, by which a number could be taken apart unseen; controls except the line break.
const unseen = /[\u00AD\u200B-\u200F\u2028-\u202E\u2060-\u2064\uFEFF]|(?!\n)\p{Cc}/gu;

// Blanks, and what people put between the groups of a number.
const between = String.raw`[\s.,·•*_()\-‐-―]{0,3}`;

/**
 * A run of 8 figures or more, however grouped, with or without `+`: telephones (8 to 11, abroad 13), old and new identity numbers
 * (9 and 12), tax codes (10 and 13), accounts. Fewer are codes of procedures (1.001193), years, fees.
 */
const number = String.raw`\+?\p{Nd}(?:${between}\p{Nd}){7,}`;

/** A round sum of money, the one long number that is nobody's: `15.000.000 đồng`. */
const money = /^[1-9]\p{Nd}{0,2}(?:[. ]\p{Nd}{3})*[. ]000$/u;
const currency = /^\p{Zs}?(?:đồng|đ|vnđ|vnd)(?![\p{L}/])/iu;

/** The letter and seven figures of a passport. */
const passport = String.raw`(?<![\p{L}\p{Nd}])[a-z]\p{Zs}?\p{Nd}{7}(?!\p{Nd})`;

const numbers = new RegExp(`${number}|${passport}`, 'giu');

/** An e-mail address, also with a blank around its @ or before its last part, and without one. */
const addresses = /[^\s@＠]+\p{Zs}{0,2}[@＠]+\p{Zs}{0,2}[\p{L}\p{N}_-]+(?:\p{Zs}?\.\p{Zs}?[\p{L}\p{N}_-]+)?(?:\.[\p{L}\p{N}_-]+)*/gu;

/**
 * A text with every telephone number, identity number and e-mail address in it covered: Unicode NFC, without what cannot be
 * seen, trimmed. Rather too much is covered than too little: a date written with dots or hyphens is, too.
 */
export function maskPersonalData(text: string): string {
  // Addresses first, for one may begin with what else would end a number.
  return seen(text)
    .replace(addresses, mask)
    .replace(numbers, (found, at: number, whole: string) => (isMoney(found, whole, at) ? found : mask));
}

/** Whether a text holds a telephone number, an identity number or an e-mail address. */
export function hasPersonalData(text: string): boolean {
  return maskPersonalData(text) !== seen(text);
}

function seen(text: string): string {
  return text.normalize('NFC').replace(/\r\n?/g, '\n').replace(unseen, '').trim();
}

function isMoney(found: string, whole: string, at: number): boolean {
  return money.test(found) && currency.test(whole.slice(at + found.length));
}
