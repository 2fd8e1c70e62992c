import type { APIRoute } from 'astro';
import { feedAnswer } from '#newsroom/feed-answer.ts';

/** The newest articles as Atom. */
export const GET: APIRoute = (context) => feedAnswer(context, 'atom');
