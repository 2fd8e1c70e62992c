/** The colours that browsers and pictures need outside any sheet; a test holds them to styles/tokens.css. */
export const themeColours = {
  light: {
    paper: '#fbfaf6',
    surface: '#ffffff',
    ink: '#1b2a2b',
    inkSoft: '#4a5a5b',
    line: '#d8d4c8',
    brand: '#0f5e57',
    brandWash: '#e4f0ed',
    brick: '#9c3a22',
  },
  dark: { surface: '#1a2324' },
} as const;
