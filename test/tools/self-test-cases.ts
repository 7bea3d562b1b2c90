/**
 * `npm run self-test:cases`: writes `src/app/self-test/cases.json`, what the page *Self-test*
 * runs, from the references of the tests. A test says whether the file is up to date.
 *
 * The choice is small and broad: every room, every estimator and method, each kind of function.
 * Tolerances are those of the accuracy that the project promises, not what it happens to reach.
 */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type {
  Case,
  Check,
  Part,
  PlainScenario,
  SelfTestData,
  Simulation,
} from '../../src/app/self-test/cases';
import { expectedCase } from '../e2e/expected';
import { conventionCases } from './self-test-conventions';
import { functionCases } from './self-test-functions';
import { lossCases } from './self-test-loss';
import { mixCases } from './self-test-mix';
import { togetherCases } from './self-test-together';
import { wealthCases, wealthData } from './self-test-wealth';

const file = fileURLToPath(new URL('../../src/app/self-test/cases.json', import.meta.url));

export async function main(): Promise<void> {
  writeFileSync(file, await selfTestText());
}

/** The file, a line for each case. */
export async function selfTestText(): Promise<string> {
  const { sources, madeUp, cases, simulations } = await selfTestData();
  const lines = (items: readonly object[]) => items.map((one) => JSON.stringify(one)).join(',\n');
  return `{"sources":${JSON.stringify(sources)},
"madeUp":${JSON.stringify(madeUp)},
"cases":[
${lines(cases)}
],
"simulations":[
${lines(simulations)}
]}
`;
}

/** A check with its source by name, as the choices beside this file state it. */
export type NamedCheck = Omit<Check, 'source'> & { readonly source: string };

export type NamedCase = Case extends infer One
  ? One extends Case
    ? Omit<One, 'checks'> & { readonly checks: readonly NamedCheck[] }
    : never
  : never;

async function selfTestData(): Promise<SelfTestData> {
  const named = [
    ...mixCases(),
    ...togetherCases(),
    ...lossCases(),
    ...conventionCases(),
    ...wealthCases(),
    ...functionCases(),
  ];
  const sources = [...new Set(named.flatMap(({ checks }) => checks.map(({ source }) => source)))];
  const numbered = (checks: readonly NamedCheck[]): Check[] =>
    checks.map(({ source, ...check }) => ({ ...check, source: sources.indexOf(source) }));
  const cases = named.map(({ checks, ...run }): Case => ({ ...run, checks: numbered(checks) }));
  return { sources, madeUp: wealthData(), cases, simulations: await simulations() };
}

const monthly = 'us-asset-classes-monthly';

/** Each room that draws random numbers, and each way to draw them; two chunks where there are any. */
const simulated: readonly (Omit<PlainScenario, 'analysis'> & { what: string; analysis: Part })[] = [
  {
    what: 'The mix: ranges from 1,000 resampled histories',
    dataset: monthly,
    analysis: 'mix-summary',
    parameters: { resamples: 1_000 },
    seed: 3,
  },
  {
    what: 'Together: ranges of correlations from 1,000 resampled histories',
    dataset: 'eu-indices-daily',
    analysis: 'correlation',
    parameters: { resamples: 1_000 },
  },
  {
    what: 'Loss: 300,000 scenarios of normal returns',
    dataset: monthly,
    analysis: 'value-at-risk',
    parameters: { method: 'simulated', scenarios: 300_000, backtestWindow: 0, resamples: 100 },
    seed: 4_294_967_295,
  },
  {
    what: 'Loss: 131,072 scenarios of Student t returns from a Sobol sequence',
    dataset: monthly,
    analysis: 'value-at-risk',
    parameters: {
      ...{ method: 'simulated', model: 'student', sampler: 'sobol', scenarios: 131_072 },
      ...{ backtestWindow: 0, resamples: 100 },
    },
  },
  {
    what: 'Growth: 70,000 paths of 3 years from blocks of the history',
    dataset: monthly,
    analysis: 'wealth-paths',
    parameters: { scenarios: 70_000, years: 3, resamples: 0 },
  },
  {
    what: 'Growth: 70,000 paths of 2 years from normal returns, and the start that it would take',
    dataset: monthly,
    analysis: 'wealth-paths',
    parameters: { model: 'normal', scenarios: 70_000, years: 2, resamples: 0, solve: 'start' },
    seed: 21,
  },
];

async function simulations(): Promise<Simulation[]> {
  return Promise.all(
    simulated.map(async ({ what, ...scenario }) => {
      const { dataset, analysis, parameters, seed } = scenario;
      const { digest } = await expectedCase(dataset, { analysis, parameters, seed });
      return { what, scenario, digest };
    }),
  );
}
