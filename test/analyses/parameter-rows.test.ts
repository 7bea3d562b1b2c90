import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parameterProblem } from '../../src/analyses/parameters';
import {
  assetsNamed,
  freshRow,
  LONGEST_TEXT,
  mixProblem,
  readMix,
  readRows,
  rowsProblem,
  writeMix,
  writeRows,
  type CellSpecs,
  type RowsParameter,
} from '../../src/analyses/parameter-rows';
import { apportion } from '../../src/finance/apportion';

const columns: CellSpecs = {
  kind: { kind: 'choice', default: 'in', options: ['in', 'out', 'in, or %2C out; both'] },
  months: { kind: 'choice', default: 1, options: [1, 12] },
  asset: { kind: 'asset', default: '' },
  years: { kind: 'integer', default: 0, minimum: 0, maximum: 60 },
  mean: { kind: 'number', default: 5, minimum: -50, maximum: 100, optional: true },
};
const spec: RowsParameter = { kind: 'rows', default: '', maximum: 3, columns };

/** Ids as a person's own file may have them, with what the codec itself uses. */
const anyId = fc
  .array(fc.oneof(fc.constantFrom(',', ';', '%', '%2C', '%3B', '%25', '5', ' '), fc.string()), {
    minLength: 1,
    maxLength: 6,
  })
  .map((pieces) => pieces.join(''))
  .filter((id) => id !== '');

const anyRow = fc.record({
  kind: fc.constantFrom('in', 'out', 'in, or %2C out; both'),
  months: fc.constantFrom(1, 12),
  asset: anyId,
  years: fc.integer({ min: 0, max: 60 }),
  mean: fc.option(
    fc.double({ min: -50, max: 100, noNaN: true }).map((x) => x + 0),
    { nil: undefined },
  ),
});

describe('rows', () => {
  test('come back from their text to the bit, whatever the ids hold', () => {
    fc.assert(
      fc.property(fc.array(anyRow, { maxLength: 3 }), (rows) => {
        const text = writeRows(columns, rows);
        expect(readRows(columns, text)).toEqual(rows);
        expect(writeRows(columns, readRows(columns, text))).toBe(text);
        expect(assetsNamed(spec, text)).toEqual(rows.map(({ asset }) => asset));
        if (text.length <= LONGEST_TEXT) expect(rowsProblem(spec, text)).toBeUndefined();
      }),
    );
  });

  test('are written as a person can read them', () => {
    const row = { kind: 'in', months: 12, asset: 'a,b', years: 3, mean: undefined };
    expect(writeRows(columns, [row, { ...row, mean: -0.5 }])).toBe(
      'in,12,a%2Cb,3,;in,12,a%2Cb,3,-0.5',
    );
    expect(writeRows(columns, [])).toBe('');
    expect(readRows(columns, '')).toEqual([]);
  });

  test('are never trusted: any text is read, and refused in words', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), anyId), (text) => {
        const problem = rowsProblem(spec, text);
        expect(readRows(columns, text).length).toBe(text === '' ? 0 : text.split(';').length);
        expect(problem === undefined).toBe(text === '');
      }),
    );
  });

  test('start with their defaults, and an optional cell empty', () => {
    expect(freshRow(columns)).toEqual({
      kind: 'in',
      months: 1,
      asset: '',
      years: 0,
      mean: undefined,
    });
  });

  test.each([
    ['no text', 7, 'Enter rows.'],
    ['too many rows', Array(4).fill('in,1,a,0,').join(';'), 'At most 3 rows.'],
    ['too many cells', 'in,1,a,0,;in,1,a,0,,', 'Row 2 has too many cells.'],
    ['too few cells', 'in,1,a', 'Row 1, years: Fill this in.'],
    ['an empty row', 'in,1,a,0,;', 'Row 2, kind: Fill this in.'],
    ['no option', 'up,1,a,0,', 'Row 1, kind: Choose one of in, out, in, or %2C out; both.'],
    ['no option that is a number', 'in,2,a,0,', 'Row 1, months: Choose one of 1, 12.'],
    ['no asset', 'in,1,,0,', 'Row 1, asset: Fill this in.'],
    ['no number', 'in,1,a,0,much', 'Row 1, mean: Enter a number.'],
    ['a blank for a number', 'in,1,a,0, ', 'Row 1, mean: Enter a number.'],
    ['a number without end', 'in,1,a,0,Infinity', 'Row 1, mean: Enter a number.'],
    ['no whole number', 'in,1,a,0.5,', 'Row 1, years: Enter a whole number.'],
    ['too small a number', 'in,1,a,0,-51', 'Row 1, mean: Enter a number from -50 to 100.'],
    ['too large a number', 'in,1,a,0,;in,1,a,61,', 'Row 2, years: Enter a number from 0 to 60.'],
    [
      'too long a text',
      `in,1,${'a'.repeat(LONGEST_TEXT)},0,`,
      'This takes 4008 of 4000 characters: leave something out.',
    ],
  ])('with %s are refused by their place', (_name, text, problem) => {
    expect(rowsProblem(spec, text)).toBe(problem);
    expect(parameterProblem(spec, text)).toBe(problem);
  });

  test('may be as many as are allowed', () => {
    expect(rowsProblem(spec, Array(3).fill('in,1,a,0,').join(';'))).toBeUndefined();
  });
});

describe('a mix', () => {
  const anyMix = fc.uniqueArray(anyId, { minLength: 1, maxLength: 5 }).chain((assets) =>
    fc.record({
      assets: fc.constant(assets),
      weights: fc
        .array(fc.nat(100), { minLength: assets.length, maxLength: assets.length })
        .map((parts) => apportion(10_000, parts)),
    }),
  );

  test('comes back from its text, whatever the ids hold', () => {
    fc.assert(
      fc.property(anyMix, ({ assets, weights }) => {
        const text = writeMix(assets, weights);
        expect(readMix(text)).toEqual({ assets, weights });
        expect(assetsNamed({ kind: 'mix', default: '' }, text)).toEqual(assets);
        expect(mixProblem(text)).toBeUndefined();
      }),
    );
  });

  test('may be none', () => {
    expect(mixProblem('')).toBeUndefined();
    expect(readMix('')).toEqual({ assets: [], weights: [] });
  });

  test.each([
    ['no text', null, 'Enter rows.'],
    ['a sum below the whole', 'a,5000;b,4950', 'The weights sum to 99.5 %, not to 100 %.'],
    ['a sum above the whole', 'a,5000;b,5001', 'The weights sum to 100.01 %, not to 100 %.'],
    ['an asset twice', 'a,5000;b,2000;a,3000', 'a stands twice in the mix.'],
    ['no asset', ',10000', 'Row 1, asset: Fill this in.'],
    ['no weight', 'a', 'Row 1, weight: Fill this in.'],
    ['half a weight', 'a,0.5', 'Row 1, weight: Enter a whole number.'],
    ['a weight below zero', 'a,-1;b,10001', 'Row 1, weight: Enter a number from 0 to 10000.'],
    ['more than assets and weights', 'a,10000,1', 'Row 1 has too many cells.'],
  ])('with %s is refused', (_name, text, problem) => {
    expect(mixProblem(text)).toBe(problem);
    expect(parameterProblem({ kind: 'mix', default: '' }, text)).toBe(problem);
  });
});

test('assets are named by no other kind but an asset itself', () => {
  expect(assetsNamed({ kind: 'asset', default: '' }, 'gold')).toEqual(['gold']);
  expect(assetsNamed({ kind: 'asset', default: '' }, '')).toEqual([]);
  expect(assetsNamed({ kind: 'choice', default: 'gold', options: ['gold'] }, 'gold')).toEqual([]);
  expect(assetsNamed({ kind: 'number', default: 1, minimum: 0, maximum: 2 }, 1)).toEqual([]);
});
