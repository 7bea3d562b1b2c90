import { describe, expect, test } from 'vitest';
import { caveatOf } from '../../src/finance/caveats';
import type { Column, Distortion } from '../../src/finance/dataset';
import { column } from './column';

function faulty(id: string, ...distortions: Distortion[]): Column {
  return { ...column(id), distortions };
}

const averaged = faulty('Gold', 'monthly-average');
const houses = faulty('Houses', 'smoothed', 'price-index');
const index = faulty('Index', 'price-index');
const sound = faulty('Cash');
const volatility = { distortedBy: ['monthly-average', 'smoothed'] } as const;
const growth = { distortedBy: ['price-index'] } as const;

describe('a caveat', () => {
  test('stands beside a measure that a weighted column misstates, and says why', () => {
    const caveat = caveatOf(volatility, [averaged, sound], [0.5, 0.5]);
    expect(caveat?.short).toBe('understated');
    expect(caveat?.long).toContain('monthly averages');
    expect(caveat?.long).toContain('Gold');
    expect(caveat?.long).not.toContain('Cash');
  });

  test('is absent where no weighted column has the fault', () => {
    expect(caveatOf(volatility, [averaged, sound], [0, 1])).toBeUndefined();
    expect(caveatOf(volatility, [index, sound], [0.5, 0.5])).toBeUndefined();
    expect(caveatOf({}, [averaged, houses], [0.5, 0.5])).toBeUndefined();
    expect(caveatOf(volatility, [], [])).toBeUndefined();
  });

  test('says which way the measure is wrong', () => {
    const sharpe = { ...volatility, bias: 'overstated' } as const;
    expect(caveatOf(sharpe, [averaged], [1])?.short).toBe('overstated');
    expect(caveatOf(volatility, [averaged], [1])?.short).toBe('understated');
  });

  test('names every column and every fault of it that matters', () => {
    const caveat = caveatOf(volatility, [averaged, houses], Float64Array.of(0.5, 0.5));
    for (const word of ['Gold', 'averages', 'Houses', 'appraisal']) {
      expect(caveat?.long).toContain(word);
    }
    expect(caveat?.long).not.toContain('price index');
  });

  test('of data that a step changed says what the step did', () => {
    const mended = faulty('Flats', 'desmoothed', 'price-index');
    const limited = faulty('Shares', 'winsorized');
    const one = caveatOf(volatility, [mended, sound], [0.5, 0.5]);
    expect(one).toMatchObject({ short: 'estimated' });
    expect(one?.long).toMatch(/Desmoothed.*Flats/);
    const two = caveatOf(volatility, [mended, limited], [0.5, 0.5]);
    expect(two).toMatchObject({ short: 'understated' });
    expect(two?.long).toMatch(/limited: Shares/);
    expect(caveatOf(growth, [mended, limited], [0, 1])).toBeUndefined();
  });

  test('of missing income says whether all of the mix or part of it lacks it', () => {
    expect(caveatOf(growth, [index, houses], [0.5, 0.5])?.short).toBe('without dividends');
    expect(caveatOf(growth, [index, sound], [0.5, 0.5])?.short).toBe('without some income');
    expect(caveatOf(growth, [index, sound], [1, 0])?.short).toBe('without dividends');
  });
});
