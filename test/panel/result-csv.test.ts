import { describe, expect, test } from 'vitest';
import { catalog } from '../../src/analyses/catalog';
import { resultCsv } from '../../src/panel/result-csv';
import { monthly } from '../analyses/built-in-data';
import { readCsv } from './result-files';
import { scenarioOf, shownOf } from './shown';

type Shown = ReturnType<typeof shownOf>;

function read({ room, spec, shown, context }: Shown) {
  return readCsv(resultCsv(room, spec, shown, context));
}

describe.each(catalog.map(({ id }) => id))('the CSV of %s', (analysis) => {
  const all = shownOf(scenarioOf(analysis, { seed: 7 }));
  const { room, shown, spec, context } = all;
  const tables = read(all);
  const parts = room.view(shown.result, context);

  test('says what it is of', () => {
    const facts = new Map(
      (tables.get('What this is') ?? []).map(({ Fact, Value }) => [Fact, Value]),
    );
    expect(facts.get('Question')).toBe(room.text.title);
    expect(facts.get('Mix')).toMatch(/^US stocks 50\.0\s% · US Treasury 10y 30\.0\s% · /);
    expect(facts.get('Data')).toBe(
      `${monthly.title}, March 1975 to December 2022, 574 monthly periods`,
    );
    expect(facts.get('Seed')).toBe('7');
    expect(facts.get('Digest')).toBe(shown.digest);
    expect(facts.get('Fingerprint of the data')).toBe(monthly.fingerprint);
    expect(facts.get('Source')).toContain('Shiller');
  });

  test('holds the figures as they stand on the page', () => {
    const figures = tables.get('Figures as shown') ?? [];
    expect(figures.map(({ Figure, Shown: value, Note }) => [Figure, value, Note])).toEqual(
      parts.figures.map(({ label, value, note = '' }) => [label, value, note]),
    );
    for (const { Measure } of figures) expect(Object.keys(spec.measures)).toContain(Measure);
  });

  test('holds every quantity of the result with its unit and errors, to the last bit', () => {
    const rows = tables.get('Numbers with their errors') ?? [];
    const seen = new Map(rows.map((row) => [row['Place in the result'], row]));
    const expected = quantities(shown.result);
    expect(expected.length).toBeGreaterThan(3);
    for (const { place, quantity } of expected) {
      const row = seen.get(place);
      expect(row, place).toBeDefined();
      const number = (head: string) => (row?.[head] === '' ? undefined : Number(row?.[head]));
      expect(number('Value'), place).toBe(quantity.value);
      expect(number('Simulation error from'), place).toBe(quantity.simulation?.low);
      expect(number('Simulation error to'), place).toBe(quantity.simulation?.high);
      expect(number('History allows from'), place).toBe(quantity.sampling?.low);
      expect(number('History allows to'), place).toBe(quantity.sampling?.high);
      if (quantity.reason !== undefined) expect(row?.['Note']).toContain(quantity.reason);
    }
  });

  test('holds the tables behind the drawings, to the last bit', () => {
    expect([...tables.keys()].slice(3)).toEqual(parts.tables.map(({ title }) => title));
    for (const { title, columns } of parts.tables) {
      const rows = tables.get(title) ?? [];
      const heads = Object.keys(rows[0] ?? {});
      columns.forEach(({ label, values }, j) => {
        expect(heads[j].replace(/ \((?:fraction|ratio|count|money|periods).*\)$/, '')).toBe(label);
        Array.from(values).forEach((value, i) => {
          const cell = rows[i][heads[j]];
          if (typeof value === 'number') {
            expect(cell === '' ? NaN : Number(cell)).toBe(Number.isFinite(value) ? value + 0 : NaN);
          }
        });
      });
    }
  });
});

test('heads of columns that are measures say their unit', () => {
  const methods = read(shownOf(scenarioOf('value-at-risk'))).get('The methods side by side') ?? [];
  expect(Object.keys(methods[0])).toContain('Value at risk (fraction)');
});

test('a number that is not defined says why', () => {
  const draft = { parameters: { amount: 10_000 }, data: { sources: [{ id: monthly.id }] } };
  const short = { ...draft.data, range: { from: '2021-01-31', to: '2021-12-31' } };
  const all = shownOf(scenarioOf('value-at-risk', { ...draft, data: short }));
  const rows = read(all).get('Numbers with their errors') ?? [];
  const unknown = rows.filter(({ Note }) => /^[a-z-]+: /.test(Note));
  expect(unknown.length).toBeGreaterThan(0);
  for (const { Value } of unknown) expect(Value).toBe('');
});

interface Found {
  readonly place: string;
  readonly quantity: {
    readonly value?: number;
    readonly reason?: string;
    readonly simulation?: { readonly low: number; readonly high: number };
    readonly sampling?: { readonly low: number; readonly high: number };
  };
}

/** Estimates and reasons anywhere in a result. */
function quantities(value: unknown, path: readonly string[] = []): Found[] {
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return [];
  const undefinedHere = 'status' in value && value.status === 'undefined';
  if (undefinedHere || 'value' in value)
    return [{ place: path.join('.'), quantity: value as Found['quantity'] }];
  return Object.entries(value).flatMap(([key, member]) => quantities(member, [...path, key]));
}
