import { afterEach, describe, expect, test, vi } from 'vitest';
import { CHUNK, defineAnalysis } from '../../src/analyses/analysis';
import { completeScenario, type Scenario } from '../../src/analyses/scenario';
import { createEngine, type Engine } from '../../src/engine/engine';
import { RunController } from '../../src/panel/run-controller';
import { monthly as dataset } from '../analyses/built-in-data';
import { emptyModule, fakeRooms } from '../engine/fake-rooms';

vi.mock('../../src/kernels/kernels', () => ({
  createKernels: async () => ({ memory: { bytes: () => 65_536 } }),
}));
vi.mock('../../src/analyses/catalog', () => {
  const spec = defineAnalysis({
    id: 'detailed',
    menu: 'Detailed',
    group: 'future',
    needs: { observations: 2 },
    parameters: {
      scenarios: {
        kind: 'scenarios',
        default: 10 * CHUNK,
        minimum: 1,
        maximum: 1e9,
        suggestions: [],
        preview: CHUNK,
      },
      milliseconds: { kind: 'number', default: 0, minimum: 0, maximum: 1_000 },
      late: { kind: 'integer', default: 0, minimum: 0, maximum: 9, late: true },
    },
    measures: {},
    result: ['late', 'chunks'],
    draws: ({ scenarios }) => scenarios * 1e4,
  });
  return { catalog: [spec], findSpec: () => spec };
});

const engines: Engine[] = [];
afterEach(() => engines.splice(0).forEach((engine) => engine.close()));

function shownBy() {
  const { rooms, log } = fakeRooms();
  const engine = createEngine({ rooms, module: emptyModule });
  engines.push(engine);
  const reached: number[] = [];
  const host = {
    addController() {},
    removeController() {},
    requestUpdate: vi.fn(),
    updateComplete: Promise.resolve(true),
  };
  const controller = new RunController(host, { onReached: (scenarios) => reached.push(scenarios) });
  const update = (scenario: Scenario, dragging = false, asked = true) =>
    controller.update(engine, scenario, dataset, dragging, asked);
  /** Asks for a scenario and waits for its end, a click included. */
  const complete = async (scenario: Scenario) => {
    update(scenario);
    controller.go();
    await idle(controller);
  };
  return { controller, update, complete, log, reached };
}

const scenarioOf = (late: number, others: Record<string, number> = {}) =>
  completeScenario(
    { data: { sources: [{ id: dataset.id }] }, parameters: { late, ...others } },
    dataset,
  );

const idle = (controller: RunController) =>
  vi.waitUntil(() => !controller.running, { interval: 1, timeout: 5_000 });

describe('a change of a late parameter alone', () => {
  test('starts at once where such a run else waits for a click', async () => {
    const { controller, update, complete, log } = shownBy();
    update(scenarioOf(1));
    expect(controller.waiting?.seconds).toBeGreaterThan(5);
    await complete(scenarioOf(1));
    const computed = log.computed.length;
    update(scenarioOf(2), false, false);
    expect(controller.waiting).toBeUndefined();
    expect(controller).toMatchObject({ running: true, stale: false, settled: true });
    await idle(controller);
    expect(controller.shown?.result).toMatchObject({ late: 2, chunks: 10 });
    expect(controller.shown?.digest).toHaveLength(64);
    expect(log.computed).toHaveLength(computed);
    update(scenarioOf(2, { scenarios: 20 * CHUNK }));
    expect(controller.waiting).toBeDefined();
    expect(controller).toMatchObject({ stale: true, settled: false });
  });

  test('shows every number while it is dragged, and no preview', async () => {
    const { controller, update, complete, log } = shownBy();
    await complete(scenarioOf(1));
    const computed = log.computed.length;
    for (const late of [2, 3, 4]) {
      update(scenarioOf(late), true);
      await idle(controller);
      expect(controller.shown?.result).toMatchObject({ late, chunks: 10 });
    }
    update(scenarioOf(4));
    await idle(controller);
    expect(controller.shown?.result).toMatchObject({ late: 4, chunks: 10 });
    expect(log.computed).toHaveLength(computed);
  });

  test('has the digest of a run that began with it', async () => {
    const [changed, fresh] = [shownBy(), shownBy()];
    await changed.complete(scenarioOf(1));
    await changed.complete(scenarioOf(2));
    await fresh.complete(scenarioOf(2));
    expect(changed.controller.shown).toEqual(fresh.controller.shown);
  });

  test('is dimmed once it takes long, without any progress', async () => {
    const { controller, update, complete } = shownBy();
    await complete(scenarioOf(1));
    vi.useFakeTimers({ toFake: ['setTimeout'] });
    update(scenarioOf(3));
    vi.advanceTimersByTime(100);
    vi.useRealTimers();
    expect(controller).toMatchObject({
      stale: true,
      settled: false,
      slow: false,
      progress: undefined,
    });
    await idle(controller);
    expect(controller).toMatchObject({ stale: false, settled: true });
    expect(controller.shown?.result).toMatchObject({ late: 3 });
  });

  test('after good enough is a change of what was reached', async () => {
    const { controller, update, reached, log } = shownBy();
    const scenarios = 1_000 * CHUNK;
    update(scenarioOf(1, { scenarios, milliseconds: 2 }));
    controller.go();
    await vi.waitUntil(() => log.computed.length > 4, { interval: 1 });
    controller.goodEnough();
    await idle(controller);
    expect(reached).toHaveLength(1);
    const computed = log.computed.length;
    update(scenarioOf(2, { scenarios: reached[0], milliseconds: 2 }));
    expect(controller.waiting).toBeUndefined();
    await idle(controller);
    expect(controller.shown?.result).toMatchObject({ late: 2, scenarios: reached[0] });
    expect(log.computed).toHaveLength(computed);
  });
});
