/**
 * The Student t as a function of a normal, for the kernel `oddFunction`: the value of variance 1
 * that is exceeded as rarely as the normal is.
 *
 * Cubics through values and slopes at every 1/64 of a standard deviation. The relative error is
 * below 1e-7, for 3 degrees far out in the tail, and below 1e-8 within 5 deviations.
 */
import { normalDensity, normalDistribution } from '../../finance/normal-distribution';
import { studentDensity, studentQuantile } from '../../finance/student-distribution';

/** Steps in a deviation, and to the end at 8.5 deviations. */
const STEPS = 64;
const END = 544;

export function studentTable(degrees: number): Float64Array {
  const scale = Math.sqrt((degrees - 2) / degrees);
  const nodes = Array.from({ length: END + 1 }, (_, k) => {
    const z = k / STEPS;
    const t = 0 - studentQuantile(normalDistribution(-z), degrees);
    const slope = normalDensity(z) / studentDensity(t, degrees) / STEPS;
    return { value: scale * t, slope: scale * slope };
  });
  const table = new Float64Array(4 * END);
  for (let k = 0; k < END; k++) {
    const [from, to] = [nodes[k], nodes[k + 1]];
    const rise = to.value - from.value;
    table.set(
      [
        from.value,
        from.slope,
        3 * rise - 2 * from.slope - to.slope,
        from.slope + to.slope - 2 * rise,
      ],
      4 * k,
    );
  }
  return table;
}
