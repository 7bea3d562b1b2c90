/**
 * Scenario and data to result, in parallel: `plan` settles what every path depends on, walks a
 * pilot, the replay of the history and the resampled histories; `chunk` walks 65,536 paths and
 * leaves tallies; `merge` reads them; `detail` draws a single path again.
 */
import { concatenate } from '../../finance/concatenate';
import { BLOCK, CHUNK, type Input } from '../analysis';
import { closeUpOf } from './close-up';
import { addPairs, noPairs, pairsOf } from './comparison';
import { endsOf, type Ends } from './ends';
import { historyOf } from './history';
import type { Partial, WealthPlan } from './merge';
import { pilotsOf, timesOf, type Times } from './pilot';
import { replayOf } from './replay';
import { returnsModel, type Assumed } from './returns-model';
import { sampleHistories } from './sampling';
import { sceneOf, type Scene } from './scene';
import { countReached, createSolver, isSolved } from './solution';
import { spec, type WealthParameters } from './spec';
import type { WealthResult } from './result';
import { openTally } from './tally';
import { createWalker, MIX, MONEY } from './walk';

export { enough, fold, merge } from './merge';

/** Paths that are drawn in the fan. */
const SAMPLES = 6;
const BLOCKS = CHUNK / BLOCK;

export function plan(input: Input<WealthParameters>): WealthPlan {
  const { series, parameters, seed, kernels } = input;
  const { start, goal, solve, aim, wanted, timing } = parameters;
  const history = historyOf(series);
  const assumptions = returnsModel(kernels, history, series.weights, series.assets, parameters);
  const asked = { solve, aim, wanted, goal, timing, start };
  const precision =
    parameters.precision === 'none' ? 0 : Number(parameters.precision.slice(0, -1)) / 100;
  if ('status' in assumptions) {
    const scene = sceneOf(input, history, { variables: series.assets.length, prices: 1 });
    const settled = settle(scene, timesOf(scene.steps), parameters, undefined, undefined);
    const times = timesOf(scene.steps);
    return {
      ...{ scenarios: 0, refused: assumptions, scene, times, pilots: [], sampled: [] },
      ...{ asked, precision, fee: 1, settled },
    };
  }
  const { model, assumed } = assumptions;
  const scene = sceneOf(input, history, model);
  const times = timesOf(scene.steps);
  const replay = replayOf(input, history, scene, times);
  return {
    scenarios: parameters.scenarios,
    refused: undefined,
    scene,
    times,
    pilots: pilotsOf(kernels, scene, times, seed),
    sampled: sampleHistories({ kernels, history, scene, assumptions, parameters, seed }),
    asked,
    precision,
    fee: assumed.fee,
    settled: settle(scene, times, parameters, assumed, replay),
  };
}

function settle(
  { steps, stepsPerYear }: Scene,
  { fan }: Times,
  parameters: WealthParameters,
  assumed: Assumed | undefined,
  replay: WealthResult['replay'],
): WealthPlan['settled'] {
  const { mean = 0, deviation = 0, inflation = 0, repaired = 0 } = assumed ?? {};
  return {
    steps,
    stepsPerYear,
    times: Float64Array.from(fan, (time) => time / stepsPerYear),
    model: spec.parameters.model.options.indexOf(parameters.model),
    blockLength: assumed?.blockLength ?? 1,
    degrees: assumed?.degrees ?? 0,
    assumed: {
      mean: mean * stepsPerYear,
      volatility: deviation * Math.sqrt(stepsPerYear),
      inflation,
      inflationDrawn: assumed?.inflationDrawn ? 1 : 0,
    },
    repaired,
    replay,
  };
}

export function chunk(
  { kernels, seed }: Input<WealthParameters>,
  { scene, times, pilots, asked }: WealthPlan,
  index: number,
  scenarios: number,
): Partial {
  return kernels.scope((memory) => {
    const { stage, walk } = createWalker(kernels, scene);
    const tallies = scene.tracks.map((_, t) =>
      openTally(kernels, stage, scene, times, pilots[t], t, asked),
    );
    const counting = asked.solve === 'horizon' && asked.aim !== 'lasts';
    const reached = new Float64Array(counting ? scene.steps + 1 : 0);
    const factors: Float64Array[] = [];
    const samples = scene.tracks.map(() => ({ real: [] as number[][], nominal: [] as number[][] }));
    const ends: Ends[] = [];
    let pairs = noPairs();
    for (let b = 0; b * BLOCK < scenarios; b++) {
      const block = index * BLOCKS + b;
      const paths = Math.min(BLOCK, scenarios - b * BLOCK);
      const marks: Float64Array[][] = scene.policies.map(() => []);
      const mark = memory.mark();
      const solver = isSolved(asked, block)
        ? createSolver(kernels, stage, scene, asked)
        : undefined;
      walk({ seed, block }, paths, (time) => {
        solver?.keep(time, paths);
        if (counting) countReached(kernels, stage, asked, time, paths, reached);
        if (times.stretches.includes(time)) {
          stage.mixes.forEach((mix, p) =>
            marks[p].push(memory.read(stage.row(mix, MIX.value), paths)),
          );
        }
        const position = times.fan.indexOf(time);
        if (position < 0) return;
        if (position > 0) tallies.forEach((tally) => tally.look(position - 1, paths));
        if (block > 0) return;
        const first = Math.min(SAMPLES, paths);
        const prices = memory.read(stage.prices, first);
        stage.money.forEach((money, t) => {
          const wealth = memory.read(stage.row(money, MONEY.wealth), first);
          samples[t].nominal.push([...wealth]);
          samples[t].real.push([...wealth.map((w, s) => w / prices[s])]);
        });
      });
      if (solver !== undefined) factors.push(solver.factors(paths));
      memory.release(mark);
      const both = scene.tracks.map((_, t) => endsOf(kernels, stage, scene, t, paths));
      both.forEach((end, t) => tallies[t].close(end, marks[scene.tracks[t].policy]));
      if (both.length > 1) pairs = addPairs(pairs, pairsOf(both[0], both[1]));
      if (index === 0) ends.push(both[0]);
    }
    return {
      tallies: tallies.map((tally) => tally.finish()),
      pairs,
      factors: concatenate(factors),
      reached,
      samples:
        index > 0
          ? []
          : samples.map(({ real, nominal }) => ({ real: turned(real), nominal: turned(nominal) })),
      pathAt: pathsAt(concatenate(ends.map(({ real }) => real))),
    };
  });
}

export function detail(
  input: Input<WealthParameters>,
  { scene, scenarios, fee }: WealthPlan,
  { pathAt }: WealthResult,
): Pick<WealthResult, 'closeUp'> {
  if (scenarios === 0) return { closeUp: undefined };
  const { closeUp, percentile, path } = input.parameters;
  const byNumber = closeUp === 'number';
  const number = byNumber ? path : pathAt[percentile - 1];
  return {
    closeUp: {
      path: number,
      percentile: byNumber ? 0 : percentile,
      ...closeUpOf(input, historyOf(input.series), scene, fee, number),
    },
  };
}

/** The number of the path at each percentile from 1 to 99 of final wealth. */
function pathsAt(real: Float64Array): Float64Array {
  if (real.length === 0) return real;
  const sorted = real.slice().sort();
  return Float64Array.from({ length: 99 }, (_, p) =>
    real.indexOf(sorted[Math.ceil(((p + 1) * real.length) / 100) - 1]),
  );
}

/** From a list of paths for each time to a list of times for each path. */
function turned(rows: readonly (readonly number[])[]): Float64Array[] {
  return (rows[0] ?? []).map((_, s) => Float64Array.from(rows, (row) => row[s]));
}
