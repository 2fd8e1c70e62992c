import { type Message, message } from '#i18n/model/message.ts';

/** Who wrote something, in words: what content/ brought was written by nobody of the newsroom. */
export function writtenBy(name: string): Message {
  return name === 'content/' ? message('newsroom.written.content') : message('newsroom.written.person', { name });
}
