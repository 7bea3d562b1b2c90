/**
 * Keeps one scenario computed: runs it when it changes, previews it while something is
 * dragged, and keeps the last result on screen until the next one is there.
 */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { findSpec } from '../analyses/catalog';
import { digest } from '../analyses/digest';
import { earlyParameters, previewParameters } from '../analyses/parameters';
import { canonicalJson, NUMBERS_VERSION, ScenarioError, type Scenario } from '../analyses/scenario';
import { seriesOf } from '../analyses/series';
import type { Dataset, Series } from '../finance/dataset';
import type { Engine } from '../engine/engine';
import { glanceOf, type Job, type Progress, type Run } from '../engine/job';

/** Draws a second and core that no machine should be far below; only for foretelling time. */
const SLOWEST_DRAWS = 2e8;

/** A run shorter than this shows no progress at all. */
const QUIET_MILLISECONDS = 100;

export interface Shown {
  readonly scenario: Scenario;
  readonly dataset: Dataset;
  readonly series: Series;
  readonly result: object;
  /** Set when the result is complete; a preview has no digest. */
  readonly digest?: string;
}

type Wanted = Pick<Shown, 'scenario' | 'dataset' | 'series'>;

export interface Waiting {
  readonly seconds: number;
  /** A person stopped it, in place of the caution that postponed it. */
  readonly cancelled?: boolean;
}

export interface RunControllerOptions {
  /** *Good enough* settled for so many scenarios. */
  readonly onReached?: (scenarios: number) => void;
  /** Only the small form of the room is shown, so that the rest of it may be left out. */
  readonly glance?: boolean;
}

export class RunController implements ReactiveController {
  /** The newest result, possibly of earlier inputs: then `stale` is true. */
  shown?: Shown;
  stale = false;
  progress?: Progress;
  /** A run that is not started before a click, with its expected time. */
  waiting?: Waiting;
  /** The run has taken long enough to be shown. */
  slow = false;
  /** What the person can mend, or what broke. */
  problem?: ScenarioError;
  failure?: Error;

  private readonly host: ReactiveControllerHost;
  private readonly onReached: (scenarios: number) => void;
  private glance: boolean;
  private engine?: Engine;
  private key = '';
  private run?: Run;
  private wanted?: Wanted;
  /** The engine knows all that is simulated: until it takes long, nothing is said of the run. */
  private quick = false;
  private abort = new AbortController();
  private timer?: ReturnType<typeof setTimeout>;

  constructor(host: ReactiveControllerHost, options: RunControllerOptions = {}) {
    const { onReached = () => {}, glance = false } = options;
    this.host = host;
    this.onReached = onReached;
    this.glance = glance;
    host.addController(this);
  }

  hostConnected(): void {
    if (this.key === '') this.host.requestUpdate();
  }

  /** A run that this ends is begun again should the panel come back. */
  hostDisconnected(): void {
    if (this.running) this.key = '';
    this.stop();
  }

  /**
   * Shows this scenario. `dragging` asks for a quick preview; `asked` is false where nobody
   * has clicked yet (a link, a reload), so that only cheap work may start.
   */
  update(
    engine: Engine,
    scenario: Scenario,
    dataset: Dataset,
    dragging: boolean,
    asked: boolean,
  ): void {
    this.engine = engine;
    const key = keyOf(scenario, dataset, dragging);
    if (key === this.key) return;
    this.key = key;
    this.stop();
    this.problem = undefined;
    this.failure = undefined;
    let series: Series;
    try {
      series = seriesOf(scenario, dataset);
    } catch (error) {
      if (error instanceof ScenarioError) this.problem = error;
      else this.failure = error as Error;
      this.stale = this.shown !== undefined;
      return;
    }
    this.wanted = { scenario, dataset, series };
    this.quick = engine.knows(this.jobOf(this.wanted));
    this.stale = this.shown !== undefined && !this.quick;
    const seconds = this.expectedSeconds(scenario, series);
    const postpone = !this.quick && !dragging && (seconds > 5 || (!asked && seconds > 1));
    this.waiting = postpone ? { seconds } : undefined;
    void this.start(this.wanted, !this.quick && (dragging || postpone));
  }

  /** From now on computes all of the room, also where its small form needs less. */
  whole(): void {
    if (!this.glance) return;
    this.glance = false;
    this.key = '';
    this.host.requestUpdate();
  }

  /** Shows nothing any more. */
  clear(): void {
    this.stop();
    this.key = '';
    this.wanted = undefined;
    this.shown = undefined;
    this.waiting = undefined;
    this.problem = undefined;
    this.failure = undefined;
    this.stale = false;
  }

  /** Starts the run that waits for a click. */
  go(): void {
    const { wanted } = this;
    if (wanted === undefined || this.waiting === undefined) return;
    this.waiting = undefined;
    this.stop();
    void this.start(wanted, false);
    this.host.requestUpdate();
  }

  /** Ends the run; what is on screen stays, and the run can be started again. */
  cancel(): void {
    if (this.run === undefined || this.wanted === undefined) return;
    this.stop();
    this.waiting = {
      seconds: this.expectedSeconds(this.wanted.scenario, this.wanted.series),
      cancelled: true,
    };
    this.host.requestUpdate();
  }

  /** Starts anew what has failed. */
  retry(): void {
    this.key = '';
    this.host.requestUpdate();
  }

  goodEnough(): void {
    this.run?.goodEnough();
  }

  get running(): boolean {
    return this.run !== undefined;
  }

  /** What is shown is the last word, or will be replaced before that could be read. */
  get settled(): boolean {
    return !this.stale && (this.run === undefined || this.quick);
  }

  private stop(): void {
    this.abort.abort();
    this.abort = new AbortController();
    this.settle();
  }

  private settle(): void {
    this.run = undefined;
    this.progress = undefined;
    this.slow = false;
    clearTimeout(this.timer);
  }

  private async start({ scenario, dataset, series }: Wanted, preview: boolean): Promise<void> {
    const { engine } = this;
    if (engine === undefined) return;
    const { signal } = this.abort;
    const specs = findSpec(scenario.analysis)?.parameters ?? {};
    const parameters = preview
      ? previewParameters(specs, scenario.parameters)
      : scenario.parameters;
    const computed = { ...scenario, parameters };
    const run = engine.run(this.jobOf({ scenario: computed, dataset, series }), {
      signal,
      onProgress: (progress) => {
        if (signal.aborted) return;
        this.progress = progress;
        this.host.requestUpdate();
      },
      onPartial: (result) => {
        if (!signal.aborted) this.show({ scenario, dataset, series, result });
      },
      reached: (scenarios) => {
        const reached = withScenarios(computed, scenarios);
        return reached === computed
          ? undefined
          : this.jobOf({ scenario: reached, dataset, series });
      },
    });
    this.run = run;
    this.timer = setTimeout(() => {
      // There is no progress to show where nothing is simulated.
      if (this.quick) this.stale = this.shown !== undefined;
      else this.slow = true;
      this.quick = false;
      this.host.requestUpdate();
    }, QUIET_MILLISECONDS);
    try {
      const outcome = await run.result;
      if (signal.aborted) return;
      this.settle();
      const reached =
        outcome.stopped === 'good-enough' ? withScenarios(scenario, outcome.scenarios) : scenario;
      const { result } = outcome;
      this.show({
        scenario: reached,
        dataset,
        series,
        result,
        digest:
          preview || this.isLight(scenario)
            ? undefined
            : digest(reached, dataset.fingerprint, result),
      });
      if (reached !== scenario) {
        this.key = keyOf(reached, dataset, false);
        this.onReached(outcome.scenarios);
      }
    } catch (error) {
      if (signal.aborted) return;
      this.settle();
      this.failure = error as Error;
      this.host.requestUpdate();
    }
  }

  private show(shown: Shown): void {
    this.shown = shown;
    this.stale = false;
    this.host.requestUpdate();
  }

  private isLight({ analysis, parameters }: Scenario): boolean {
    return this.glance && findSpec(analysis)?.glance?.(parameters as never) === true;
  }

  private jobOf(wanted: Wanted): Job {
    const job = jobOf(wanted);
    if (!this.isLight(wanted.scenario)) return job;
    const { analysis, series, parameters, seed, key } = job;
    return { analysis: glanceOf(analysis), series, parameters, seed, key: `glance ${key}` };
  }

  private expectedSeconds(scenario: Scenario, series: Series): number {
    if (this.isLight(scenario)) return 0;
    const spec = findSpec(scenario.analysis);
    const draws = spec?.draws?.(scenario.parameters as never, series.assets.length) ?? 0;
    const workers = Math.max(1, this.engine?.status().workers ?? 1);
    return draws / (SLOWEST_DRAWS * workers);
  }
}

/** The same scenario with the number of scenarios that *good enough* settled for. */
function withScenarios(scenario: Scenario, scenarios: number): Scenario {
  const specs = findSpec(scenario.analysis)?.parameters ?? {};
  const [id] = Object.entries(specs).find(([, spec]) => spec.kind === 'scenarios') ?? [];
  if (id === undefined) return scenario;
  return { ...scenario, parameters: { ...scenario.parameters, [id]: scenarios } };
}

/** The job whose result is that of the scenario. */
export function jobOf({ scenario, dataset, series }: Wanted): Job {
  const { analysis, parameters, seed } = scenario;
  const early = earlyParameters(findSpec(analysis)?.parameters ?? {}, parameters);
  const key = (of: Scenario) => keyOf(of, dataset, false);
  return {
    analysis,
    series,
    parameters,
    seed,
    key: key(scenario),
    ...(early && { early: { parameters: early, key: key({ ...scenario, parameters: early }) } }),
  };
}

/** What a result depends on: the data too, for a person may say anew how theirs are meant. */
function keyOf(scenario: Scenario, dataset: Dataset, dragging: boolean): string {
  const { fingerprint, kind, frequency, periodsPerYear, defaultInflation } = dataset;
  const data = canonicalJson([fingerprint, kind, frequency, periodsPerYear, defaultInflation]);
  return `${NUMBERS_VERSION}${dragging ? ' preview' : ''} ${data} ${canonicalJson(scenario)}`;
}
