/** Scenarios and the digests they must have, computed in this process without a browser. */
import { digest } from '../../src/analyses/digest';
import { encodeScenario } from '../../src/analyses/link';
import {
  completeScenario,
  prepareScenario,
  type Draft,
  type Scenario,
} from '../../src/analyses/scenario';
import * as conventions from '../../src/analyses/conventions/compute';
import * as correlation from '../../src/analyses/correlation/compute';
import * as mixSummary from '../../src/analyses/mix-summary/compute';
import * as rollingStatistics from '../../src/analyses/rolling-statistics/compute';
import * as valueAtRisk from '../../src/analyses/value-at-risk/compute';
import * as wealthPaths from '../../src/analyses/wealth-paths/compute';
import type { Dataset } from '../../src/finance/dataset';
import { builtIn } from '../analyses/built-in-data';
import { runRoom } from '../analyses/run-room';
import { loadKernels } from '../tools/kernels';

const rooms: Readonly<Record<string, object>> = {
  conventions,
  correlation,
  'rolling-statistics': rollingStatistics,
  'mix-summary': mixSummary,
  'value-at-risk': valueAtRisk,
  'wealth-paths': wealthPaths,
};

export interface Case {
  readonly scenario: Scenario;
  readonly link: string;
  readonly digest: string;
}

type Choice = Omit<Draft, 'data'> & { readonly range?: Draft['data']['range'] };

/** A scenario with all else at its default; `change` may alter the link's draft. */
export function linkTo(
  id: string,
  { range, ...rest }: Choice = {},
): { scenario: Scenario; link: string; dataset: Dataset } {
  const dataset = builtIn(id);
  const scenario = completeScenario({ ...rest, data: { sources: [{ id }], range } }, dataset);
  return { scenario, dataset, link: encodeScenario(scenario, [dataset]) };
}

export async function expectedCase(id: string, choice: Choice = {}): Promise<Case> {
  const { range, ...rest } = choice;
  return expectedOf({ ...rest, data: { sources: [{ id }], range } }, [builtIn(id)]);
}

/** The same of any sources; `draft` may leave out all but their ids. */
export async function expectedOf(draft: Draft, sources: readonly Dataset[]): Promise<Case> {
  const { scenario, dataset } = prepareScenario(draft, sources);
  const link = encodeScenario(scenario, sources);
  const result = await resultOf(scenario, dataset);
  return { scenario, link, digest: digest(scenario, dataset.fingerprint, result) };
}

/** What the room of a scenario computes on its data. */
export async function resultOf(scenario: Scenario, dataset: Dataset): Promise<object> {
  return runRoom<object>(rooms[scenario.analysis], scenario, dataset, await loadKernels());
}
