/** A policy that a page adds to itself holds from then on, so the tests build on each other. */
import { afterEach, expect, test, vi } from 'vitest';
import { spec as summarySpec } from '../../src/analyses/mix-summary/spec';
import { defaultParameters } from '../../src/analyses/parameters';
import { spec as riskSpec } from '../../src/analyses/value-at-risk/spec';
import { createEngine } from '../../src/engine/engine';
import type { Job } from '../../src/engine/job';
import { series } from './fake-rooms';

afterEach(() => vi.restoreAllMocks());

test.for([2, 'inline'] as const)(
  'kernels that do not compile fail a run in words, and the next one works (%s)',
  async (workers) => {
    const engine = createEngine({ workers });
    const failure = () => Promise.reject(new WebAssembly.CompileError('planted, at offset 8'));
    vi.spyOn(WebAssembly, 'compile').mockImplementation(failure);
    vi.spyOn(WebAssembly, 'compileStreaming').mockImplementation(failure);
    // Compiled once a page: the first kernels by workers, the whole by this thread.
    await expect(engine.run(summary).result).rejects.toMatchObject({
      name: 'EngineError',
      code: 'not-loaded',
      message: expect.stringContaining('planted') as string,
    });
    if (workers === 'inline') return engine.close();
    vi.restoreAllMocks();
    await expect(engine.run(summary).result).resolves.toMatchObject({ stopped: 'complete' });
    engine.close();
  },
);

test('where the policy forbids WebAssembly a run says so', async () => {
  const meta = document.createElement('meta');
  meta.httpEquiv = 'Content-Security-Policy';
  meta.content = "script-src * blob: 'unsafe-inline'";
  document.head.append(meta);
  const engine = createEngine({ workers: 1 });
  await expect(engine.run(risk).result).rejects.toMatchObject({
    name: 'EngineError',
    code: 'not-loaded',
    message: expect.stringMatching(/Content Security Policy/) as string,
  });
  engine.close();
});

const summary: Job = {
  analysis: 'mix-summary',
  series,
  parameters: defaultParameters(summarySpec.parameters),
  seed: 7,
};
const risk: Job = {
  ...summary,
  analysis: 'value-at-risk',
  parameters: { ...defaultParameters(riskSpec.parameters), method: 'simulated' },
};
