/** What came out, in sentences made from the numbers. */
import { html, nothing, type TemplateResult } from 'lit';
import { isDefined, type Interval, type Quantity } from '../../finance/quantity';
import { formatCount, formatMoney, formatNumber } from '../../ui/format';
import type { ViewContext } from '../view';
import type { WealthParameters } from './spec';
import type { PlanOutcome, Solution, WealthResult } from './result';
import { parametersOf, rangeText, valueText } from './view-numbers';
import { leadOf, paysIn, takesOut, yearsText } from './view-plan';
import { words } from './view-words';

export function finding(result: WealthResult, context: ViewContext): TemplateResult {
  const { outcome, refused } = result;
  if (refused !== undefined) return html`${words.refused(refused.reason)}`;
  if (outcome === undefined) return html`${words.nothingYet}`;
  const parameters = parametersOf(context);
  if (parameters.start === 0 && !paysIn(parameters)) return html`${words.noMoney}`;
  const [low, , middle] = outcome.finalWealth[parameters.terms].percentiles;
  if (middle === undefined) return html`${words.nothingYet}`;
  if (!isDefined(middle)) return html`${words.refused(middle.reason)}`;
  return html`${leadOf(parameters)}${became(middle.value, valueText(middle, 'money'), parameters)}${
    low === undefined ? nothing : rarely(low, middle.value)
  }.
  ${outlook(outcome, parameters)}`;
}

/** Nothing left is a word, not a zero. */
function became(value: number, amount: string, { start, terms }: WealthParameters): TemplateResult {
  const money = words.inTerms[terms];
  const from = start > 0 ? formatMoney(start) : '';
  if (value === 0)
    return html`, <b>nothing</b> is left${start > 0 ? ` of ${from}` : ''} in the middle case`;
  return from === ''
    ? html`, there is <b>${amount}</b> in ${money} in the middle case`
    : html`, ${from} has become <b>${amount}</b> in ${money} in the middle case`;
}

function rarely(low: Quantity, middle: number): TemplateResult | typeof nothing {
  if (!isDefined(low) || middle === 0) return nothing;
  return low.value === 0
    ? html`; in one case in 20 <b>nothing</b> is left`
    : html`; in one case in 20 it is <b>${valueText(low, 'money')}</b> or less`;
}

/** Whether the money lasts, where any is taken out; else whether the goal is reached. */
function outlook(
  { runsOut, reachesGoal }: PlanOutcome,
  parameters: WealthParameters,
): TemplateResult | typeof nothing {
  const { goal, terms } = parameters;
  if (takesOut(parameters)) {
    if (!isDefined(runsOut)) return nothing;
    if (runsOut.value === 0) return html`The money lasts in every simulated future.`;
    return runsOut.value === 1
      ? html`The money runs out in every simulated future.`
      : html`The money runs out in <b>${valueText(runsOut, 'percent')}</b> of the futures.`;
  }
  const reached = reachesGoal[terms];
  if (goal === 0 || !isDefined(reached)) return nothing;
  return html`The goal of ${formatMoney(goal)} is reached in
    <b>${valueText(reached, 'percent')}</b> of the futures.`;
}

/** Which years decide how a path ends, told from the correlations by stretch. */
export function orderSentence({ stretches }: PlanOutcome, parameters: WealthParameters): string {
  const known = stretches.flatMap(({ correlation, ...stretch }) =>
    isDefined(correlation) ? [{ ...stretch, value: correlation.value }] : [],
  );
  if (known.length < 2) return '';
  const most = known.reduce((a, b) => (b.value > a.value ? b : a));
  const least = known.reduce((a, b) => (b.value < a.value ? b : a));
  // Correlations this close are told apart by nothing.
  if (most.value - least.value < 0.1) return words.orderAlike;
  const span = words.stretch(formatNumber(most.from), formatNumber(most.to));
  const [out, paidIn] = [takesOut(parameters), paysIn(parameters)];
  const why =
    out && most === known[0]
      ? words.orderOut
      : paidIn && most === known[known.length - 1]
        ? words.orderIn
        : '';
  return [words.orderMost(span), why].filter(Boolean).join(' ');
}

/** What it would take, or why that cannot be said. */
export function solutionSentence(solution: Solution, parameters: WealthParameters): string {
  const { solve, aim, goal, wanted, years: planned } = parameters;
  const { value, money } = solution;
  if (solve === 'none') return '';
  if (!isDefined(value)) return words.noSolution(value.reason);
  const chance = `${formatNumber(wanted, Number.isInteger(wanted) ? 0 : 1)}\u202f%`;
  const ends = `end with ${formatMoney(goal)} or more in ${words.inTerms[aim === 'goal-nominal' ? 'nominal' : 'real']}`;
  if (solve === 'horizon') {
    const years = yearsText(Number(value.value.toFixed(1)));
    const range = between(value, (interval) => rangeText(interval, 'years'));
    return aim === 'lasts'
      ? `With ${chance} probability the money lasts for ${value.value < planned ? '' : 'at least '}${years}${range}.`
      : `After ${years} the plan would ${ends} with ${chance} probability${range}.`;
  }
  const factor = formatNumber(value.value, 3);
  const goalText = `To ${aim === 'lasts' ? 'make the money last' : ends} with ${chance} probability`;
  if (!isDefined(money)) return `${goalText}, ${words.multiply[solve](factor)}.`;
  const deed = words.lever[solve](valueText(money, 'money'));
  return `${goalText}, ${deed} (${factor} of the plan)${between(money, (interval) => rangeText(interval, 'money'))}.`;
}

/** "; by the simulation between 3,580 and 3,650, by the history between 2,900 and 4,400". */
function between(quantity: Quantity, range: (interval: Interval) => string): string {
  if (!isDefined(quantity)) return '';
  const { simulation, sampling } = quantity;
  const parts = [
    simulation && words.leaves(range(simulation)),
    sampling && words.allows(range(sampling)),
  ].filter(Boolean);
  return parts.length === 0 ? '' : `; ${parts.join(', ')}`;
}

export function comparisonSentence(result: WealthResult, context: ViewContext): string {
  const { comparison } = result;
  const { terms, compare } = parametersOf(context);
  if (comparison === undefined || compare === 'none') return '';
  const { endsAhead, endsAlike } = comparison;
  const difference = comparison.difference[terms];
  if (!isDefined(difference) || !isDefined(endsAhead)) return '';
  const { value, simulation, sampling } = difference;
  const size = valueText({ ...difference, value: Math.abs(value) }, 'money');
  const more = value === 0 ? 'as much' : `${size} ${value > 0 ? 'more' : 'less'}`;
  const doubt =
    value === 0
      ? ''
      : spansZero(simulation)
        ? words.noise
        : spansZero(sampling)
          ? words.opposite
          : '';
  const alike =
    isDefined(endsAlike) && endsAlike.value > 0
      ? `, alike in ${valueText(endsAlike, 'percent')}`
      : '';
  return `With ${words.others[compare]} there is ${more} at the end on average, in ${words.inTerms[terms]}${doubt}; it ends ahead in ${valueText(endsAhead, 'percent')} of the futures${alike}.`;
}

export function replaySentence(result: WealthResult, dateOf: (label: string) => string): string {
  const { replay } = result;
  if (replay === undefined || replay.status !== undefined) return '';
  const { labels, final, worst, best } = replay;
  if (labels[worst] === undefined || labels[best] === undefined) return '';
  const [least, most] = [worst, best].map((at) => formatMoney(final.real[at], 'rounded'));
  if (labels.length === 1) return words.replayOne(dateOf(labels[0]), least);
  return words.replay(
    formatCount(labels.length),
    dateOf(labels[worst]),
    least,
    dateOf(labels[best]),
    most,
  );
}

function spansZero(interval: Interval | undefined): boolean {
  return interval !== undefined && interval.low <= 0 && interval.high >= 0;
}
