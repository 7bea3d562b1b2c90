import { describe, expect, test, vi } from 'vitest';
import { createWholeKernels, createWorkerKernels } from '../../src/engine/worker-kernels';

const first = {} as WebAssembly.Module;
const whole = {} as WebAssembly.Module;

function kernelsWith(failures = { first: 0, whole: 0 }) {
  const loading = (name: keyof typeof failures, module: WebAssembly.Module) =>
    vi.fn(async () => {
      if ((failures[name] -= 1) >= 0) throw new Error(`no ${name}`);
      return module;
    });
  const loadFirst = loading('first', first);
  const loadWhole = loading('whole', whole);
  return { kernels: createWorkerKernels(loadFirst, loadWhole), loadFirst, loadWhole };
}

describe('the kernels of a worker', () => {
  test('are those of the first view as long as only its parts are wanted', async () => {
    const { kernels, loadFirst, loadWhole } = kernelsWith();
    const wanted = ['mix-summary', 'correlation/glance', 'value-at-risk/glance', '#reader'];
    for (const part of wanted) expect(await kernels.need(part)).toBe(false);
    expect(loadFirst).toHaveBeenCalled();
    expect(await kernels.module()).toBe(first);
    expect(loadWhole).not.toHaveBeenCalled();
  });

  test('are all of them where something else is wanted first', async () => {
    const { kernels, loadFirst } = kernelsWith();
    expect(await kernels.need('value-at-risk')).toBe(false);
    expect(await kernels.need('mix-summary')).toBe(false);
    expect(await kernels.module()).toBe(whole);
    expect(loadFirst).not.toHaveBeenCalled();
  });

  test('are outdated once for what the first ones lack', async () => {
    const { kernels } = kernelsWith();
    await kernels.module();
    expect(await kernels.need('correlation')).toBe(true);
    expect(await kernels.need('correlation')).toBe(false);
    expect(await kernels.module()).toBe(whole);
  });

  test('are outdated also for a worker that is still starting', async () => {
    const { kernels } = kernelsWith();
    const [module, lacking] = await Promise.all([kernels.module(), kernels.need('correlation')]);
    expect(module).toBe(first);
    expect(lacking).toBe(true);
  });

  test('are all of them once they were loaded ahead, and not outdated by that', async () => {
    const { kernels, loadWhole } = kernelsWith();
    await kernels.module();
    await kernels.loadAhead();
    expect(await kernels.need('mix-summary')).toBe(false);
    expect(await kernels.module()).toBe(whole);
    // The first worker still lacks them.
    expect(await kernels.need('correlation')).toBe(true);
    expect(loadWhole).toHaveBeenCalledTimes(1);
  });

  test('that cannot be loaded are asked for again by the next wish', async () => {
    const { kernels } = kernelsWith({ first: 1, whole: 2 });
    await expect(kernels.need('mix-summary')).rejects.toThrow('no first');
    expect(await kernels.need('mix-summary')).toBe(false);
    await kernels.loadAhead();
    expect(await kernels.module()).toBe(first);
    await expect(kernels.need('correlation')).rejects.toThrow('no whole');
    expect(await kernels.need('correlation')).toBe(true);
  });

  test('are never outdated where all of them are there', async () => {
    const kernels = createWholeKernels(async () => whole);
    expect(await kernels.module()).toBe(whole);
    expect(await kernels.need('correlation')).toBe(false);
  });
});
