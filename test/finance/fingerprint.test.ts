import { createHash } from 'node:crypto';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { fingerprint, fingerprintInSlices } from '../../src/finance/fingerprint';
import { createSha256, sha256 } from '../../src/finance/sha256';
import { monthly } from '../analyses/built-in-data';

test('a fingerprint is the hash of ids, labels and little-endian numbers', () => {
  const hash = createHash('sha256').update('a\nü\n2020-01-31\n2020-02-29\n');
  const cells = Buffer.alloc(32);
  [1.5, 0, -2e-300, NaN].forEach((value, i) => cells.writeDoubleLE(value, 8 * i));
  const values = [Float64Array.of(1.5, -0), Float64Array.of(-2e-300, NaN)];
  expect(fingerprint(['a', 'ü'], ['2020-01-31', '2020-02-29'], values)).toBe(
    hash.update(cells).digest('hex'),
  );
});

test('every missing value counts the same, whatever its bits', () => {
  const odd = new Float64Array(new BigUint64Array([0xfff8_0000_0000_0001n]).buffer);
  expect(odd[0]).toBeNaN();
  expect(fingerprint(['a'], ['1'], [odd])).toBe(fingerprint(['a'], ['1'], [Float64Array.of(NaN)]));
  expect(fingerprint(['a'], ['1'], [odd])).not.toBe(
    fingerprint(['a'], ['1'], [Float64Array.of(0)]),
  );
});

test('in slices it is the same', async () => {
  const value = fc.double();
  const anyTable = fc.tuple(
    fc.array(fc.string({ unit: 'grapheme', maxLength: 5 }), { maxLength: 4 }),
    fc.array(fc.string({ maxLength: 5 }), { maxLength: 20 }),
    fc.array(fc.array(value, { maxLength: 20 }).map((column) => Float64Array.from(column))),
  );
  await fc.assert(
    fc.asyncProperty(anyTable, async (table) => {
      expect(await fingerprintInSlices(...table)).toBe(fingerprint(...table));
    }),
  );
  const { columns, index, values } = monthly;
  const ids = columns.map(({ id }) => id);
  expect(await fingerprintInSlices(ids, index, values)).toBe(monthly.fingerprint);
});

test.each([65_535, 65_536, 65_537, 140_000])(
  'in slices of columns of %i values it is the same',
  async (length) => {
    const values = [3, 5].map((step) => Float64Array.from({ length }, (_, t) => (t * step) / 7));
    expect(await fingerprintInSlices(['a', 'b'], [], values)).toBe(
      fingerprint(['a', 'b'], [], values),
    );
  },
);

test('between the slices others have their turn', async () => {
  const slicing = fingerprintInSlices(['a'], [], [new Float64Array(300_000)]);
  let turns = 0;
  const timer = setInterval(() => (turns += 1), 0);
  await slicing;
  clearInterval(timer);
  expect(turns).toBeGreaterThan(0);
});

test('a hash takes its bytes in any parts', () => {
  const cuts = fc.array(fc.nat({ max: 400 }), { maxLength: 12 });
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), cuts, (bytes, some) => {
      const hash = createSha256();
      let from = 0;
      for (const to of some.toSorted((x, y) => x - y)) {
        hash.update(bytes.subarray(from, Math.max(from, to)));
        from = Math.min(bytes.length, Math.max(from, to));
      }
      hash.update(bytes.subarray(from));
      expect(hash.digest()).toBe(sha256(bytes));
    }),
    { numRuns: 500 },
  );
});

test('a hash of parts of every length around the ends of blocks agrees with Node', () => {
  for (let part = 1; part <= 130; part += 1) {
    const [own, node] = [createSha256(), createHash('sha256')];
    for (let i = 0; i < 7; i += 1) {
      const bytes = new Uint8Array(part).fill(i + part);
      own.update(bytes);
      node.update(bytes);
    }
    expect(own.digest()).toBe(node.digest('hex'));
  }
});
