import { describe, expect, it } from 'vitest';
import { loadKernels } from '../tools/kernels';
import { BLOCK, pathRows, workedOn } from './path-rows';

const kernels = await loadKernels();
const { exports, scope } = kernels;
const rows = pathRows(kernels);

/** What one of the kernels leaves in a row that begins as the numbers from 1 on. */
function changed(work: (row: number, other: number) => void): number[] {
  return scope(() => {
    const numbers = Array.from({ length: BLOCK }, (_, s) => s + 1);
    const row = rows.write([numbers]);
    work(row, rows.write([numbers.map((x) => x / 4)]));
    return [...rows.read(row, 0, BLOCK)];
  });
}

describe('rows of paths', () => {
  it('do not overlap', () => {
    expect(rows.stride).toBeGreaterThanOrEqual(8 * BLOCK);
    expect(rows.stride % 16).toBe(0);
  });

  it.each([0, 1, 8, 9, 4095, BLOCK])('are filled, grown and copied: %s paths', (count) => {
    const upTo = (value: (x: number) => number) =>
      Array.from({ length: BLOCK }, (_, s) => (s < workedOn(count) ? value(s + 1) : s + 1));
    expect(changed((row) => exports.fillRow(row, 1.5, count))).toEqual(upTo(() => 1.5));
    expect(changed((row) => exports.priceStep(row, 0, 3, count))).toEqual(upTo((x) => 3 * x));
    expect(changed((row, other) => exports.priceStep(row, other, 9, count))).toEqual(
      upTo((x) => (x * x) / 4),
    );
    expect(changed((row, other) => exports.copyRow(row, other, count))).toEqual(upTo((x) => x / 4));
  });
});
