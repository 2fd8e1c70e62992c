// As the national database writes it, with or without its dot, and with what some lists add behind it.
const whole = /^(?:mã|ma)?\s*(?:số|so)?\s*(?:thủ tục|thu tuc|tthc)?\s*[:#]?\s*(\d)[.\s]?(\d{6})(?:\.[\dh.]+)?[\s.?]*$/iu;
const within = /(?<![\d.])(\d)\.(\d{6})(?![\d-])/u;

// The seat that took the dossier in, day and number: H26.1234, 000.00.01.H26-260611-0001.
const dossier = /(?<![\p{L}\d.])(?:\d{1,3}\.){0,5}[ghk]\d{2}(?:[.-]\d+)+(?![\p{L}\d])/iu;

/** The procedure code that a query is or holds (`1.004194`, `1004194`, `1 004194`); null when there is none. */
export function codeIn(text: string): string | null {
  const match = whole.exec(text) ?? within.exec(text);
  return match ? `${match[1]}.${match[2]}` : null;
}

/** The number of a dossier on its way in a query; null when there is none. Codes of agencies (H26.101) are shorter. */
export function dossierIn(text: string): string | null {
  const [found] = dossier.exec(text) ?? [];
  if (found === undefined) return null;
  const number = found.slice(found.search(/[a-z]/i) + 3).replace(/\D/g, '');
  return number.length >= 4 ? found.toUpperCase() : null;
}
