import { describe, expect, test, vi } from 'vitest';
import { findSpec } from '../../src/analyses/catalog';
import { parameterProblem, type ParameterSpec } from '../../src/analyses/parameters';
import type { Scenario } from '../../src/analyses/scenario';
import { formFields } from '../../src/panel/form-fields';
import { settingText } from '../../src/panel/report';
import type { FormField } from '../../src/ui/form-field';
import { monthly } from '../analyses/built-in-data';
import { text } from '../analyses/room-of-tables';
import { scenarioOf } from './shown';

vi.mock('../../src/analyses/catalog', async (original) => {
  const { withTables } = await import('../analyses/room-of-tables');
  return withTables(await original());
});

const mix = { assets: ['gold', 'us_stocks'], weights: [4_000, 6_000] };

function scenarioWith(parameters: Scenario['parameters']): Scenario {
  return scenarioOf('room-of-tables', { mix, parameters });
}

function fieldsWith(parameters: Scenario['parameters'], problems = {}) {
  return formFields(text, scenarioWith(parameters), monthly, problems);
}

function fieldOf(id: string, parameters: Scenario['parameters'] = {}): FormField {
  const { common, sections } = fieldsWith(parameters);
  const field = [...common, ...sections.flatMap(({ fields }) => fields)].find(
    (one) => one.id === id,
  );
  if (field === undefined) throw new Error(`no field ${id}`);
  return field;
}

function partsOf({ rows, mix: second }: FormField) {
  if (rows !== undefined) return { rows, mix: undefined };
  return { rows: undefined, mix: second };
}

function specOf(id: string): ParameterSpec {
  const spec = findSpec('room-of-tables')?.parameters[id];
  if (spec === undefined) throw new Error(`no parameter ${id}`);
  return spec;
}

describe('the fields of a form', () => {
  const namesOf = (fields: readonly FormField[]) => fields.map(({ id }) => id);
  const outlineOf = (parameters: Scenario['parameters']) => {
    const { common, sections } = fieldsWith(parameters);
    const outline = sections.map(({ heading, fields }) => [heading, ...namesOf(fields)]);
    return [namesOf(common), ...outline];
  };

  test('stand in their sections, in the order in which these first appear, the rare ones last', () => {
    expect(outlineOf({})).toEqual([
      ['start'],
      ['other', 'compare'],
      ['Money in and out', 'flows', 'views'],
      ['More settings', 'precision'],
    ]);
    expect(outlineOf({ compare: 'mix' })[1]).toEqual(['other', 'compare', 'otherMix']);
  });

  test('a section says that something in force in it is not as it was', () => {
    const changed = (parameters: Scenario['parameters']) =>
      fieldsWith(parameters).sections.map((section) => section.changed);
    expect(changed({})).toEqual([false, false, false]);
    expect(changed({ start: 5 })).toEqual([false, false, false]);
    expect(changed({ flows: 'in,1,1,0' })).toEqual([false, true, false]);
    expect(changed({ compare: 'mix', precision: 2 })).toEqual([true, false, true]);
    // Without a comparison the other mix changes nothing.
    expect(changed({ otherMix: 'gold,10000' })).toEqual([false, false, false]);
  });

  test('hold what is wrong with them', () => {
    const { sections } = fieldsWith({}, { flows: 'At most 3 rows.' });
    expect(sections[1].fields.map(({ problem }) => problem)).toEqual([
      'At most 3 rows.',
      undefined,
    ]);
  });
});

describe('a table', () => {
  const value = 'in,100,1,0;out,200.5,12,10';

  test('has its rows, the words of its cells, and writes what it reads', () => {
    const { rows } = partsOf(fieldOf('flows', { flows: value }));
    expect(rows?.rows).toEqual([
      ['in', 100, 1, 0],
      ['out', 200.5, 12, 10],
    ]);
    expect(rows?.write(rows.rows)).toBe(value);
    expect(rows?.fresh).toEqual(['in', 500, 1, 0]);
    expect(rows?.most).toBe(3);
    expect(rows?.columns.map(({ label }) => label)).toEqual(['Kind', 'Amount', 'Every', 'From']);
    expect(rows?.columns[2].options).toEqual([
      { value: 1, label: 'every month' },
      { value: 12, label: 'every year' },
    ]);
    expect(rows?.columns[3]).toMatchObject({ kind: 'integer', unit: 'years', maximum: 60 });
  });

  test('offers the assets of the scenario, and says what an empty cell means', () => {
    const { rows } = partsOf(fieldOf('views'));
    const [asset, mean] = rows?.columns ?? [];
    expect(asset.options?.[0]).toEqual({ value: '', label: 'Choose an asset' });
    expect(asset.options).toContainEqual({ value: 'gold', label: 'Gold' });
    expect(asset.options?.map((option) => option.value)).not.toContain('us_cpi');
    expect(mean).toMatchObject({ placeholder: 'history', help: 'A year.' });
  });

  test('answers each cell by itself', () => {
    const [asset, mean] = partsOf(fieldOf('views')).rows?.columns ?? [];
    expect([asset.check('gold'), mean.check(undefined), mean.check(3)]).toEqual(Array(3));
    for (const wrong of [undefined, '', 'silver', 'us_cpi']) {
      expect(asset.check(wrong)).toBe('Choose an asset.');
    }
    expect(mean.check('much')).toBe('Enter a number.');
    expect(mean.check(101)).toContain('from -50 to 100');
    const [, amount] = partsOf(fieldOf('flows')).rows?.columns ?? [];
    expect(amount.check(undefined)).toBe('Fill this in.');
  });

  test('is worded for people', () => {
    const said = (id: keyof typeof text.parameters, table: string) =>
      settingText(specOf(id), table, text.parameters[id], monthly.columns);
    expect(said('flows', value)).toBe(
      'contribution, Amount 100, every month, From 0 years; ' +
        'withdrawal, Amount 200.5, every year, From 10 years',
    );
    expect(said('views', 'gold,5;us_stocks,')).toBe('Gold, Return 5; US stocks');
    expect(said('views', '')).toBe('none');
  });
});

describe('a second mix', () => {
  const gold = monthly.columns.find(({ id }) => id === 'gold')?.label ?? '';

  test('stands in the order of the page, and writes what it holds', () => {
    const field = partsOf(
      fieldOf('otherMix', { compare: 'mix', otherMix: 'gold,2500;us_stocks,7500' }),
    ).mix;
    const ids = field?.assets.map(({ id }) => id);
    expect(ids).toEqual([
      'us_stocks',
      'us_treasury_10y',
      'us_tbill_3m',
      'gold',
      'us_house_prices',
      'oil_wti',
    ]);
    expect(field?.weights).toEqual([7_500, 0, 0, 2_500, 0, 0]);
    expect(field?.present).toEqual({ label: 'Same as now', weights: [6_000, 0, 0, 4_000, 0, 0] });
    expect(field?.write(field.weights)).toBe('us_stocks,7500;gold,2500');
    expect(field?.write(undefined)).toBe('');
    expect(field?.scaled([1, 1, 1, 0, 0, 0])).toEqual([3_334, 3_333, 3_333, 0, 0, 0]);
  });

  test('offers the presets that the data allow, each of them valid', () => {
    const field = partsOf(fieldOf('otherMix', { compare: 'mix' })).mix;
    expect(field?.weights).toBeUndefined();
    expect(field?.presets.map(({ label }) => label)).toContain('60/40');
    for (const { weights } of field?.presets ?? []) {
      expect(parameterProblem(specOf('otherMix'), field?.write(weights))).toBeUndefined();
    }
  });

  test('is worded for people', () => {
    const said = (value: string) =>
      settingText(specOf('otherMix'), value, text.parameters.otherMix, monthly.columns);
    expect(said(`gold,2505;oil_wti,0;us_stocks,7495`)).toBe(`${gold} 25.05 %, US stocks 74.95 %`);
    expect(said('')).toBe('Same as now');
  });
});
