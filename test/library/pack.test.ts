import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pack, unpack } from '../../src/library/pack';

const throughJson = (value: unknown) =>
  unpack(JSON.parse(JSON.stringify(pack(value))) as ReturnType<typeof pack>);

const doubles = fc.double();
const plain = fc.letrec((tie) => ({
  value: fc.oneof(
    doubles,
    fc.string(),
    fc.boolean(),
    fc.constantFrom(null, undefined, -0, NaN, Infinity, -Infinity, 5e-324),
    fc.float64Array(),
    fc.float32Array(),
    fc.int32Array(),
    fc.uint32Array(),
    fc.uint8Array(),
    fc.array(tie('value'), { maxLength: 5 }),
    fc.dictionary(
      fc.constantFrom('a', 'object', 'number', 'absent', 'Float64Array'),
      tie('value'),
      {
        noNullPrototype: true,
      },
    ),
  ),
})).value;

describe('packed data', () => {
  test('come back through JSON to the last bit', () => {
    fc.assert(
      fc.property(plain, (value) => {
        expect(throughJson(value)).toStrictEqual(value);
      }),
    );
  });

  test.each([-0, 0, NaN, Infinity, -Infinity, 5e-324, 1.7976931348623157e308, 0.1])(
    'keep %d',
    (value) => {
      expect(Object.is(throughJson(value), value)).toBe(true);
      expect(throughJson([{ value }])).toStrictEqual([{ value }]);
    },
  );

  test('keep the part of a buffer that an array shows', () => {
    const window = new Float64Array([1, 2, 3, 4]).subarray(1, 3);
    expect(throughJson(window)).toStrictEqual(new Float64Array([2, 3]));
  });

  test('keep long arrays', () => {
    const long = Float64Array.from({ length: 100_000 }, (_, i) => i / 7);
    expect(throughJson({ long })).toStrictEqual({ long });
  });

  test('are refused where they are not plain', () => {
    expect(() => pack(() => 0)).toThrow('cannot pack a function');
    expect(() => pack(new BigInt64Array(1))).toThrow('cannot pack a BigInt64Array');
    expect(() => unpack({ Float64Array: 3 })).toThrow('not packed data');
    expect(() => unpack({ constructor: 'x' })).toThrow('not packed data');
  });
});
