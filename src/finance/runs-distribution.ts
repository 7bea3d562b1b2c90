/**
 * The exact distribution of the transitions in a random sequence of zeros and ones.
 */
import { exp } from './elementary';
import { logGamma } from './gamma-function';

/** How often each pair of successive values occurs; the four sum to the length less 1. */
export interface Transitions {
  readonly n00: number;
  readonly n01: number;
  readonly n10: number;
  readonly n11: number;
}

/**
 * Calls `visit` with every table of transitions that a sequence of `length` values with `ones`
 * ones can have, and its probability when all arrangements are equally likely.
 *
 * A sequence with r runs of ones and s of zeros, given its two ends, can be arranged in
 * C(ones - 1, r - 1) C(zeros - 1, s - 1) ways, and s is r - 1, r or r + 1. Tables of different
 * ends can be equal: their probabilities are visited one by one. Relative error about 1e-12 for
 * lengths up to 10,000. Tables of a probability below `negligible` are left out.
 * Reference: Mood, The distribution theory of runs, Annals of Mathematical Statistics 11 (1940).
 */
export function visitTransitions(
  length: number,
  ones: number,
  visit: (transitions: Transitions, probability: number) => void,
  negligible = 0,
): void {
  const zeros = length - ones;
  if (ones === 0 || zeros === 0) {
    visit({ n00: Math.max(0, zeros - 1), n01: 0, n10: 0, n11: Math.max(0, ones - 1) }, 1);
    return;
  }
  const all = logChoose(length, ones);
  for (let runs = 1; runs <= ones; runs += 1) {
    const logOnes = logChoose(ones - 1, runs - 1) - all;
    for (let startsWithOne = 0; startsWithOne <= 1; startsWithOne += 1) {
      for (let endsWithOne = 0; endsWithOne <= 1; endsWithOne += 1) {
        const runsOfZeros = runs + 1 - startsWithOne - endsWithOne;
        if (runsOfZeros < 1 || runsOfZeros > zeros) continue;
        const probability = exp(logOnes + logChoose(zeros - 1, runsOfZeros - 1));
        if (probability < negligible) continue;
        const n01 = runs - startsWithOne;
        const n10 = runs - endsWithOne;
        visit({ n00: zeros - runsOfZeros, n01, n10, n11: ones - runs }, probability);
      }
    }
  }
}

function logChoose(n: number, k: number): number {
  return logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1);
}
