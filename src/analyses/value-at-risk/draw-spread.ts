/**
 * Draws scenarios that are spread on purpose, for the models whose mix has one distribution per
 * period: normal and Student t.
 *
 * The mix itself is drawn, a row of normals a period; a t is the normal stretched to it in its own
 * place. Strata and sequence spread their first row best, so it is turned into the sum of all
 * periods. Over one period this one row is all there is.
 *
 * Block b of a chunk belongs to replicate b: sixteen independent randomizations, from whose
 * differences the error is told.
 */
import type { Kernels } from '../../kernels/kernels';
import { BLOCK } from '../analysis';
import type { Blocks, Model } from './draw';
import { REPLICATES } from './replicates';

/** Fills `returns`, and `exposures` where the horizon is longer than a period. */
export function drawSpread(
  kernels: Kernels,
  { sampler, mean, deviation, horizon, table }: Model,
  returns: number,
  exposures: number,
  { first, count, seed }: Blocks,
): void {
  const { exports, ziggurat } = kernels;
  kernels.scope((memory) => {
    const rows = memory.reserve(horizon * BLOCK);
    const student = memory.write(table);
    const scratch = memory.allocate(
      Math.max(
        exports.simulationScratchBytes(),
        exports.sobolScratchBytes(),
        exports.reflectScratchBytes(),
      ),
    );
    for (let b = 0; b < count; b++) {
      const block = first + b;
      if (sampler === 'antithetic') {
        exports.antitheticBlock(rows, horizon, seed, block, ziggurat, scratch);
      } else {
        if (sampler === 'stratified') {
          exports.stratifiedBlock(rows, horizon, seed, block, ziggurat, scratch);
        } else {
          const [replicate, turn] = [block % REPLICATES, Math.floor(block / REPLICATES)];
          exports.sobolBlock(rows, horizon, seed, replicate, turn, scratch);
        }
        exports.reflectRows(rows, horizon, scratch);
      }
      if (table.length > 0) exports.oddFunction(rows, horizon * BLOCK, student);
      const exposure = exposures === 0 ? 0 : exposures + b * BLOCK * 8;
      exports.compoundRows(returns + b * BLOCK * 8, exposure, rows, horizon, mean, deviation);
    }
  });
}
