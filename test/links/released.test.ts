/** Links never die: those of every release open and give what they gave. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { decodeScenario } from '../../src/analyses/link';
import { catalog } from '../../src/analyses/catalog';
import { readExercise } from '../../src/panel/exercise-query';
import { mustAgree, runReleased, type Release } from './released';

const folder = new URL('released/', import.meta.url);
const releases = readdirSync(folder).map((file) => ({
  file,
  release: JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as Release,
}));

test('there is a release, and its links reach every room of its time', () => {
  expect(releases.length).toBeGreaterThan(0);
  const rooms = new Set(
    releases.flatMap(({ release }) =>
      release.links.map(({ link }) => decodeScenario(link).analysis ?? catalog[0].id),
    ),
  );
  for (const { id } of catalog) expect(rooms).toContain(id);
});

describe.each(releases)('links of $file', ({ release }) => {
  test.each(release.links)('$name', async (was) => {
    const { digest, fingerprints } = await runReleased(was.link);
    expect(digest).toMatch(/^[0-9a-f]+$/);
    if (mustAgree(release, was, fingerprints)) expect(digest).toBe(was.digest);
  });

  test.each(release.queries)('frame ?$query', ({ query, means }) => {
    const { notices, ...found } = readExercise(query);
    expect(notices).toEqual([]);
    expect(JSON.parse(JSON.stringify(found))).toEqual(means);
  });
});
