/** A matrix in another order of its assets, as heat tables take it. */
export function reordered(matrix: Float64Array, order: readonly number[]): number[] {
  const n = Math.sqrt(matrix.length);
  return order.flatMap((i) => order.map((j) => matrix[i * n + j]));
}
