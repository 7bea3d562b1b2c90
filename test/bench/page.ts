/** The page of `npm run bench:browser`: runs jobs on real workers and times them. */
import { digest } from '../../src/analyses/digest';
import { seriesOf } from '../../src/analyses/series';
import { createEngine, type Engine } from '../../src/engine/engine';
import type { Job } from '../../src/engine/job';
import { makeJob, type BenchJob, type JobName } from './jobs';

export interface BenchPage {
  /** Runs a job once, from the call of the engine until the result is on the page. */
  run(name: JobName, workers: number): Promise<BenchRun>;
}

export interface BenchRun {
  readonly seconds: number;
  readonly digest: string;
  /** WebAssembly memory of the largest worker. */
  readonly memoryBytes: number;
}

declare global {
  var bench: BenchPage;
}

/** By the number of workers; all of them stay until the page is closed. */
const engines = new Map<number, Engine>();
const jobs = new Map<JobName, BenchJob & { readonly job: Job }>();

globalThis.bench = {
  async run(name, workers) {
    const { dataset, scenario, job } = jobOf(name);
    const engine = engineWith(workers);
    const start = performance.now();
    const { result } = await engine.run(job).result;
    const seconds = (performance.now() - start) / 1000;
    const memoryBytes = Math.max(...engine.status().memoryBytes);
    return { seconds, digest: digest(scenario, dataset.fingerprint, result), memoryBytes };
  },
};

/** Without a key, so that no result is remembered. */
function jobOf(name: JobName) {
  const known = jobs.get(name);
  if (known !== undefined) return known;
  const made = makeJob(name);
  const { analysis, parameters, seed } = made.scenario;
  const job = { analysis, parameters, seed, series: seriesOf(made.scenario, made.dataset) };
  const entry = { ...made, job };
  jobs.set(name, entry);
  return entry;
}

function engineWith(workers: number): Engine {
  const known = engines.get(workers);
  if (known !== undefined) return known;
  const engine = createEngine({ workers, idle: { seconds: 3_600, keep: workers } });
  engines.set(workers, engine);
  return engine;
}
