/**
 * Runs the self-test: the reference numbers, then simulations on different numbers of workers.
 * Each generator tells what it has found as soon as it has, and ends with an abort.
 */
import { findSpec } from '../../analyses/catalog';
import { digest } from '../../analyses/digest';
import { earlyParameters } from '../../analyses/parameters';
import { prepareScenario } from '../../analyses/scenario';
import { seriesOf } from '../../analyses/series';
import type { Engine, EngineOptions } from '../../engine/engine';
import type { Job } from '../../engine/job';
import type { Probe } from '../../engine/probe';
import type { Column, Dataset } from '../../finance/dataset';
import { fingerprint } from '../../finance/fingerprint';
import { messageOf } from '../message';
import type { Case, MadeUp, PlainScenario, SelfTestData, Simulation } from './cases';
import { compare, unanswered, type Line } from './check';
import { call } from './functions';

export interface Bench {
  readonly data: SelfTestData;
  /** The engine of the page. */
  readonly engine: Engine;
  readonly probe: Probe;
  /** A dataset that ships with the page. */
  readonly load: (id: string) => Promise<Dataset>;
  readonly makeEngine: (options: EngineOptions) => Engine;
  readonly signal: AbortSignal;
}

/** The digests of one simulation, by where it ran. */
export interface Agreement {
  readonly what: string;
  readonly expected: string;
  readonly runs: readonly Ran[];
}

export interface Ran {
  readonly on: Place;
  readonly digest?: string;
  /** Why there is none. */
  readonly problem?: string;
}

export const places = ['one', 'all', 'thread'] as const;

/** One worker, as many as the page uses, or this thread. */
export type Place = (typeof places)[number];

/** The lines of one case after the other. */
export async function* referenceLines(bench: Bench): AsyncGenerator<readonly Line[]> {
  const { data, signal } = bench;
  for (const one of data.cases) {
    const { part, checks } = one;
    try {
      const result = await resultOf(one, bench);
      yield checks.map((check) => compare(part, check, data.sources[check.source], result));
    } catch (error) {
      signal.throwIfAborted();
      const why = messageOf(error);
      yield checks.map((check) => unanswered(part, check, data.sources[check.source], why));
    }
  }
}

/** The simulations, one after the other, each wherever it can run. */
export async function* agreements(bench: Bench): AsyncGenerator<Agreement> {
  const { data, engine, makeEngine, signal } = bench;
  const one = makeEngine({ workers: 1 });
  const thread = makeEngine({ workers: 'inline' });
  const engines: Readonly<Record<Place, Engine>> = { one, all: engine, thread };
  try {
    for (const simulation of data.simulations) {
      const runs: Ran[] = [];
      for (const on of places) {
        try {
          runs.push({ on, digest: await digestOf(simulation, engines[on], bench) });
        } catch (error) {
          signal.throwIfAborted();
          runs.push({ on, problem: messageOf(error) });
        }
      }
      yield { what: simulation.what, expected: simulation.digest, runs };
    }
  } finally {
    one.close();
    thread.close();
  }
}

export function agrees({ expected, runs }: Agreement): boolean {
  return runs.every((run) => run.digest === expected);
}

/** A job that no engine remembers: everything is computed anew. */
export async function jobOf(
  scenario: PlainScenario,
  bench: Pick<Bench, 'data' | 'load'>,
  equal = false,
) {
  const dataset = await datasetOf(scenario.dataset, bench);
  const { dataset: id, mix, analysis, parameters, seed } = scenario;
  const prepared = prepareScenario(
    {
      data: { sources: [{ id }] },
      ...(mix && { mix: { assets: Object.keys(mix), weights: Object.values(mix) } }),
      ...{ analysis, parameters, seed },
    },
    [dataset],
  );
  const complete = prepared.scenario;
  const series = seriesOf(complete, prepared.dataset);
  const n = series.assets.length;
  const early = earlyParameters(findSpec(analysis)?.parameters ?? {}, complete.parameters);
  const job: Job = {
    analysis,
    series: equal ? { ...series, weights: new Float64Array(n).fill(1 / n) } : series,
    parameters: complete.parameters,
    seed: complete.seed,
    ...(early && { early: { parameters: early } }),
  };
  return { job, scenario: complete, fingerprint: prepared.dataset.fingerprint };
}

async function resultOf(one: Case, bench: Bench): Promise<object> {
  const { engine, probe, signal } = bench;
  if ('of' in one) {
    await nextTask();
    signal.throwIfAborted();
    return { values: call(probe, one.of, one.arguments) };
  }
  const { job } = await jobOf(one.scenario, bench, one.equal);
  return (await engine.run(job, { signal }).result).result;
}

async function digestOf({ scenario }: Simulation, engine: Engine, bench: Bench): Promise<string> {
  const { job, scenario: complete, fingerprint: data } = await jobOf(scenario, bench);
  const { result } = await engine.run(job, { signal: bench.signal }).result;
  return digest(complete, data, result);
}

async function datasetOf(id: string, { data, load }: Pick<Bench, 'data' | 'load'>) {
  return Object.hasOwn(data.madeUp, id) ? madeUpDataset(id, data.madeUp[id]) : load(id);
}

function madeUpDataset(id: string, madeUp: MadeUp): Dataset {
  const { frequency, periodsPerYear, columns, inflation } = madeUp;
  const ids = Object.keys(columns);
  const values = ids.map((column) => Float64Array.from(columns[column]));
  const index = values[0].reduce<string[]>((rows, _, t) => [...rows, String(t + 1)], []);
  return {
    ...{ id, title: id, description: '', frequency, periodsPerYear, kind: 'returns' },
    ...{ dated: false, index, values, defaultInflation: inflation },
    columns: ids.map((column) => plainColumn(column, column === inflation)),
    fingerprint: fingerprint(ids, index, values),
  };
}

function plainColumn(id: string, inflation: boolean): Column {
  return {
    ...{ id, name: id, label: id, role: inflation ? 'inflation' : 'asset' },
    ...{ currency: '', unit: '', source: '', licence: '', attribution: '' },
    ...{ caveats: [], distortions: [] },
  };
}

/** Lets the page draw between two functions on its own thread. */
function nextTask(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}
