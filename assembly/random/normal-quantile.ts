/**
 * Standard normals from uniforms: the x below which the standard normal distribution has mass u.
 *
 * What for: points that were spread on purpose, by strata or by a sequence, must keep their order,
 * which the ziggurat does not do. Plain draws are four times faster by that.
 *
 * Method: algorithm AS 241 (PPND16). For |u - 1/2| <= 0.425 a rational function of that distance,
 * two values at a time; beyond it one of sqrt(-log(min(u, 1 - u))), a value at a time.
 *
 * Accuracy: 1e-15 relative, times what the rounding of u itself costs near 1/2 and 1. u must be
 * above 0 and below 1.
 *
 * Reference: Wichura, "Algorithm AS 241: the percentage points of the normal distribution",
 * Applied Statistics 37 (1988), with its coefficients.
 */

/** Replaces `count` uniforms by their normals; `count` is even. */
export function normalQuantiles(values: usize, count: i32): void {
  const half = f64x2.splat(0.5);
  const edge = f64x2.splat(CENTER);
  const square = f64x2.splat(CENTER * CENTER);
  for (const end = values + ((<usize>count) << 3); values < end; values += 16) {
    const q = f64x2.sub(v128.load(values), half);
    const outside = i64x2.bitmask(f64x2.gt(f64x2.abs(q), edge));
    if (outside != 3) {
      const r = f64x2.sub(square, f64x2.mul(q, q));
      const low = load<f64>(values);
      const high = load<f64>(values, 8);
      v128.store(values, f64x2.mul(q, f64x2.div(numerator(r), denominator(r))));
      if (outside == 0) continue;
      if (outside == 1) store<f64>(values, tailQuantile(low));
      else store<f64>(values, tailQuantile(high), 8);
    } else {
      store<f64>(values, tailQuantile(load<f64>(values)));
      store<f64>(values, tailQuantile(load<f64>(values, 8)), 8);
    }
  }
}

const CENTER: f64 = 0.425;

/** x = a y + b in both halves. */
// @ts-ignore: only AssemblyScript has decorators on functions
@inline
function step(a: v128, y: v128, b: f64): v128 {
  return f64x2.add(f64x2.mul(a, y), f64x2.splat(b));
}

// @ts-ignore: only AssemblyScript has decorators on functions
@inline
function numerator(r: v128): v128 {
  let sum = step(f64x2.splat(2509.0809287301226727), r, 33430.575583588128105);
  sum = step(sum, r, 67265.770927008700853);
  sum = step(sum, r, 45921.953931549871457);
  sum = step(sum, r, 13731.693765509461125);
  sum = step(sum, r, 1971.5909503065514427);
  sum = step(sum, r, 133.14166789178437745);
  return step(sum, r, 3.387132872796366608);
}

// @ts-ignore: only AssemblyScript has decorators on functions
@inline
function denominator(r: v128): v128 {
  let sum = step(f64x2.splat(5226.495278852854561), r, 28729.085735721942674);
  sum = step(sum, r, 39307.89580009271061);
  sum = step(sum, r, 21213.794301586595867);
  sum = step(sum, r, 5394.1960214247511077);
  sum = step(sum, r, 687.1870074920579083);
  sum = step(sum, r, 42.313330701600911252);
  return step(sum, r, 1);
}

function tailQuantile(u: f64): f64 {
  const root = Math.sqrt(-Math.log(Math.min(u, 1 - u)));
  const x = root <= 5 ? near(root - 1.6) : far(root - 5);
  return u < 0.5 ? -x : x;
}

/** Up to 7.5 standard deviations. */
function near(r: f64): f64 {
  let above: f64 = 7.7454501427834140764e-4;
  above = above * r + 0.0227238449892691845833;
  above = above * r + 0.24178072517745061177;
  above = above * r + 1.27045825245236838258;
  above = above * r + 3.64784832476320460504;
  above = above * r + 5.7694972214606914055;
  above = above * r + 4.6303378461565452959;
  above = above * r + 1.42343711074968357734;
  let below: f64 = 1.05075007164441684324e-9;
  below = below * r + 5.475938084995344946e-4;
  below = below * r + 0.0151986665636164571966;
  below = below * r + 0.14810397642748007459;
  below = below * r + 0.68976733498510000455;
  below = below * r + 1.6763848301838038494;
  below = below * r + 2.05319162663775882187;
  return above / (below * r + 1);
}

function far(r: f64): f64 {
  let above: f64 = 2.01033439929228813265e-7;
  above = above * r + 2.71155556874348757815e-5;
  above = above * r + 0.0012426609473880784386;
  above = above * r + 0.026532189526576123093;
  above = above * r + 0.29656057182850489123;
  above = above * r + 1.7848265399172913358;
  above = above * r + 5.4637849111641143699;
  above = above * r + 6.6579046435011037772;
  let below: f64 = 2.04426310338993978564e-15;
  below = below * r + 1.4215117583164458887e-7;
  below = below * r + 1.8463183175100546818e-5;
  below = below * r + 7.868691311456132591e-4;
  below = below * r + 0.0148753612908506148525;
  below = below * r + 0.13692988092273580531;
  below = below * r + 0.59983220655588793769;
  return above / (below * r + 1);
}
