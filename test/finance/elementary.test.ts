import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { exp, expm1, log, log10, log1p } from '../../src/finance/elementary';
import reference from '../reference/finance-elementary.json';
import { unitsOff } from './closeness';

const functions = { exp, expm1, log, log1p, log10 };
const names = ['exp', 'expm1', 'log', 'log1p', 'log10'] as const;

describe.each(names)('%s', (name) => {
  const f = functions[name];

  test('is within 0.8 units in the last place of the true value', () => {
    let worst = 0;
    for (const [x, rounded, rest] of reference[name]) {
      worst = Math.max(worst, unitsOff(f(x), rounded, rest));
    }
    expect(worst).toBeLessThan(0.8);
  });

  test('is within 2 units of the engine for any double', () => {
    fc.assert(
      fc.property(fc.double(), (x) => {
        const expected = Math[name](x);
        if (!Number.isFinite(expected)) expect(f(x)).toBe(expected);
        else expect(unitsOff(f(x), expected)).toBeLessThanOrEqual(2);
      }),
      { numRuns: 3000 },
    );
  });

  test('is within 2 units of the engine where it is used most', () => {
    const range = name.startsWith('exp') ? { min: -50, max: 50 } : { min: -0.999, max: 100 };
    fc.assert(
      fc.property(fc.double({ ...range, noNaN: true }), (x) => {
        const expected = Math[name](x);
        if (Number.isNaN(expected)) expect(f(x)).toBeNaN();
        else expect(unitsOff(f(x), expected)).toBeLessThanOrEqual(2);
      }),
      { numRuns: 3000 },
    );
  });

  test('treats special arguments as the engine does', () => {
    const logs = name.startsWith('exp') ? [] : [1, -1, -2];
    const special = [0, -0, Infinity, -Infinity, NaN, 5e-324, -5e-324, ...logs];
    for (const x of special) expect(f(x), `${name}(${x})`).toBe(Math[name](x));
  });
});

test('exp overflows and underflows at the right arguments', () => {
  expect(exp(709.782712893384)).toBeLessThan(Infinity);
  expect(exp(709.7827128933841)).toBe(Infinity);
  expect(exp(-745.1332191019411)).toBe(5e-324);
  expect(exp(-745.1332191019412)).toBe(0);
});

test('expm1 ends at infinity and at -1', () => {
  expect(expm1(709.7827128933841)).toBe(Infinity);
  expect(expm1(-40.1)).toBe(-1);
  expect(expm1(-1e300)).toBe(-1);
});

test('log10 of a power of ten is exact', () => {
  for (let n = -307; n <= 308; n += 1) expect(log10(Number(`1e${n}`))).toBe(n);
});

test('log of a power of two is the rounded multiple of log 2', () => {
  for (let k = -1074; k <= 1023; k += 1) {
    expect(unitsOff(log(2 ** k), k * Math.LN2)).toBeLessThanOrEqual(1);
  }
});

test('exp and log are inverse to each other', () => {
  fc.assert(
    fc.property(fc.double({ min: -700, max: 700, noNaN: true }), (x) => {
      expect(Math.abs(log(exp(x)) - x)).toBeLessThanOrEqual(3e-16 * Math.max(1, Math.abs(x)));
    }),
  );
});
