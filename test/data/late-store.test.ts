import { describe, expect, test, vi } from 'vitest';
import type { DatasetStore } from '../../src/data/dataset-store';
import { createLateStore } from '../../src/data/late-store';

function real() {
  const stop = vi.fn();
  const store = {
    state: { mode: 'memory', reason: 'planted' },
    list: vi.fn(async () => []),
    onChange: vi.fn(() => stop),
    close: vi.fn(),
  };
  return { store: store as unknown as DatasetStore & typeof store, stop };
}

describe('a store that is loaded late', () => {
  test('is loaded once, by the first that asks it for something', async () => {
    const { store } = real();
    const load = vi.fn(async () => store);
    const late = createLateStore(load);
    expect(late.state).toEqual({ mode: 'database' });
    expect(late.isLoaded).toBe(false);
    expect(load).not.toHaveBeenCalled();
    await Promise.all([late.list(), late.list()]);
    expect(load).toHaveBeenCalledOnce();
    expect(store.list).toHaveBeenCalledTimes(2);
    expect(late.isLoaded).toBe(true);
    expect(late.state).toEqual(store.state);
  });

  test('that could not be loaded is tried again', async () => {
    const { store } = real();
    const load = vi.fn(async () => store).mockRejectedValueOnce(new Error('no network'));
    const late = createLateStore(load);
    await expect(late.list()).rejects.toThrow('no network');
    await expect(late.list()).resolves.toEqual([]);
  });

  test('listens from when it is there, unless that was ended before', async () => {
    const { store, stop } = real();
    const late = createLateStore(async () => store);
    const listener = vi.fn();
    late.onChange(() => {})();
    const end = late.onChange(listener);
    await late.list();
    expect(store.onChange.mock.calls).toEqual([[listener]]);
    end();
    expect(stop).toHaveBeenCalledOnce();
  });

  test('that was closed meanwhile is closed when it comes', async () => {
    const { store } = real();
    const late = createLateStore(async () => store);
    const listing = late.list();
    late.close();
    await listing;
    expect(store.close).toHaveBeenCalledOnce();
  });
});
