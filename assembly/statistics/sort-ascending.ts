/**
 * Sorts values in place, ascending.
 *
 * Method: merge sort from below, runs of 16 sorted by insertion first; n log n on any input and
 * stable. For one rank of many values use `orderStatistic`, which is many times faster.
 *
 * Scratch: count * 8 bytes. Infinities are ordered as numbers; -0 and +0 count as equal and keep
 * their order; NaN is not allowed.
 */
const RUN: i32 = 16;

export function sortAscending(values: usize, count: i32, scratch: usize): void {
  const bytes = (<usize>count) << 3;
  const run: usize = (<usize>RUN) << 3;
  for (let start: usize = 0; start < bytes; start += run) {
    sortRun(values + start, values + min(start + run, bytes));
  }
  let from = values;
  let to = scratch;
  for (let width = run; width < bytes; width <<= 1) {
    for (let start: usize = 0; start < bytes; start += width << 1) {
      const middle = min(start + width, bytes);
      const end = min(middle + width, bytes);
      merge(from + start, from + middle, from + end, to + start);
    }
    const other = from;
    from = to;
    to = other;
  }
  if (from != values) memory.copy(values, from, bytes);
}

function sortRun(start: usize, end: usize): void {
  for (let at = start + 8; at < end; at += 8) {
    const x = load<f64>(at);
    let hole = at;
    while (hole > start && load<f64>(hole - 8) > x) {
      store<f64>(hole, load<f64>(hole - 8));
      hole -= 8;
    }
    store<f64>(hole, x);
  }
}

/** Merges the sorted [left, middle) and [middle, end) to `to`. */
function merge(left: usize, middle: usize, end: usize, to: usize): void {
  let right = middle;
  while (left < middle && right < end) {
    const a = load<f64>(left);
    const b = load<f64>(right);
    const takeRight = b < a;
    store<f64>(to, takeRight ? b : a);
    left += takeRight ? 0 : 8;
    right += takeRight ? 8 : 0;
    to += 8;
  }
  if (left < middle) memory.copy(to, left, middle - left);
  else memory.copy(to, right, end - right);
}
