import { describe, expect, test } from 'vitest';
import { ownDataset, type ImportChoices } from '../../src/data/own-dataset';
import { fingerprint } from '../../src/finance/fingerprint';
import { lines, monthly, tableOf } from './parse/shape';

const csv = monthly(
  'date,Stocks,T-Bill,US CPI,Volume',
  ...['0.01,0.001,0.002,5', '-0.02,,-0.001,6', '0.03,0.002,0,7', '-0.01,0.001,0.003,8'],
);

/** What a person would choose who changes nothing. */
async function choicesOf(text: string, changed: Partial<ImportChoices> = {}) {
  const table = await tableOf(text);
  const choices: ImportChoices = {
    ...{ id: 'mine', title: 'My fund', fileName: 'fund.csv', currency: 'CHF' },
    columns: table.columns.map(({ name, role }) => ({ name, role })),
    ...changed,
  };
  return { table, choices };
}

test('a table becomes a dataset that says where it comes from', async () => {
  const { table, choices } = await choicesOf(csv);
  const dataset = await ownDataset(table, choices);
  const ids = ['Stocks', 'T_Bill', 'US_CPI'];
  expect(dataset).toEqual({
    ...{ id: 'mine', title: 'My fund', kind: 'returns', dated: true },
    ...{ frequency: 'monthly', periodsPerYear: 12 },
    description: 'Brought in from the file “fund.csv”.',
    index: ['2020-01-31', '2020-02-29', '2020-03-31', '2020-04-30'],
    columns: expect.any(Array) as unknown[],
    values: [
      Float64Array.of(0.01, -0.02, 0.03, -0.01),
      Float64Array.of(0.001, NaN, 0.002, 0.001),
      Float64Array.of(0.002, -0.001, 0, 0.003),
    ],
    fingerprint: fingerprint(ids, dataset.index, dataset.values),
    ...{ defaultRiskFree: 'T_Bill', defaultInflation: 'US_CPI' },
    file: { name: 'fund.csv', bytes: csv.length },
  });
  expect(dataset.columns.map(({ id, role }) => [id, role])).toEqual([
    ['Stocks', 'asset'],
    ['T_Bill', 'rate'],
    ['US_CPI', 'inflation'],
  ]);
  expect(dataset.columns[0]).toEqual({
    ...{ id: 'Stocks', name: 'Stocks', label: 'Stocks', role: 'asset', currency: 'CHF' },
    ...{ unit: 'return per period', source: 'Own file “fund.csv”', licence: 'Not stated' },
    attribution: 'Own file “fund.csv”: its source and licence are not known here.',
    ...{ caveats: [], distortions: [] },
  });
});

describe('what a person chooses', () => {
  test('are roles, names and classes of each column', async () => {
    const { table, choices } = await choicesOf(csv, {
      columns: [
        { name: 'Shares of the world', role: 'asset', assetClass: 'equity' },
        { name: 'x'.repeat(60), role: 'asset', assetClass: 'cash' },
        { name: 'Prices', role: 'left-out' },
        { name: 'Volume', role: 'rate' },
      ],
    });
    const { columns, values, defaultRiskFree, defaultInflation } = await ownDataset(table, choices);
    expect(columns).toMatchObject([
      { id: 'Stocks', name: 'Shares of the world', label: 'Shares of the world' },
      { id: 'T_Bill', name: 'x'.repeat(60), label: `${'x'.repeat(39)}…`, assetClass: 'cash' },
      { id: 'Volume', role: 'rate' },
    ]);
    expect(columns[0].assetClass).toBe('equity');
    expect(columns[2]).not.toHaveProperty('assetClass');
    expect(values.map((column) => column[0])).toEqual([0.01, 0.001, 5]);
    expect([defaultRiskFree, defaultInflation]).toEqual(['Volume', undefined]);
  });

  test('changes the fingerprint only where it changes numbers or ids', async () => {
    const { table, choices } = await choicesOf(csv);
    const marked = async (changed: Partial<ImportChoices>) =>
      (await ownDataset(table, { ...choices, ...changed })).fingerprint;
    const columns = choices.columns.map((column) => ({ ...column, name: `${column.name}!` }));
    const usual = await marked({});
    expect(await marked({ id: 'other', title: 'Other', currency: '', columns })).toBe(usual);
    const [first, second] = columns;
    const without = [first, { ...second, role: 'left-out' as const }, ...columns.slice(2)];
    expect(await marked({ columns: without })).not.toBe(usual);
  });

  test('a unit of prices where it is prices', async () => {
    const { table, choices } = await choicesOf(monthly('date,A', '100', '101', '103'));
    expect((await ownDataset(table, choices)).columns[0].unit).toBe('price');
  });
});

describe('rows that hold nothing', () => {
  const gaps = (index: string) =>
    lines(`${index},A,B`, '1,100,', '2,101,', '3,,', '4,,9', '5,103,');
  const dated = gaps('date').replaceAll(/^(\d)/gm, '2020-01-0$1');

  test('are dropped, with their dates', async () => {
    const { table, choices } = await choicesOf(dated, {
      columns: [
        { name: 'A', role: 'asset' },
        { name: 'B', role: 'left-out' },
      ],
    });
    expect(table.index).toHaveLength(5);
    const { index, values } = await ownDataset({ ...table, undecided: [] }, choices);
    expect(index).toEqual(['2020-01-01', '2020-01-02', '2020-01-05']);
    expect(values).toEqual([Float64Array.of(100, 101, 103)]);
  });

  test('are kept where another column holds something', async () => {
    const { table, choices } = await choicesOf(dated);
    const { index, values } = await ownDataset({ ...table, undecided: [] }, choices);
    expect(index).toEqual(['2020-01-01', '2020-01-02', '2020-01-04', '2020-01-05']);
    expect(values[1]).toEqual(Float64Array.of(NaN, NaN, 9, NaN));
  });

  test('leave no gap in rows that are counted', async () => {
    const { table, choices } = await choicesOf(gaps('index'));
    const { index, dated: isDated } = await ownDataset({ ...table, undecided: [] }, choices);
    expect(isDated).toBe(false);
    expect(index).toEqual(['1', '2', '3', '4']);
  });
});

test('what was noted of a column stays with it, each thing once', async () => {
  const text = monthly('date,A,B,C', '100,7,5', ',7,x', ',7,0', '9000,7,5', '9001,7,5');
  const { table, choices } = await choicesOf(text);
  const settled = {
    ...table,
    undecided: [],
    settings: { ...table.settings, kind: 'prices' },
  } as const;
  const { columns } = await ownDataset(settled, choices);
  expect(columns.map(({ caveats }) => caveats)).toEqual([
    [
      'Values are missing; the rows without them are left out.',
      'Some values move more than 20-fold from one row to the next.',
    ],
    ['Every value is the same.'],
    [
      'Values are missing; the rows without them are left out.',
      'Some prices are at or below 0 and cannot be computed with.',
    ],
  ]);
});

test('a return below -100 % stays with its column', async () => {
  const { table, choices } = await choicesOf(monthly('date,A', '0.01', '-1.5', '0.02', '-0.01'));
  expect(table.undecided).toEqual(['percent']);
  const { columns } = await ownDataset({ ...table, undecided: [] }, choices);
  expect(columns[0].caveats).toEqual(['Some returns are below -100 %.']);
});

describe('is refused in words', () => {
  test('where something is undecided', async () => {
    const { table, choices } = await choicesOf(lines('A', '100', '101', '103'));
    await expect(ownDataset(table, choices)).rejects.toThrow(
      'The file can be read in several ways; choose frequency.',
    );
  });

  test('where no column is an asset', async () => {
    const columns = Array.from({ length: 4 }, () => ({ name: 'x', role: 'rate' as const }));
    const { table, choices } = await choicesOf(csv, { columns });
    await expect(ownDataset(table, choices)).rejects.toThrow(
      'No column is an asset: at least one is needed.',
    );
  });

  test('where there are too few rows', async () => {
    const { table, choices } = await choicesOf(monthly('date,A,B', '100,1', '101,', ',2', ',3'), {
      columns: [
        { name: 'A', role: 'asset' },
        { name: 'B', role: 'left-out' },
      ],
    });
    await expect(ownDataset({ ...table, undecided: [] }, choices)).rejects.toThrow(
      'The file holds 2 rows of values; 3 are needed.',
    );
  });
});
