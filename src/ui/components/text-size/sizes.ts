/** The sizes of text that a reader can choose; the first is the usual one. */
export const textSizes = ['normal', 'large', 'largest'] as const;

/** Under this name the browser keeps the choice. */
export const textSizeKey = 'co-chu';
