import Papa from 'papaparse';
import { expect, test } from 'vitest';
import { chartCsv, fileName } from '../../src/ui/chart-export';
import type { ChartSpec } from '../../src/ui/chart-spec';

const series = [
  { label: '=Mix', values: Float64Array.of(0.1 + 0.2, NaN, -1e-300), color: 'red' },
  { label: 'hidden', values: Float64Array.of(1, 2, 3), color: 'red', hidden: true, listed: false },
];
const base = { yFormat: () => 'rounded', xFormat: () => 'x', series };
const rowsOf = async (chart: ChartSpec) =>
  Papa.parse<string[]>(await chartCsv(chart, 'A, title').text(), { delimiter: ',' }).data.slice(
    0,
    -1,
  );

test('the CSV of a chart has every row, every series and every digit', async () => {
  expect(await rowsOf({ ...base, kind: 'time', x: ['2001', '2002', '2003'] })).toEqual([
    ['# A', ' title'],
    ['Period', "'=Mix", 'hidden'],
    ['2001', '0.30000000000000004', '1'],
    ['2002', '', '2'],
    ['2003', '-1e-300', '3'],
  ]);
  const bins: ChartSpec = { ...base, kind: 'histogram', x: Float64Array.of(0, 0.1, 0.2, 0.3) };
  expect((await rowsOf(bins)).slice(1, 3)).toEqual([
    ['From', 'To', "'=Mix", 'hidden'],
    ['0', '0.1', '0.30000000000000004', '1'],
  ]);
});

test('a long chart has all its rows', async () => {
  const n = 25_001;
  const values = Float64Array.from({ length: n }, (_, i) => i);
  const chart: ChartSpec = {
    ...base,
    kind: 'value',
    x: values,
    xUnit: 'years',
    series: [{ label: 'a', values, color: 'red' }],
  };
  const rows = await rowsOf(chart);
  expect(rows).toHaveLength(n + 2);
  expect(rows[1]).toEqual(['years', 'a']);
  expect(rows.slice(2).every(([x, a], i) => x === String(i) && a === x)).toBe(true);
});

test('a file is named after the heading', () => {
  expect(fileName('10,000 became 147\u202fk')).toBe('10000-became-147-k');
  expect(fileName('Wie viel könnte ich verlieren?')).toBe('wie-viel-konnte-ich-verlieren');
  expect(fileName('../../etc/passwd')).toBe('etc-passwd');
  expect(fileName('')).toBe('chart');
  expect(fileName('x'.repeat(500)).length).toBe(60);
});
