/** What `npm run test:mutation` breaks, and what it passes over. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { explained } from './mutation';
import { mutantsOf } from './tools/mutants';

const afters = (source: string) => mutantsOf('some.ts', source).map(({ after }) => after);

test('operators, constants, places and conditions become others', () => {
  expect(afters('const x = a + 1;')).toEqual(['const x = a - 1;', 'const x = a + 0;']);
  expect(afters('const x = !a[i] && -b < c;')).toEqual([
    'const x = !a[i] || -b < c;',
    'const x = a[i] && -b < c;',
    'const x = !a[(i) + 1] && -b < c;',
    'const x = !a[i] && -b <= c;',
    'const x = !a[i] && b < c;',
  ]);
  expect(afters('const x = min(2.0, 0.5);')).toEqual([
    'const x = max(2.0, 0.5);',
    'const x = min(3.0, 0.5);',
    'const x = min(2.0, 1.5);',
  ]);
});

test('statements go missing, loops start late', () => {
  expect(afters('for (let i = k; i < n; i++) f(i);')).toEqual([
    'for (let i = (k) + 1; i < n; i++) f(i);',
    'for (let i = k; i <= n; i++) f(i);',
    'for (let i = k; i < n; i--) f(i);',
    'for (let i = k; i < n; i++) ;',
  ]);
  expect(afters('if (a) throw b;')).toEqual(['if (!(a)) throw b;']);
});

test('loads and stores of kernels reach one place too far, under their decorators', () => {
  expect(afters('@inline\nfunction f(p: usize): f64 {\n  return load<f64>(p);\n}')).toEqual([
    'return load<f64>((p) + 8);',
  ]);
});

test('comments, texts, types and names stay as they are', () => {
  const source = `
    // a + b
    import { a } from 'a+b';
    type One = 1 | 2;
    const text: 'a' | 0 = 'a' + (b as 1 | 2) + 'c';
    const object = { 1: a };
  `;
  expect(afters(source)).toEqual([]);
});

test('what is explained to change nothing stands in the code as often as was looked at', () => {
  for (const { file, before, after, places = 1 } of explained) {
    const path = fileURLToPath(new URL(`../${file}`, import.meta.url));
    const mutants = mutantsOf(file, readFileSync(path, 'utf8'));
    const found = mutants.filter((mutant) => mutant.before === before && mutant.after === after);
    expect(found.length, `${file}: ${after}`).toBe(places);
  }
});
