/** A room that nobody visits, with parameters that are tables and mixes, and a catalog that has it. */
import { defineAnalysis } from '../../src/analyses/analysis';
import type { catalog as realCatalog } from '../../src/analyses/catalog';
import type { RoomText } from '../../src/analyses/text';

export const spec = defineAnalysis({
  id: 'room-of-tables',
  menu: 'Tables',
  group: 'mix',
  needs: { observations: 2 },
  parameters: {
    start: { kind: 'number', default: 100, minimum: 0, maximum: 1_000, unit: 'coins' },
    compare: { kind: 'choice', default: 'none', options: ['none', 'mix'], section: 'other' },
    flows: {
      kind: 'rows',
      default: '',
      maximum: 3,
      section: 'plan',
      columns: {
        kind: { kind: 'choice', default: 'in', options: ['in', 'out'] },
        amount: { kind: 'number', default: 500, minimum: 0, maximum: 1e6 },
        months: { kind: 'choice', default: 1, options: [1, 12] },
        from: { kind: 'integer', default: 0, minimum: 0, maximum: 60, unit: 'years' },
      },
    },
    views: {
      kind: 'rows',
      default: '',
      maximum: 100,
      section: 'plan',
      columns: {
        asset: { kind: 'asset', default: '' },
        mean: { kind: 'number', default: 5, minimum: -50, maximum: 100, optional: true },
      },
    },
    otherMix: { kind: 'mix', default: '', section: 'other', when: { compare: ['mix'] } },
    precision: { kind: 'integer', default: 1, minimum: 1, maximum: 9, advanced: true },
  },
  measures: {},
  result: [],
});

export const text: RoomText<typeof spec> = {
  title: 'What is in a table?',
  description: 'Nothing is computed here.',
  sections: { plan: 'Money in and out' },
  parameters: {
    start: { label: 'Start' },
    compare: { label: 'Compare' },
    flows: {
      label: 'Flows',
      columns: {
        kind: { label: 'Kind', options: { in: 'contribution', out: 'withdrawal' } },
        amount: { label: 'Amount' },
        months: { label: 'Every', options: { 1: 'every month', 12: 'every year' } },
        from: { label: 'From' },
      },
    },
    views: {
      label: 'Views',
      columns: {
        asset: { label: 'Asset' },
        mean: { label: 'Return', help: 'A year.', options: { '': 'history' } },
      },
    },
    otherMix: { label: 'Other mix', options: { '': 'Same as now' } },
    precision: { label: 'Precision' },
  },
  measures: {},
  assumptions: [],
};

/** What stands in for `src/analyses/catalog.ts`. */
export function withTables(real: { readonly catalog: typeof realCatalog }) {
  const catalog = [...real.catalog, spec];
  return { catalog, findSpec: (id: string) => catalog.find((one) => one.id === id) };
}
