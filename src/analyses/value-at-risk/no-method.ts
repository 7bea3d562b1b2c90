/** A method that has no answer, and why. */
import type { Undefined } from '../../finance/quantity';
import type { Method } from './spec';

export function noMethod(reason: Undefined): Method {
  const none = new Float64Array(0);
  return {
    valueAtRisk: reason,
    expectedShortfall: reason,
    contributionsToVaR: none,
    contributionsToES: none,
  };
}
