/** How the paths end, and when money runs out. */
import { html, nothing, type TemplateResult } from 'lit';
import { isDefined } from '../../finance/quantity';
import type { ChartSpec } from '../../ui/chart-spec';
import { formatMoney, formatNumber, formatPercent } from '../../ui/format';
import type { ViewContext } from '../view';
import type { WealthParameters } from './spec';
import type { Bins, PlanOutcome, WealthResult } from './result';
import { compactMoney, OTHER, OWN, yearFormat } from './view-charts';
import { cellText, MIDDLE, parametersOf } from './view-numbers';
import { words } from './view-words';

export function histogramSection(
  { outcome }: WealthResult,
  context: ViewContext,
): TemplateResult | typeof nothing {
  const { terms, goal } = parametersOf(context);
  const bins = outcome?.histogram[terms];
  if (outcome === undefined || bins === undefined || bins.edges.length < 2) return nothing;
  const reached = outcome.reachesGoal[terms];
  const beyond = 1 - bins.shares.reduce((sum, share) => sum + share, 0);
  const heading =
    goal > 0 && isDefined(reached)
      ? words.histogram(cellText(reached, 'percent'), formatMoney(goal))
      : words.histogramPlain;
  const notes = [
    words.histogramNote(words.inTerms[terms]),
    beyond > 0.0005 && words.beyond(formatPercent(beyond, 1)),
  ];
  return html`<mix-chart
    .chart=${histogramChart(bins, goal, outcome, terms)}
    .heading=${heading}
    .note=${notes.filter(Boolean).join(', ')}
    .summary=${heading}
  ></mix-chart>`;
}

function histogramChart(
  { edges, shares }: Bins,
  goal: number,
  outcome: PlanOutcome,
  terms: WealthParameters['terms'],
): ChartSpec {
  const middle = outcome.finalWealth[terms].percentiles[MIDDLE];
  const below = 'var(--series-3)';
  return {
    kind: 'histogram',
    x: edges,
    series: [{ label: words.futures, values: shares, color: OWN }],
    barColor: (low, high) => ((low + high) / 2 < goal ? below : OWN),
    marks: [
      ...(goal > 0
        ? [{ kind: 'line' as const, at: goal, color: 'var(--accent)', label: words.goalMark }]
        : []),
      ...(middle !== undefined && isDefined(middle)
        ? [
            {
              kind: 'line' as const,
              at: middle.value,
              color: 'var(--ink)',
              dash: [4, 3],
              label: words.median,
            },
          ]
        : []),
    ],
    xUnit: words.finalWealth,
    yUnit: words.futures,
    xFormat: compactMoney,
    yFormat: (value) => formatPercent(value, 1),
    yTickFormat: shareTick,
    height: 200,
  };
}

/** The share that has run out by every age. */
export function ruinSection(
  { times, outcome, other }: WealthResult,
  context: ViewContext,
): TemplateResult | typeof nothing {
  if (outcome === undefined || times.length < 2 || outcome.ruinBy.length !== times.length)
    return nothing;
  const { age, years } = parametersOf(context);
  const own = outcome.ruinBy;
  const beside = other?.ruinBy.length === times.length ? other.ruinBy : undefined;
  if (Math.max(...own, ...(beside ?? [])) === 0) return nothing;
  const share = cellText(outcome.runsOut, 'percent');
  const heading = words.ruin(share, formatNumber(age + years));
  const chart: ChartSpec = {
    kind: 'value',
    x: times.map((time) => age + time),
    series: [
      {
        label: words.hasRunOut,
        values: own,
        color: 'var(--loss)',
        width: 2,
        fill: 'var(--loss-wash)',
      },
      ...(beside === undefined
        ? []
        : [
            {
              label: words.otherLine(words.hasRunOut),
              values: beside,
              color: OTHER,
              width: 1.5,
              dash: [6, 4],
            },
          ]),
    ],
    xUnit: words.age,
    xFormat: yearFormat(times),
    yFormat: (value) => formatPercent(value, 1),
    yTickFormat: shareTick,
    height: 180,
  };
  return html`<mix-chart
    .chart=${chart}
    .heading=${heading}
    .note=${words.ruinNote}
    .summary=${heading}
  ></mix-chart>`;
}

/** Whole percents without their zero. */
function shareTick(share: number): string {
  const percents = share * 100;
  return formatPercent(share, Math.abs(percents - Math.round(percents)) < 1e-6 ? 0 : 1);
}
