/** The numbers behind the drawings, for the CSV. */
import { isDefined, type Quantity } from '../../finance/quantity';
import type { ExportTable, ViewContext } from '../view';
import { percentiles, type PlanOutcome, type Terms, type WealthResult } from './result';
import { words } from './view-words';

type Columns = ExportTable['columns'];

const both = ['real', 'nominal'] as const;

export function tables(result: WealthResult, context: ViewContext): ExportTable[] {
  const { outcome, times, other } = result;
  if (outcome === undefined) return [];
  return [
    ...both.map((terms): ExportTable => ({
      title: words.fanTable(words.inTerms[terms]),
      columns: [
        { label: words.time, values: times },
        ...fanColumns(outcome, terms, ''),
        ...(other === undefined ? [] : fanColumns(other, terms, words.otherPlan)),
      ],
    })),
    percentileTable(outcome),
    ...both.map((terms): ExportTable => {
      const { edges, shares } = outcome.histogram[terms];
      return {
        title: words.histogramTable(words.inTerms[terms]),
        columns: [
          { label: words.from, values: edges.slice(0, -1) },
          { label: words.until, values: edges.slice(1) },
          { label: words.share, values: shares },
        ],
      };
    }),
    {
      title: words.ruinTable,
      columns: [
        { label: words.time, values: times },
        { label: words.hasRunOut, values: outcome.ruinBy },
        ...(other === undefined
          ? []
          : [{ label: words.otherLine(words.hasRunOut), values: other.ruinBy }]),
      ],
    },
    orderTable(outcome),
    fifthTable(outcome),
    ...replayTable(result),
    ...pathTable(result, context),
  ];
}

function fanColumns({ fan }: PlanOutcome, terms: keyof Terms<unknown>, whose: string): Columns {
  return fan[terms].map((values, i) => ({
    label: [`${percentiles[i]}\u202f%`, whose].filter(Boolean).join(', '),
    values,
  }));
}

function percentileTable({ finalWealth }: PlanOutcome): ExportTable {
  const rows = both.flatMap((terms) => [
    ...finalWealth[terms].percentiles.map((quantity, i) => ({
      terms,
      label: `${percentiles[i]}\u202f%`,
      quantity,
    })),
    { terms, label: words.mean, quantity: finalWealth[terms].mean },
  ]);
  return {
    title: words.percentilesTitle,
    columns: [
      { label: words.terms, values: rows.map(({ terms }) => words.inTerms[terms]) },
      { label: words.percentile, values: rows.map(({ label }) => label) },
      ...numberColumns(
        words.finalWealth,
        rows.map(({ quantity }) => quantity),
      ),
    ],
  };
}

function orderTable({ stretches }: PlanOutcome): ExportTable {
  return {
    title: words.order,
    columns: [
      { label: words.from, values: stretches.map(({ from }) => from) },
      { label: words.until, values: stretches.map(({ to }) => to) },
      ...numberColumns(
        words.correlation,
        stretches.map(({ correlation }) => correlation),
      ),
    ],
  };
}

function fifthTable({ fifths }: PlanOutcome): ExportTable {
  return {
    title: words.fifths,
    columns: [
      { label: words.growthUpTo, values: fifths.map(({ growthUpTo }) => growthUpTo) },
      { label: words.runsOut, values: fifths.map(({ runsOut }) => valueOf(runsOut)) },
      ...both.map((terms) => ({
        label: `${words.goal}, ${words.inTerms[terms]}`,
        values: fifths.map(({ reachesGoal }) => valueOf(reachesGoal[terms])),
      })),
    ],
  };
}

function replayTable({ replay }: WealthResult): ExportTable[] {
  if (replay === undefined || replay.status !== undefined) return [];
  return [
    {
      title: words.replayTableCsv,
      columns: [
        { label: words.start, values: replay.labels },
        ...both.map((terms) => ({
          label: `${words.finalWealth}, ${words.inTerms[terms]}`,
          values: replay.final[terms],
        })),
      ],
    },
  ];
}

function pathTable({ closeUp }: WealthResult, context: ViewContext): ExportTable[] {
  if (closeUp === undefined || closeUp.mixReturn.length === 0) return [];
  const names = context.columns.map(({ label }) => label);
  const { labels, wealth, returns, weights } = closeUp;
  // Steps count from 1; at the start, before them, there are only prices and money.
  const ofSteps = (values: ArrayLike<number | string>) => ['', ...Array.from(values)];
  const series = (values: readonly Float64Array[], name: (asset: string) => string) =>
    values.map((column, i) => ({ label: name(names[i] ?? String(i)), values: ofSteps(column) }));
  return [
    {
      title: words.pathTitle(String(closeUp.path)),
      columns: [
        { label: words.step, values: wealth.map((_, k) => k) },
        ...(labels.length === 0 ? [] : [{ label: words.drawn, values: ofSteps(labels) }]),
        { label: words.mixReturn, values: ofSteps(closeUp.mixReturn) },
        { label: words.prices, values: closeUp.prices },
        { label: words.paidIn, values: closeUp.paidIn },
        { label: words.paidOut, values: closeUp.paidOut },
        { label: words.unpaid, values: closeUp.unpaid },
        { label: words.traded, values: ofSteps(closeUp.turnover) },
        { label: `${words.wealth}, ${words.inTerms.nominal}`, values: wealth },
        ...series(returns, words.returnOf),
        ...series(weights, words.weightOf),
      ],
    },
  ];
}

function numberColumns(label: string, quantities: readonly Quantity[]): Columns {
  const bound = (kind: 'simulation' | 'sampling', side: 'low' | 'high') =>
    quantities.map((quantity) => (isDefined(quantity) ? (quantity[kind]?.[side] ?? '') : ''));
  return [
    { label, values: quantities.map(valueOf) },
    { label: words.simulationLow, values: bound('simulation', 'low') },
    { label: words.simulationHigh, values: bound('simulation', 'high') },
    { label: words.historyLow, values: bound('sampling', 'low') },
    { label: words.historyHigh, values: bound('sampling', 'high') },
  ];
}

function valueOf(quantity: Quantity): number | string {
  return isDefined(quantity) ? quantity.value : quantity.reason;
}
