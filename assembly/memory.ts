/**
 * Where free memory begins: the first byte after the module's static data.
 *
 * Everything above belongs to the owner in `src/kernels`, who grows and hands it out.
 */
export function heapBase(): usize {
  return __heap_base;
}
