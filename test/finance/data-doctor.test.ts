/** Signs that the data are not what they seem: each is planted, and clean data have none. */
import { describe, expect, test } from 'vitest';
import { examine, unitsMissing, type Sign } from '../../src/finance/data-doctor';
import type { Dataset, Frequency } from '../../src/finance/dataset';
import { normalQuantile } from '../../src/finance/normal-distribution';
import { builtIn, monthly } from '../analyses/built-in-data';
import { column } from './column';

const T = 360;

/** Independent normal returns, a month each, of a generator that is good enough to look random. */
function returns(seed: number, length = T, deviation = 0.04): Float64Array {
  let state = seed;
  return Float64Array.from({ length }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return 0.006 + deviation * normalQuantile((state + 0.5) / 2 ** 32);
  });
}

function prices(from: Float64Array): Float64Array {
  let price = 100;
  return Float64Array.from([0, ...from], (r) => (price *= 1 + r));
}

function months(length: number): string[] {
  return Array.from({ length }, (_, t) =>
    new Date(Date.UTC(1980, t + 1, 0)).toISOString().slice(0, 10),
  );
}

function dataset(
  kind: Dataset['kind'],
  values: readonly Float64Array[],
  frequency: Frequency = 'monthly',
): Dataset {
  const facts = { id: 'd', title: 'D', description: '', dated: true, fingerprint: '' };
  return {
    ...facts,
    ...{ frequency, periodsPerYear: 12, kind, values, index: months(values[0].length) },
    columns: values.map((_, j) => column(`a${j}`)),
  };
}

const signsOf = (data: Dataset, j = 0): readonly Sign[] => examine(data)[j].signs;
const only = (data: Dataset): Sign => {
  const signs = signsOf(data);
  expect(signs.map(({ sign }) => sign)).toHaveLength(1);
  return signs[0];
};

test('clean series show nothing, as prices and as returns', () => {
  for (let seed = 1; seed <= 40; seed += 1) {
    const clean = returns(seed * 7_919);
    expect(signsOf(dataset('returns', [clean]))).toEqual([]);
    expect(signsOf(dataset('prices', [prices(clean)]))).toEqual([]);
  }
});

describe('values that are not there', () => {
  test('inside: which rows, and the longest run', () => {
    const values = prices(returns(1));
    for (const t of [10, 50, 51, 52]) values[t] = NaN;
    expect(only(dataset('prices', [values]))).toEqual({
      sign: 'gap',
      rows: [10, 50, 51, 52],
      longest: 3,
    });
  });

  test('before and after, against the other assets', () => {
    const values = [returns(1), returns(2)];
    values[1].fill(NaN, 0, 24);
    values[1].fill(NaN, 350);
    const data = dataset('returns', values);
    const [whole, part] = examine(data);
    expect(whole).toMatchObject({ span: [0, T - 1], observations: T, signs: [] });
    expect(part).toMatchObject({ span: [24, 349], observations: 326 });
    expect(part.signs).toEqual([
      { sign: 'late', rows: [24], lost: 24 },
      { sign: 'early', rows: [349], lost: 10 },
    ]);
  });

  test('a column without any value has no span', () => {
    const data = dataset('returns', [returns(1), new Float64Array(T).fill(NaN)]);
    expect(examine(data)[1]).toEqual({ id: 'a1', span: undefined, observations: 0, signs: [] });
  });

  test('months that no row lies in', () => {
    const data = dataset('returns', [returns(1, 10)]);
    const index = data.index.filter((_, t) => t !== 4 && t !== 5);
    expect(unitsMissing({ ...data, index })).toEqual([
      { after: data.index[3], before: data.index[6], units: 2 },
    ]);
    expect(unitsMissing(data)).toEqual([]);
  });
});

describe('values that were made up', () => {
  test('a price that stands still', () => {
    const values = prices(returns(3));
    values.fill(values[100], 101, 104);
    expect(only(dataset('prices', [values]))).toEqual({
      sign: 'stale',
      rows: [101, 102, 103],
      longest: 4,
    });
  });

  test('a return that is spread over the months of a quarter', () => {
    const values = returns(4);
    for (let t = 200; t < 209; t += 3) values.fill(values[t], t, t + 3);
    const stale = signsOf(dataset('returns', [values])).find(({ sign }) => sign === 'stale');
    expect(stale?.rows).toEqual([201, 202, 204, 205, 207, 208]);
  });

  test('returns filled up with zeros', () => {
    const values = returns(5);
    values.fill(0, 0, 30);
    expect(only(dataset('returns', [values]))).toMatchObject({ sign: 'zeros', share: 30 / T });
  });

  test('prices of zero and less', () => {
    const values = prices(returns(6));
    values[7] = 0;
    values[9] = -3;
    expect(only(dataset('prices', [values]))).toEqual({ sign: 'not-positive', rows: [7, 9] });
  });
});

describe('jumps', () => {
  test.each([
    [2, 1 / 2],
    [1.5, 2 / 3],
    [100, 1 / 100],
    [1 / 10, 10],
  ])('a split of %d for one', (factor, growth) => {
    const values = prices(returns(8, T, 0.02));
    for (let t = 150; t < values.length; t += 1) values[t] *= growth;
    const sign = only(dataset('prices', [values]));
    expect(sign).toMatchObject({ sign: 'split', rows: [150] });
    expect('factor' in sign && sign.factor).toBeCloseTo(factor, 12);
  });

  test('a wrong price that is mended by the next one', () => {
    const values = prices(returns(9));
    values[80] *= 0.1;
    const sign = only(dataset('prices', [values]));
    expect(sign).toMatchObject({ sign: 'spike', rows: [80] });
    expect('sizes' in sign && sign.sizes[0]).toBeCloseTo(-0.9, 1);
  });

  test('a return far out of line, with its size', () => {
    const values = returns(10);
    values[33] = -0.42;
    expect(only(dataset('returns', [values]))).toEqual({
      sign: 'outlier',
      rows: [33],
      sizes: [-0.42],
    });
  });
});

describe('values that are not what was to be had', () => {
  test('rounding, where it makes a part of the variance', () => {
    const fine = returns(11, T, 0.01).map((r) => Math.round(r * 1e4) / 1e4);
    expect(signsOf(dataset('returns', [fine]))).toEqual([]);
    const coarse = returns(11, T, 0.01).map((r) => Math.round(r * 100) / 100);
    const sign = signsOf(dataset('returns', [coarse])).find((one) => one.sign === 'rounding');
    // A unit of 1 % in a deviation of 1 %: a twelfth of what is left of it.
    expect(sign).toMatchObject({ unit: 0.01 });
    expect(sign?.sign === 'rounding' && sign.share).toBeCloseTo(1 / 13, 1);
    const cents = prices(returns(12, T, 0.01)).map((p) => Math.round(p) / 100);
    expect(signsOf(dataset('prices', [cents])).map((one) => one.sign)).toContain('rounding');
  });

  test('monthly averages of a daily path', () => {
    const daily = prices(returns(13, T * 21, 0.01));
    const averages = Float64Array.from({ length: T }, (_, m) => {
      const month = daily.subarray(m * 21 + 1, m * 21 + 22);
      return month.reduce((sum, p) => sum + p, 0) / 21;
    });
    const sign = only(dataset('prices', [averages]));
    expect(sign.sign).toBe('averages');
    expect('lag1' in sign && sign.lag1).toBeCloseTo(0.25, 0);
  });

  test('appraisals, each of which keeps most of the last one', () => {
    const true_ = returns(14);
    let last = 0;
    const smooth = true_.map((r) => (last = 0.6 * last + 0.4 * r));
    const sign = only(dataset('returns', [smooth]));
    expect(sign.sign).toBe('smoothed');
    expect('lag1' in sign && Math.abs(sign.lag1 - 0.6) < 0.12).toBe(true);
  });
});

test('what is known of the shipped data is found in them', () => {
  const found = new Map(
    examine(monthly).map(({ id, signs }) => [id, signs.map(({ sign }) => sign)]),
  );
  for (const id of ['us_stocks', 'us_treasury_10y', 'gold', 'oil_wti'])
    expect(found.get(id)).toContain('averages');
  // Quarterly numbers, spread over the months.
  expect(found.get('us_house_prices')).toEqual(['stale', 'smoothed']);
  // Controlled prices that stood still for months.
  expect(found.get('oil_wti')).toContain('zeros');
  expect(found.get('us_tbill_3m')).toEqual([]);
  const daily = examine(builtIn('daily-markets'));
  expect(daily.flatMap(({ signs }) => signs.map(({ sign }) => sign))).not.toContain('split');
});
