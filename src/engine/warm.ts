/**
 * The browser compiles WebAssembly twice, quickly and then well, and goes over to the good
 * code only between calls. A few small calls of the generator, the hottest loop there is,
 * let the first real run begin with good code.
 */
import { BLOCK } from '../analyses/analysis';
import type { Kernels } from '../kernels/kernels';

const CALLS = 8;
const ROWS = 4;

export function warm(kernels: Kernels): void {
  const { exports, ziggurat } = kernels;
  // The kernels of the first view do not simulate.
  if (!('collapsedNormalBlock' in exports)) return;
  kernels.scope((memory) => {
    const loadings = memory.write(new Float64Array(ROWS).fill(0.1));
    const returns = memory.reserve(BLOCK);
    const scratch = memory.allocate(exports.simulationScratchBytes());
    for (let block = 0; block < CALLS; block += 1) {
      exports.collapsedNormalBlock(returns, loadings, ROWS, 0, 1, block, ziggurat, scratch);
    }
  });
}
