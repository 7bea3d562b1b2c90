/** However long a file is, no more of it is held than its values, and no step of it is long. */
import { describe, expect, test } from 'vitest';
import type { ReadSettings } from '../../../src/data/parse/parsed-table';
import { createCollector } from '../../../src/data/parse/collect';
import { growingFloats } from '../../../src/data/parse/growing';
import { createProblems } from '../../../src/data/parse/problems';
import { findStructure } from '../../../src/data/parse/structure';
import { createTableReader } from '../../../src/data/parse/table-reader';
import { dateOfDay } from '../../../src/finance/calendar';

/** The most that is held between two pieces, in the first reading and in all. */
async function heldOf(text: string, given: Partial<ReadSettings> = {}) {
  const file = new Blob([text]);
  const reader = createTableReader(file, given);
  let [survey, most, steps] = [0, 0, 0];
  for (let done = false; !done; steps += 1) {
    const progress = await reader.next();
    done = progress.done;
    if (progress.bytesRead < file.size / 2) survey = Math.max(survey, reader.heldBytes);
    most = Math.max(most, reader.heldBytes);
  }
  const outcome = reader.outcome();
  if ('unreadable' in outcome) throw new Error(outcome.unreadable);
  return { survey, most, steps, outcome, bytes: file.size };
}

function wide(rows: number, columns: number): string {
  const names = Array.from({ length: columns }, (_, j) => `A${j}`);
  const cells = names.map((_, j) => `${100 + j}.25`).join(',');
  return `date,${names.join(',')}\n${Array.from({ length: rows }, (_, t) => `${dateOfDay(t)},${cells}\n`).join('')}`;
}

function long(days: number, assets: number): string {
  const rows = Array.from({ length: days * assets }, (_, k) => {
    const day = Math.floor(k / assets);
    return `${dateOfDay(day)},asset ${k % assets},${100 + (k % 7)}.5\n`;
  });
  return `date,ticker,price\n${rows.join('')}`;
}

const PIECES = 3 * 2 ** 20;

describe('what is held while a file is read', () => {
  test.each([
    [20_000, 10],
    [40_000, 10],
    [10_000, 100],
  ])('is little more than its values, of %i rows and %i columns', async (rows, columns) => {
    const { survey, most, outcome } = await heldOf(wide(rows, columns));
    expect(outcome.index).toHaveLength(rows);
    // Days and lines of the rows, and a piece of each column that is not full.
    const table = 8 * rows * columns + 8 * rows + 32_768 * (columns + 1);
    expect(most).toBeGreaterThan(8 * rows * columns);
    expect(most).toBeLessThanOrEqual(table + PIECES);
    expect(survey).toBeLessThanOrEqual(PIECES);
  });

  test('is 20 bytes a row where each row is a date and an asset', async () => {
    const [days, assets] = [1_000, 200];
    const { survey, most, outcome, bytes } = await heldOf(long(days, assets));
    expect(outcome.columns).toHaveLength(assets);
    expect(most).toBeLessThanOrEqual(20 * days * assets + 4 * 32_768 + PIECES);
    expect(most).toBeLessThan(bytes);
    expect(survey).toBeLessThanOrEqual(PIECES);
  });

  test('is let go at the end, which has steps of its own', async () => {
    const [rows, columns] = [10_000, 300];
    const reader = createTableReader(new Blob([wide(rows, columns)]));
    let ending = 0;
    for (let done = false; !done;) {
      const progress = await reader.next();
      done = progress.done;
      if (!done && progress.bytesRead === progress.bytes) ending += 1;
    }
    expect(ending).toBeGreaterThanOrEqual(2);
    expect(reader.heldBytes).toBeLessThan(4 * 8 * rows);
  });
});

test('a list that grows holds what was put into it, and nothing twice', () => {
  const list = growingFloats();
  const values = Float64Array.from({ length: 20_000 }, (_, k) => k * k);
  values.forEach((value) => list.push(value));
  expect(list.bytes).toBeLessThanOrEqual(8 * (20_000 + 4_096));
  for (const k of [0, 63, 64, 191, 192, 4_031, 4_032, 8_127, 8_128, 19_999]) {
    expect(list.at(k)).toBe(k * k);
  }
  list.forget(10_000);
  expect(list.bytes).toBeLessThanOrEqual(8 * (10_000 + 2 * 4_096));
  expect(list.at(10_000)).toBe(1e8);
  const again = growingFloats();
  values.forEach((value) => again.push(value));
  expect(again.take()).toEqual(values);
  expect([again.length, again.bytes]).toEqual([0, 0]);
});

test('more rows than there are days are refused before they are kept', () => {
  const structure = findStructure('A\n1\n2\n', {});
  if (structure === undefined || 'tooWide' in structure) throw new Error('There is a table.');
  const settings = { decimal: '.', dateOrder: 'ymd', percent: false } as const;
  const collector = createCollector(structure, settings, ['A'], createProblems());
  for (let line = 2; line < 5_000_002; line += 1) collector.row(['1'], line);
  expect(collector.excess).toBeUndefined();
  collector.row(['1'], 5_000_002);
  expect(collector.excess).toBe('The file holds more than 5 million rows.');
});
