/** What the room shows: the finding, the figures, growth and drawdown, where they came from. */
import { html } from 'lit';
import { formatMoney, formatPercent } from '../../ui/format';
import type { ViewContext, ViewParts } from '../view';
import { type MixSummaryResult } from './spec';
import { text, viewWords as words } from './text';
import { drawdownChart, growthChart, growthSummary, startOf } from './view-charts';
import { figure, figureColumns, moreFigures } from './view-figures';
import { numbers, workings } from './view-numbers';
import { fallSentence, finding } from './view-sentences';
export function view(result: MixSummaryResult, context: ViewContext): ViewParts {
  const { series, colors, columns } = context;
  const labels = columns.map((column) => column.label);
  return {
    finding: finding(result, context),
    figures: [
      figure('returnGeometric', result.returnGeometric, context),
      figure('returnReal', result.returnReal, context),
      figure('volatility', result.volatility, context),
      figure('sharpe', result.sharpe, context),
      { ...figure('worstFall', result.worstFall, context), loss: true },
    ],
    main: html`
      <mix-chart
        .chart=${growthChart(result, context)}
        .heading=${words.growth(formatMoney(startOf(context)), formatMoney(result.finalAmount, 'rounded'))}
        .note=${words.growthNote}
        .summary=${growthSummary(result, context)}
      ></mix-chart>
      <mix-chart
        .chart=${drawdownChart(result, context)}
        .heading=${words.drawdown}
        .note=${words.drawdownNote}
        .summary=${fallSentence(result, context)}
      ></mix-chart>
      ${moreFigures(result, context)}
    `,
    side: html`
      <mix-bar-table
        negative="gain"
        .heading=${words.risk}
        .note=${words.riskNote}
        .rows=${largestFirst(context, (i) => ({
          label: labels[i],
          value: result.contributionsToVolatility[i] ?? NaN,
          text: formatPercent(result.contributionsToVolatility[i] ?? NaN, 0),
          color: colors[i],
        }))}
      ></mix-bar-table>
      <mix-bar-table
        negative="loss"
        .heading=${words.returns}
        .note=${words.returnsNote}
        .rows=${largestFirst(context, (i) => ({
          label: labels[i],
          value: result.contributionsToReturn[i],
          text: formatPercent(result.contributionsToReturn[i], 1),
          color: colors[i],
        }))}
      ></mix-bar-table>
    `,
    numbers: numbers(result, context),
    workings: workings(result, context),
    tables: [
      {
        title: words.growthTable,
        columns: [
          { label: words.date, values: [words.startRow, ...series.index] },
          { label: words.mix, values: result.wealth },
          { label: words.drawdownColumn, values: result.drawdown },
          ...labels.map((label, i) => ({ label, values: result.assetWealth[i] })),
        ],
      },
      {
        title: words.contributionTable,
        columns: [
          { label: words.asset, values: labels },
          { label: words.weight, values: series.weights },
          {
            label: text.measures.contributionsToVolatility.label,
            values: result.contributionsToVolatility,
          },
          {
            label: text.measures.contributionsToReturn.label,
            values: result.contributionsToReturn,
          },
        ],
      },
      { title: words.figureTable, columns: figureColumns(result) },
    ],
  };
}

/** A row for every asset held, the largest first. */
function largestFirst<T extends { value: number }>(
  { series }: ViewContext,
  row: (i: number) => T,
): T[] {
  const held = [...series.weights.keys()].filter((i) => series.weights[i] > 0);
  return held.map(row).sort((a, b) => b.value - a.value);
}
