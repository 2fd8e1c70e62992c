import { createServer, get, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { sendDownload } from '#platform/http/send.ts';

/** Serves one file and gives the beginning of the answer, of which nothing was taken yet, and when the file was let go. */
async function begun(parts: (letGo: () => void) => AsyncIterable<string>, pause: number) {
  const letGo = Promise.withResolvers<void>();
  const server = createServer((_, response) => {
    sendDownload(response, { name: 'tep.csv', type: 'text/csv; charset=utf-8', parts: parts(letGo.resolve) }, {}, pause).catch(
      letGo.reject,
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  const answer = await new Promise<IncomingMessage>((resolve, reject) => get({ port, host: '127.0.0.1' }, resolve).on('error', reject));
  answer.on('error', () => {});
  return { answer, letGo: letGo.promise };
}

/** More than all buffers between the two hold. */
async function* endless(letGo: () => void) {
  try {
    for (;;) yield 'x'.repeat(65_536);
  } finally {
    letGo();
  }
}

test('a file of which nothing is taken is given up, and what makes it is let go', { timeout: 10_000 }, async () => {
  const { letGo } = await begun(endless, 200);
  await letGo;
});

test('a file is let go at once when whoever asked leaves', { timeout: 10_000 }, async () => {
  const { answer, letGo } = await begun(endless, 60_000);
  answer.destroy();
  await letGo;
});

test('a file that takes long to make is not given up for it', { timeout: 10_000 }, async () => {
  const slow = async function* (letGo: () => void) {
    for (const part of ['một ', 'hai ', 'ba']) {
      yield part;
      await new Promise((resolve) => setTimeout(resolve, 300));
    }
    letGo();
  };
  const { answer } = await begun(slow, 100);
  let text = '';
  for await (const part of answer.setEncoding('utf8')) text += part;
  expect(text).toBe('một hai ba');
});
