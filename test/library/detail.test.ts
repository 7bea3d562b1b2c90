import { describe, expect, test, vi } from 'vitest';
import { merge, run, type Part, type ScenarioInput } from '../../src/asset-mix';
import type { AnalysisSpec, ChunkedCompute, Input, Plan } from '../../src/analyses/analysis';
import type { Rooms } from '../../src/engine/rooms';
import { monthly } from '../analyses/built-in-data';
import { runRoom } from '../analyses/run-room';
import { loadKernels } from '../tools/kernels';

interface Folded {
  readonly all: readonly object[];
}

vi.mock('../../src/engine/load-module', () => import('../tools/kernels'));
// The room of losses as if it folded, and the field that it gives last came from detail.
vi.mock('../../src/engine/all-rooms', async (original) => {
  const { rooms } = await original<{ readonly rooms: Rooms }>();
  const room = rooms['value-at-risk'] as ChunkedCompute;
  const real = room as unknown as { merge(plan: Plan, partials: readonly object[]): object };
  const standIn: ChunkedCompute = {
    ...room,
    merge: (plan: never, partials: readonly (object | Folded)[]) =>
      real.merge(
        plan,
        partials.flatMap((partial) => ('all' in partial ? partial.all : [partial])),
      ),
    fold: (_plan: never, folded: object | Folded, partial: object): Folded => ({
      all: 'all' in folded ? [...folded.all, partial] : [folded, partial],
    }),
    detail: ({ parameters, kernels }: Input<{ backtestWindow: number }>, plan: Plan) => ({
      history: [parameters.backtestWindow, plan.scenarios, kernels.memory.bytes() > 0 ? 1 : 0],
    }),
  };
  return { rooms: { ...rooms, 'value-at-risk': standIn } };
});
vi.mock('../../src/engine/own-rooms', async () => {
  const { sourceOf } = await import('../../src/engine/rooms');
  const { rooms } = await import('../../src/engine/all-rooms');
  return { ownRooms: sourceOf(rooms) };
});
vi.mock('../../src/analyses/catalog', async (original) => {
  const { catalog } = await original<{ catalog: readonly AnalysisSpec[] }>();
  const late = (spec: AnalysisSpec): AnalysisSpec => {
    const { backtestWindow } = spec.parameters;
    const parameters = { ...spec.parameters, backtestWindow: { ...backtestWindow, late: true } };
    return spec.id === 'value-at-risk' ? { ...spec, parameters } : spec;
  };
  const changed = catalog.map(late);
  return { catalog: changed, findSpec: (id: string) => changed.find((spec) => spec.id === id) };
});

const dataset = monthly;

function scenarioOf(parameters: ScenarioInput['parameters'] = {}): ScenarioInput {
  return {
    analysis: 'value-at-risk',
    parameters: { method: 'simulated', scenarios: 300_000, ...parameters },
  };
}

async function partsOf(scenario: ScenarioInput): Promise<readonly Part[]> {
  const ranges = [
    { from: 0, to: 2 },
    { from: 2, to: 5 },
  ];
  return Promise.all(ranges.map(async (chunks) => (await run(scenario, { dataset, chunks })).part));
}

describe('a room with detail that folds', () => {
  const late = scenarioOf({ backtestWindow: 50 });

  test('gives its detail with the result', async () => {
    const { result } = await run(late, { dataset });
    expect(result).toMatchObject({ scenarios: 300_000, history: [50, 300_000, 1] });
  });

  test('simulates the same whatever the late parameter', async () => {
    const plain = (await run(scenarioOf(), { dataset })).result;
    const { result } = await run(late, { dataset });
    expect({ ...result, history: 0 }).toEqual({ ...plain, history: 0 });
    expect(result).not.toEqual(plain);
  });

  test('has the same outcome in parts, and as a room in process', async () => {
    const whole = await run(late, { dataset });
    const parts = JSON.parse(JSON.stringify(await partsOf(late))) as Part[];
    expect(await merge(late, { dataset, parts })).toEqual(whole);
    const { rooms } = await import('../../src/engine/all-rooms');
    const room = rooms['value-at-risk'];
    expect(runRoom(room, whole.scenario, dataset, await loadKernels())).toEqual(whole.result);
  });

  test('stops at the precision in parts as in one run', async () => {
    const precise = scenarioOf({ backtestWindow: 50, precision: '2%', scenarios: 10_000_000 });
    const whole = await run(precise, { dataset });
    expect(whole.stopped).toBe('precision');
    expect(whole.result).toMatchObject({ history: [50, whole.scenarios, 1] });
    expect(await merge(precise, { dataset, parts: await partsOf(precise) })).toEqual(whole);
  });
});
