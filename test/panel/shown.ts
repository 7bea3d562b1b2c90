/** What a panel shows of a room on the built-in data, computed in process. */
import { findSpec } from '../../src/analyses/catalog';
import { digest } from '../../src/analyses/digest';
import { completeScenario, type Draft, type Scenario } from '../../src/analyses/scenario';
import { seriesOf } from '../../src/analyses/series';
import { rooms } from '../../src/engine/all-rooms';
import { loadAllRooms, roomOf } from '../../src/panel/rooms';
import type { Shown } from '../../src/panel/run-controller';
import { viewContext } from '../../src/panel/view-context';
import { monthly } from '../analyses/built-in-data';
import { runRoom } from '../analyses/run-room';
import { loadKernels } from '../tools/kernels';

const kernels = await loadKernels();
await loadAllRooms();

export function compute(scenario: Scenario): object {
  return runRoom<object>(rooms[scenario.analysis], scenario, monthly, kernels);
}

export function scenarioOf(analysis: string, draft: Partial<Draft> = {}): Scenario {
  return completeScenario({ data: { sources: [{ id: monthly.id }] }, analysis, ...draft }, monthly);
}

export function shownOf(scenario: Scenario, result: object = compute(scenario)) {
  const shown: Shown = {
    scenario,
    dataset: monthly,
    series: seriesOf(scenario, monthly),
    result,
    digest: digest(scenario, monthly.fingerprint, result),
  };
  const spec = findSpec(scenario.analysis);
  const room = roomOf(scenario.analysis)?.value;
  if (spec === undefined || room === undefined) throw new Error(`no room ${scenario.analysis}`);
  return { shown, spec, room, context: viewContext(shown) };
}
