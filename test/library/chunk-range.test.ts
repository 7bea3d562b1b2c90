import { afterEach, describe, expect, test, vi } from 'vitest';
import { CHUNK } from '../../src/analyses/analysis';
import { createEngine, type Engine } from '../../src/engine/engine';
import type { Partials, Progress } from '../../src/engine/job';
import { chunkedJob, emptyModule, fakeRooms, type FakePartial } from '../engine/fake-rooms';

vi.mock('../../src/kernels/kernels', () => ({
  createKernels: async () => ({ memory: { bytes: () => 65_536 } }),
}));

const engines: Engine[] = [];
afterEach(() => engines.splice(0).forEach((engine) => engine.close()));

async function range(chunks: { from: number; to: number }, of = 4.5, preciseAt = Infinity) {
  const { rooms, log } = fakeRooms();
  const engine = createEngine({ rooms, module: emptyModule });
  engines.push(engine);
  const seen: Progress[] = [];
  const job = { ...chunkedJob(of, { preciseAt }), chunks };
  const outcome = await engine.run(job, { onProgress: (progress) => seen.push(progress) }).result;
  const partials = (outcome.result as Partials).partials as readonly FakePartial[];
  return { outcome, partials, log, seen };
}

describe('a range of chunks', () => {
  test('gives the partials of these and no result', async () => {
    const { partials, outcome, log } = await range({ from: 0, to: 3 });
    expect(partials.map(({ index }) => index)).toEqual([0, 1, 2]);
    expect(outcome).toMatchObject({ scenarios: 3 * CHUNK, stopped: 'complete' });
    expect(log.merges).toBe(0);
  });

  test('computes chunk 0 for its pilot, also where it is not among them', async () => {
    const { partials, log } = await range({ from: 3, to: 5 });
    expect(log.computed).toEqual(['0', '3', '4']);
    expect(partials).toEqual([
      { index: 3, scenarios: CHUNK, pilot: 0 },
      { index: 4, scenarios: CHUNK / 2, pilot: 0 },
    ]);
  });

  test('counts its own scenarios alone', async () => {
    const { seen, outcome } = await range({ from: 3, to: 5 });
    expect(seen[0]).toMatchObject({ done: 0, total: 1.5 * CHUNK });
    expect(seen.at(-1)).toMatchObject({ done: 1.5 * CHUNK, total: 1.5 * CHUNK });
    expect(outcome.scenarios).toBe(1.5 * CHUNK);
  });

  test('does not stop at a precision', async () => {
    const { partials, log } = await range({ from: 0, to: 4 }, 6, 1);
    expect(partials).toHaveLength(4);
    expect(log.asked).toEqual([]);
  });

  test('beyond the last chunk is refused', async () => {
    await expect(range({ from: 4, to: 6 })).rejects.toThrow('This run has 5 chunks');
    await expect(range({ from: 0, to: 2 }, 1)).rejects.toThrow('This run has 1 chunk,');
  });
});
