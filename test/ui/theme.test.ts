/** The colors of both themes: what can be read, and what can be told apart by whom. */
import { describe, expect, test } from 'vitest';
import { seriesDashes } from '../../src/ui/chart-dash';
import { dark, light } from '../../src/ui/theme';
import { contrast, difference, labOf, rgbOf, seenBy, type Vision } from '../tools/color';

const themes = { light: colorsOf(light.cssText), dark: colorsOf(dark.cssText) };
const series = Array.from({ length: 8 }, (_, i) => `series-${i + 1}`);

test('the measures are right', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 10);
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.478, 3);
  // Sharma, Wu and Dalal (2005), table 1, pairs 1, 5, 7, 9, 16, 17, 25 and 33.
  for (const [one, other, expected] of [
    [[50, 2.6772, -79.7751], [50, 0, -82.7485], 2.0425],
    [[50, -1.1848, -84.8006], [50, 0, -82.7485], 1],
    [[50, 0, 0], [50, -1, 2], 2.3669],
    [[50, 2.49, -0.001], [50, -2.49, 0.0009], 7.1792],
    [[50, 2.5, 0], [50, 0, -2.5], 4.3065],
    [[50, 2.5, 0], [73, 25, -18], 27.1492],
    [[60.2574, -34.0099, 36.2677], [60.4626, -34.1751, 39.4387], 1.2644],
    [[6.7747, -0.2908, -2.4247], [5.8714, -0.0985, -2.2286], 0.6377],
  ] as const) {
    expect(difference(one, other)).toBeCloseTo(expected, 4);
  }
});

describe.each(['light', 'dark'] as const)('in the %s theme', (theme) => {
  const color = (name: string) => {
    const found = themes[theme].get(name);
    if (found === undefined) throw new Error(`no color ${name}`);
    return found;
  };

  test('every text can be read on every ground it stands on: 4.5 to 1', () => {
    const pairs: [text: string, ground: string][] = [
      ...['ink', 'muted', 'accent', 'loss', 'gain'].flatMap((text): [string, string][] => [
        [text, 'paper'],
        [text, 'wash'],
      ]),
      ['accent-ink', 'accent'],
      ['ink', 'loss-wash'],
      ['muted', 'loss-wash'],
      ['ink', 'gain-wash'],
      // What stands on tints of series 1 and 6 is measured on the heat table itself.
      ['heat-text', 'wash'],
    ];
    const bad = pairs.filter(([a, b]) => contrast(color(a), color(b)) < 4.5);
    expect(bad).toEqual([]);
  });

  test('every line and mark can be seen on the page: 3 to 1', () => {
    for (const name of [...series, 'loss', 'gain', 'accent', 'focus']) {
      expect(contrast(color(name), color('paper')), name).toBeGreaterThanOrEqual(3);
    }
    expect(contrast(color('loss'), color('loss-wash'))).toBeGreaterThanOrEqual(3);
  });

  test('no two series look the same to people with any color vision', () => {
    for (const vision of ['normal', 'protanopia', 'deuteranopia', 'tritanopia'] as const) {
      for (const [i, j] of pairsOf(8)) {
        const apart = apartness(color(series[i]), color(series[j]), vision);
        expect(apart, `${vision} ${i + 1} ${j + 1}`).toBeGreaterThan(j === i + 1 ? 13 : 9.9);
      }
    }
  });

  test('printed in gray two series differ in lightness or in their dash', () => {
    for (const [i, j] of pairsOf(8)) {
      const apart = apartness(color(series[i]), color(series[j]), 'gray');
      if (j === i + 1) expect(apart, `${i + 1} ${j + 1}`).toBeGreaterThan(5);
      const [one, other] = [i, j].map((k) => JSON.stringify(seriesDashes[`var(--${series[k]})`]));
      if (one === other) expect(apart, `${i + 1} ${j + 1}`).toBeGreaterThan(2.5);
    }
  });
});

function apartness(one: string, other: string, vision: Vision): number {
  const [a, b] = [one, other].map((hex) => labOf(seenBy(vision, rgbOf(hex))));
  return difference(a, b);
}

function pairsOf(count: number): [number, number][] {
  return Array.from({ length: count }, (_, i) => i).flatMap((i) =>
    Array.from({ length: count - i - 1 }, (_, k): [number, number] => [i, i + 1 + k]),
  );
}

/** Hexadecimal colors by the names of their tokens. */
function colorsOf(cssText: string): Map<string, string> {
  return new Map(
    [...cssText.matchAll(/--([\w-]+):\s*(?:var\([\w-]+,\s*)?(#[\da-f]{6})/g)].map(
      ([, name, hex]) => [name, hex],
    ),
  );
}
