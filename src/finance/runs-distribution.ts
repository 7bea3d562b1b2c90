/**
 * Transitions in a sequence of zeros and ones, and their exact distribution when all
 * arrangements of the sequence are equally likely.
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

/** The transitions of a sequence. A RangeError for a value other than 0 and 1. */
export function countTransitions(sequence: ArrayLike<number>): Transitions {
  const pairs = [0, 0, 0, 0];
  for (let t = 0; t < sequence.length; t += 1) {
    const value = sequence[t];
    if (value !== 0 && value !== 1) {
      throw new RangeError(`a sequence is of 0 and 1, not ${value} at position ${t}`);
    }
    if (t > 0) pairs[2 * sequence[t - 1] + value] += 1;
  }
  return { n00: pairs[0], n01: pairs[1], n10: pairs[2], n11: pairs[3] };
}

/**
 * Calls `visit` with every table of transitions that `zeros` zeros and `ones` ones can have, and
 * with its probability; where two tables are equal, once for each. Tables less probable than
 * `negligible` are left out.
 *
 * A sequence with r runs of ones and s of zeros, given its two ends, can be arranged in
 * C(ones - 1, r - 1) C(zeros - 1, s - 1) ways; s is r + 1 less the number of ends that are ones.
 * These products follow one another by simple ratios outward from the largest. Relative error
 * about 1e-15 times the logarithm of the number of arrangements: 1e-12 for a few thousand.
 * Reference: Mood, The distribution theory of runs, Annals of Mathematical Statistics 11 (1940).
 */
export function visitTransitions(
  zeros: number,
  ones: number,
  visit: (transitions: Transitions, probability: number) => void,
  negligible = 0,
): void {
  if (ones === 0 || zeros === 0) {
    visit({ n00: Math.max(0, zeros - 1), n01: 0, n10: 0, n11: Math.max(0, ones - 1) }, 1);
    return;
  }
  const all = logChoose(zeros + ones, ones);
  for (const ends of [0, 1, 2]) {
    const first = Math.max(1, ends);
    const last = Math.min(ones, zeros - 1 + ends);
    if (first > last) continue;
    const report = (r: number, probability: number) => {
      const rest = { n00: zeros - 1 - r + ends, n11: ones - r };
      if (ends < 2) visit({ ...rest, n01: r, n10: r - ends }, probability);
      if (ends > 0) visit({ ...rest, n01: r - 1, n10: r - ends + 1 }, probability);
    };
    const peak = 1 + Math.floor(((zeros - 1 + ends) * ones) / (zeros + ones));
    const mode = Math.max(first, Math.min(last, peak));
    const top = exp(logChoose(ones - 1, mode - 1) + logChoose(zeros - 1, mode - ends) - all);
    for (let r = mode, probability = top; r <= last && probability >= negligible; r += 1) {
      report(r, probability);
      probability *= ((ones - r) / r) * ((zeros - 1 - r + ends) / (r - ends + 1));
    }
    for (let r = mode, probability = top; r > first; r -= 1) {
      probability *= ((r - 1) / (ones - r + 1)) * ((r - ends) / (zeros - r + ends));
      if (probability < negligible) break;
      report(r - 1, probability);
    }
  }
}

function logChoose(n: number, k: number): number {
  return logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1);
}
