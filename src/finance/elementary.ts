/**
 * Exponential and logarithms that give the same bits in every engine.
 *
 * The built-in functions differ between engines in the last bits, so nothing that reaches a
 * result uses them. These use only IEEE 754 additions, multiplications and
 * divisions, which every engine rounds alike.
 *
 * Method: the argument is reduced exactly by powers of two (Cody and Waite, Software Manual for
 * the Elementary Functions, 1980), then a Taylor series (exp) or the series of 2 artanh (log) is
 * summed, the largest term last and with its rounding error carried along.
 * Accuracy: below 0.8 units in the last place over the whole range, subnormal results included.
 * Special cases: as the ECMAScript functions of the same names.
 */

/** log(2) in two parts; the first has 36 bits, so that its product with an exponent is exact. */
const LN2_HIGH = 0.6931471805582987;
const LN2_LOW = 1.6465949582897082e-12;
const LOG2_E = 1 / (LN2_HIGH + LN2_LOW);
/** log10(2) in two parts, the first of 36 bits. */
const LOG10_2_HIGH = 0.30102999565860955;
const LOG10_2_LOW = 5.371644767466998e-12;
/** 1 / log(10) in two parts, the first of 30 bits. */
const LOG10_E_HIGH = 0.43429448176175356;
const LOG10_E_LOW = 1.414982685385801e-10;

/** Beyond these, e^x is above the largest double or rounds to 0. */
const EXP_OVERFLOW = 709.782712893384;
const EXP_UNDERFLOW = -745.1332191019412;

const SQRT_HALF = Math.sqrt(0.5);

/** e^x. */
export function exp(x: number): number {
  if (x !== x) return NaN;
  if (x > EXP_OVERFLOW) return Infinity;
  if (x < EXP_UNDERFLOW) return 0;
  const k = Math.floor(x * LOG2_E + 0.5);
  const high = x - k * LN2_HIGH;
  const low = k * LN2_LOW;
  const r = high - low;
  const tail = high - r - low + r * r * expSeries(r);
  const sum = 1 + r;
  return scale(sum + (r - (sum - 1) + tail), k);
}

/** e^x - 1, exact to the last place or so also where x is small. */
export function expm1(x: number): number {
  if (x !== x || x === 0) return x;
  if (x > EXP_OVERFLOW) return Infinity;
  if (x < -40) return -1;
  if (x > -0.35 && x < 0.35) return x + x * x * expSeries(x);
  const k = Math.floor(x * LOG2_E + 0.5);
  const high = x - k * LN2_HIGH;
  const low = k * LN2_LOW;
  const r = high - low;
  const tail = high - r - low + r * r * expSeries(r);
  // 2^k (1 + r + tail) - 1 = 2^k ((1 - 2^-k) + r + tail)
  const unit = k > 60 ? 0 : powerOfTwo(-k);
  const one = 1 - unit;
  const sum = one + r;
  const lost = Math.abs(one) > Math.abs(r) ? r - (sum - one) : one - (sum - r);
  return scale(sum + (1 - one - unit + lost + tail), k);
}

/** Natural logarithm. */
export function log(x: number): number {
  if (x !== x || x < 0) return NaN;
  if (x === 0) return -Infinity;
  if (x === Infinity) return Infinity;
  const k = binaryExponent(x);
  return logOfOnePlus(scale(x, -k) - 1, k, 0);
}

/** log(1 + x), exact to the last place or so also where x is small. */
export function log1p(x: number): number {
  if (x !== x || x < -1) return NaN;
  if (x === -1) return -Infinity;
  if (x === Infinity || x === 0) return x;
  if (x > SQRT_HALF - 1 && x < 2 * SQRT_HALF - 1) return logOfOnePlus(x, 0, 0);
  const u = 1 + x;
  const k = binaryExponent(u);
  const lost = x >= 1 ? 1 - (u - x) : x - (u - 1);
  return logOfOnePlus(scale(u, -k) - 1, k, lost / u);
}

/** Logarithm to base 10. */
export function log10(x: number): number {
  if (x !== x || x < 0) return NaN;
  if (x === 0) return -Infinity;
  if (x === Infinity) return Infinity;
  const k = binaryExponent(x);
  const f = scale(x, -k) - 1;
  const half = 0.5 * f * f;
  const high = clearLowWord(f - half);
  const low = f - high - half + artanhPart(f, half);
  const whole = k * LOG10_2_HIGH;
  const main = high * LOG10_E_HIGH;
  const rest = k * LOG10_2_LOW + (low + high) * LOG10_E_LOW + low * LOG10_E_HIGH;
  // |whole| is 0 or larger than |main|, so that this loses nothing.
  const sum = whole + main;
  return sum + (whole === 0 ? rest : main - (sum - whole) + rest);
}

/** (e^r - 1 - r) / r^2 for |r| < 0.36: the sum of r^(j - 2) / j! from j = 2. */
function expSeries(r: number): number {
  let sum = 1 / 87178291200;
  sum = sum * r + 1 / 6227020800;
  sum = sum * r + 1 / 479001600;
  sum = sum * r + 1 / 39916800;
  sum = sum * r + 1 / 3628800;
  sum = sum * r + 1 / 362880;
  sum = sum * r + 1 / 40320;
  sum = sum * r + 1 / 5040;
  sum = sum * r + 1 / 720;
  sum = sum * r + 1 / 120;
  sum = sum * r + 1 / 24;
  sum = sum * r + 1 / 6;
  return sum * r + 0.5;
}

/** k log(2) + log(1 + f) + extra, for sqrt(1/2) - 1 <= f < sqrt(2) - 1. */
function logOfOnePlus(f: number, k: number, extra: number): number {
  const half = 0.5 * f * f;
  const small = artanhPart(f, half) + (k * LN2_LOW + extra);
  if (k === 0) return f - (half - small);
  const whole = k * LN2_HIGH;
  const sum = whole + f;
  return sum + (f - (sum - whole) - (half - small));
}

/**
 * log(1 + f) - f + f^2/2. With s = f / (2 + f), log(1 + f) is 2 artanh(s) = 2s + s R, where
 * R = 2/3 s^2 + 2/5 s^4 + ..., and 2s = f - f^2/2 + s f^2/2.
 */
function artanhPart(f: number, half: number): number {
  const s = f / (2 + f);
  const z = s * s;
  let sum = 2 / 23;
  sum = sum * z + 2 / 21;
  sum = sum * z + 2 / 19;
  sum = sum * z + 2 / 17;
  sum = sum * z + 2 / 15;
  sum = sum * z + 2 / 13;
  sum = sum * z + 2 / 11;
  sum = sum * z + 2 / 9;
  sum = sum * z + 2 / 7;
  sum = sum * z + 2 / 5;
  sum = sum * z + 2 / 3;
  return s * (half + z * sum);
}

const bits = new DataView(new ArrayBuffer(8));

/** The k for which sqrt(1/2) <= x 2^-k < sqrt(2); x positive and finite. */
function binaryExponent(x: number): number {
  const subnormal = x < 2.2250738585072014e-308;
  bits.setFloat64(0, subnormal ? x * 18014398509481984 : x);
  const word = bits.getUint32(0);
  const k = (word >>> 20) - 1023;
  bits.setUint32(0, (word & 0xfffff) | 0x3ff00000);
  return k + (bits.getFloat64(0) >= 2 * SQRT_HALF ? 1 : 0) - (subnormal ? 54 : 0);
}

/** 2^k for -1022 <= k <= 1023. */
function powerOfTwo(k: number): number {
  bits.setUint32(0, (k + 1023) << 20);
  bits.setUint32(4, 0);
  return bits.getFloat64(0);
}

/** x 2^k, rounded once, for |k| <= 1077. */
function scale(x: number, k: number): number {
  if (k > 1023) return x * powerOfTwo(1023) * powerOfTwo(k - 1023);
  if (k < -1021) return x * powerOfTwo(k + 60) * powerOfTwo(-60);
  return x * powerOfTwo(k);
}

/** x without its last 32 bits. */
function clearLowWord(x: number): number {
  bits.setFloat64(0, x);
  bits.setUint32(4, 0);
  return bits.getFloat64(0);
}

/** x^y for x > 0, and 0 for x = 0; the relative error grows with |y log x|. */
export function power(x: number, y: number): number {
  if (y === 0 || x === 1) return 1;
  return x === 0 ? 0 : exp(y * log(x));
}
