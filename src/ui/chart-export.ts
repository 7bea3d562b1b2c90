/** The numbers of a chart as a file, and the name of the file. */
import type { ChartSpec } from './chart-spec';
import { rowCount } from './chart-text';
import { csvParts, type CsvTable } from './csv';
import { words } from './words';

/** The table behind a chart with every row and every digit. */
export function chartCsv(chart: ChartSpec, title: string): Blob {
  return new Blob([...csvParts(csvTable(chart, title))], { type: 'text/csv' });
}

function csvTable(chart: ChartSpec, title: string): CsvTable {
  const rows = rowCount(chart);
  const places =
    chart.kind === 'histogram'
      ? [
          { label: words.from, values: chart.x.subarray(0, rows) },
          { label: words.until, values: chart.x.subarray(1) },
        ]
      : [{ label: chart.xUnit ?? words.period, values: chart.x }];
  return { title, columns: [...places, ...chart.series] };
}

/** The words of a heading as the name of a file: "10,000 became 147 k" is `10000-became-147-k`. */
export function fileName(heading: string): string {
  const name = heading
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/(?<=\d)[,’'](?=\d)|\p{M}/gu, '')
    .replaceAll(/[^\p{L}\p{N}.]+/gu, '-')
    .slice(0, 60)
    .replaceAll(/^[-.]+|[-.]+$/g, '');
  return name === '' ? words.chart : name;
}
