/**
 * `npm run release:links <version>`: writes down links of every kind with their digests, to be
 * decoded and run by all later versions. Files of earlier releases are never changed.
 */
import { existsSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { NUMBERS_VERSION } from '../../src/analyses/scenario';
import { readExercise } from '../../src/panel/exercise-query';
import { expectedOf } from '../e2e/expected';
import { linkCases, queries } from '../links/cases';
import type { Release } from '../links/released';

export async function main([version]: readonly string[]): Promise<void> {
  if (!/^\d+\.\d+\.\d+$/.test(version ?? '')) throw new Error('Name a version such as 1.2.3.');
  const path = fileURLToPath(new URL(`../links/released/${version}.json`, import.meta.url));
  if (existsSync(path)) throw new Error(`${version} is released: its links stay as they are.`);
  const links: Release['links'][number][] = [];
  for (const { name, draft, sources } of await linkCases()) {
    const { link, digest } = await expectedOf(draft, sources);
    links.push({ name, link, fingerprints: sources.map((one) => one.fingerprint), digest });
  }
  const means = queries.map((query) => {
    const { notices, ...rest } = readExercise(query);
    if (notices.length > 0) throw new Error(notices.join('\n'));
    return { query, means: rest };
  });
  const release: Release = { numbersVersion: NUMBERS_VERSION, links, queries: means };
  writeFileSync(path, `${JSON.stringify(release, undefined, 2)}\n`);
}
