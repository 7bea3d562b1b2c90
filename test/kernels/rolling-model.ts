/** What the rolling kernels must give, window by window from the definitions, and nothing reused. */

/** The values of the window that ends at t which are neither NaN nor infinite. */
export function presentIn(values: Float64Array, w: number, t: number): number[] {
  return [...values.slice(Math.max(0, t - w + 1), t + 1)].filter(Number.isFinite);
}

export interface Shape {
  readonly mean: number;
  readonly deviation: number;
  readonly skewness: number;
  readonly kurtosis: number;
}

/** Two passes over deviations from the first value, scaled to their own size. */
export function shapeOf(window: readonly number[]): Shape {
  const n = window.length;
  const { scale, deviations: d, mean } = centered(window);
  const power = (k: number) => d.reduce((sum, x) => sum + x ** k, 0) / n;
  const m2 = power(2);
  const skewness = (power(3) / m2 ** 1.5) * (Math.sqrt(n * (n - 1)) / (n - 2));
  const excess = power(4) / (m2 * m2) - 3;
  const kurtosis = (((n + 1) * excess + 6) * (n - 1)) / (n - 2) / (n - 3);
  return {
    mean: n > 0 ? mean : Number.NaN,
    deviation: n > 1 ? Math.sqrt((m2 * n) / (n - 1)) * scale : Number.NaN,
    skewness: n > 2 && m2 > 0 ? skewness : Number.NaN,
    kurtosis: n > 3 && m2 > 0 ? kurtosis : Number.NaN,
  };
}

export interface Relation {
  readonly beta: number;
  readonly correlation: number;
  /** Standard deviation of y by that of x: what an error of beta is measured with. */
  readonly unit: number;
}

export function relationOf(x: readonly number[], y: readonly number[]): Relation {
  const a = centered(x);
  const b = centered(y);
  const sum = (term: (i: number) => number) => x.reduce((total, _, i) => total + term(i), 0);
  const vx = sum((i) => a.deviations[i] ** 2);
  const vy = sum((i) => b.deviations[i] ** 2);
  const c = sum((i) => a.deviations[i] * b.deviations[i]);
  const some = x.length > 1 && vx > 0;
  const ratio = b.scale / a.scale;
  return {
    beta: some ? (c === 0 ? 0 : (c / vx) * ratio) : Number.NaN,
    correlation: some && vy > 0 ? c / Math.sqrt(vx * vy) : Number.NaN,
    unit: Math.sqrt(vy / vx) * ratio,
  };
}

export function quantileOf(window: readonly number[], p: number): number {
  const sorted = window.toSorted((a, b) => a - b);
  const h = (sorted.length - 1) * p;
  const low = Math.floor(h);
  if (h === low) return sorted[low];
  return sorted[low] + (h - low) * (sorted[low + 1] - sorted[low]);
}

export function orderStatisticOf(window: readonly number[], ppm: number): number {
  const k = (BigInt(ppm) * BigInt(window.length) + 999_999n) / 1_000_000n;
  return window.toSorted((a, b) => a - b)[Math.max(1, Number(k)) - 1];
}

export function drawdownOf(returns: readonly number[]): number {
  let end = 1;
  let deepest = 1;
  for (const r of returns) {
    end = Math.min(1, end * (1 + r));
    deepest = Math.min(deepest, end);
  }
  return deepest - 1;
}

/** The exponent is kept apart, so that nothing overflows on the way. */
export function productOf(returns: readonly number[]): number {
  let product = 1;
  let exponent = 0;
  for (const r of returns) {
    const factor = 1 + r;
    const step = factor === 0 ? 0 : Math.floor(Math.log2(Math.abs(factor)) / 2) * 2;
    product *= factor / 2 ** (step / 2) / 2 ** (step / 2);
    exponent += step;
    while (Math.abs(product) >= 2 ** 100) {
      product /= 2 ** 100;
      exponent += 100;
    }
    while (product !== 0 && Math.abs(product) < 2 ** -100) {
      product *= 2 ** 100;
      exponent -= 100;
    }
  }
  if (exponent > 1100) return product === 0 ? -1 : product * Infinity;
  if (exponent < -1100) return -1;
  return product * 2 ** (exponent / 2) * 2 ** (exponent / 2) - 1;
}

/** Mean, and deviations from it divided by a power of two near the largest. */
function centered(window: readonly number[]) {
  const size = powerBelow(Math.max(...window.map(Math.abs)));
  const whole = window.map((x) => x / size);
  const from = whole.map((x) => x - whole[0]);
  const part = powerBelow(Math.max(...from.map(Math.abs)));
  const scaled = from.map((x) => x / part);
  const rough = accurateSum(scaled) / scaled.length;
  const rest = accurateSum(scaled.map((x) => x - rough)) / scaled.length;
  return {
    mean: (whole[0] + (rough + rest) * part) * size,
    deviations: scaled.map((x) => x - rough - rest),
    scale: part * size,
  };
}

function powerBelow(size: number): number {
  if (size === 0) return 1;
  return 2 ** Math.max(-1000, Math.min(1000, Math.floor(Math.log2(size))));
}

/** Neumaier's compensated sum. */
function accurateSum(values: readonly number[]): number {
  let sum = 0;
  let lost = 0;
  for (const x of values) {
    const next = sum + x;
    lost += Math.abs(sum) >= Math.abs(x) ? sum - next + x : x - next + sum;
    sum = next;
  }
  return sum + lost;
}
