/** The inside of the portal's mark, in a box of 48; public/favicon.svg is the whole of it. */
export const gate =
  '<path d="M10 38V22a14 14 0 0 1 28 0v16h-7V23a7 7 0 0 0-14 0v15z" fill="#fff"/><circle cx="24" cy="32" r="3.6" fill="#f0a48d"/>';
