/** Steps in words: a sentence for each, which names columns and sources as people know them. */
import { describe, expect, test } from 'vitest';
import type { Step } from '../../src/analyses/scenario-steps';
import { stepWords } from '../../src/analyses/step-text';

const columns = [
  { id: 'gold', label: 'Gold' },
  { id: 'fx.eur', label: 'Euro' },
];
const sources = [{ id: 'own', title: 'My prices' }];

describe('a step reads', () => {
  test.each<[Step, string]>([
    [
      { step: 'fill', column: 'gold', limit: 3 },
      'Missing values of Gold are filled forward, at most 3 in a row',
    ],
    [
      { step: 'fill', column: 'gold', limit: 3, dates: ['2020-01-31', '2020-02-29'] },
      'Missing values of Gold, and those at 2020-01-31 and 2020-02-29, are filled forward, at most 3 in a row',
    ],
    [
      { step: 'drop', source: 'own', dates: ['2020-01-31'] },
      'The row of My prices at 2020-01-31 is left out',
    ],
    [
      { step: 'drop', source: 'gone', dates: ['1', '2', '3', '4', '5'] },
      'The rows of gone at 1 to 5 (5) are left out',
    ],
    [
      { step: 'split', column: 'gold', date: '2020-01-31', factor: 2 },
      'Gold was split 2 for 1 at 2020-01-31, which is taken out of its prices',
    ],
    [
      { step: 'winsorize', column: 'gold', tail: 0.07 },
      'Returns of Gold are limited to what lies between their lowest and their highest 7 %',
    ],
    [
      { step: 'desmooth', column: 'gold', weight: 0.4 },
      'The smoothing of Gold is taken back, with a weight of 40 % on the period before',
    ],
    [{ step: 'resample', to: 'monthly' }, 'The data become monthly'],
    [
      { step: 'convert', fx: 'fx.eur', columns: ['gold'], invert: true },
      'Gold: returns are converted to another currency, divided by those of Euro',
    ],
    [
      { step: 'convert', fx: 'fx.eur' },
      'All assets: returns are converted to another currency, compounded with those of Euro',
    ],
    [{ step: 'real' }, 'Returns of assets and cash are real, beyond inflation'],
    [{ step: 'excess', cash: 'gold' }, 'Returns are those beyond Gold'],
    [
      { step: 'leverage', column: 'gold', factor: 1.5, spread: 0.011 },
      'Gold is held 1.5 times, borrowed at the riskless rate plus 1.1 % a year',
    ],
    [
      { step: 'leverage', column: 'gold', factor: 0.5, cash: 'fx.eur' },
      'Gold is held 0.5 times, the rest at Euro',
    ],
    [{ step: 'fee', rate: 0.0025 }, 'All assets: a fee of 0.25 % a year is taken off'],
    [{ step: 'form', kind: 'prices' }, 'The data are kept as prices, from 100 on'],
  ])('%j', (step, sentence) => {
    expect(stepWords(step, columns, sources)).toBe(sentence);
  });
});
