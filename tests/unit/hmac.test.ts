import { createHmac, randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hmac } from '#platform/secret.ts';

test('a keyed hash is the HMAC that Node itself gives, for any key of at most a block and any text', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 64 }), fc.string({ unit: 'binary' }), (key, text) => {
      expect(hmac(Buffer.from(key), text)).toEqual(createHmac('sha256', Buffer.from(key)).update(text).digest());
    }),
  );
});

test('a longer key is refused instead of being cut', () => {
  expect(() => hmac(randomBytes(65), 'x')).toThrow('a key of 65 bytes');
});
