/**
 * The same work as careful JavaScript: typed arrays, no object per number, state in locals.
 *
 * Normals by Marsaglia's polar method over sfc32 (Doty-Humphrey, PractRand), 53 bits a uniform;
 * the engine's own `Math.random` is slower. Bootstrap block by block, which asks for so few
 * numbers that `Math.random` will do. Quantiles by Floyd and Rivest's choice of a pivot.
 */
import type { Work } from './cases';

const state = Int32Array.of(0x9e3779b9, 0x243f6a88, -0x48b0ae8e, 1);

/** Fills an array with standard normals; an odd last one wastes its partner. */
export function normals(out: Float64Array): void {
  let [a, b, c, counter] = state;
  const n = out.length;
  for (let i = 0; i < n;) {
    let u: number;
    let v: number;
    let square: number;
    do {
      let high = (((a + b) | 0) + counter) | 0;
      counter = (counter + 1) | 0;
      a = b ^ (b >>> 9);
      b = (c + (c << 3)) | 0;
      c = (((c << 21) | (c >>> 11)) + high) | 0;
      let low = (((a + b) | 0) + counter) | 0;
      counter = (counter + 1) | 0;
      a = b ^ (b >>> 9);
      b = (c + (c << 3)) | 0;
      c = (((c << 21) | (c >>> 11)) + low) | 0;
      u = high * 2 ** -31 + (low >>> 11) * 2 ** -52;
      high = (((a + b) | 0) + counter) | 0;
      counter = (counter + 1) | 0;
      a = b ^ (b >>> 9);
      b = (c + (c << 3)) | 0;
      c = (((c << 21) | (c >>> 11)) + high) | 0;
      low = (((a + b) | 0) + counter) | 0;
      counter = (counter + 1) | 0;
      a = b ^ (b >>> 9);
      b = (c + (c << 3)) | 0;
      c = (((c << 21) | (c >>> 11)) + low) | 0;
      v = high * 2 ** -31 + (low >>> 11) * 2 ** -52;
      square = u * u + v * v;
    } while (square >= 1 || square === 0);
    const scale = Math.sqrt((-2 * Math.log(square)) / square);
    out[i++] = u * scale;
    if (i < n) out[i++] = v * scale;
  }
  state[0] = a;
  state[1] = b;
  state[2] = c;
  state[3] = counter;
}

/** The quantile of simulated returns of a mix, through the returns of every asset. */
export function valueAtRisk(model: {
  readonly scenarios: number;
  /** Counts from 1. */
  readonly rank: number;
  /** Lower triangular, row-major. */
  readonly factor: Float64Array;
  readonly means: Float64Array;
  readonly weights: Float64Array;
}): Work {
  const { scenarios, rank, factor, means, weights } = model;
  const n = means.length;
  const pieceLength = 512;
  const z = new Float64Array(pieceLength * n);
  const mix = new Float64Array(scenarios);
  return () => {
    for (let first = 0; first < scenarios; first += pieceLength) {
      const last = Math.min(first + pieceLength, scenarios);
      normals(z);
      for (let s = first; s < last; s++) {
        const draws = (s - first) * n;
        let sum = 0;
        for (let i = 0; i < n; i++) {
          let asset = means[i];
          for (let j = 0; j <= i; j++) asset += factor[i * n + j] * z[draws + j];
          sum += weights[i] * asset;
        }
        mix[s] = sum;
      }
    }
    return [select(mix, rank - 1)];
  };
}

/** The same for Student t returns, through the loadings of the mix; a chi-square of squares. */
export function valueAtRiskStudent(model: {
  readonly scenarios: number;
  readonly rank: number;
  readonly loadings: Float64Array;
  readonly mean: number;
  readonly degrees: number;
}): Work {
  const { scenarios, rank, loadings, mean, degrees } = model;
  const n = loadings.length;
  const row = n + degrees;
  const pieceLength = 512;
  const z = new Float64Array(pieceLength * row);
  const mix = new Float64Array(scenarios);
  return () => {
    for (let first = 0; first < scenarios; first += pieceLength) {
      const last = Math.min(first + pieceLength, scenarios);
      normals(z);
      for (let s = first; s < last; s++) {
        const draws = (s - first) * row;
        let sum = 0;
        for (let j = 0; j < n; j++) sum += loadings[j] * z[draws + j];
        let squares = 0;
        for (let j = n; j < row; j++) squares += z[draws + j] * z[draws + j];
        mix[s] = mean + Math.sqrt((degrees - 2) / squares) * sum;
      }
    }
    return [select(mix, rank - 1)];
  };
}

/** Mean final wealth and deepest drawdown of paths of the stationary bootstrap, block by block. */
export function bootstrap(model: {
  readonly scenarios: number;
  readonly periods: number;
  readonly series: Float64Array;
  readonly blockLength: number;
}): Work {
  const { scenarios, periods, series, blockLength } = model;
  const T = series.length;
  const growth = Float64Array.from({ length: T + periods }, (_, t) => 1 + series[t % T]);
  const rate = 1 / Math.log1p(-1 / blockLength);
  const wealths = new Float64Array(scenarios);
  const lowests = new Float64Array(scenarios);
  return () => {
    for (let s = 0; s < scenarios; s++) {
      let wealth = 1;
      let height = 1;
      let lowest = 1;
      let left = periods;
      while (left > 0) {
        const length = Math.min(left, 1 + Math.floor(Math.log(1 - Math.random()) * rate));
        const start = Math.floor(Math.random() * T);
        for (let date = start; date < start + length; date++) {
          const factor = growth[date];
          wealth *= factor;
          height *= factor;
          if (height > 1) height = 1;
          else if (height < lowest) lowest = height;
        }
        left -= length;
      }
      wealths[s] = wealth;
      lowests[s] = lowest;
    }
    const mean = (values: Float64Array) => values.reduce((sum, x) => sum + x, 0) / scenarios;
    return [mean(wealths), mean(lowests) - 1];
  };
}

/**
 * Percentiles of the final wealth of a plan, and the share of the paths that can pay all its
 * withdrawals. A path at a time, so that its draws lie in the first-level cache. Wealth is kept in
 * units of the mix, which are sold; since withdrawals go on, a path without them stays below 0.
 */
export function wealthPaths(plan: {
  readonly paths: number;
  readonly start: number;
  /** From one reset of the mix to the next. */
  readonly months: number;
  /** Lower triangular, row-major; `base` is what assets grow by without chance. */
  readonly factor: Float64Array;
  readonly base: Float64Array;
  readonly weights: Float64Array;
  /** Of each month. */
  readonly withdrawals: Float64Array;
  /** Count from 1. */
  readonly ranks: readonly number[];
}): Work {
  const { paths, start, months, factor, base, weights, withdrawals, ranks } = plan;
  const [n, steps] = [base.length, withdrawals.length];
  const triangle = factor.filter((_, at) => at % n <= Math.floor(at / n));
  const z = new Float64Array(steps * n);
  const holdings = new Float64Array(n);
  const finals = new Float64Array(paths);

  function finalOfNextPath(): number {
    normals(z);
    let units = start;
    let value = 1;
    let left = 0;
    for (let month = 0, draws = 0; month < steps; month++, draws += n) {
      if (left === 0) {
        units *= value;
        holdings.set(weights);
        left = months;
      }
      left -= 1;
      value = 0;
      let entry = 0;
      for (let i = 0; i < n; i++) {
        let growth = base[i];
        for (let j = draws; j <= draws + i; j++) growth += triangle[entry++] * z[j];
        const holding = growth > 0 ? holdings[i] * growth : 0;
        holdings[i] = holding;
        value += holding;
      }
      units -= withdrawals[month] / value;
    }
    return units * value;
  }

  return () => {
    let lasting = 0;
    for (let s = 0; s < paths; s++) {
      const final = finalOfNextPath();
      if (final >= 0) lasting += 1;
      finals[s] = Math.max(0, final);
    }
    return [...ranks.map((rank) => select(finals, rank - 1)), lasting / paths];
  };
}

/** The rank-th value of each sample, by the engine's own sort. */
export function quantilesBySort(samples: readonly Float64Array[], rank: number): Work {
  const working = new Float64Array(samples[0].length);
  return () =>
    samples.map((values) => {
      working.set(values);
      return working.sort()[rank - 1];
    });
}

/** The value that sorting would put at `place` (from 0); reorders the values. */
function select(values: Float64Array, place: number): number {
  let left = 0;
  let right = values.length - 1;
  while (right > left) {
    if (right - left > 600) narrow(values, place, left, right);
    const pivot = values[place];
    let i = left;
    let j = right;
    while (i <= j) {
      while (values[i] < pivot) i++;
      while (values[j] > pivot) j--;
      if (i <= j) {
        const value = values[i];
        values[i++] = values[j];
        values[j--] = value;
      }
    }
    if (j < place) left = i;
    if (i > place) right = j;
  }
  return values[place];
}

/** Puts at `place` a good pivot: that of a small piece in which it has about the same rank. */
function narrow(values: Float64Array, place: number, left: number, right: number): void {
  const n = right - left + 1;
  const step = Math.max(1, Math.floor(n / 600));
  const sample = Float64Array.from(
    { length: Math.floor(n / step) },
    (_, i) => values[left + i * step],
  );
  const index = Math.min(sample.length - 1, Math.floor(((place - left) * sample.length) / n));
  const pivot = sample.sort()[index];
  for (let i = left; i <= right; i += step) {
    if (values[i] === pivot) {
      values[i] = values[place];
      values[place] = pivot;
      return;
    }
  }
}
