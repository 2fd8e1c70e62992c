import type { IncomingMessage } from 'node:http';
import { expect, test } from 'vitest';
import { clientAddress } from '#platform/http/client-address.ts';

const request = (header: string | undefined) =>
  ({ headers: { 'x-forwarded-for': header }, socket: { remoteAddress: '192.0.2.1' } }) as unknown as IncomingMessage;

test.each([
  [undefined, 0, '192.0.2.1'],
  ['203.0.113.7', 0, '192.0.2.1'],
  ['203.0.113.7', 1, '203.0.113.7'],
  ['9.9.9.9, 203.0.113.7', 1, '203.0.113.7'],
  ['203.0.113.7, 198.51.100.2', 2, '203.0.113.7'],
  ['203.0.113.7:50123', 1, '203.0.113.7'],
  ['[2001:db8::1]:50123', 1, '2001:db8::1'],
  ['2001:db8::1', 1, '2001:db8::1'],
  ['unknown', 1, '192.0.2.1'],
  ['203.0.113.7', 2, '192.0.2.1'],
  [undefined, 1, '192.0.2.1'],
] as const)('of X-Forwarded-For %s and %i proxies of ours, the address is %s', (header, proxies, address) => {
  expect(clientAddress(request(header), proxies)).toBe(address);
});
