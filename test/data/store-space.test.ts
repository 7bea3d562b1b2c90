/** What is said where a dataset does not fit into the browser's storage. */
import { afterEach, expect, test, vi } from 'vitest';
import { noRoom, wouldFit } from '../../src/data/store-space';
import type { StoredInfo } from '../../src/data/store-envelope';

/** 20 years of days, 500 assets: 21 MB. */
const info: StoredInfo = {
  ...{ id: 'big', title: 'Big', fingerprint: '', frequency: 'daily', kind: 'prices', dated: true },
  ...{ rows: 5_040, span: ['2000-01-03', '2019-12-31'], added: '' },
  columns: Array.from({ length: 500 }, (_, j) => ({
    ...{ id: `a${j}`, label: `A ${j}`, role: 'asset' as const },
  })),
  bytes: 5_040 * (10 + 8 * 500),
};

afterEach(() => void vi.unstubAllGlobals());

test('a dataset larger than the room that is left is told what of it would fit', async () => {
  const estimate = async () => ({ quota: 12e6, usage: 2e6 });
  vi.stubGlobal('navigator', { storage: { estimate } });
  expect((await noRoom(info)).message).toBe(
    'This browser has no room for “Big”: 20.3 MB needed, 10.0 MB free. There is room for 221 of its 500 columns, or about 2,244 of its 5,040 rows, or its weekly values.',
  );
});

test('what is said to fit does fit', () => {
  for (const free of [3e5, 1e6, 5e6, 2e7]) {
    const said = wouldFit(info, free);
    const columns = Number(/(\d+) of its 500 columns/u.exec(said)?.[1]);
    const rows = Number(/about ([\d,]+) of/u.exec(said)?.[1].replace(',', ''));
    expect(5_040 * (10 + 8 * columns)).toBeLessThanOrEqual(free);
    expect(5_040 * (10 + 8 * (columns + 1))).toBeGreaterThan(free);
    expect(rows * (10 + 8 * 500)).toBeLessThanOrEqual(free);
    expect((rows + 1) * (10 + 8 * 500)).toBeGreaterThan(free);
  }
  expect(wouldFit(info, 3e5)).toContain('its yearly values');
});

test('without any room, other data have to go first', () => {
  expect(wouldFit(info, 0)).toBe('Remove other data first.');
  expect(wouldFit({ ...info, dated: false, rows: 5_040 }, 1e7)).not.toContain('values');
});

test('a browser that tells nothing of its room is not believed to have none', async () => {
  vi.stubGlobal('navigator', { storage: { estimate: () => Promise.reject(new Error('no')) } });
  expect((await noRoom(info)).message).toBe('This browser has no room for “Big”: 20.3 MB needed.');
});
