/**
 * Draws the returns of a recipe with the kernels, on this thread: the largest, a million draws,
 * takes some 50 ms in slices of a few, which a worker of its own would not start much sooner.
 */
import { regimesOf, stayProbabilities, type Regime } from '../finance/synthetic-model';
import type { SyntheticRecipe } from '../finance/synthetic-recipe';
import { createKernels, type Kernels } from '../kernels/kernels';
import { choleskyFactor } from '../kernels/statistics';
import { loadModule } from './load-module';

/** Periods in a block of draws, see `assembly/simulation/synthetic.ts`. */
const BLOCK = 4_096;

/** One column an asset, of as many returns as the recipe has periods. Rejects where the kernels cannot be loaded. */
export async function drawSynthetic(recipe: SyntheticRecipe): Promise<Float64Array[]> {
  return drawReturns(await createKernels(await loadModule()), recipe);
}

/** The same with kernels at hand; the event loop has a turn between two blocks. */
export async function drawReturns(
  kernels: Kernels,
  recipe: SyntheticRecipe,
): Promise<Float64Array[]> {
  const { n, t: T } = recipe;
  const columns = Array.from({ length: n }, () => new Float64Array(T));
  const draw = blockDrawer(kernels, recipe);
  for (let from = 0; from < T; from += BLOCK) {
    if (from > 0) await new Promise((resolve) => setTimeout(resolve, 0));
    const block = draw(from / BLOCK);
    columns.forEach((column, a) => {
      column.set(block.subarray(a * BLOCK, a * BLOCK + Math.min(BLOCK, T - from)), from);
    });
  }
  return columns;
}

/** Draws block after block, in their order: a regime may last from one into the next. */
function blockDrawer(kernels: Kernels, recipe: SyntheticRecipe): (block: number) => Float64Array {
  const { model, n, seed, df } = recipe;
  const { exports, ziggurat } = kernels;
  const regimes = regimesOf(recipe).map(({ means, covariance }: Regime) => ({
    means,
    factor: choleskyFactor(kernels, covariance, n).factor,
  }));
  const [stay0, stay1] = stayProbabilities(recipe);
  let state = -1;
  return (block) =>
    kernels.scope((memory) => {
      const normals = memory.reserve(n * BLOCK);
      const scratch = memory.allocate(
        Math.max(exports.simulationScratchBytes(), exports.studentScratchBytes()),
      );
      exports.normalBlock(normals, n, seed, 0, block, ziggurat, scratch);
      if (model === 'student') {
        exports.stretchRows(normals, n, df, seed, block, ziggurat, scratch);
      }
      const rows = regimes.map(({ means, factor }) => {
        const out = memory.reserve(n * BLOCK);
        exports.loadRows(out, normals, memory.write(factor), memory.write(means), n);
        return out;
      });
      if (rows.length > 1) {
        const states = memory.reserve(BLOCK);
        state = exports.regimeBlock(states, state, stay0, stay1, seed, block);
        exports.chooseRows(rows[0], rows[1], states, n);
      }
      return memory.read(rows[0], n * BLOCK);
    });
}
