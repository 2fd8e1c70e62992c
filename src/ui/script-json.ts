/**
 * A value as JSON that may stand within a script element: no text in it can end the element or open a comment. Everyone
 * who reads JSON reads the same value.
 */
export function scriptJson(value: unknown): string {
  return JSON.stringify(value).replace(/[<>&\u2028\u2029]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
