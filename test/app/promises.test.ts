/** The page of promises says what there is: its tests exist, and each promise is broken on purpose. */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { promises } from '../../src/app/promises/promises';
import { breaks } from '../breaks';

const root = fileURLToPath(new URL('../..', import.meta.url));

test('each promise names tests that exist and a figure, and has a deliberate break', () => {
  for (const { id, tests, figure } of promises) {
    expect(figure, id).toMatch(/\d/);
    for (const file of tests) expect(existsSync(`${root}test/${file}`), file).toBe(true);
    const broken = breaks.filter(({ promise }) => promise === id);
    // That the tests notice is what the breaks themselves show.
    if (id !== 'tests-notice') expect(broken.length, id).toBeGreaterThan(0);
  }
});

test('each break finds what it breaks, and is noticed by a test that the page names', () => {
  const named = new Map(promises.map(({ id, tests }) => [id as string, tests]));
  for (const { promise, what, file, replace, by, test: noticing } of breaks) {
    const source = readFileSync(root + file, 'utf8');
    expect(source.split(replace), `${file}: ${replace}`).toHaveLength(2);
    expect(by, what).not.toBe(replace);
    expect(named.get(promise), `${promise}: ${noticing}`).toContain(noticing.slice('test/'.length));
  }
});
