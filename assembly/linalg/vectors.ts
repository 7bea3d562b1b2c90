/**
 * The two loops that work on whole matrices spends its time in: a product of two vectors, and
 * the sum of one and a multiple of another. Pointers are multiples of 8.
 */

/** Sum of products of `count` entries, in eight partial sums. */
export function dotProduct(a: usize, b: usize, count: i32): f64 {
  let s0 = f64x2.splat(0);
  let s1 = s0;
  let s2 = s0;
  let s3 = s0;
  const end = a + ((<usize>count) << 3);
  for (const eights = a + ((<usize>(count & ~7)) << 3); a < eights; a += 64) {
    s0 = f64x2.add(s0, f64x2.mul(v128.load(a), v128.load(b)));
    s1 = f64x2.add(s1, f64x2.mul(v128.load(a, 16), v128.load(b, 16)));
    s2 = f64x2.add(s2, f64x2.mul(v128.load(a, 32), v128.load(b, 32)));
    s3 = f64x2.add(s3, f64x2.mul(v128.load(a, 48), v128.load(b, 48)));
    b += 64;
  }
  s0 = f64x2.add(f64x2.add(s0, s1), f64x2.add(s2, s3));
  let sum = f64x2.extract_lane(s0, 0) + f64x2.extract_lane(s0, 1);
  for (; a < end; a += 8) {
    sum += load<f64>(a) * load<f64>(b);
    b += 8;
  }
  return sum;
}

/** to += factor * from, `count` entries. */
export function addMultiple(to: usize, factor: f64, from: usize, count: i32): void {
  const factor2 = f64x2.splat(factor);
  const end = to + ((<usize>count) << 3);
  for (const fours = to + ((<usize>(count & ~3)) << 3); to < fours; to += 32) {
    const first = f64x2.mul(factor2, v128.load(from));
    const second = f64x2.mul(factor2, v128.load(from, 16));
    v128.store(to, f64x2.add(v128.load(to), first));
    v128.store(to, f64x2.add(v128.load(to, 16), second), 16);
    from += 32;
  }
  for (; to < end; to += 8) {
    store<f64>(to, load<f64>(to) + factor * load<f64>(from));
    from += 8;
  }
}
