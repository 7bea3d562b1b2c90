import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { EngineError } from '../../src/engine/engine-error';
import type { Host } from '../../src/engine/host';
import { createPool, type PoolOptions } from '../../src/engine/pool';
import type { Work } from '../../src/engine/work';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

interface FakeHost extends Host {
  ended?: string;
  memoryBytes: number;
}

/** A host that computes nothing and can be ended. */
function fakeHost(interruptible = true): FakeHost {
  let died: () => void = () => {};
  const host: FakeHost = {
    service: {} as Host['service'],
    milliseconds: 10,
    interruptible,
    memoryBytes: 0,
    onDeath: (listener) => void (died = listener),
    end(reason) {
      if (host.ended !== undefined) return;
      host.ended = reason;
      died();
    },
  };
  return host;
}

/** Work of so many messages, each of which waits to be answered. */
function fakeWork(messages: number) {
  let left = messages;
  const pending: { host: Host; answer: () => void }[] = [];
  const failures: EngineError[] = [];
  const work: Work = {
    width: () => left,
    next(host) {
      left -= 1;
      return new Promise((resolve) => pending.push({ host, answer: resolve }));
    },
    uses: () => false,
    fail: (error) => void failures.push(error),
    release: () => void (left = 0),
    goodEnough() {},
  };
  return { work, pending, failures };
}

function poolOf(options: Partial<PoolOptions> = {}) {
  const hosts: FakeHost[] = [];
  const pool = createPool({
    limit: 2,
    idle: { seconds: 30, keep: 1 },
    startWorker: async () => {
      hosts.push(fakeHost());
      return hosts[hosts.length - 1];
    },
    startInline: async () => fakeHost(false),
    ...options,
  });
  return { pool, hosts };
}

const settle = () => vi.advanceTimersByTimeAsync(0);

describe('workers', () => {
  test('are warmed before there is work, up to the limit, and then take it', async () => {
    const { pool, hosts } = poolOf();
    pool.warm(1);
    await settle();
    expect(hosts).toHaveLength(1);
    pool.warm(3);
    await settle();
    expect(hosts).toHaveLength(2);
    const one = fakeWork(2);
    pool.add(one.work);
    await settle();
    expect(hosts).toHaveLength(2);
    expect(one.pending).toHaveLength(2);
  });

  test('are warmed with those that are there or starting counted', async () => {
    const { pool, hosts } = poolOf({ limit: 4 });
    pool.warm(1);
    pool.warm(1);
    await settle();
    expect(hosts).toHaveLength(1);
    pool.warm(2);
    await settle();
    expect(hosts).toHaveLength(2);
    pool.warm(2);
    await settle();
    expect(hosts).toHaveLength(2);
  });

  test('start when there is work for them, up to the limit', async () => {
    const { pool, hosts } = poolOf();
    expect(hosts).toHaveLength(0);
    const one = fakeWork(1);
    pool.add(one.work);
    await settle();
    expect(hosts).toHaveLength(1);
    const many = fakeWork(9);
    pool.add(many.work);
    await settle();
    expect(hosts).toHaveLength(2);
    expect([one.pending.length, many.pending.length]).toEqual([1, 1]);
  });

  test('take turns between runs', async () => {
    const { pool } = poolOf({ limit: 1 });
    const long = fakeWork(9);
    pool.add(long.work);
    await settle();
    const short = fakeWork(1);
    pool.add(short.work);
    long.pending[0].answer();
    await settle();
    expect([long.pending.length, short.pending.length]).toEqual([1, 1]);
  });

  test('end after half a minute without work, apart from one', async () => {
    const { pool, hosts } = poolOf();
    const { work, pending } = fakeWork(2);
    pool.add(work);
    await settle();
    pending.forEach(({ answer }) => answer());
    pool.remove(work);
    await vi.advanceTimersByTimeAsync(29_000);
    expect(pool.status().memoryBytes).toHaveLength(2);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(pool.status().memoryBytes).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(pool.status().memoryBytes).toHaveLength(1);
    expect(hosts.filter(({ ended }) => ended === undefined)).toHaveLength(1);
    expect(vi.getTimerCount()).toBe(0);
  });

  test('that do not answer for a minute are ended', async () => {
    const { pool, hosts } = poolOf();
    pool.add(fakeWork(1).work);
    await settle();
    await vi.advanceTimersByTimeAsync(59_000);
    expect(hosts[0].ended).toBeUndefined();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(hosts[0].ended).toMatch(/answer/);
  });

  test('that answer again and again may take longer than a minute', async () => {
    const { pool, hosts } = poolOf({ limit: 1 });
    const { work, pending } = fakeWork(3);
    pool.add(work);
    await settle();
    for (let k = 0; k < 3; k += 1) {
      await vi.advanceTimersByTimeAsync(50_000);
      pending[k].answer();
    }
    await settle();
    expect(hosts[0].ended).toBeUndefined();
  });

  test('are kept to by a work that needs the same one again', async () => {
    const { pool } = poolOf();
    const bound = fakeWork(4);
    let home: Host | undefined;
    let waiting = true;
    pool.add({
      ...bound.work,
      width: () => (home === undefined ? 1 : 0),
      takes: (host) => waiting && (home ?? host) === host,
      next(host) {
        home = host;
        waiting = false;
        return bound.work.next(host, 2).then(() => void (waiting = true));
      },
    });
    const other = fakeWork(6);
    pool.add(other.work);
    await settle();
    for (let k = 0; k < 3; k += 1) {
      bound.pending[k].answer();
      await settle();
      other.pending.splice(0).forEach(({ answer }) => answer());
      await settle();
    }
    expect(new Set(bound.pending.map(({ host }) => host)).size).toBe(1);
    expect(bound.pending).toHaveLength(4);
    expect(pool.status().memoryBytes).toHaveLength(2);
  });

  test('that end are told to the works, also between two messages', async () => {
    const { pool, hosts } = poolOf();
    const { work, pending } = fakeWork(1);
    const lost: Host[] = [];
    pool.add({ ...work, lost: (host) => void lost.push(host) });
    await settle();
    pending[0].answer();
    await settle();
    hosts[0].end('Gone.');
    expect(lost).toEqual([hosts[0]]);
  });

  test('of a cancelled run have 40 ms to come back', async () => {
    const { pool, hosts } = poolOf();
    const { work, pending } = fakeWork(2);
    pool.add(work);
    await settle();
    pool.remove(work);
    await vi.advanceTimersByTimeAsync(30);
    pending[0].answer();
    await vi.advanceTimersByTimeAsync(10);
    expect(hosts[0].ended).toBeUndefined();
    expect(hosts[1].ended).toMatch(/cancelled/);
  });

  test('are replaced when a cancelled run took the last', async () => {
    const { pool, hosts } = poolOf();
    const { work } = fakeWork(1);
    pool.add(work);
    await settle();
    pool.remove(work);
    await vi.advanceTimersByTimeAsync(40);
    expect(hosts.map(({ ended }) => ended === undefined)).toEqual([false, true]);
  });

  test('are not replaced where none is kept without work', async () => {
    const { pool, hosts } = poolOf({ idle: { seconds: 30, keep: 0 } });
    const { work } = fakeWork(1);
    pool.add(work);
    await settle();
    pool.remove(work);
    await vi.advanceTimersByTimeAsync(40);
    expect(hosts.map(({ ended }) => ended === undefined)).toEqual([false]);
  });

  test('are watched again after a time without anything to watch', async () => {
    const { pool, hosts } = poolOf({ limit: 1 });
    const first = fakeWork(1);
    pool.add(first.work);
    await settle();
    first.pending[0].answer();
    pool.remove(first.work);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(vi.getTimerCount()).toBe(0);
    pool.add(fakeWork(1).work);
    await settle();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(hosts[0].ended).toMatch(/answer/);
  });

  test('that hold more than 128 MB end when no run needs them', async () => {
    const { pool, hosts } = poolOf();
    const { work, pending } = fakeWork(2);
    let needed = true;
    work.uses = () => needed;
    pool.add(work);
    await settle();
    hosts[0].memoryBytes = 129 * 2 ** 20;
    pending[0].answer();
    await settle();
    expect(hosts[0].ended).toBeUndefined();
    needed = false;
    pool.remove(work);
    expect(hosts[0].ended).toMatch(/memory/);
  });

  test('that start after the pool was closed are ended', async () => {
    const { pool, hosts } = poolOf();
    const { work, failures } = fakeWork(1);
    pool.add(work);
    pool.close();
    await settle();
    expect(failures.map(({ code }) => code)).toEqual(['closed']);
    expect(hosts[0].ended).toBeDefined();
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe('without workers', () => {
  test('this thread takes over and the status says why', async () => {
    const startWorker = vi.fn(async () => Promise.reject(new Error('blocked')));
    const { pool } = poolOf({ startWorker });
    const { work, pending } = fakeWork(5);
    pool.add(work);
    await settle();
    expect(pending).toHaveLength(1);
    expect(pool.status()).toMatchObject({ mode: 'inline' });
    expect(pool.status().reason).toContain('blocked');
    expect(startWorker).toHaveBeenCalledTimes(2);
  });

  test('one that starts is enough', async () => {
    let calls = 0;
    const startWorker = async () => {
      calls += 1;
      if (calls === 2) throw new Error('no more');
      return fakeHost();
    };
    const { pool } = poolOf({ startWorker, limit: 4 });
    const { work, pending } = fakeWork(2);
    pool.add(work);
    await settle();
    pending[0].answer();
    await settle();
    expect(pool.status()).toMatchObject({ mode: 'workers' });
    expect(pending).toHaveLength(2);
  });

  test('trouble with the kernels fails the runs and is tried again', async () => {
    let calls = 0;
    const startWorker = async () => {
      calls += 1;
      if (calls === 1) throw new EngineError('compute-failed', 'no kernels');
      return fakeHost();
    };
    const { pool } = poolOf({ startWorker });
    const first = fakeWork(1);
    first.work.fail = (error) => (first.failures.push(error), pool.remove(first.work));
    pool.add(first.work);
    await settle();
    expect(first.failures).toHaveLength(1);
    const second = fakeWork(1);
    pool.add(second.work);
    await settle();
    expect(second.pending).toHaveLength(1);
    expect(pool.status().mode).toBe('workers');
  });
});

describe('workers that are outdated', () => {
  const hasEnded = ({ ended }: FakeHost) => ended !== undefined;

  test('end when they are idle, and others take what comes', async () => {
    const { pool, hosts } = poolOf();
    const before = fakeWork(1);
    pool.add(before.work);
    await settle();
    before.pending[0].answer();
    await settle();
    pool.renew();
    expect(hasEnded(hosts[0])).toBe(true);
    const after = fakeWork(1);
    pool.add(after.work);
    await settle();
    expect(after.pending.map(({ host }) => host)).toEqual([hosts[1]]);
  });

  test('finish their message, while others start beyond the limit', async () => {
    const { pool, hosts } = poolOf({ limit: 1 });
    const long = fakeWork(2);
    pool.add(long.work);
    await settle();
    pool.renew();
    const other = fakeWork(1);
    pool.add(other.work);
    await settle();
    expect(hosts.map(hasEnded)).toEqual([false, false]);
    expect(other.pending.map(({ host }) => host)).toEqual([hosts[1]]);
    long.pending[0].answer();
    await settle();
    expect(hosts.map(hasEnded)).toEqual([true, false]);
    other.pending[0].answer();
    await settle();
    expect(long.pending.map(({ host }) => host)).toEqual([hosts[0], hosts[1]]);
  });

  test('stay for what is kept at them, and take nothing else', async () => {
    const { pool, hosts } = poolOf({ limit: 1 });
    const reading = fakeWork(2);
    const kept = { ...reading.work, uses: () => true, lost() {} };
    pool.add(kept);
    await settle();
    pool.renew();
    reading.pending[0].answer();
    await settle();
    expect(reading.pending.map(({ host }) => host)).toEqual([hosts[0], hosts[0]]);
    const other = fakeWork(1);
    pool.add(other.work);
    reading.pending[1].answer();
    await settle();
    expect(other.pending.map(({ host }) => host)).toEqual([hosts[1]]);
    expect(hasEnded(hosts[0])).toBe(false);
    pool.remove(kept);
    expect(hasEnded(hosts[0])).toBe(true);
  });

  test('are those that were starting then', async () => {
    const { pool, hosts } = poolOf();
    const one = fakeWork(1);
    pool.add(one.work);
    pool.renew();
    await settle();
    expect(hosts.map(hasEnded)).toEqual([true, false]);
    expect(one.pending.map(({ host }) => host)).toEqual([hosts[1]]);
  });
});
