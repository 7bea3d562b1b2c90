/**
 * Counts values into bins of equal width; for pictures, merged over chunks by adding.
 *
 * `counts` holds bins + 2 f64 and is ADDED to: number 0 counts values below `low`, number 1 + b
 * those of bin b = floor((value - low) / width), the last those at or above low + bins * width. The
 * division is by `width` itself, so that an edge which is a whole number of widths above `low` in
 * floating point opens its bin. NaN is counted with the last. `width` must be positive.
 */
export function histogram(
  values: usize,
  count: i32,
  low: f64,
  width: f64,
  bins: i32,
  counts: usize,
): void {
  const top = <f64>(bins + 1);
  for (const end = values + ((<usize>count) << 3); values < end; values += 8) {
    const place = Math.floor((load<f64>(values) - low) / width) + 1;
    // Comparisons first: what does not fit an integer never becomes one. NaN fails both.
    const bin = place < 1 ? 0 : place < top ? <i32>place : bins + 1;
    const cell = counts + ((<usize>bin) << 3);
    store<f64>(cell, load<f64>(cell) + 1);
  }
}
