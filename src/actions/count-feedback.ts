import { answerOf } from '#feedback/model/answer.ts';
import type { App } from '#platform/app.ts';
import { readForm } from './read-form.ts';

/** Counts the answer of a posted form for the page at a path; gives whether it was one of the answers there are. */
export async function countFeedback(app: App, path: string, request: Request): Promise<boolean> {
  const form = await readForm(request);
  const answer = answerOf(form?.getAll('answer') ?? []);
  if (answer === null) return false;
  app.feedback.count(path, answer);
  return true;
}
