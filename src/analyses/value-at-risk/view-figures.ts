/** Losses in words and figures, with both of their errors. */
import { html, nothing } from 'lit';
import { caveatOf } from '../../finance/caveats';
import { isDefined, type Estimate, type Interval, type Quantity } from '../../finance/quantity';
import { digitsForInterval, formatCount, formatPercent } from '../../ui/format';
import type { Figure, ViewContext } from '../view';
import { spec, type Method, type ValueAtRiskResult } from './spec';
import { viewWords as words } from './view-words';
/** "One month in 20 loses", or "One span of 12 months in 20 gains". */
export function oneIn(
  result: Pick<ValueAtRiskResult, 'horizon' | 'tail'>,
  { series }: ViewContext,
  quantity: Quantity,
): string {
  const period =
    result.horizon === 1
      ? words.period[series.frequency]
      : words.span(formatCount(result.horizon), words.periods[series.frequency]);
  const template: string = words.oneIn[result.tail as keyof typeof words.oneIn];
  return `${template.replace('{p}', period)} ${isDefined(quantity) && quantity.value < 0 ? words.gains : words.loses}`;
}

/** "One month in 20 loses 2.5 % or more; when it does, it loses 3.8 % on average." */
export function lossSentence(
  result: Pick<ValueAtRiskResult, 'horizon' | 'tail'>,
  context: ViewContext,
  { valueAtRisk, expectedShortfall }: Method,
) {
  if (!isDefined(valueAtRisk)) return nothing;
  const average =
    isDefined(expectedShortfall) && expectedShortfall.value > 0
      ? html`; ${words.whenItDoes} <b>${percent(expectedShortfall)}</b> ${words.onAverage}`
      : nothing;
  return html`${oneIn(result, context, valueAtRisk)} <b>${threshold(valueAtRisk)}</b>${average}.`;
}

/** As many digits as the larger of the two errors allows: at most two, or four for tiny losses. */
export function percent(quantity: Estimate, value = quantity.value): string {
  return formatPercent(value, digitsOf(quantity));
}

function digitsOf({ value, sampling, simulation }: Estimate): number {
  const most = Math.abs(value) < 0.001 ? 4 : 2;
  const widths = [sampling, simulation].filter(
    (interval): interval is Interval => interval !== undefined,
  );
  if (widths.length === 0) return most - 1;
  const widest = widths.reduce((a, b) => (b.high - b.low > a.high - a.low ? b : a));
  return Math.max(1, digitsForInterval(widest, { scale: 100, most }));
}

export function headline(
  measure: 'valueAtRisk' | 'expectedShortfall',
  label: string,
  quantity: Quantity,
  context: ViewContext,
): Figure {
  const caveat = caveatOf(spec.measures[measure], context.columns, context.series.weights);
  if (!isDefined(quantity)) return { measure, label, value: '—', note: quantity.reason };
  const beyond = quantity.value > 1 ? words.beyondEverything : undefined;
  const notes = [errors(quantity), beyond, quantity.unreliable, caveat?.short];
  return {
    measure,
    label,
    value:
      measure === 'valueAtRisk'
        ? threshold(quantity)
        : `${quantity.value < 0 ? `${words.gainOf} ` : ''}${percent(quantity, Math.abs(quantity.value))}`,
    note: notes.filter(Boolean).join(' · '),
    loss: quantity.value > 0,
  };
}

/** "2.5 % or more" of a loss; where even the tail gains, "0.3 % or less" of a gain. */
function threshold(quantity: Estimate): string {
  return quantity.value < 0
    ? `${percent(quantity, -quantity.value)} ${words.orLess}`
    : `${percent(quantity)} ${words.orMore}`;
}

/** Half an interval; one that would round to nothing is under the last digit. */
export function plusMinus({ low, high }: Interval, digits: number): string {
  const half = (high - low) / 2;
  const least = 10 ** -(digits + 2);
  if (half === 0 || half >= least / 2) return `±${formatPercent(half, digits)}`;
  return `${words.under} ±${formatPercent(least, digits)}`;
}

function errors(quantity: Estimate): string {
  const { sampling, simulation } = quantity;
  const digits = digitsOf(quantity);
  const range = ({ low, high }: Interval, places: number) =>
    `${formatPercent(low, places).replace(/\s?%$/u, '')} ${words.to.toLowerCase()} ${formatPercent(high, places)}`;
  return [
    sampling && `${words.historyAllows} ${range(sampling, digits)}`,
    simulation && `${words.simulationError} ${plusMinus(simulation, 2)}`,
  ]
    .filter(Boolean)
    .join(', ');
}
