import { describe, expect, test } from 'vitest';
import { collectBuffers, estimateBytes } from '../../src/engine/buffers';
import { createComputeService } from '../../src/engine/compute-service';
import type { Rooms } from '../../src/engine/rooms';
import type { Kernels } from '../../src/kernels/kernels';
import { fakeReader } from './fake-reader';
import { chunkedJob, fakeRooms, series, simpleJob } from './fake-rooms';

const kernels = { memory: { bytes: () => 65_536 } } as unknown as Kernels;
const serviceOf = (rooms: Rooms) => createComputeService(kernels, rooms, fakeReader().create);

describe('the service', () => {
  test('computes chunks with an adopted plan as with its own', () => {
    const { rooms } = fakeRooms();
    const [one, two] = [serviceOf(rooms), serviceOf(rooms)];
    one.begin(1, chunkedJob(5));
    const plan = one.plan(1);
    const [pilot] = one.chunks(1, 0, 1).value;
    one.adopt(1, plan, pilot);
    two.begin(1, chunkedJob(5));
    two.adopt(1, plan, pilot);
    expect(two.chunks(1, 1, 5).value).toEqual(one.chunks(1, 1, 5).value);
  });

  test('gives chunk 0 no pilot, even where one is known', () => {
    const service = serviceOf(fakeRooms().rooms);
    service.begin(1, chunkedJob(2));
    service.adopt(1, service.plan(1), { index: 0 });
    expect(service.chunks(1, 0, 1).value).toMatchObject([{ pilot: undefined }]);
  });

  test('holds buffers of jobs in progress, and only of those', () => {
    const shared = { plan: new Float64Array(3), pilot: new Float64Array(4) };
    const room = {
      plan: () => ({ scenarios: 1, mine: shared.plan }),
      chunk: () => ({}),
      merge: () => ({}),
    };
    const service = serviceOf({ room });
    service.begin(7, { ...simpleJob(), analysis: 'room' });
    service.adopt(7, service.plan(7), { values: shared.pilot });
    const held = service.held();
    for (const values of [...series.returns, series.weights, shared.plan, shared.pilot]) {
      expect(held).toContain(values.buffer);
    }
    service.end(7);
    expect(service.held().size).toBe(0);
  });

  test('refuses jobs that it does not know', () => {
    const service = serviceOf(fakeRooms().rooms);
    expect(() => service.compute(1)).toThrow('has not begun');
    expect(() => service.begin(1, { ...simpleJob(), analysis: 'toString' })).toThrow('no analysis');
    service.begin(2, chunkedJob(1));
    expect(() => service.chunks(2, 0, 1)).toThrow('no plan');
  });
});

describe('buffers', () => {
  const values = new Float64Array(8);
  const data = { a: [values, { b: values.subarray(2) }], c: 'text', d: null, e: undefined };

  test('are found anywhere in plain data, each once', () => {
    expect([...collectBuffers(data)]).toEqual([values.buffer]);
  });

  test('are what data weigh, for the most part', () => {
    expect(estimateBytes({ values: new Float64Array(100_000) })).toBeCloseTo(800_000, -3);
    expect(estimateBytes(Array.from({ length: 1_000 }, () => 0.5))).toBeGreaterThanOrEqual(8_000);
    expect(estimateBytes(data)).toBeLessThan(2 * estimateBytes([values]) + 200);
  });
});
