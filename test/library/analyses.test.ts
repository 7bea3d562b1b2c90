import { describe, expect, test } from 'vitest';
import { analyses } from '../../src/asset-mix';
import { catalog } from '../../src/analyses/catalog';
import { parameterInfo } from '../../src/library/analyses';
import { spec, text } from '../analyses/room-of-tables';

describe('the list of analyses', () => {
  test('is that of the catalog, in its order', () => {
    expect(analyses.map(({ id }) => id)).toEqual(catalog.map(({ id }) => id));
  });

  test('is plain data', () => {
    expect(structuredClone(analyses)).toEqual(analyses);
    expect(JSON.parse(JSON.stringify(analyses))).toEqual(analyses);
  });

  test.each([...analyses])('has words for all of $id', ({ title, parameters, measures }) => {
    expect(title).toMatch(/\?$/);
    for (const parameter of Object.values(parameters)) {
      expect(parameter.label).not.toBe('');
      expect(parameter).toHaveProperty('default');
    }
    for (const measure of Object.values(measures)) {
      const { unit, label, definition, formula, misleads, reference } = measure;
      const said = [unit, label, definition, formula, misleads, reference];
      expect(said).not.toContain('');
      expect(said).not.toContain(undefined);
    }
  });

  test.each([...analyses])('explains the result of $id, field by field', ({ id, result }) => {
    const spec = catalog.find((one) => one.id === id);
    expect(result.map(({ name }) => name)).toEqual(spec?.result);
    expect(result.filter(({ description }) => description !== undefined)).not.toEqual([]);
  });

  test('says of a field what its spec says, and of what it consists', () => {
    const result = analyses.find(({ id }) => id === 'value-at-risk')?.result ?? [];
    const [tail] = result;
    const description = 'Tail probability in parts per million.';
    expect(tail).toEqual({ name: 'tail', type: 'number', description });
    const simulated = result.find(({ name }) => name === 'simulated');
    expect(simulated).toMatchObject({ type: 'Method' });
    expect(simulated?.fields?.map(({ name, type }) => `${name}: ${type}`)).toEqual([
      'valueAtRisk: Quantity',
      'expectedShortfall: Quantity',
      'contributionsToVaR: Float64Array',
      'contributionsToES: Float64Array',
    ]);
  });

  test('keeps options and their words apart', () => {
    const tail = analyses.find(({ id }) => id === 'value-at-risk')?.parameters['tail'];
    expect(tail).toMatchObject({
      kind: 'choice',
      default: 50_000,
      options: [100_000, 50_000, 25_000, 10_000, 5_000, 1_000],
      optionLabels: { 50_000: '95 %' },
    });
  });

  test('has words for the columns of a table beside their bounds', () => {
    expect(parameterInfo(spec.parameters.views, text.parameters.views)).toEqual({
      ...spec.parameters.views,
      label: 'Views',
      columns: {
        asset: { kind: 'asset', default: '', label: 'Asset' },
        mean: {
          ...spec.parameters.views.columns.mean,
          label: 'Return',
          help: 'A year.',
          optionLabels: { '': 'history' },
        },
      },
    });
  });

  test('says which of them simulate in chunks', () => {
    const chunked = analyses.filter((one) => one.chunked).map(({ id }) => id);
    expect(chunked).toContain('value-at-risk');
    expect(chunked).not.toContain('mix-summary');
  });
});
