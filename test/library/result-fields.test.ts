import { expect, test } from 'vitest';
import { resultFields } from '../tools/result-fields';

const spec = (names: string, members: string) => `
  export interface Item { /** Of one. */ readonly a: number }
  export interface Result { ${members} }
  export const spec = defineAnalysis({ id: 'x', result: [${names}] });
`;

test('fields come in the order of the list, with what stands right before each', () => {
  const members = `
    readonly second: Float64Array;
    /**
     * In two
     * lines.
     */
    readonly first: readonly Item[];
    /** Not listed. */
    readonly third: string;
  `;
  expect(resultFields('spec.ts', spec("'first', 'second'", members))).toEqual([
    {
      name: 'first',
      type: 'readonly Item[]',
      description: 'In two lines.',
      fields: [{ name: 'a', type: 'number', description: 'Of one.' }],
    },
    { name: 'second', type: 'Float64Array' },
  ]);
});

test('a listed field that no interface declares is refused', () => {
  const source = spec("'first', 'missing'", 'readonly first: number;');
  expect(() => resultFields('spec.ts', source)).toThrow('spec.ts: no interface declares every');
  expect(() => resultFields('spec.ts', spec('', ''))).toThrow('spec.ts');
});
