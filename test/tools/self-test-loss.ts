/** What the self-test asks of *Loss*: each method, with contributions and a backtest. */
import type { PlainScenario } from '../../src/app/self-test/cases';
import backtests from '../reference/finance-backtests.json';
import cornishFisher from '../reference/finance-cornish-fisher.json';
import exact from '../reference/finance-exact.json';
import monthlyReference from '../reference/finance-monthly.json';
import student from '../reference/finance-student.json';
import dailyRooms from '../reference/rooms-daily.json';
import type { NamedCase, NamedCheck } from './self-test-cases';

const scipy = 'NumPy 2.4.6, SciPy 1.17.1';
const numpy = 'NumPy 2.4.6';

const levels = ['0.95', '0.99'] as const;
type Level = (typeof levels)[number];

export function lossCases(): NamedCase[] {
  return [
    ...levels.map((level) =>
      assetCase('us-asset-classes-monthly', 'us_stocks', 'US stocks by month', level, {
        ...monthlyReference.varEs.value.us_stocks[level],
        ...student.fits.value.monthly.us_stocks.risk[level],
        ...cornishFisher.value.monthly.us_stocks[level],
      }),
    ),
    ...levels.map((level) =>
      assetCase('daily-markets', 'SP500', 'S&P 500 by day', level, {
        ...dailyRooms.varEs.value.SP500[level],
        ...student.fits.value.daily.SP500.risk[level],
        ...cornishFisher.value.daily.SP500[level],
      }),
    ),
    ...levels.map(equalCase),
    backtestCase(),
    exactCase(),
  ];
}

interface Expected {
  readonly hist_var_type7: number;
  readonly hist_var_order_stat: number;
  readonly hist_es_fractional: number;
  readonly normal_var: number;
  readonly normal_es: number;
  readonly t_var: number;
  readonly t_es: number;
  readonly cornish_fisher_var: number;
  readonly modified_es_raw: number;
}

const one = (
  what: string,
  field: string,
  expected: number,
  tolerance: number,
  source = scipy,
): NamedCheck => ({ what, source, field, expected: [expected], tolerance });

const scenarioOf = (
  dataset: string,
  parameters: PlainScenario['parameters'],
  mix?: PlainScenario['mix'],
): PlainScenario => ({
  ...{ dataset, analysis: 'value-at-risk' },
  ...(mix && { mix }),
  parameters: { scenarios: 10_000, resamples: 100, backtestWindow: 0, ...parameters },
});

const tailOf = (level: string) => Math.round((1 - Number(level)) * 1e6);
const percentOf = (level: Level) => `${Math.round(Number(level) * 100)} %`;

function assetCase(
  dataset: string,
  id: string,
  name: string,
  level: Level,
  expected: Expected,
): NamedCase {
  const of = (what: string) => `${name}: ${percentOf(level)} ${what}`;
  const modified = Math.max(expected.cornish_fisher_var, expected.modified_es_raw);
  return {
    part: 'value-at-risk',
    scenario: scenarioOf(dataset, { tail: tailOf(level) }, { [id]: 10_000 }),
    checks: [
      one(
        of('VaR by history, order statistic'),
        'historical.valueAtRisk',
        expected.hist_var_order_stat,
        1e-12,
      ),
      one(
        of('VaR by history, interpolated'),
        'conventions.interpolated',
        expected.hist_var_type7,
        1e-12,
      ),
      one(of('ES by history'), 'historical.expectedShortfall', expected.hist_es_fractional, 1e-12),
      one(of('VaR, normal'), 'normal.valueAtRisk', expected.normal_var, 1e-12),
      one(of('ES, normal'), 'normal.expectedShortfall', expected.normal_es, 1e-12),
      // As close as the fit of SciPy is to the maximum.
      one(of('VaR, Student t'), 'student.valueAtRisk', expected.t_var, 1e-6),
      one(of('ES, Student t'), 'student.expectedShortfall', expected.t_es, 1e-6),
      one(
        of('VaR, Cornish-Fisher'),
        'cornishFisher.valueAtRisk',
        expected.cornish_fisher_var,
        1e-10,
      ),
      one(of('ES, Cornish-Fisher'), 'cornishFisher.expectedShortfall', modified, 1e-10),
    ],
  };
}

function equalCase(level: Level): NamedCase {
  const expected = monthlyReference.components.value[level];
  const of = (what: string) => `Six assets in equal parts: ${what} at ${percentOf(level)}`;
  const [variance] = backtests.ewma.value.monthly.last5.slice(-1);
  return {
    part: 'value-at-risk',
    scenario: scenarioOf('us-asset-classes-monthly', { tail: tailOf(level) }),
    equal: true,
    checks: [
      {
        ...{ what: of('contributions to the normal VaR'), source: scipy, tolerance: 1e-11 },
        ...{ field: 'normal.contributionsToVaR', expected: expected.normal_var_with_mean },
      },
      {
        ...{ what: of('contributions to the normal ES'), source: scipy, tolerance: 1e-11 },
        ...{ field: 'normal.contributionsToES', expected: expected.normal_es_with_mean },
      },
      one(
        of('exponentially weighted deviation'),
        'ewmaDeviation',
        Math.sqrt(variance),
        1e-10,
        numpy,
      ),
    ],
  };
}

function backtestCase(): NamedCase {
  const expected = backtests.historical.value.monthly['0.95'];
  const of = (what: string) => `95 % VaR tested on its own history: ${what}`;
  const test = 'backtest.tests.0';
  return {
    part: 'value-at-risk',
    scenario: scenarioOf('us-asset-classes-monthly', {
      ...{ tail: 50_000, convention: 'interpolated', backtestWindow: 60 },
    }),
    equal: true,
    checks: [
      one(of('exceptions'), `${test}.count`, expected.exceptions, 0),
      one(of('ratio of Kupiec'), `${test}.kupiec.ratio`, expected.LR_pof, 1e-9),
      one(of('p-value of Kupiec'), `${test}.kupiec.chiSquarePValue`, expected.p_pof, 1e-9),
      one(of('ratio of Christoffersen'), `${test}.independence.ratio`, expected.LR_ind, 1e-9),
      one(
        of('p-value of Christoffersen'),
        `${test}.independence.chiSquarePValue`,
        expected.p_ind,
        1e-9,
      ),
      one(of('p-value of both'), `${test}.coverage`, expected.p_cc, 1e-9),
    ],
  };
}

function exactCase(): NamedCase {
  const expected = exact.level['19/20'];
  const number = (fraction: string) => {
    const [top, bottom] = fraction.split('/').map(Number);
    return top / bottom;
  };
  const source = 'Exact fractions, Python';
  const of = (what: string) => `Twenty returns: 95 % ${what}`;
  return {
    part: 'value-at-risk',
    scenario: scenarioOf('twenty', { tail: 50_000 }, { a: 10_000 }),
    checks: [
      one(
        of('VaR, order statistic'),
        'conventions.orderStatistic',
        number(expected.hist_var_order_stat),
        1e-14,
        source,
      ),
      one(
        of('VaR, interpolated'),
        'conventions.interpolated',
        -number(expected.quantile_type7),
        1e-14,
        source,
      ),
      one(
        of('ES'),
        'historical.expectedShortfall',
        number(expected.hist_es_fractional),
        1e-14,
        source,
      ),
    ],
  };
}
