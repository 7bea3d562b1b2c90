import { describe, expect, test, vi } from 'vitest';
import { exportItems, exportName } from '../../src/panel/exports';
import { scenarioOf, shownOf } from './shown';

const actions = { picture: vi.fn(), scenario: vi.fn(), say: vi.fn(), print: vi.fn() };

describe('a file is named after the mix and the question', () => {
  const nameOf = (mix?: { assets: string[]; weights: number[] }) =>
    exportName(shownOf(scenarioOf('value-at-risk', mix && { mix }), {}).context);

  test('where the mix is a known one, by its name', () => {
    expect(nameOf()).toBe('balanced-value-at-risk');
  });

  test('also where assets without weight are not listed', () => {
    const { assets, weights } = scenarioOf('value-at-risk').mix;
    const held = [...assets.keys()].filter((i) => weights[i] > 0);
    const mix = { assets: held.map((i) => assets[i]), weights: held.map((i) => weights[i]) };
    expect(held.length).toBeLessThan(assets.length);
    expect(nameOf(mix)).toBe('balanced-value-at-risk');
  });

  test('else as an own one', () => {
    const [first, second] = scenarioOf('value-at-risk').mix.assets;
    expect(nameOf({ assets: [first, second], weights: [9_999, 1] })).toBe('own-mix-value-at-risk');
  });
});

describe('before a run is complete', () => {
  const { room, spec, shown, context } = shownOf(scenarioOf('mix-summary'), {});
  const offered = (digest?: string) =>
    exportItems(room, spec, [{ shown: { ...shown, digest }, context }], actions)
      .filter(({ act }) => act !== undefined)
      .map(({ label }) => label);

  test('there is no result to take away, but all the rest', () => {
    expect(offered()).toEqual(['Picture (PNG)', 'Scenario as a file', 'Print report']);
    expect(offered('0')).toHaveLength(5);
  });

  test('the panel is told the names', () => {
    for (const { act } of exportItems(room, spec, [{ shown, context }], actions).slice(2)) act?.();
    expect(actions.picture).toHaveBeenCalledWith('balanced-mix-summary.png', 0);
    expect(actions.scenario).toHaveBeenCalledWith('balanced-mix-summary.asset-mix.json');
    expect(actions.print).toHaveBeenCalledOnce();
  });
});

test('of two mixes each has its result, and what is of both is there once', () => {
  const { room, spec, shown, context } = shownOf(scenarioOf('mix-summary'), {});
  const [one, other] = ['0', undefined].map((digest) => ({ shown: { ...shown, digest }, context }));
  const items = exportItems(room, spec, [one, other], actions);
  expect(items.map(({ label }) => label)).toEqual([
    'Mix A as CSV',
    'Mix A as JSON',
    'Mix A as PNG',
    'Mix B as CSV',
    'Mix B as JSON',
    'Mix B as PNG',
    'Scenario as a file',
    'Print report',
  ]);
  expect(items.flatMap(({ act }, i) => (act === undefined ? [i] : []))).toEqual([3, 4]);
  items[5].act?.();
  expect(actions.picture).toHaveBeenLastCalledWith('mix-b-balanced-mix-summary.png', 1);
});
