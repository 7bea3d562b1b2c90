import { describe, expect, it } from 'vitest';
import { createKernelsSync } from '../../src/kernels/kernels';
import { createMemory, NotEnoughMemoryError } from '../../src/kernels/memory';
import { loadKernels, loadModule } from '../tools/kernels';

const PAGE = 65_536;

function small(maximum = 10) {
  const wasm = new WebAssembly.Memory({ initial: 1, maximum });
  return { wasm, memory: createMemory(wasm, 1001) };
}

describe('KernelMemory', () => {
  it('hands out aligned places that do not overlap, above the static data', () => {
    const { memory } = small();
    const a = memory.allocate(1);
    const b = memory.allocate(17);
    const c = memory.reserve(3);
    expect([a, b, c]).toEqual([1008, 1024, 1056]);
    expect(memory.mark()).toBe(1088);
  });

  it('reuses what was released and keeps what came before the mark', () => {
    const { memory } = small();
    const kept = memory.write(Float64Array.of(1, 2, 3));
    const mark = memory.mark();
    const first = memory.write(Float64Array.of(9));
    memory.release(mark);
    expect(memory.write(Float64Array.of(8))).toBe(first);
    expect([...memory.read(kept, 3)]).toEqual([1, 2, 3]);
    expect(() => memory.release(mark + 1000)).toThrow(RangeError);
    expect(() => memory.release(0)).toThrow(RangeError);
  });

  it('grows by exactly the pages that are missing', () => {
    const { memory } = small();
    expect(memory.bytes()).toBe(PAGE);
    memory.allocate(PAGE - 1008);
    expect(memory.bytes()).toBe(PAGE);
    memory.allocate(1);
    expect(memory.bytes()).toBe(2 * PAGE);
    memory.allocate(3 * PAGE);
    expect(memory.bytes()).toBe(5 * PAGE);
  });

  it('keeps its numbers across a growth', () => {
    const { memory } = small();
    const pointer = memory.write(Float64Array.of(1.5, -2));
    memory.allocate(4 * PAGE);
    expect([...memory.read(pointer, 2)]).toEqual([1.5, -2]);
  });

  it('says how much was asked for when the growth is refused, and goes on', () => {
    const { memory } = small(2);
    const mark = memory.mark();
    expect(() => memory.allocate(5 * PAGE)).toThrow(NotEnoughMemoryError);
    try {
      memory.allocate(5 * PAGE);
    } catch (error) {
      expect((error as NotEnoughMemoryError).bytes).toBe(5 * PAGE);
    }
    expect(memory.mark()).toBe(mark);
    expect(memory.bytes()).toBe(PAGE);
    expect(memory.allocate(16)).toBe(mark);
  });

  it('writes columns one after the other and refuses unequal ones', () => {
    const { memory } = small();
    const pointer = memory.writeColumns([Float64Array.of(1, 2), Float64Array.of(3, 4)]);
    expect([...memory.read(pointer, 4)]).toEqual([1, 2, 3, 4]);
    expect(() => memory.writeColumns([Float64Array.of(1), Float64Array.of(1, 2)])).toThrow(
      'equal length',
    );
  });

  it('copies in and out, while a view is a window', () => {
    const { memory, wasm } = small();
    const input = Float64Array.of(1, 2);
    const pointer = memory.write(input);
    const copy = memory.read(pointer, 2);
    memory.view(pointer, 2)[0] = 7;
    expect([copy[0], input[0], memory.read(pointer, 2)[0]]).toEqual([1, 1, 7]);
    const bytes = memory.writeBytes(Uint8Array.of(4, 5, 6));
    expect([...new Uint8Array(wasm.buffer, bytes, 3)]).toEqual([4, 5, 6]);
  });
});

describe('Kernels', () => {
  it('release a scope at its end, also when it throws', async () => {
    const { memory, scope } = await loadKernels();
    const mark = memory.mark();
    expect(scope((inside) => inside.reserve(10))).toBe(mark);
    expect(memory.mark()).toBe(mark);
    const fail = () =>
      scope((inside) => {
        inside.reserve(10);
        throw new Error('stop');
      });
    expect(fail).toThrow('stop');
    expect(memory.mark()).toBe(mark);
  });

  it('are the same whichever way they are created', async () => {
    const { exports, memory, ziggurat } = createKernelsSync(await loadModule());
    const other = await loadKernels();
    expect(Object.keys(exports)).toEqual(Object.keys(other.exports));
    expect(ziggurat).toBe(other.ziggurat);
    expect(ziggurat % 16).toBe(0);
    expect(memory.read(ziggurat, 2051)).toEqual(other.memory.read(ziggurat, 2051));
  });
});
