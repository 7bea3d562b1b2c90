/**
 * One step of Newton's method toward a maximum in three coordinates, damped after Levenberg and
 * Marquardt.
 * Reference: Nocedal and Wright, Numerical Optimization (2006), 10.3.
 */

export type Triple = readonly [number, number, number];
/** [0][0], [0][1], [0][2], [1][1], [1][2], [2][2] of a symmetric matrix. */
export type Triangle = readonly [number, number, number, number, number, number];

/**
 * (D - H)^-1 gradient for the Hessian H and D = damping (|diagonal of H| + floor); with
 * `holdThird` the third coordinate does not move. undefined where D - H is not positive
 * definite, so that the step would not lead uphill.
 */
export function dampedStep(
  gradient: Triple,
  hessian: Triangle,
  damping: number,
  floor: number,
  holdThird: boolean,
): Triple | undefined {
  const [g0, g1, g2] = gradient;
  const [h00, h01, h02, h11, h12, h22] = hessian;
  const pivot = (entry: number) => damping * (Math.abs(entry) + floor) - entry;
  // L D L' of the damped matrix
  const d0 = pivot(h00);
  const l10 = -h01 / d0;
  const l20 = -h02 / d0;
  const d1 = pivot(h11) + l10 * h01;
  const l21 = (l20 * h01 - h12) / d1;
  const d2 = pivot(h22) + l20 * h02 - l21 * l21 * d1;
  if (!(d0 > 0 && d1 > 0 && (holdThird || d2 > 0))) return undefined;
  const y1 = g1 - l10 * g0;
  const y2 = g2 - l20 * g0 - l21 * y1;
  const third = holdThird ? 0 : y2 / d2;
  const second = y1 / d1 - l21 * third;
  return [g0 / d0 - l10 * second - l20 * third, second, third];
}
