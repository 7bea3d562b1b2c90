/** The plan on the history as it was, once from every start that leaves enough of it. */
import { undefinedBecause } from '../../finance/quantity';
import type { Input } from '../analysis';
import { endsOf, type Ends, type OutcomeId } from './ends';
import type { History } from './history';
import { numbersOf, placeOf, placeOfShare, rankOf } from './numbers';
import { undefinedDistribution } from './outcome';
import type { Times } from './pilot';
import { historyModel } from './returns-model';
import type { Scene } from './scene';
import { type WealthParameters } from './spec';
import { percentiles, type Distribution, type Fan, type Replay } from './result';
import { createWalker, MONEY } from './walk';

/** Starts that are walked together. */
const BLOCK = 4_096;

export function replayOf(
  { kernels, parameters }: Pick<Input<WealthParameters>, 'kernels' | 'parameters'>,
  history: History,
  scene: Scene,
  { fan }: Times,
): Replay {
  const starts = history.labels.length - scene.steps + 1;
  if (starts < 1) return tooShort(history, scene);
  const past: Scene = {
    ...scene,
    model: historyModel(history, parameters),
    policies: scene.policies.slice(0, 1),
    tracks: scene.tracks.slice(0, 1),
  };
  const nominal = fan.map(() => new Float64Array(starts));
  const real = fan.map(() => new Float64Array(starts));
  const ends = kernels.scope(({ read }) => {
    const { stage, walk } = createWalker(kernels, past);
    const parts: Ends[] = [];
    for (let first = 0; first < starts; first += BLOCK) {
      const count = Math.min(BLOCK, starts - first);
      walk({ first }, count, (time) => {
        const position = fan.indexOf(time);
        if (position < 0) return;
        const wealth = read(stage.row(stage.money[0], MONEY.wealth), count);
        const prices = read(stage.prices, count);
        nominal[position].set(wealth, first);
        real[position].set(
          wealth.map((w, s) => w / prices[s]),
          first,
        );
      });
      parts.push(endsOf(kernels, stage, past, 0, count));
    }
    return joined(parts);
  });
  const numbers = numbersOf(ends, past, parameters);
  return {
    status: undefined,
    labels: history.labels.slice(0, starts),
    fan: { real: fanOf(real), nominal: fanOf(nominal) },
    final: { real: ends.real, nominal: ends.nominal },
    runsOut: { value: numbers[placeOfShare('runsOut')] },
    reachesGoal: {
      real: { value: numbers[placeOfShare('goalReal')] },
      nominal: { value: numbers[placeOfShare('goalNominal')] },
    },
    finalWealth: {
      real: distributionOf(numbers, 'real'),
      nominal: distributionOf(numbers, 'nominal'),
    },
    worst: extreme(ends.real, (a, b) => a < b),
    best: extreme(ends.real, (a, b) => a > b),
  };
}

function tooShort({ labels, stepsPerYear }: History, { steps }: Scene): Replay {
  const years = (count: number) => Math.floor((count / stepsPerYear) * 10 + 0.5) / 10;
  const status = undefinedBecause(
    'too-few-observations',
    `needs ${years(steps)} years of history and there are ${years(labels.length)}`,
  );
  const empty = new Float64Array(0);
  const nothing = percentiles.map(() => empty);
  const unknown = undefinedDistribution(status);
  return {
    status,
    labels: [],
    fan: { real: nothing, nominal: nothing },
    final: { real: empty, nominal: empty },
    runsOut: status,
    reachesGoal: { real: status, nominal: status },
    finalWealth: { real: unknown, nominal: unknown },
    worst: -1,
    best: -1,
  };
}

function fanOf(wealth: readonly Float64Array[]): Fan {
  const sorted = wealth.map((values) => values.slice().sort());
  return percentiles.map((percent) =>
    Float64Array.from(sorted, (values) => values[rankOf(percent, values.length) - 1]),
  );
}

function distributionOf(numbers: Float64Array, id: OutcomeId): Distribution {
  const at = placeOf(id);
  return {
    percentiles: percentiles.map((_, i) => ({ value: numbers[at + i] })),
    mean: { value: numbers[at + percentiles.length] },
  };
}

function joined(parts: readonly Ends[]): Ends {
  if (parts.length === 1) return parts[0];
  const join = (of: (ends: Ends) => Float64Array) =>
    Float64Array.from(parts.flatMap((ends) => [...of(ends)]));
  return {
    real: join((ends) => ends.real),
    nominal: join((ends) => ends.nominal),
    value: join((ends) => ends.value),
    lowest: join((ends) => ends.lowest),
    longest: join((ends) => ends.longest),
    income: join((ends) => ends.income),
    ruin: join((ends) => ends.ruin),
  };
}

function extreme(values: Float64Array, beyond: (a: number, b: number) => boolean): number {
  return values.reduce((best, value, s) => (beyond(value, values[best]) ? s : best), 0);
}
