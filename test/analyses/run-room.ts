/** Runs a room's own compute in process, in chunk order, as the engine does. */
import {
  CHUNK,
  type ChunkedCompute,
  type Input,
  type SimpleCompute,
} from '../../src/analyses/analysis';
import type { Scenario } from '../../src/analyses/scenario';
import { seriesOf } from '../../src/analyses/series';
import type { Dataset } from '../../src/finance/dataset';
import type { Kernels } from '../../src/kernels/kernels';

type Room = SimpleCompute | ChunkedCompute;

// The caller knows the result of the room it names.
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters
export function runRoom<R>(
  room: object,
  scenario: Scenario,
  dataset: Dataset,
  kernels: Kernels,
): R {
  const input = {
    series: seriesOf(scenario, dataset),
    parameters: scenario.parameters,
    seed: scenario.seed,
    kernels,
  } as unknown as Input<never>;
  const compute = room as Room;
  if ('compute' in compute) return compute.compute(input) as R;
  const plan = compute.plan(input);
  const partials: never[] = [];
  for (let index = 0; index * CHUNK < plan.scenarios; index++) {
    const scenarios = Math.min(CHUNK, plan.scenarios - index * CHUNK);
    partials.push(compute.chunk(input, plan as never, index, scenarios, partials[0]) as never);
  }
  return compute.merge(plan as never, partials) as R;
}
