/** Why the methods differ, in words made from the numbers. */
import { isDefined, type Estimate } from '../../finance/quantity';
import { formatNumber, formatPercent } from '../../ui/format';
import { spec, type ValueAtRiskResult } from './spec';
import { text } from './text';

/** The difference between history and the normal formula, and whether it is more than noise. */
export function methodSentence(result: ValueAtRiskResult): string {
  const [history, formula] = [result.historical.valueAtRisk, result.normal.valueAtRisk];
  if (!isDefined(history) || !isDefined(formula)) return '';
  const [byHistory, byFormula] = [history, formula].map(({ value }) => formatPercent(value, 1));
  if (byHistory === byFormula) return `The normal formula says the same, ${byFormula}.`;
  const direction = formula.value > history.value ? 'more' : 'less';
  const first = `The normal formula says ${direction}, ${byFormula} against ${byHistory} by history`;
  if (history.sampling === undefined) return `${first}.`;
  const inside = formula.value >= history.sampling.low && formula.value <= history.sampling.high;
  return inside
    ? `${first}; the difference is within what history allows.`
    : `${first}; the difference is more than what history allows by chance.`;
}

/** One sentence for every method that has an answer: against what, and by which of its assumptions. */
export function whyTheyDiffer(result: ValueAtRiskResult): string[] {
  return [
    methodSentence(result),
    shapeSentence(result),
    studentSentence(result),
    ewmaSentence(result),
    simulationSentence(result),
  ].filter((sentence) => sentence !== '');
}

/** "more than the normal formula, 3.2 % against 2.5 %", or "the same as the normal formula, 2.5 %". */
function against(one: Estimate, other: Estimate, name: string): string {
  const [a, b] = [one, other].map(({ value }) => formatPercent(value, 1));
  if (a === b) return `the same as ${name}, ${a}`;
  return `${one.value > other.value ? 'more' : 'less'} than ${name}, ${a} against ${b}`;
}

const FORMULA = 'the normal formula';

function shapeSentence({
  skewness,
  excessKurtosis,
  cornishFisher,
  normal,
}: ValueAtRiskResult): string {
  const [bent, straight] = [cornishFisher.valueAtRisk, normal.valueAtRisk];
  if (
    !isDefined(skewness) ||
    !isDefined(excessKurtosis) ||
    !isDefined(bent) ||
    !isDefined(straight)
  )
    return '';
  const lean =
    Math.abs(skewness.value) < 0.1
      ? 'are even'
      : skewness.value < 0
        ? 'lean to losses'
        : 'lean to gains';
  const tails =
    excessKurtosis.value > 0.3 ? 'heavier' : excessKurtosis.value < -0.3 ? 'lighter' : 'as heavy';
  const than = tails === 'as heavy' ? 'as' : 'than';
  const caution =
    bent.unreliable === undefined ? '' : ` It is not to be trusted here: ${bent.unreliable}.`;
  return `The returns ${lean} (skewness ${formatNumber(skewness.value, 2)}) and have tails ${tails} ${than} the normal's (excess kurtosis ${formatNumber(excessKurtosis.value, 1)}); with both put in, Cornish-Fisher says ${against(bent, straight, FORMULA)}.${caution}`;
}

function studentSentence({ fit, student, normal }: ValueAtRiskResult): string {
  const [heavy, thin] = [student.valueAtRisk, normal.valueAtRisk];
  if (fit === undefined || !isDefined(heavy) || !isDefined(thin)) return '';
  const degrees = fit.degrees >= 100 ? 'over 100' : formatNumber(fit.degrees, 1);
  const body =
    heavy.value < thin.value
      ? ' Heavy tails come with a narrow middle, so that common losses are smaller and rare ones larger.'
      : '';
  return `A Student t with ${degrees} degrees of freedom fits best and says ${against(heavy, thin, FORMULA)}.${body}`;
}

function ewmaSentence({ ewma, ewmaDeviation, deviation, normal }: ValueAtRiskResult): string {
  const [recent, whole] = [ewma.valueAtRisk, normal.valueAtRisk];
  if (!isDefined(recent) || !isDefined(whole) || !(deviation > 0)) return '';
  const ratio = ewmaDeviation / deviation;
  const times = ratio > 1.1 ? 'wilder' : ratio < 0.9 ? 'calmer' : 'much as always';
  return `The last periods were ${times}: EWMA puts the volatility of a period at ${formatPercent(ewmaDeviation, 1)}, the whole history at ${formatPercent(deviation, 1)}. It takes no mean off, and says ${against(recent, whole, FORMULA)}.`;
}

/** A simulation says what its model says; beyond its error only compounding adds to that. */
function simulationSentence(result: ValueAtRiskResult): string {
  const model = spec.parameters.model.options[result.model];
  const words = text.parameters.model.options?.[model] ?? model;
  const drawn = result.simulated.valueAtRisk;
  const source = model.includes('bootstrap')
    ? result.historical
    : model === 'student'
      ? result.student
      : result.normal;
  const own = source.valueAtRisk;
  if (!isDefined(drawn)) return '';
  if (!isDefined(own))
    return `The simulation draws ${words} and says ${formatPercent(drawn.value, 1)}.`;
  const range = drawn.simulation;
  const agrees = range !== undefined && own.value >= range.low && own.value <= range.high;
  if (agrees) {
    return `The simulation draws ${words} and agrees with ${formatPercent(own.value, 2)} within its own error.`;
  }
  const name = model.includes('bootstrap') ? 'the history itself' : 'its formula';
  const why =
    result.horizon === 1
      ? ''
      : model.includes('bootstrap')
        ? ' Windows of the history overlap and are few; drawn dates can be put together in many more ways.'
        : ' It compounds the periods, which the formula does not.';
  return `The simulation draws ${words} and says ${against(drawn, own, name)}.${why}`;
}
