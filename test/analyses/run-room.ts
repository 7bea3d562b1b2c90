/** Runs a room's own compute in process, in chunk order, as the engine does. */
import type { ChunkedCompute, Input, SimpleCompute } from '../../src/analyses/analysis';
import { findSpec } from '../../src/analyses/catalog';
import { earlyParameters } from '../../src/analyses/parameters';
import type { Scenario } from '../../src/analyses/scenario';
import { seriesOf } from '../../src/analyses/series';
import { createLedger, scenariosInChunk } from '../../src/engine/ledger';
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
  const specs = findSpec(scenario.analysis)?.parameters ?? {};
  const parameters = earlyParameters(specs, scenario.parameters) ?? scenario.parameters;
  const early = { ...input, parameters } as unknown as Input<never>;
  const plan = compute.plan(early);
  const ledger = createLedger(compute, plan);
  let pilot: object | undefined;
  for (let index = 0; index < ledger.chunks && !ledger.precise; index++) {
    const scenarios = scenariosInChunk(plan, index);
    const partial = compute.chunk(early, plan as never, index, scenarios, pilot as never);
    pilot ??= partial;
    ledger.add(index, [partial]);
  }
  const reached = { ...plan, scenarios: ledger.scenarios(ledger.prefix) };
  const merged = ledger.merge();
  return { ...merged, ...compute.detail?.(input, reached as never, merged as never) } as R;
}
