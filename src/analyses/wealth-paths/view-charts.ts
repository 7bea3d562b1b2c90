/** Fans: the percentiles of wealth over the years, of the simulation and of the replay. */
import { html, nothing, type TemplateResult } from 'lit';
import type { ChartMark, ChartSeries, ChartSpec } from '../../ui/chart-spec';
import { formatCount, formatMoney, formatNumber } from '../../ui/format';
import type { ViewContext } from '../view';
import type { WealthParameters } from './spec';
import type { Fan, WealthResult } from './result';
import { cellText, MIDDLE, parametersOf, spreadText } from './view-numbers';
import { yearsText } from './view-plan';
import { pickSample } from './view-pick';
import { words } from './view-words';

export const OWN = 'var(--series-1)';
export const OTHER = 'var(--series-4)';
const tint = (color: string, percent: number) =>
  `color-mix(in srgb, ${color} ${percent}%, transparent)`;

/** Position of the 5th and the 95th percentile in a fan. */
const [LOW, HIGH] = [0, 4];

export const compactMoney = (value: number) => formatMoney(value, 'compact');
const roundedMoney = (value: number) => formatMoney(value, 'rounded');

/** Years with a digit where they are not whole; of a short plan two. */
export function yearFormat(times: Float64Array): (value: number) => string {
  const digits = (times[times.length - 1] ?? 0) > 3 ? 1 : 2;
  return (value) => formatNumber(value, Number.isInteger(value) ? 0 : digits);
}

export function fanSection(
  { times, stepsPerYear, scenarios, outcome, other, closeUp }: WealthResult,
  context: ViewContext,
): TemplateResult | typeof nothing {
  const parameters = parametersOf(context);
  const { terms, start, years } = parameters;
  const fan = outcome?.fan[terms];
  if (outcome === undefined || !isDrawable(fan, times)) return nothing;
  const final = outcome.finalWealth[terms];
  const range = spreadText(final, 'money');
  const heading = start > 0 ? words.fan(formatMoney(start), range) : words.fanFromNothing(range);
  const [low, middle, high] = [LOW, MIDDLE, HIGH].map((i) =>
    cellText(final.percentiles[i], 'money'),
  );
  const beside = other?.fan[terms];
  return html`<mix-chart
    .chart=${fanChart(times, fan, {
      samples: outcome.samples[terms],
      chosen: closeUp && {
        label: words.chosenLine(formatCount(closeUp.path)),
        values: times.map((year) => {
          const time = Math.floor(year * stepsPerYear + 0.5);
          return closeUp.wealth[time] / (terms === 'real' ? closeUp.prices[time] : 1);
        }),
      },
      beside: isDrawable(beside, times) ? beside : undefined,
      besideColor: OTHER,
      besideLabel: words.otherLine,
      besideDash: [6, 4],
      marks: moneyMarks(parameters),
    })}
    .heading=${range === '' ? words.histogramPlain : heading}
    .note=${words.fanNote(words.inTerms[terms], formatCount(scenarios))}
    .summary=${words.fanSummary(yearsText(years), low, middle, high)}
    @mix-pick=${pickSample(outcome.samples[terms])}
  ></mix-chart>`;
}

export function replayFan(
  { times, outcome, replay }: WealthResult,
  context: ViewContext,
): TemplateResult | typeof nothing {
  const parameters = parametersOf(context);
  const { terms } = parameters;
  const fan = replay?.fan[terms];
  if (replay === undefined || replay.labels.length < 2 || !isDrawable(fan, times)) return nothing;
  const simulated = outcome?.fan[terms];
  return html`<mix-chart
    .chart=${fanChart(times, fan, {
      samples: [],
      beside: isDrawable(simulated, times) ? simulated : undefined,
      besideColor: 'var(--ink)',
      besideLabel: words.simulatedLine,
      besideDash: [2, 3],
      marks: moneyMarks(parameters),
      height: 220,
    })}
    .heading=${words.replayFan}
    .note=${words.replayFanNote(formatCount(replay.labels.length), words.inTerms[terms])}
    .summary=${words.overlap}
  ></mix-chart>`;
}

function isDrawable(fan: Fan | undefined, times: Float64Array): fan is Fan {
  return fan !== undefined && fan.length > HIGH && times.length > 1;
}

interface FanParts {
  readonly samples: readonly Float64Array[];
  /** The path that is looked at closely. */
  readonly chosen?: { readonly label: string; readonly values: Float64Array };
  /** Another fan, as lines. */
  readonly beside?: Fan;
  readonly besideColor: string;
  readonly besideLabel: (line: string) => string;
  readonly besideDash: readonly number[];
  readonly marks: readonly ChartMark[];
  readonly height?: number;
}

function fanChart(times: Float64Array, fan: Fan, parts: FanParts): ChartSpec {
  const { samples, chosen, beside, besideColor, besideLabel, besideDash, marks, height } = parts;
  const edge = (label: string, values: Float64Array, listed: boolean): ChartSeries => ({
    label,
    values,
    color: tint(OWN, 60),
    width: listed ? 1 : 0,
    listed,
  });
  const line = (label: string, values: Float64Array, width: number): ChartSeries => ({
    label: besideLabel(label),
    values,
    color: besideColor,
    width,
    dash: besideDash,
  });
  return {
    kind: 'value',
    x: times,
    series: [
      edge(words.high, fan[HIGH], true),
      edge(words.upperQuarter, fan[3], false),
      { label: words.median, values: fan[MIDDLE], color: OWN, width: 2 },
      edge(words.lowerQuarter, fan[1], false),
      edge(words.low, fan[LOW], true),
      ...samples.map((values, i) => ({
        label: words.sample(i),
        values,
        color: tint('var(--muted)', 45),
        width: 0.75,
        listed: false,
      })),
      ...(chosen === undefined
        ? []
        : [{ label: chosen.label, values: chosen.values, color: 'var(--ink)', width: 1 }]),
      ...(beside === undefined
        ? []
        : [
            line(words.high, beside[HIGH], 1),
            line(words.median, beside[MIDDLE], 2),
            line(words.low, beside[LOW], 1),
          ]),
    ],
    bands: [
      { high: 0, low: 4, color: tint(OWN, 13), label: words.wide },
      { high: 1, low: 3, color: tint(OWN, 20), label: words.narrow },
    ],
    marks,
    xUnit: words.years,
    xFormat: yearFormat(times),
    yFormat: roundedMoney,
    yTickFormat: compactMoney,
    logScale: false,
    height,
  };
}

/** Start and goal across the drawing; one line where they are the same. */
export function moneyMarks({ start, goal }: WealthParameters): ChartMark[] {
  const line = (at: number, label: string, color: string): ChartMark[] =>
    at > 0 ? [{ kind: 'line', axis: 'y', at, label, color, dash: [4, 3] }] : [];
  if (start === goal) return line(goal, words.bothMark, 'var(--accent)');
  return [
    ...line(start, words.startMark, 'var(--muted)'),
    ...line(goal, words.goalMark, 'var(--accent)'),
  ];
}
