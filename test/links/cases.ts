/**
 * What a release writes down: at least one link of every kind there is, so that whatever a link
 * may hold is decoded and run by later versions. `test/tools/release-links.ts` writes the file.
 */
import { writeMix, writeRows } from '../../src/analyses/parameter-rows';
import type { Draft } from '../../src/analyses/scenario';
import { spec } from '../../src/analyses/wealth-paths/spec';
import { ownDataset } from '../../src/data/own-dataset';
import { parseText } from '../../src/data/parse/parse-text';
import type { Dataset } from '../../src/finance/dataset';
import { builtIn } from '../analyses/built-in-data';

const monthly = 'us-asset-classes-monthly';
const since1871 = 'us-stocks-bonds-cpi-monthly-1871';
const swiss = 'swiss-pension-daily';

const plan = spec.parameters;

export interface LinkCase {
  readonly name: string;
  readonly draft: Draft;
  readonly sources: readonly Dataset[];
}

export async function linkCases(): Promise<readonly LinkCase[]> {
  const own = await ownData();
  const of = (
    name: string,
    draft: Omit<Draft, 'data'> & { data?: Partial<Draft['data']> },
    ...ids: string[]
  ): LinkCase => {
    const sources = (ids.length === 0 ? [monthly] : ids).map((id) => builtIn(id));
    const data = { sources: sources.map(({ id }) => ({ id })), ...draft.data };
    return { name, draft: { ...draft, data }, sources };
  };
  return [
    of('the first view', {}),
    of('a mix, a range and a seed', {
      mix: { assets: ['us_stocks', 'gold'], weights: [7_000, 3_000] },
      data: { range: { from: '1990-01-01', to: '2009-12-31' } },
      seed: 4_294_967_295,
    }),
    of('two mixes', {
      mix: { assets: ['us_stocks', 'us_treasury_10y'], weights: [8_000, 2_000] },
      compare: { assets: ['us_treasury_10y', 'gold'], weights: [2_000, 8_000] },
    }),
    of(
      'two datasets, joined and resampled',
      { data: { steps: [{ step: 'resample', to: 'quarterly' }] } },
      monthly,
      swiss,
    ),
    of(
      'another dataset',
      { analysis: 'rolling-statistics', parameters: { window: 120 } },
      since1871,
    ),
    of(
      'daily data',
      { analysis: 'value-at-risk', parameters: { tail: 1_000, horizon: 10 } },
      swiss,
    ),
    of('a simulation', {
      analysis: 'value-at-risk',
      parameters: { method: 'simulated', scenarios: 200_000, horizon: 3 },
      seed: 7,
    }),
    of('a simulation that stops at a precision', {
      analysis: 'value-at-risk',
      parameters: { method: 'simulated', scenarios: 5_000_000, precision: '1%' },
    }),
    of('correlations, shrunk', {
      analysis: 'correlation',
      parameters: { estimator: 'oas', repair: 'clip-eigenvalues' },
    }),
    of('conventions', { analysis: 'conventions' }),
    of('wealth', { analysis: 'wealth-paths', parameters: { scenarios: 20_000, years: 20 } }),
    of('a plan with contributions and another mix', {
      analysis: 'wealth-paths',
      parameters: {
        scenarios: 8_192,
        years: 10,
        model: 'normal',
        flows: writeRows(plan.flows.columns, [
          {
            kind: 'contribution',
            amount: 250,
            every: 'month',
            terms: 'real',
            growth: 1,
            from: 0,
            to: 8,
          },
        ]),
        assumptions: writeRows(plan.assumptions.columns, [
          { asset: 'gold', expectedReturn: 3, volatility: undefined },
        ]),
        compare: 'mix',
        otherMix: writeMix(['us_stocks', 'gold'], [4_000, 6_000]),
      },
    }),
    {
      name: 'data in the link',
      draft: { data: { sources: [{ id: own.id }] }, analysis: 'mix-summary' },
      sources: [{ ...own, file: own.file && { ...own.file, inLink: true } }],
    },
  ];
}

/** What is behind `?` in the address of a frame. */
export const queries: readonly string[] = [
  'ui=lab&theme=dark&locale=de&seed=5',
  'ui=result&hide=details%2Cactions',
  'lock=mix%2Ctail&hide=method&range=horizon%3A1%3A12&ask=How+large+is+the+loss%3F&answer=3.1&tolerance=0.1&unit=%25&given=3',
];

async function ownData(): Promise<Dataset> {
  const rows = Array.from({ length: 36 }, (_, i) => {
    const date = `${2019 + Math.floor(i / 12)}-${String((i % 12) + 1).padStart(2, '0')}-28`;
    const price = (level: number, turn: number) => (level + 5 * Math.sin(turn * i)).toFixed(2);
    return `${date},${price(100, 1.1)},${price(50, 0.7)}`;
  });
  const table = await parseText(['date,Stocks,Bonds', ...rows].join('\n'));
  if ('unreadable' in table) throw new Error(table.unreadable);
  return ownDataset(table, {
    id: 'own',
    title: 'own',
    fileName: 'own.csv',
    currency: '',
    columns: table.columns.map(({ name }) => ({ name, role: 'asset' as const })),
  });
}
