/** A person's own data inside a link: the same bits come out, and damage is noticed. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  decodeScenario,
  encodeScenario,
  encodeWithData,
  LINK_LIMIT,
} from '../../src/analyses/link';
import { datasetOf } from '../../src/analyses/link-dataset';
import { tableOf } from '../../src/analyses/link-table';
import { defaultScenario, readDraft, ScenarioError } from '../../src/analyses/scenario';
import { meantAs } from '../../src/analyses/scenario-data';
import type { Dataset } from '../../src/finance/dataset';
import { madeUp } from './made-up';

const prices = Array.from({ length: 60 }, (_, t) => Number((100 + t + (t % 7)).toFixed(2)));
const own: Dataset = {
  ...madeUp({ fund: prices, other: prices.map((p, t) => (t === 3 ? NaN : p / 2)) }),
  kind: 'prices',
  file: { name: 'own.csv', bytes: 900 },
};

const linked = (dataset: Dataset) => {
  const scenario = defaultScenario(dataset);
  const [source] = decodeScenario(encodeWithData(scenario, [dataset])).data.sources;
  const { id, fingerprint = '', file, table } = source;
  if (file === undefined || table === undefined) throw new Error('The link holds no data.');
  return { id, fingerprint, file, table };
};

test('the values, dates and names come back, bit for bit', () => {
  const source = linked(own);
  const back = datasetOf(source, source.file, source.table);
  expect(back.index).toEqual(own.index);
  expect(back.values).toEqual(own.values);
  expect(back.fingerprint).toBe(own.fingerprint);
  expect(back).toMatchObject({ title: own.title, kind: 'prices', dated: true });
  expect(back.file).toEqual({ name: 'own.csv', bytes: 900, inLink: true });
  expect(meantAs(back, source.id, source.file)).toEqual(back);
});

test('five years of two funds fit into a link that every program passes on', () => {
  expect(encodeWithData(defaultScenario(own), [own]).length).toBeLessThan(LINK_LIMIT);
});

test('a link names own data without them, until they came with one', () => {
  const scenario = defaultScenario(own);
  const plain = encodeScenario(scenario, [own]);
  expect(decodeScenario(plain).data.sources[0].table).toBeUndefined();
  const source = linked(own);
  const back = datasetOf(source, source.file, source.table);
  expect(encodeScenario(scenario, [back])).toBe(encodeWithData(scenario, [own]));
});

test('any doubles come back', () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ noDefaultInfinity: true }), { minLength: 3, maxLength: 20 }),
      fc.boolean(),
      (values, dated) => {
        const index = dated ? undefined : values.map((_, t) => String(t + 1));
        const dataset = {
          ...madeUp({ a: values }, { dated, ...(index && { index }) }),
          file: own.file,
        };
        const table = JSON.parse(JSON.stringify(tableOf(dataset))) as ReturnType<typeof tableOf>;
        const { id, fingerprint } = dataset;
        const { file } = linked(own);
        expect(datasetOf({ id, fingerprint }, file, table).fingerprint).toBe(fingerprint);
      },
    ),
  );
});

test('what was changed or cut short is noticed', () => {
  const source = linked(own);
  const { table } = source;
  const damaged = [
    { ...table, values: [table.values[0]] },
    { ...table, values: table.values.map((column) => column.slice(1)) },
    { ...table, values: [table.values[1], table.values[0]] },
    { ...table, rows: 59 },
    { ...table, rows: { from: '2000-01-30', days: (table.rows as { days: number[] }).days } },
    { ...table, rows: { from: '2000-01-31', days: Array.from({ length: 59 }, () => 1e9) } },
  ];
  for (const bad of damaged) {
    expect(() => datasetOf(source, source.file, bad)).toThrow(ScenarioError);
  }
});

test('an id that would be a formula in an exported table, or a line of a script, is refused', () => {
  const [source] = encodedDraft();
  const withId = (id: string) => {
    const { table } = source;
    if (table === undefined) throw new Error('no table');
    const columns = table.columns.map((column, j) => (j === 0 ? { ...column, id } : column));
    return { data: { sources: [{ ...source, table: { ...table, columns } }] } };
  };
  expect(readDraft(withId('fund_a')).data.sources).toHaveLength(1);
  for (const id of ['=HYPERLINK("x")', '+1', '-1', '@SUM', 'a,b', 'a\nb', 'a"b', '']) {
    expect(() => readDraft(withId(id))).toThrow('id of a column');
  }
  for (const id of ['data\nimport os', 'data\rimport os', 'data\u2028import os']) {
    expect(() => readDraft({ data: { sources: [{ ...source, id }] } })).toThrow(
      'control character',
    );
  }
});

function encodedDraft() {
  return decodeScenario(encodeWithData(defaultScenario(own), [own])).data.sources;
}

test('a name of 40 characters is its label, a longer one is cut to as many', () => {
  const labelled = (name: string) => {
    const columns = own.columns.map((column) => ({ ...column, name }));
    const source = linked({ ...own, columns });
    return datasetOf(source, source.file, source.table).columns[0].label;
  };
  expect(labelled('x'.repeat(40))).toBe('x'.repeat(40));
  expect(labelled('x'.repeat(41))).toBe(`${'x'.repeat(39)}…`);
});

test('classes and roles of the columns come back, where they have any', () => {
  const made = madeUp(
    { fund: prices, cash: prices, prices, plain: prices },
    { roles: { cash: 'rate', prices: 'inflation' } },
  );
  const columns = made.columns.map((column, j) => ({
    ...column,
    assetClass: j === 0 ? ('bond' as const) : undefined,
  }));
  const source = linked({ ...made, columns, file: { name: 'own.csv', bytes: 900 } });
  const back = datasetOf(source, source.file, source.table);
  expect(back).toMatchObject({ defaultRiskFree: 'cash', defaultInflation: 'prices' });
  const told = ({ columns: list }: Dataset) =>
    list.map(({ role, assetClass }) => [role, assetClass]);
  expect(told(back)).toEqual(told({ ...made, columns }));
  expect(Object.hasOwn(back.columns[3], 'assetClass')).toBe(false);
});
