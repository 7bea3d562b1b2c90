import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { catalog } from '../../src/analyses/catalog';
import { formulaModule, typeset } from '../tools/formulas';

const textOf = (formula: string) => `export const text = { measures: { risk: { ${formula} } } };`;

describe('the module of formulas', () => {
  test.each(catalog.map(({ id, measures }) => [id, Object.keys(measures)] as const))(
    'of %s has every measure',
    (id, measures) => {
      const path = new URL(`../../src/analyses/${id}/text.ts`, import.meta.url).pathname;
      const code = formulaModule(path, readFileSync(path, 'utf8'));
      const found = [...code.matchAll(/^ {2}"([^"]+)": html`<math/gm)].map(([, name]) => name);
      expect(found.toSorted()).toEqual(measures.toSorted());
      expect(code).not.toMatch(/\sstyle=|\sclass=|merror/);
    },
  );

  test('reads a plain text and String.raw alike', () => {
    const raw = formulaModule('text.ts', textOf('formula: String.raw`\\frac{a}{b}`'));
    const plain = formulaModule('text.ts', textOf("formula: '\\\\frac{a}{b}'"));
    expect(raw).toContain('"risk": html`<math');
    expect(raw).toContain('<mfrac><mi>a</mi><mi>b</mi></mfrac>');
    expect(plain).toBe(raw);
  });

  test.each([
    ['a command that does not exist', String.raw`formula: String.raw`.concat('`\\nosuch{a}`')],
    ['brackets that do not match', 'formula: String.raw`\\left( a`'],
    ['a break inside a bracket', 'formula: String.raw`\\left( a \\allowbreak b \\right)`'],
    ['what needs an inline style', 'formula: String.raw`\\begin{cases} a & b \\end{cases}`'],
    ['a formula put together', 'formula: `a${b}`'],
    ['an empty one', "formula: ''"],
  ])('refuses %s and names the measure or the rule', (_, formula) => {
    expect(() => formulaModule('text.ts', textOf(formula))).toThrow(/formula/);
  });
});

describe('a typeset formula', () => {
  test('is one math element a part, between which a line may end', () => {
    const parts = typeset(String.raw`a \allowbreak + b`).split(/(?<=<\/math>) /);
    expect(parts).toHaveLength(2);
    expect(parts[0]).toBe('<math displaystyle="true"><mi>a</mi></math>');
    // Something stands before the sign, so that it is not taken for that of a number.
    expect(parts[1]).toMatch(/<mrow><\/mrow><mo>\+<\/mo><mi>b<\/mi>/);
  });
});
