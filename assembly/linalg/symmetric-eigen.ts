/**
 * All eigenvalues and eigenvectors of a symmetric matrix: A = sum_k values[k] v_k v_k'.
 *
 * Method: Householder reflections make the matrix tridiagonal, implicit QL steps with Wilkinson's
 * shift make that diagonal, and the vectors follow by the same reflections and rotations. They
 * are kept as rows all along, so that each rotation runs through two stretches of memory. The
 * work is done on the matrix divided by a power of two near its largest entry, which costs no
 * rounding and keeps squares away from overflow.
 *
 * Only the lower triangle of A is read. Writes n eigenvalues in descending order and n vectors of
 * length 1, row k that of value k. Sign: the component of largest magnitude is positive; of
 * several that agree within 1e-8 the first counts. Vectors of equal eigenvalues are an orthonormal
 * basis of their space, and which one is decided by rounding alone.
 *
 * Returns 0, or -1 where an entry is not finite (then nothing is to be used). Scratch:
 * `symmetricEigenScratchBytes(n)`, n * n * 8 + n * 32. `vectors` must not overlap `matrix`.
 *
 * Accuracy: with N the largest |eigenvalue|, each value within 1e-14 N, the sum above within
 * 1e-14 N of A, and V V' within 1e-14 of the identity, up to n of some hundreds. An
 * eigenvalue far smaller than N has no relative accuracy of its own.
 *
 * Reference: Golub, Van Loan, "Matrix Computations" (2013), sections 8.2 and 8.3.
 */
import { addMultiple, dotProduct } from './vectors';

const EPSILON: f64 = 2.220446049250313e-16;
/** Beside a norm of about 1: what is smaller is nothing, and its square would underflow. */
const NOTHING: f64 = 1e-140;
/** Two or three steps an eigenvalue are the rule. */
const STEPS: i32 = 100;

export function symmetricEigenScratchBytes(n: i32): i32 {
  return (n * n + 4 * n) << 3;
}

export function symmetricEigen(
  matrix: usize,
  n: i32,
  values: usize,
  vectors: usize,
  scratch: usize,
): i32 {
  const row = (<usize>n) << 3;
  const size = <usize>n * row;
  let largest: f64 = 0;
  for (let i = 0; i < n; i++) {
    const from = matrix + <usize>i * row;
    for (let j: usize = 0; j <= (<usize>i) << 3; j += 8) {
      const entry = load<f64>(from + j);
      if (!isFinite<f64>(entry)) return -1;
      largest = Math.max(largest, Math.abs(entry));
    }
  }
  memory.fill(vectors, 0, size);
  for (let at: usize = 0; at < size; at += row + 8) store<f64>(vectors + at, 1);
  memory.fill(values, 0, row);
  if (largest == 0) return 0;

  const scale = powerOfTwo(largest);
  const beside = scratch + size;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      const entry = load<f64>(matrix + <usize>i * row + ((<usize>j) << 3)) / scale;
      store<f64>(scratch + <usize>i * row + ((<usize>j) << 3), entry);
      store<f64>(scratch + <usize>j * row + ((<usize>i) << 3), entry);
    }
  }
  reduce(scratch, n, values, beside, beside + row);
  reflect(scratch, n, beside + row, vectors);
  if (!diagonalize(values, beside, n, vectors)) return -1;
  arrange(values, vectors, n);
  for (let at: usize = 0; at < row; at += 8) {
    store<f64>(values + at, load<f64>(values + at) * scale);
  }
  return 0;
}

/** The power of two at or below a positive number, between 2^-1000 and 2^1000. */
function powerOfTwo(value: f64): f64 {
  const exponent = (reinterpret<u64>(value) >> 52) & 0x7ff;
  return reinterpret<f64>(max<u64>(23, min<u64>(2023, exponent)) << 52);
}

/**
 * Makes `a` tridiagonal: its diagonal and what stands beside it. Row k keeps the vector v of
 * reflection k from column k + 1 on, factors[k] is 2 / v'v, or 0 where nothing was to be done.
 * Behind the factors is room for n numbers more.
 */
function reduce(a: usize, n: i32, diagonal: usize, beside: usize, factors: usize): void {
  const row = (<usize>n) << 3;
  const w = factors + row;
  for (let k = 0; k < n; k++) {
    const at = (<usize>k) << 3;
    const v = a + <usize>k * row + at + 8;
    const m = n - k - 1;
    store<f64>(diagonal + at, load<f64>(v - 8));
    store<f64>(factors + at, 0);
    store<f64>(beside + at, m > 0 ? load<f64>(v) : 0);
    if (m < 2) continue;
    const head = load<f64>(v);
    const tail = dotProduct(v + 8, v + 8, m - 1);
    if (tail <= NOTHING * NOTHING) continue;
    const norm = Math.sqrt(head * head + tail);
    const factor = 1 / (norm * (norm + Math.abs(head)));
    store<f64>(beside + at, head > 0 ? -norm : norm);
    store<f64>(v, head > 0 ? head + norm : head - norm);
    store<f64>(factors + at, factor);

    // What remains becomes B - v w' - w v' with p = factor B v, w = p - (factor / 2) (p'v) v.
    const rest = v + row;
    for (let i = 0; i < m; i++) {
      const product = dotProduct(rest + <usize>i * row, v, m);
      store<f64>(w + ((<usize>i) << 3), factor * product);
    }
    addMultiple(w, -0.5 * factor * dotProduct(w, v, m), v, m);
    for (let i = 0; i < m; i++) {
      const at = (<usize>i) << 3;
      subtractTwo(rest + <usize>i * row, load<f64>(v + at), w, load<f64>(w + at), v, m);
    }
  }
}

/** to -= x a + y b. Both products are added first: so the matrix stays symmetric to the bit. */
function subtractTwo(to: usize, x: f64, a: usize, y: f64, b: usize, count: i32): void {
  const x2 = f64x2.splat(x);
  const y2 = f64x2.splat(y);
  const end = to + ((<usize>count) << 3);
  for (const pairs = to + ((<usize>(count & ~1)) << 3); to < pairs; to += 16) {
    const sum = f64x2.add(f64x2.mul(x2, v128.load(a)), f64x2.mul(y2, v128.load(b)));
    v128.store(to, f64x2.sub(v128.load(to), sum));
    a += 16;
    b += 16;
  }
  if (to < end) store<f64>(to, load<f64>(to) - (x * load<f64>(a) + y * load<f64>(b)));
}

/** Makes the identity in `vectors` the product of all reflections, last one first. */
function reflect(a: usize, n: i32, factors: usize, vectors: usize): void {
  const row = (<usize>n) << 3;
  for (let k = n - 3; k >= 0; k--) {
    const factor = load<f64>(factors + ((<usize>k) << 3));
    if (factor == 0) continue;
    const m = n - k - 1;
    const corner = (<usize>(k + 1)) << 3;
    const v = a + <usize>k * row + corner;
    for (let i = k + 1; i < n; i++) {
      const to = vectors + <usize>i * row + corner;
      addMultiple(to, -factor * dotProduct(to, v, m), v, m);
    }
  }
}

/** QL steps until nothing is left beside the diagonal; rotates the rows of `vectors`. */
function diagonalize(diagonal: usize, beside: usize, n: i32, vectors: usize): bool {
  const row = (<usize>n) << 3;
  // What is this small beside the diagonal is rounding of the largest entries. A bound relative to
  // its neighbors would wait for ever where many eigenvalues are zero.
  let norm: f64 = 0;
  for (let at: usize = 0; at < row; at += 8) {
    norm = Math.max(norm, Math.abs(load<f64>(diagonal + at)) + Math.abs(load<f64>(beside + at)));
  }
  const small = EPSILON * norm;
  for (let first = 0; first < n; first++) {
    const d = diagonal + ((<usize>first) << 3);
    const e = beside + ((<usize>first) << 3);
    for (let step = 0; ; step++) {
      let last = first;
      for (; last < n - 1; last++) {
        if (Math.abs(load<f64>(beside + ((<usize>last) << 3))) <= small) break;
      }
      if (last == first) break;
      if (step == STEPS) return false;

      const end = (<usize>last) << 3;
      const half = (load<f64>(d, 8) - load<f64>(d)) / (2 * load<f64>(e));
      const root = Math.sqrt(half * half + 1);
      let g = load<f64>(diagonal + end) - load<f64>(d);
      g += load<f64>(e) / (half + (half < 0 ? -root : root));
      let s: f64 = 1;
      let c: f64 = 1;
      let shift: f64 = 0;
      let i = last - 1;
      for (; i >= first; i--) {
        const at = (<usize>i) << 3;
        const f = s * load<f64>(beside + at);
        const b = c * load<f64>(beside + at);
        const r = Math.sqrt(f * f + g * g);
        store<f64>(beside + at, r, 8);
        if (r == 0) {
          store<f64>(diagonal + at, load<f64>(diagonal + at, 8) - shift, 8);
          store<f64>(beside + end, 0);
          break;
        }
        s = f / r;
        c = g / r;
        g = load<f64>(diagonal + at, 8) - shift;
        const turned = (load<f64>(diagonal + at) - g) * s + 2 * c * b;
        shift = s * turned;
        store<f64>(diagonal + at, g + shift, 8);
        g = c * turned - b;
        rotate(vectors + <usize>i * row, vectors + <usize>(i + 1) * row, c, s, n);
      }
      if (i >= first) continue;
      store<f64>(d, load<f64>(d) - shift);
      store<f64>(e, g);
      store<f64>(beside + end, 0);
    }
  }
  return true;
}

/** (a, b) becomes (c a - s b, s a + c b). */
function rotate(a: usize, b: usize, c: f64, s: f64, count: i32): void {
  const c2 = f64x2.splat(c);
  const s2 = f64x2.splat(s);
  const end = a + ((<usize>count) << 3);
  for (const pairs = a + ((<usize>(count & ~1)) << 3); a < pairs; a += 16) {
    const x = v128.load(a);
    const y = v128.load(b);
    v128.store(a, f64x2.sub(f64x2.mul(c2, x), f64x2.mul(s2, y)));
    v128.store(b, f64x2.add(f64x2.mul(s2, x), f64x2.mul(c2, y)));
    b += 16;
  }
  if (a < end) {
    const x = load<f64>(a);
    const y = load<f64>(b);
    store<f64>(a, c * x - s * y);
    store<f64>(b, s * x + c * y);
  }
}

/** Descending order, and the sign of each vector. */
function arrange(values: usize, vectors: usize, n: i32): void {
  const row = (<usize>n) << 3;
  for (let k = 0; k < n; k++) {
    const vector = vectors + <usize>k * row;
    let best = k;
    for (let i = k + 1; i < n; i++) {
      if (load<f64>(values + ((<usize>i) << 3)) > load<f64>(values + ((<usize>best) << 3)))
        best = i;
    }
    if (best != k) {
      swap(values + ((<usize>k) << 3), values + ((<usize>best) << 3), 8);
      swap(vector, vectors + <usize>best * row, row);
    }
    let largest: f64 = 0;
    for (let at: usize = 0; at < row; at += 8) {
      largest = Math.max(largest, Math.abs(load<f64>(vector + at)));
    }
    let leader: usize = 0;
    while (Math.abs(load<f64>(vector + leader)) < largest * (1 - 1e-8)) leader += 8;
    if (load<f64>(vector + leader) > 0) continue;
    for (let at: usize = 0; at < row; at += 8) store<f64>(vector + at, -load<f64>(vector + at));
  }
}

function swap(a: usize, b: usize, bytes: usize): void {
  for (let at: usize = 0; at < bytes; at += 8) {
    const x = load<f64>(a + at);
    store<f64>(a + at, load<f64>(b + at));
    store<f64>(b + at, x);
  }
}
