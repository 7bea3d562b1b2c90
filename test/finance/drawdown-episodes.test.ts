import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  drawdownEpisodes,
  longestUnderwater,
  worstEpisode,
} from '../../src/finance/drawdown-episodes';
import reference from '../reference/finance-monthly.json';
import { relativeError } from './closeness';
import { readShipped } from './shipped-data';

const monthly = readShipped('us-asset-classes-monthly.csv').columns;

describe.each(Object.entries(reference.drawdowns.value))('the drawdowns of %s', (id, expected) => {
  const episodes = drawdownEpisodes(drawdownsOf(monthly[id]));

  test('have the reference episodes', () => {
    expect(episodes).toHaveLength(expected.episodes);
    const deepest = episodes.toSorted((a, b) => a.depth - b.depth).slice(0, 5);
    expected.top5.forEach((of, i) => {
      expect(relativeError(deepest[i].depth, of.depth)).toBeLessThan(1e-10);
      expect(deepest[i].peak).toBe(of.peak_index);
      expect(deepest[i].trough).toBe(of.trough_index);
      expect(deepest[i].recovery).toBe(of.recovery_index ?? -1);
    });
  });

  test('have the reference extremes', () => {
    expect(worstEpisode(episodes)?.depth ?? 0).toBeCloseTo(expected.max_drawdown, 12);
    expect(longestUnderwater(episodes)?.underwater ?? 0).toBe(expected.longest_underwater_periods);
  });
});

test('the start counts as a peak', () => {
  expect(drawdownEpisodes([0, -0.1, -0.2, 0, 0])).toEqual([
    { depth: -0.2, peak: 0, trough: 2, recovery: 3, underwater: 3 },
  ]);
});

test('an episode that has not ended has no recovery and lasts to the end', () => {
  expect(drawdownEpisodes([0, 0, -1, -1])).toEqual([
    { depth: -1, peak: 1, trough: 2, recovery: -1, underwater: 2 },
  ]);
});

test('a touch of the peak separates two episodes, and the first of equals is named', () => {
  const episodes = drawdownEpisodes([0, -0.1, 0, -0.1, 0]);
  expect(episodes.map((episode) => episode.peak)).toEqual([0, 2]);
  expect(worstEpisode(episodes)).toBe(episodes[0]);
  expect(longestUnderwater(episodes)).toBe(episodes[0]);
});

test('without losses there is no episode', () => {
  expect(drawdownEpisodes([])).toEqual([]);
  expect(drawdownEpisodes([0, 0, -0])).toEqual([]);
  expect(worstEpisode([])).toBeUndefined();
  expect(longestUnderwater([])).toBeUndefined();
});

test('episodes are apart and cover every loss', () => {
  const returns = fc.array(fc.double({ min: -0.5, max: 0.6, noNaN: true }), { maxLength: 60 });
  fc.assert(
    fc.property(returns, (list) => {
      const drawdowns = drawdownsOf(Float64Array.from(list));
      const covered = new Set<number>();
      for (const { peak, trough, recovery, depth } of drawdownEpisodes(drawdowns)) {
        expect(drawdowns[peak]).toBe(0);
        expect(drawdowns[trough]).toBe(depth);
        const end = recovery === -1 ? drawdowns.length : recovery;
        for (let t = peak + 1; t < end; t += 1) {
          expect(covered.has(t)).toBe(false);
          expect(drawdowns[t]).toBeGreaterThanOrEqual(depth);
          covered.add(t);
        }
      }
      drawdowns.forEach((drawdown, t) => expect(covered.has(t)).toBe(drawdown < 0));
    }),
  );
});

function drawdownsOf(returns: Float64Array): Float64Array {
  const drawdowns = new Float64Array(returns.length + 1);
  let wealth = 1;
  let peak = 1;
  returns.forEach((value, t) => {
    wealth *= 1 + value;
    peak = Math.max(peak, wealth);
    drawdowns[t + 1] = wealth / peak - 1;
  });
  return drawdowns;
}
