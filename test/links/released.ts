/** The links of a release, and how one is run without a page. */
import { decodeScenario } from '../../src/analyses/link';
import { datasetOf } from '../../src/analyses/link-dataset';
import { NUMBERS_VERSION } from '../../src/analyses/scenario';
import type { ExerciseQuery } from '../../src/panel/exercise-query';
import { builtIn } from '../analyses/built-in-data';
import { expectedOf, type Case } from '../e2e/expected';

export interface ReleasedLink {
  readonly name: string;
  readonly link: string;
  /** Of the built-in datasets, which may change with the years. */
  readonly fingerprints: readonly string[];
  readonly digest: string;
}

export interface Release {
  readonly numbersVersion: number;
  readonly links: readonly ReleasedLink[];
  /** What stood behind `?` in the address of a frame, and what it meant. */
  readonly queries: readonly { readonly query: string; readonly means: ExerciseQuery }[];
}

/** Decodes and runs it as the page does. */
export async function runReleased(link: string): Promise<Case & { fingerprints: string[] }> {
  const draft = decodeScenario(link);
  const sources = draft.data.sources.map(({ id, fingerprint, file, table }) =>
    file !== undefined && table !== undefined && fingerprint !== undefined
      ? datasetOf({ id, fingerprint }, file, table)
      : builtIn(id),
  );
  const data = {
    ...draft.data,
    sources: draft.data.sources.map((source, s) => ({
      ...source,
      fingerprint: sources[s].fingerprint,
    })),
  };
  const found = await expectedOf({ ...draft, data }, sources);
  return { ...found, fingerprints: sources.map(({ fingerprint }) => fingerprint) };
}

/** Whether the digits have to be those of the release: not where numbers or data have changed. */
export function mustAgree(release: Release, was: ReleasedLink, fingerprints: readonly string[]) {
  return (
    release.numbersVersion === NUMBERS_VERSION &&
    was.fingerprints.every((one, s) => one === fingerprints[s])
  );
}
