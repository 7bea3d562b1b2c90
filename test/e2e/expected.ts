/** Scenarios and the digests they must have, computed in this process without a browser. */
import { digest } from '../../src/analyses/digest';
import type { ChunkedCompute, Input } from '../../src/analyses/analysis';
import { encodeScenario } from '../../src/analyses/link';
import {
  completeScenario,
  prepareScenario,
  type Draft,
  type Scenario,
} from '../../src/analyses/scenario';
import { seriesOf } from '../../src/analyses/series';
import * as correlation from '../../src/analyses/correlation/compute';
import * as mixSummary from '../../src/analyses/mix-summary/compute';
import * as rollingStatistics from '../../src/analyses/rolling-statistics/compute';
import * as valueAtRisk from '../../src/analyses/value-at-risk/compute';
import { createLedger, scenariosInChunk } from '../../src/engine/ledger';
import type { Dataset } from '../../src/finance/dataset';
import type { Kernels } from '../../src/kernels/kernels';
import { builtIn } from '../analyses/built-in-data';
import { runRoom } from '../analyses/run-room';
import { loadKernels } from '../tools/kernels';

const rooms: Readonly<Record<string, object>> = {
  correlation,
  'rolling-statistics': rollingStatistics,
  'mix-summary': mixSummary,
  'value-at-risk': valueAtRisk,
};

export interface Case {
  readonly scenario: Scenario;
  readonly link: string;
  readonly digest: string;
}

type Choice = Omit<Draft, 'data'> & { readonly range?: Draft['data']['range'] };

/** A scenario with all else at its default; `change` may alter the link's draft. */
export function linkTo(
  id: string,
  { range, ...rest }: Choice = {},
): { scenario: Scenario; link: string; dataset: Dataset } {
  const dataset = builtIn(id);
  const scenario = completeScenario({ ...rest, data: { sources: [{ id }], range } }, dataset);
  return { scenario, dataset, link: encodeScenario(scenario, [dataset]) };
}

export async function expectedCase(id: string, choice: Choice = {}): Promise<Case> {
  const { range, ...rest } = choice;
  return expectedOf({ ...rest, data: { sources: [{ id }], range } }, [builtIn(id)]);
}

/** The same of any sources; `draft` may leave out all but their ids. */
export async function expectedOf(draft: Draft, sources: readonly Dataset[]): Promise<Case> {
  const { scenario, dataset } = prepareScenario(draft, sources);
  const link = encodeScenario(scenario, sources);
  const kernels = await loadKernels();
  const room = rooms[scenario.analysis];
  const result: object =
    (scenario.parameters['precision'] ?? 'none') === 'none'
      ? runRoom(room, scenario, dataset, kernels)
      : runUntilPrecise(room as ChunkedCompute, scenario, dataset, kernels);
  return { scenario, link, digest: digest(scenario, dataset.fingerprint, result) };
}

/** One chunk after the other, until the room finds a result precise enough. */
function runUntilPrecise(
  room: ChunkedCompute,
  scenario: Scenario,
  dataset: Dataset,
  kernels: Kernels,
): object {
  const { parameters, seed } = scenario;
  const input = {
    series: seriesOf(scenario, dataset),
    parameters,
    seed,
    kernels,
  } as unknown as Input<never>;
  const plan = room.plan(input);
  const ledger = createLedger(room, plan);
  let pilot: object | undefined;
  for (let chunk = 0; chunk < ledger.chunks; chunk++) {
    const scenarios = scenariosInChunk(plan, chunk);
    const partial = room.chunk(input, plan as never, chunk, scenarios, pilot as never);
    pilot ??= partial;
    ledger.add(chunk, [partial]);
    const precise = ledger.precise();
    if (precise !== undefined) return ledger.merge(precise);
  }
  return ledger.merge(ledger.chunks);
}
