/** What a person reads in the room: findings made of numbers, and words without gaps. */
import { describe, expect, test } from 'vitest';
import * as room from '../../src/analyses/conventions/compute';
import { spec, type ConventionsResult } from '../../src/analyses/conventions/spec';
import { view } from '../../src/analyses/conventions/view';
import { shownConventions } from '../../src/analyses/conventions/view-numbers';
import { seriesOf } from '../../src/analyses/series';
import type { ViewContext } from '../../src/analyses/view';
import type { Dataset } from '../../src/finance/dataset';
import { viewContext } from '../../src/panel/view-context';
import { loadKernels } from '../tools/kernels';
import { builtIn, monthly } from './built-in-data';
import { madeUp, scenarioOf } from './made-up';
import { runRoom } from './run-room';

const kernels = await loadKernels();
const daily = builtIn('daily-markets');
const undated = builtIn('eu-indices-daily');

type Parameters = Record<string, string | number>;

function shown(
  dataset: Dataset,
  parameters: Parameters,
): { result: ConventionsResult; context: ViewContext } {
  const scenario = scenarioOf(dataset, undefined, { analysis: 'conventions', parameters });
  const result = runRoom<ConventionsResult>(room, scenario, dataset, kernels);
  const series = seriesOf(scenario, dataset);
  return { result, context: viewContext({ scenario, dataset, series, result }) };
}

/** The text of a template, without its tags. */
function textOf(content: unknown): string {
  if (typeof content === 'string' || typeof content === 'number') return String(content);
  if (Array.isArray(content)) return content.map(textOf).join('');
  if (typeof content !== 'object' || content === null || !('strings' in content)) return '';
  const { strings, values } = content as { strings: readonly string[]; values: unknown[] };
  const parts = strings.map((part, k) => part + (k < values.length ? textOf(values[k]) : ''));
  return parts
    .join('')
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll(/\s+/g, ' ');
}

function findingOf(dataset: Dataset, parameters: Parameters): string {
  const { result, context } = shown(dataset, parameters);
  return textOf(view(result, context).finding);
}

describe.each([monthly, daily, undated])('in the words of $id', (dataset) => {
  test.each(spec.parameters.measure.options)('%s leaves nothing open', (measure) => {
    const { result, context } = shown(dataset, { measure, mine: 6.7 });
    for (const { text, value, difference } of shownConventions(result, context)) {
      const said = [text.label, text.why, text.formula, value, ...text.tools.flat()];
      expect(said).not.toContain('');
      expect([...said, difference].join(' ')).not.toMatch(/[{}]|undefined|NaN|Infinity/);
      expect(text.why).toMatch(/\.$/);
    }
    const { figures, tables, finding } = view(result, context);
    expect(textOf(finding)).not.toMatch(/undefined|NaN|Infinity|Object/);
    expect(figures.map(({ value }) => value).join(' ')).not.toMatch(/undefined|NaN/);
    const [table] = tables;
    for (const { values } of table.columns) {
      expect(values).toHaveLength(Object.keys(result.conventions).length);
    }
  });
});

describe('the finding', () => {
  const spread = /The same data give between 6\.728 % and 9\.552 % a year by 11 conventions/;

  test('says how far right conventions are apart, and by which of them', () => {
    const finding = findingOf(monthly, {});
    expect(finding).toMatch(spread);
    expect(finding).toContain('farthest from ours is never rebalanced, +2.816 points');
  });

  test('names the one convention that gave a number, and why', () => {
    const finding = findingOf(monthly, { mine: 7.31 });
    expect(finding).toContain('Your 7.31 % is what exact for compounded returns gives. The root');
    expect(finding).toMatch(spread);
  });

  test('understands a percentage that was typed as a fraction', () => {
    expect(findingOf(monthly, { mine: 0.0731 })).toContain('Your 7.31 % is what exact');
  });

  test('knows ours, alone and among others', () => {
    expect(findingOf(monthly, { mine: 6.736 })).toContain('Your 6.736 % is ours, to the digits');
    const among = findingOf(monthly, { mine: 6.7 });
    expect(among).toContain('It also fits log returns, standard deviation of a population and');
  });

  test('does not tell apart what is the same number', () => {
    const { result } = shown(monthly, { measure: 'correlation' });
    const { ours } = result.conventions;
    const mine = 'value' in ours ? Number(ours.value.toFixed(8)) : 0;
    expect(findingOf(monthly, { measure: 'correlation', mine })).not.toContain('It also fits');
  });

  test('names the nearest one where none fits', () => {
    const finding = findingOf(monthly, { mine: 21.5 });
    expect(finding).toMatch(/No convention here gives 21\.5 %\. The nearest is times f instead/);
  });

  test('says why there is no number of ours', () => {
    const short = madeUp({ a: [0.01, -0.02, 0.03, 0.01] });
    expect(findingOf(short, { measure: 'valueAtRisk' })).toContain('needs at least 20 periods');
  });
});
