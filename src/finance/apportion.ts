/**
 * Splitting a whole number into whole parts.
 */

/**
 * Integers that sum to `whole`, in proportion to `shares`, by the method of largest remainders
 * (Hamilton): each gets its share rounded down, and what is left goes one by one to the largest
 * remainders, the first of equals first. Shares are integers of at least 0; where all are 0
 * they count as equal. Exact while `whole` times the sum of the shares is below 9e15.
 */
export function apportion(whole: number, shares: readonly number[]): number[] {
  let total = 0;
  for (const share of shares) total += share;
  if (total === 0)
    return shares.length === 0
      ? []
      : apportion(
          whole,
          shares.map(() => 1),
        );
  const remainders = shares.map((share) => (share * whole) % total);
  const parts = shares.map((share, i) => (share * whole - remainders[i]) / total);
  let left = whole;
  for (const part of parts) left -= part;
  const order = shares.map((_, i) => i).sort((a, b) => remainders[b] - remainders[a] || a - b);
  for (const i of order.slice(0, left)) parts[i] += 1;
  return parts;
}
