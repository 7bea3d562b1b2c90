/** What is said to be certain of a made-up file is what it was made with. */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { SettingId } from '../../../src/data/parse/parsed-table';
import { expectShape, lines, monthly, tableOf, type Shape } from './shape';

/** How a file is written; everything that a reader has to find. */
const anyForm = fc.record({
  delimiter: fc.constantFrom(',', ';', '\t', '|'),
  decimal: fc.constantFrom('.', ','),
  group: fc.constantFrom('', '', 'other', ' ', "'"),
  digits: fc.integer({ min: 0, max: 4 }),
  header: fc.boolean(),
  dated: fc.boolean(),
  dateOrder: fc.constantFrom('ymd', 'dmy', 'mdy'),
  between: fc.constantFrom('-', '/', '.'),
  shortYear: fc.boolean(),
  padded: fc.boolean(),
  kind: fc.constantFrom('prices', 'returns'),
  percent: fc.constantFrom('sign', 'none', 'fraction'),
});

const anyData = fc.record({
  columns: fc.integer({ min: 1, max: 3 }),
  months: fc.constantFrom(1, 3, 12),
  start: fc.integer({ min: 1_970, max: 2_005 }),
  day: fc.integer({ min: 1, max: 28 }),
  price: fc.constantFrom(0.8, 9, 80, 900, 12_000),
  /** Of 0.01 %; every third one goes down. */
  steps: fc
    .array(fc.integer({ min: 100, max: 900 }), { minLength: 9, maxLength: 60 })
    .map((steps) => steps.map((step, t) => (t % 3 === 1 ? -step : step))),
});

type Form = typeof anyForm extends fc.Arbitrary<infer T> ? T : never;
type Data = typeof anyData extends fc.Arbitrary<infer T> ? T : never;

interface Written {
  readonly text: string;
  /** The numbers as they are meant. */
  readonly values: readonly (readonly number[])[];
  /** Whether any number holds a point or a comma. */
  readonly separated: boolean;
}

function write(form: Form, data: Data): Written {
  const rows = Math.floor(data.steps.length / data.columns);
  const columns = Array.from({ length: data.columns }, (_, j) => {
    let price = data.price * (1 + j / 3);
    return data.steps.slice(j * rows, (j + 1) * rows).map((step) => {
      price *= 1 + step / 10_000;
      const change = form.percent === 'fraction' ? step / 10_000 : step / 100;
      return (form.kind === 'prices' ? price : change).toFixed(form.digits);
    });
  });
  const inPercent = form.kind === 'returns' && form.percent !== 'fraction';
  const cell = (plain: string) => {
    const [whole, decimals] = plain.split('.');
    const group = form.group === 'other' ? (form.decimal === '.' ? ',' : '.') : form.group;
    const grouped = whole.replaceAll(/\B(?=(?:\d{3})+$)/g, form.kind === 'prices' ? group : '');
    const number = decimals === undefined ? grouped : `${grouped}${form.decimal}${decimals}`;
    const text = inPercent && form.percent === 'sign' ? `${number}%` : number;
    return text.includes(form.delimiter) ? `"${text}"` : text;
  };
  const cells = columns.map((column) => column.map(cell));
  const table = Array.from({ length: rows }, (_, t) => [
    ...(form.dated ? [dateOf(form, data, t)] : []),
    ...cells.map((column) => column[t]),
  ]);
  const names = [...(form.dated ? ['Date'] : []), ...columns.map((_, j) => `Fund ${'ABC'[j]}`)];
  if (form.header) table.unshift(names);
  return {
    text: lines(...table.map((row) => row.join(form.delimiter))),
    values: columns.map((column) => column.map((plain) => Number(plain) / (inPercent ? 100 : 1))),
    separated: cells.some((column) => column.some((text) => /[.,]/.test(text))),
  };
}

function dateOf(form: Form, { start, months, day }: Data, t: number): string {
  const month = months * t;
  const [year, ofYear] = [start + Math.floor(month / 12), (month % 12) + 1];
  const two = (part: number) => (form.padded ? String(part).padStart(2, '0') : String(part));
  const parts = {
    y: form.shortYear ? String(year % 100).padStart(2, '0') : String(year),
    ...{ m: two(ofYear), d: two(day) },
  };
  return form.dateOrder
    .split('')
    .map((part) => parts[part as 'y' | 'm' | 'd'])
    .join(form.between);
}

test('what is certain is right', async () => {
  await fc.assert(
    fc.asyncProperty(anyForm, anyData, async (form, data) => {
      const { text, values, separated } = write(form, data);
      const table = await tableOf(text);
      const { settings, findings } = table;
      const right: Partial<Record<SettingId, boolean>> = {
        delimiter: settings.delimiter === form.delimiter || (!form.dated && data.columns === 1),
        decimal: settings.decimal === form.decimal || !separated,
        header: settings.header === form.header,
        dateColumn: table.dated === form.dated,
        dateOrder: settings.dateOrder === form.dateOrder || !form.dated,
        kind: settings.kind === form.kind,
        percent: true,
      };
      const known = Object.entries(right).map(([setting, isRight]) => {
        const isCertain = findings[setting as SettingId].certainty === 'certain';
        if (isCertain) expect(isRight, setting).toBe(true);
        return isCertain;
      });
      if (known.includes(false)) return;
      table.values.forEach((column, j) => {
        expect(column).toHaveLength(values[j].length);
        column.forEach((value, t) => expect(value).toBeCloseTo(values[j][t], 9));
      });
    }),
    { numRuns: 250 },
  );
});

const none = [NaN, NaN, NaN];
const undated = { dateColumn: -1, frequency: 'daily' } as const;

const shapes: Readonly<Record<string, Shape>> = {
  'percent in one column with decimal commas': {
    file: lines('A', '-3,042%', '2,28%', '3,1%'),
    settings: { ...undated, delimiter: ';', decimal: ',', kind: 'returns' },
    undecided: ['frequency'],
    assumed: ['delimiter'],
    index: ['1', '3'],
    columns: { A: [-0.03042, 0.0228, 0.031] },
  },
  'thousands in one column': {
    file: lines('A', '4,606.4', '4,624.7', '4,585.0'),
    settings: { ...undated, delimiter: ';' },
    undecided: ['frequency'],
    assumed: ['delimiter'],
    index: ['1', '3'],
    columns: { A: [4606.4, 4624.7, 4585] },
  },
  'whole percent, mostly none': {
    file: monthly('date,A', '0', '1', '0', '-1', '0'),
    settings: { kind: 'returns', percent: true },
    assumed: ['percent'],
    index: ['2020-01-31', '2020-05-31'],
    columns: { A: [0, 0.01, 0, -0.01, 0] },
  },
  'a loss of more than there is': {
    file: monthly('date,A', '0.1', '-0.1', '0.05', '-1.5', '0.1'),
    settings: { kind: 'returns' },
    undecided: ['percent'],
    index: ['2020-01-31', '2020-05-31'],
    columns: { A: [0.1, -0.1, 0.05, -1.5, 0.1] },
    problems: [['below-minus-one', [5], 'A']],
  },
  'prices with their changes in percent': {
    file: lines(
      ...[
        '"Date","Price","Open","Vol.","Change %"',
        '"03/31/2020","1,103.5","1,100","1.2M","-2.5%"',
      ],
      ...['"02/29/2020","1,101.0","1,102","0.9M","1.2%"', '"01/31/2020","1,100.0","1,099","","0%"'],
    ),
    settings: { dateOrder: 'mdy' },
    columns: {
      ...{ Price: [1100, 1101, 1103.5], Open: [1099, 1102, 1100] },
      ...{ Vol: none, Change: [0, 0.012, -0.025] },
    },
    roles: { Open: 'left-out', Vol: 'left-out', Change: 'left-out' },
    problems: [['unordered', []]],
  },
  'a price among returns': {
    file: monthly('date,A,B,C', '0.1,-0.1,250', '-0.1,0.2,251', '0.05,-0.1,252'),
    settings: { kind: 'returns' },
    assumed: ['percent'],
    columns: { A: [0.1, -0.1, 0.05], B: [-0.1, 0.2, -0.1], C: [250, 251, 252] },
    problems: [['huge-return', [2, 3, 4], 'C']],
  },
  'two columns of dates, and parts of them': {
    file: lines(
      ...['traded,settled,year,month,A', '2020-01-31,2020-02-02,2020,1,100'],
      ...['2020-02-29,2020-03-02,2020,2,101', '2020-03-31,2020-04-02,2020,3,103'],
    ),
    assumed: ['dateColumn'],
    columns: { settled: none, year: [2020, 2020, 2020], month: [1, 2, 3], A: [100, 101, 103] },
    roles: { settled: 'left-out', year: 'left-out', month: 'left-out' },
  },
  'seconds since 1970': {
    file: lines('timestamp,A', '1580428800,100', '1582934400,101', '1585612800,103'),
    settings: undated,
    undecided: ['frequency'],
    index: ['1', '3'],
    columns: { timestamp: [1580428800, 1582934400, 1585612800], A: [100, 101, 103] },
    roles: { timestamp: 'left-out' },
  },
  'short years in front of short months': {
    file: lines('date,A', '99/12/1,100', '00/1/1,101', '00/2/1,103'),
    assumed: ['dateOrder'],
    index: ['1999-12-01', '2000-02-01'],
    columns: { A: [100, 101, 103] },
    problems: [['short-year', [2, 3, 4]]],
  },
  'an asset named in every row, whose dates never come again': {
    file: lines(
      ...['date,fund,A,B', '2020-01-31,X,100,50.5', '2020-02-29,Y,101,51'],
      '2020-03-31,Z,103,52.25',
    ),
    assumed: ['layout'],
    columns: { fund: none, A: [100, 101, 103], B: [50.5, 51, 52.25] },
    roles: { fund: 'left-out' },
  },
};

describe('what is not certain is said', () => {
  test.each(Object.entries(shapes))('of %s', (_name, shape) => expectShape(shape));
});
