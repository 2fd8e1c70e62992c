import type { APIRoute } from 'astro';
import { feedAnswer } from '#newsroom/feed-answer.ts';

/** The newest articles as RSS. */
export const GET: APIRoute = (context) => feedAnswer(context, 'rss');
