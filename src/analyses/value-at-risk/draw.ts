/**
 * Draws scenarios of the mix under one of the models.
 *
 * Normal and Student t: over one period every asset of the dataset draws and the draws collapse
 * to the return of the mix through `L'w` (L the Cholesky factor of the covariance). Over several
 * periods the mix is reset each period, so its own series is drawn and compounded. Bootstrap:
 * dates of the history are drawn, single ones or in blocks, and the returns of the mix on them
 * are compounded. Draws that are not independent: see `draw-spread.ts`.
 */
import type { Kernels } from '../../kernels/kernels';
import { BLOCK } from '../analysis';
import type { Sampler } from './spec';

export interface Model {
  readonly kind: 'normal' | 'student' | 'bootstrap';
  /** Independent for a bootstrap. */
  readonly sampler: Sampler;
  /** Mean and standard deviation of the mix per period. */
  readonly mean: number;
  readonly deviation: number;
  /** `L'w`, by asset. */
  readonly loadings: Float64Array;
  /** Degrees of freedom of the Student t, 3 to 30. */
  readonly degrees: number;
  /** The t as a function of a normal, where draws that are not independent need it. */
  readonly table: Float64Array;
  /** Returns of the mix in the history, and the mean length of the blocks drawn from it. */
  readonly history: Float64Array;
  readonly blockLength: number;
  readonly horizon: number;
  readonly tail: number;
}

export interface Blocks {
  readonly first: number;
  readonly count: number;
  readonly seed: number;
}

/** Fills `returns`, and `exposures` where the horizon is longer than a period. */
export function draw(
  kernels: Kernels,
  model: Model,
  returns: number,
  exposures: number,
  { first, count, seed }: Blocks,
): void {
  const { exports, ziggurat } = kernels;
  const { mean, deviation, horizon, degrees, history, blockLength } = model;
  const n = model.loadings.length;
  kernels.scope((memory) => {
    const loadings = memory.write(model.loadings);
    const series = memory.write(history);
    const scratch = memory.allocate(
      Math.max(
        exports.simulationScratchBytes(),
        exports.studentScratchBytes(),
        exports.bootstrapScratchBytes(history.length, horizon),
      ),
    );
    for (let b = 0; b < count; b++) {
      const out = returns + b * BLOCK * 8;
      const exposure = exposures === 0 ? 0 : exposures + b * BLOCK * 8;
      const block = first + b;
      if (model.kind === 'bootstrap') {
        const T = history.length;
        exports.bootstrapBlock(
          out,
          exposure,
          series,
          T,
          horizon,
          blockLength,
          seed,
          block,
          scratch,
        );
      } else if (model.kind === 'student') {
        if (horizon === 1) {
          exports.collapsedStudentBlock(
            out,
            loadings,
            n,
            mean,
            degrees,
            seed,
            block,
            ziggurat,
            scratch,
          );
        } else {
          exports.compoundStudentBlock(
            out,
            exposure,
            mean,
            deviation,
            horizon,
            degrees,
            seed,
            block,
            ziggurat,
            scratch,
          );
        }
      } else if (horizon === 1) {
        exports.collapsedNormalBlock(out, loadings, n, mean, seed, block, ziggurat, scratch);
      } else {
        exports.compoundNormalBlock(
          out,
          exposure,
          mean,
          deviation,
          horizon,
          seed,
          block,
          ziggurat,
          scratch,
        );
      }
    }
  });
}
