import { createHash } from 'node:crypto';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { sha256 } from '../../src/finance/sha256';

const bytes = (text: string) => new TextEncoder().encode(text);
const byNode = (...parts: readonly Uint8Array[]) =>
  parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest('hex');

test.each([
  ['', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
  ['abc', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
  [
    'abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq',
    '248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1',
  ],
  ['a'.repeat(1_000_000), 'cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0'],
])('the examples of FIPS 180-4 come out', (text, expected) => {
  expect(sha256(bytes(text))).toBe(expected);
});

test('every length around the ends of blocks agrees with Node', () => {
  for (let length = 0; length <= 260; length += 1) {
    const part = Uint8Array.from({ length }, (_, i) => (i * 37 + length) & 255);
    expect(sha256(part)).toBe(byNode(part));
  }
});

test('random bytes in random parts agree with Node', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 5 }), (parts) => {
      expect(sha256(...parts)).toBe(byNode(...parts));
    }),
    { numRuns: 300 },
  );
});

test('parts are read as one, also from the middle of a buffer', () => {
  const whole = bytes('the quick brown fox');
  expect(sha256(whole.subarray(0, 4), whole.subarray(4))).toBe(sha256(whole));
  expect(sha256(whole.subarray(4, 9))).toBe(sha256(bytes('quick')));
  expect(sha256()).toBe(sha256(bytes('')));
});
