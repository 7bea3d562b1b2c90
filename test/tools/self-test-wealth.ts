/** What the self-test asks of *Growth*: replays of the history, and closed forms. */
import type { MadeUp, PlainScenario } from '../../src/app/self-test/cases';
import exact from '../reference/finance-exact.json';
import reference from '../reference/wealth-replay.json';
import type { NamedCase, NamedCheck } from './self-test-cases';

const loops = 'Plain loops, Python 3.11.7';
const formula = 'Closed form, Python 3.11.7';

/** The plans that are replayed, by their names in the reference. */
const replayed = [
  'left alone',
  'growing contributions, reset every month',
  'a bounded share each month, relative band',
  'saving, then spending, on a glide path with a fee',
  '5/25 with costs',
  'money runs out, more comes later',
  'days, compounded to months; the glide is a step',
  'rows without dates, compounded to months',
  'quarters, with months of spending in each',
  'years, at whose start months are paid; an asset is lost',
];

const { i, j, ...closed } = reference.closedForms.value;

export function wealthData(): Readonly<Record<string, MadeUp>> {
  const steady = Array.from({ length: 24 }, () => i);
  const { quarters, years } = reference.meta.madeUp;
  const own = ({ frequency, periodsPerYear, columns, inflation }: typeof quarters): MadeUp => ({
    frequency: frequency as 'quarterly',
    ...{ periodsPerYear, columns, inflation },
  });
  return {
    twenty: { frequency: 'monthly', periodsPerYear: 12, columns: { a: exact.returns } },
    steady: { frequency: 'monthly', periodsPerYear: 12, columns: { a: steady } },
    rising: {
      ...{ frequency: 'monthly', periodsPerYear: 12, inflation: 'cpi' },
      columns: { a: steady, cpi: steady.map(() => j) },
    },
    quarters: own(quarters),
    years: own(years),
  };
}

export function wealthCases(): NamedCase[] {
  return [...replayed.map(replayCase), ...closedForms()];
}

const scenarioOf = (
  dataset: string,
  parameters: PlainScenario['parameters'],
  mix?: PlainScenario['mix'],
): PlainScenario => ({
  ...{ dataset, analysis: 'wealth-paths' },
  ...(mix && { mix }),
  parameters: { scenarios: 1_000, resamples: 0, ...parameters },
});

function replayCase(name: string): NamedCase {
  const plan = reference.plans.find((one) => one.name === name);
  if (plan === undefined) throw new Error(`no plan ${name}`);
  const { dataset, all } = plan;
  const of = (what: string) => `Plan “${name}” from every date of the history: ${what}`;
  const ends = { source: loops, tolerance: 1e-10, sum: true } as const;
  const mix = Object.fromEntries(Object.entries(plan.mix).filter(([, weight]) => weight > 0));
  return {
    part: 'wealth-paths',
    scenario: scenarioOf(dataset, plan.parameters as object as PlainScenario['parameters'], mix),
    checks: [
      {
        ...{ what: of(`sum of ${all.starts} final amounts`), ...ends },
        ...{ field: 'replay.final.nominal', expected: [all.sumFinalNominal] },
      },
      {
        ...{ what: of('the same in money of the start'), ...ends },
        ...{ field: 'replay.final.real', expected: [all.sumFinalReal] },
      },
      {
        ...{ what: of('share that ran out of money'), source: loops, tolerance: 1e-14 },
        ...{ field: 'replay.runsOut', expected: [all.ranOut / all.starts] },
      },
    ],
  };
}

function closedForms(): NamedCase[] {
  const always = { start: closed.wealth, years: closed.months / 12, rebalancing: 'every-period' };
  const nominal = { inflation: 'fixed', inflationRate: 0 };
  const check = (what: string, field: string, expected: number, tolerance = 1e-10): NamedCheck => ({
    ...{ what, source: formula, field, tolerance },
    expected: [expected],
  });
  return [
    {
      part: 'wealth-paths',
      scenario: scenarioOf('steady', {
        ...{ ...always, ...nominal, spendingAmount: 12 * closed.payment, model: 'bootstrap' },
        solve: 'withdrawals',
      }),
      checks: [
        check(
          'Annuity that is too large: years until it runs out',
          'outcome.ruinYears.mean',
          closed.ranOutAt / 12,
        ),
        // Found by halving.
        check(
          'Annuity that is too large: the factor with which it would last',
          'solution.value',
          closed.paymentAtEnd / closed.payment,
          1e-8,
        ),
      ],
    },
    {
      part: 'wealth-paths',
      scenario: scenarioOf('steady', {
        ...{ ...always, ...nominal, start: 0, spending: 'none', model: 'normal' },
        flows: `contribution,${closed.saving},month,nominal,0,0,${closed.months / 12}`,
      }),
      checks: [
        check('Saving every month: final amount', 'outcome.finalWealth.nominal.mean', closed.saved),
      ],
    },
    {
      part: 'wealth-paths',
      scenario: scenarioOf('rising', {
        ...{ ...always, spending: 'constant', spendingAmount: 12 * closed.realPaymentAtEnd },
        model: 'student',
      }),
      checks: [
        check(
          'Annuity in today’s money: all that it pays',
          'outcome.income.mean',
          closed.months * closed.realPaymentAtEnd,
        ),
      ],
    },
  ];
}
