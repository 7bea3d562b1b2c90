/** A policy that a page adds to itself holds from then on, so the tests build on each other. */
import { defaultParameters } from '../../src/analyses/parameters';
import { spec } from '../../src/analyses/value-at-risk/spec';
import { expect, test } from 'vitest';
import { createEngine } from '../../src/engine/engine';
import type { Job } from '../../src/engine/job';

test('workers start where Trusted Types are required', async () => {
  const violations: string[] = [];
  const note = (event: SecurityPolicyViolationEvent) => violations.push(event.violatedDirective);
  document.addEventListener('securitypolicyviolation', note);
  addPolicy("require-trusted-types-for 'script'; trusted-types asset-mix; worker-src blob:");
  expect(() => new Worker('blob:null/0')).toThrow(TypeError);
  for (const engine of [createEngine({ workers: 1 }), createEngine({ workers: 1 })]) {
    await engine.run(job).result;
    expect(engine.status()).toMatchObject({ mode: 'workers', workers: 1 });
    engine.close();
  }
  // The one planted above, which shows that the policy is in force.
  expect(violations).toEqual(['require-trusted-types-for']);
  document.removeEventListener('securitypolicyviolation', note);
});

test('where workers are forbidden this thread computes the same', async () => {
  const engine = createEngine({ workers: 1 });
  const expected = await engine.run(job).result;
  engine.close();
  addPolicy("worker-src 'none'");
  const other = createEngine({ workers: 2 });
  expect(await other.run(job).result).toEqual(expected);
  expect(other.status()).toMatchObject({ mode: 'inline', workers: 0 });
  expect(other.status().reason).toBeTruthy();
  other.close();
});

function addPolicy(content: string): void {
  const meta = document.createElement('meta');
  meta.httpEquiv = 'Content-Security-Policy';
  meta.content = content;
  document.head.append(meta);
}

const job: Job = {
  analysis: 'value-at-risk',
  series: {
    assets: ['a', 'b'],
    returns: [
      Float64Array.from({ length: 60 }, (_, t) => ((t * 37) % 61) / 1_000 - 0.03),
      Float64Array.from({ length: 60 }, (_, t) => ((t * 23) % 59) / 2_000 - 0.01),
    ],
    weights: new Float64Array([0.6, 0.4]),
    index: Array.from({ length: 60 }, (_, t) => String(t + 1)),
    dated: false,
    frequency: 'monthly',
    periodsPerYear: 12,
  },
  parameters: { ...defaultParameters(spec.parameters), method: 'simulated', scenarios: 200_000 },
  seed: 3,
};
