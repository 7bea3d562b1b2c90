/**
 * `npm run bench:accuracy`: what the loss by simulation costs until its standard error is as small as that
 * of spread draws.
 *
 * Each model is run with every sampler and several seeds, in turn, as the room runs it. The standard
 * error is the standard deviation of the results over the seeds, not what a run says of itself; the
 * time is the median over the seeds. Time to the same error, plain by spread: the error of plain
 * draws falls with the root of their number, so that they need `(error / error')^2` as many.
 */
import type { Input } from '../../src/analyses/analysis';
import { CHUNK } from '../../src/analyses/analysis';
import * as room from '../../src/analyses/value-at-risk/compute';
import type { Partial } from '../../src/analyses/value-at-risk/simulation';
import {
  spec,
  type Sampler,
  type ValueAtRiskParameters,
} from '../../src/analyses/value-at-risk/spec';
import type { Kernels } from '../../src/kernels/kernels';
import { monthly } from '../analyses/built-in-data';
import { inputOf, scenarioOf, valueOf } from '../analyses/made-up';
import { loadKernels } from '../tools/kernels';

const CHUNKS = 16;
const TAIL = 10_000;

const models: readonly Readonly<Record<string, number | string>>[] = [
  { model: 'normal', horizon: 12 },
  { model: 'normal', horizon: 60 },
  { model: 'student', degrees: 5, horizon: 1 },
  { model: 'student', degrees: 5, horizon: 12 },
  { model: 'student', degrees: 5, horizon: 60 },
];

interface Measured {
  readonly milliseconds: number;
  /** In points of the mix, 0.01 of it. */
  readonly risk: number;
  readonly shortfall: number;
}

const SEEDS = 15;

export async function main(): Promise<void> {
  const kernels = await loadKernels();
  const million = CHUNKS * CHUNK;
  console.log(`${million} scenarios, tail ${TAIL / 10_000} %, ${SEEDS} seeds; errors in points\n`);
  console.log('| model, periods | draws | ms | error of VaR | of ES | time, VaR | time, ES |');
  console.log('| --- | --- | --- | --- | --- | --- | --- |');
  for (const choice of models) {
    const measured = measure(kernels, choice, SEEDS);
    const plain = measured.independent;
    for (const [sampler, its] of Object.entries(measured)) {
      const gain = (error: 'risk' | 'shortfall') => {
        const factor = ((plain[error] / its[error]) ** 2 * plain.milliseconds) / its.milliseconds;
        return String(Number(factor.toPrecision(2)));
      };
      const cells = [
        `${choice.model}, ${choice.horizon}`,
        sampler,
        its.milliseconds.toFixed(0),
        its.risk.toPrecision(2),
        its.shortfall.toPrecision(2),
        gain('risk'),
        gain('shortfall'),
      ];
      console.log(`| ${cells.join(' | ')} |`);
    }
  }
}

function measure(
  kernels: Kernels,
  choice: Readonly<Record<string, number | string>>,
  seeds: number,
): Record<Sampler, Measured> {
  const samplers = spec.parameters.sampler.options.map((sampler) => {
    const parameters = { ...choice, sampler, tail: TAIL, resamples: 100, backtestWindow: 0 };
    const scenario = scenarioOf(monthly, undefined, { analysis: 'value-at-risk', parameters });
    const input: Input<ValueAtRiskParameters> = inputOf(scenario, monthly, kernels);
    return { sampler, input, plan: { ...room.plan(input), scenarios: CHUNKS * CHUNK } };
  });
  const runs = samplers.map(() => new Array<{ time: number; risk: number; shortfall: number }>());
  // The first seed warms up and is not kept.
  for (let seed = 0; seed <= seeds; seed++) {
    samplers.forEach(({ input, plan }, s) => {
      const start = performance.now();
      const partials: Partial[] = [];
      for (let index = 0; index < CHUNKS; index++) {
        partials.push(room.chunk({ ...input, seed }, plan, index, CHUNK, partials[0]));
      }
      const { simulated } = room.merge(plan, partials);
      const time = performance.now() - start;
      const risk = valueOf(simulated.valueAtRisk);
      if (seed > 0) runs[s].push({ time, risk, shortfall: valueOf(simulated.expectedShortfall) });
    });
  }
  const measured = samplers.map(({ sampler }, s) => [
    sampler,
    {
      milliseconds: runs[s].map(({ time }) => time).sort((a, b) => a - b)[seeds >> 1],
      risk: 100 * deviation(runs[s].map(({ risk }) => risk)),
      shortfall: 100 * deviation(runs[s].map(({ shortfall }) => shortfall)),
    },
  ]);
  return Object.fromEntries(measured) as Record<Sampler, Measured>;
}

function deviation(values: readonly number[]): number {
  const mean = values.reduce((sum, x) => sum + x, 0) / values.length;
  const squares = values.reduce((sum, x) => sum + (x - mean) ** 2, 0);
  return Math.sqrt(squares / (values.length - 1));
}
