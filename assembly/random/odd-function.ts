/**
 * Applies an odd function to normals by a table: any symmetric distribution from normals, each in
 * its place, so that points that were spread on purpose stay so.
 *
 * Table: for |z| from k / 64 to (k + 1) / 64, k = 0 to 543, the four coefficients from the constant
 * up of a cubic in 64 |z| - k; 544 x 4 f64. The sign is that of z. Beyond 8.5, where one normal in
 * 10^17 lies, the value is that at 8.5.
 */

/** The end of the table in steps, as far as its last cubic reaches. */
const LAST: f64 = 544 - 1e-9;

/** Replaces `count` values; `count` is even. */
export function oddFunction(values: usize, count: i32, table: usize): void {
  const scale = f64x2.splat(64);
  const last = f64x2.splat(LAST);
  const sign = i64x2.splat(0x8000000000000000);
  for (const end = values + ((<usize>count) << 3); values < end; values += 16) {
    const z = v128.load(values);
    const place = f64x2.pmin(last, f64x2.mul(scale, f64x2.abs(z)));
    const step = f64x2.floor(place);
    const f = f64x2.sub(place, step);
    const steps = i32x4.trunc_sat_f64x2_u_zero(step);
    const a = table + ((<usize>i32x4.extract_lane(steps, 0)) << 5);
    const b = table + ((<usize>i32x4.extract_lane(steps, 1)) << 5);
    let sum = pair(a + 24, b + 24);
    sum = f64x2.add(f64x2.mul(sum, f), pair(a + 16, b + 16));
    sum = f64x2.add(f64x2.mul(sum, f), pair(a + 8, b + 8));
    sum = f64x2.add(f64x2.mul(sum, f), pair(a, b));
    v128.store(values, v128.bitselect(z, sum, sign));
  }
}

// @ts-ignore: only AssemblyScript has decorators on functions
@inline
function pair(a: usize, b: usize): v128 {
  return v128.load64_lane(b, v128.load64_zero(a), 1);
}
