/** One path step by step, drawn again from its number. */
import type { Input } from '../analysis';
import type { History } from './history';
import type { Scene } from './scene';
import type { WealthParameters } from './spec';
import type { CloseUp } from './result';
import { createWalker, MIX, MONEY } from './walk';

const BLOCK = 4_096;

export function closeUpOf(
  { kernels, seed }: Pick<Input<WealthParameters>, 'kernels' | 'seed'>,
  { labels }: History,
  whole: Scene,
  fee: number,
  path: number,
): Omit<CloseUp, 'path' | 'percentile'> {
  // Only the plan itself: the one it is compared with needs no look.
  const scene = {
    ...whole,
    policies: whole.policies.slice(0, 1),
    tracks: whole.tracks.slice(0, 1),
  };
  const { steps, assets: n, model } = scene;
  const [block, s] = [Math.floor(path / BLOCK), path % BLOCK];
  const column = (length: number) => new Float64Array(length);
  const closeUp = {
    labels: Array.from({ length: model.drawn === undefined ? 0 : steps }, () => ''),
    returns: Array.from({ length: n }, () => column(steps)),
    mixReturn: column(steps),
    prices: column(steps + 1),
    wealth: column(steps + 1),
    paidIn: column(steps + 1),
    paidOut: column(steps + 1),
    unpaid: column(steps + 1),
    turnover: column(steps),
    weights: Array.from({ length: n }, () => column(steps)),
  };
  return kernels.scope(({ view }) => {
    const { stage, walk } = createWalker(kernels, scene);
    const at = (pointer: number) => view(pointer + s * 8, 1)[0];
    walk({ seed, block }, s + 1, (time) => {
      const [mix] = stage.mixes;
      const [money] = stage.money;
      closeUp.prices[time] = at(stage.prices);
      closeUp.wealth[time] = at(stage.row(money, MONEY.wealth));
      closeUp.paidIn[time] = at(stage.row(money, MONEY.paidIn));
      closeUp.paidOut[time] = at(stage.row(money, MONEY.paidOut));
      closeUp.unpaid[time] = at(stage.row(money, MONEY.unpaid));
      if (time === 0) return;
      const step = time - 1;
      const value = at(stage.row(mix, MIX.value));
      closeUp.mixReturn[step] = at(stage.row(mix, MIX.factor)) - 1;
      closeUp.turnover[step] = at(stage.row(mix, MIX.turnover));
      for (let i = 0; i < n; i++) {
        closeUp.returns[i][step] = at(stage.row(stage.growth, i)) / fee - 1;
        const holding = at(stage.row(mix, MIX.holdings + i));
        closeUp.weights[i][step] = value > 0 ? holding / value : 0;
      }
      if (model.drawn !== undefined) {
        const date = new Int32Array(view(stage.dates, 1).buffer, stage.dates + s * 4, 1)[0];
        closeUp.labels[step] = labels[date];
      }
    });
    return closeUp;
  });
}
