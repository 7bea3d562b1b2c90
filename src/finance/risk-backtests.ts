/**
 * Backtests of a value at risk: are the exceptions, the periods whose loss exceeded it, as rare
 * as they should be, and do they come independently?
 *
 * `exceptions` holds 1 for an exception and 0 otherwise, in order of time; `ppm` is the tail p
 * in parts per million. Likelihood ratios take 0 log 0 as 0 and are computed from deviances, so
 * that they are exact to about 1e-13 also where they are small.
 * Each test has two p-values: from the chi-square limit, as in the papers, and exact. The limit
 * is poor where exceptions are few: at n = 250 and p = 1 % the test of Kupiec rejects 9.5 % of
 * correct models at a nominal 5 %. Exact tests reject at most the nominal share.
 * Errors: a RangeError for counts outside 0 to n, n below 1 and values other than 0 and 1.
 * References: Kupiec, Techniques for verifying the accuracy of risk measurement models, Journal
 * of Derivatives 3 (1995); Christoffersen, Evaluating interval forecasts, International Economic
 * Review 39 (1998).
 */
import { binomialProbabilities } from './binomial-probabilities';
import { chiSquareSurvival } from './chi-square-distribution';
import { deviance } from './gamma-function';
import { countTransitions, visitTransitions, type Transitions } from './runs-distribution';

export interface LikelihoodRatioTest {
  /** -2 log of the likelihood ratio, at least 0. */
  readonly ratio: number;
  readonly chiSquarePValue: number;
  readonly exactPValue: number;
}

/**
 * Kupiec's test of the proportion of failures: x exceptions in n periods against probability p,
 * 2 [x log(x / (n p)) + (n - x) log((n - x) / (n (1 - p)))], one degree of freedom. Exact
 * p-value: the binomial probability of all counts with a ratio at least as large.
 */
export function kupiecTest(count: number, n: number, ppm: number): LikelihoodRatioTest {
  if (!(Number.isInteger(n) && Number.isInteger(count) && n > 0 && count >= 0 && count <= n)) {
    throw new RangeError(`a backtest needs 0 to n exceptions of n >= 1 periods, not ${count}/${n}`);
  }
  const ratio = coverageRatio(count, n, ppm);
  let exact = 0;
  binomialProbabilities(n, ppm).forEach((probability, k) => {
    if (asLarge(coverageRatio(k, n, ppm), ratio)) exact += probability;
  });
  return asTest(ratio, 1, exact);
}

/**
 * Christoffersen's test of independence: whether an exception is as likely after an exception as
 * after none, over the n - 1 transitions; one degree of freedom.
 * Exact p-value: given the number of exceptions, all their arrangements are equally likely if
 * they are independent, whatever p; summed over all tables of transitions with a ratio at least
 * as large. 1 without exceptions, when nothing can be said.
 */
export function independenceTest(exceptions: ArrayLike<number>): LikelihoodRatioTest {
  const { n, count, transitions } = summarize(exceptions);
  const ratio = independenceRatio(transitions);
  let exact = 0;
  visitTransitions(n - count, count, (table, probability) => {
    if (asLarge(independenceRatio(table), ratio)) exact += probability;
  });
  return asTest(ratio, 1, exact);
}

/**
 * Christoffersen's test of conditional coverage: the sum of the two ratios, two degrees of
 * freedom. Exact p-value: over all counts and, given each, all tables of transitions; tables
 * 1e15 times less likely than the observed one are left out. About 0.1 s for n = 5,000.
 */
export function conditionalCoverageTest(
  exceptions: ArrayLike<number>,
  ppm: number,
): LikelihoodRatioTest {
  const { n, count, transitions } = summarize(exceptions);
  const ratio = coverageRatio(count, n, ppm) + independenceRatio(transitions);
  const counts = binomialProbabilities(n, ppm);
  let observed = 0;
  visitTransitions(n - count, count, (table, probability) => {
    if (table.n01 === transitions.n01 && table.n10 === transitions.n10) observed = probability;
  });
  const negligible = 1e-15 * observed * counts[count];
  let exact = 0;
  counts.forEach((ofCount, k) => {
    if (ofCount <= negligible) return;
    const coverage = coverageRatio(k, n, ppm);
    const visit = (table: Transitions, probability: number) => {
      if (asLarge(coverage + independenceRatio(table), ratio)) exact += ofCount * probability;
    };
    visitTransitions(n - k, k, visit, negligible / ofCount);
  });
  return asTest(ratio, 2, exact);
}

function coverageRatio(count: number, n: number, ppm: number): number {
  const expected = (n * ppm) / 1_000_000;
  const others = (n * (1_000_000 - ppm)) / 1_000_000;
  return 2 * (deviance(count, expected) + deviance(n - count, others));
}

/** Twice the deviance of the table from the one with its margins and independence. */
function independenceRatio({ n00, n01, n10, n11 }: Transitions): number {
  const total = n00 + n01 + n10 + n11;
  if (total === 0) return 0;
  const [afterNone, afterOne, none, one] = [n00 + n01, n10 + n11, n00 + n10, n01 + n11];
  const afterNoneDeviance =
    deviance(n00, (afterNone * none) / total) + deviance(n01, (afterNone * one) / total);
  const afterOneDeviance =
    deviance(n10, (afterOne * none) / total) + deviance(n11, (afterOne * one) / total);
  return 2 * (afterNoneDeviance + afterOneDeviance);
}

function summarize(exceptions: ArrayLike<number>) {
  const n = exceptions.length;
  if (n < 1) throw new RangeError('a backtest needs at least 1 period, has 0');
  const transitions = countTransitions(exceptions);
  const count = transitions.n01 + transitions.n11 + exceptions[0];
  return { n, count, transitions };
}

/** Whether a ratio counts as at least as large as the observed one: ties differ by rounding. */
function asLarge(ratio: number, observed: number): boolean {
  return ratio >= observed * (1 - 1e-10) - 1e-12;
}

function asTest(ratio: number, degrees: number, exact: number): LikelihoodRatioTest {
  const chiSquarePValue = chiSquareSurvival(ratio, degrees);
  return { ratio, chiSquarePValue, exactPValue: Math.min(1, exact) };
}
