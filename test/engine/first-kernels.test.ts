/**
 * The kernels of the first view are all that its parts call, and give the bits of the whole module.
 *
 * What a part calls is read from its code, so that a kernel on a way that is seldom gone is found
 * as well.
 */
import { serialize } from 'node:v8';
import { describe, expect, test } from 'vitest';
import type { Compute } from '../../src/analyses/analysis';
import { completeScenario, type Draft } from '../../src/analyses/scenario';
import { rooms } from '../../src/engine/all-rooms';
import { byName } from '../../src/engine/rooms';
import { warm } from '../../src/engine/warm';
import { firstParts, READER } from '../../src/engine/worker-parts';
import { createKernelsSync } from '../../src/kernels/kernels';
import { builtIn, monthly } from '../analyses/built-in-data';
import { madeUp } from '../analyses/made-up';
import { runRoom } from '../analyses/run-room';
import { loadFirstModule, loadModule } from '../tools/kernels';
import { memberPath, parse, walk, type SyntaxNode } from '../tools/syntax';

const computes: ReadonlyMap<string, Compute> = new Map([
  ...Object.entries(rooms),
  ...byName(import.meta.glob<Compute>('../../src/analyses/*/compute-glance.ts', { eager: true })),
]);
/** As workers get them: bundled, so that of a shared file only what is called is left. */
const texts = byName(
  import.meta.glob<string>('../../src/analyses/*/compute{,-glance}.ts', {
    query: '?classic',
    import: 'default',
  }),
);
const [first, whole] = await Promise.all([loadFirstModule(), loadModule()]);
const parts = [...firstParts].filter((part) => part !== READER);

/** An asset stands twice: without a repair the covariance is not definite. */
const twice = Array.from({ length: 60 }, (_, t) => ((t * 7) % 13) / 100 - 0.05);
const dependent = madeUp({ a: twice, again: twice, b: twice.map((r, t) => r * (t % 3)) });

/** Choices on which it depends what a part calls. */
const parameters: Readonly<Record<string, readonly Draft['parameters'][]>> = {
  'mix-summary': [
    {},
    { rebalancing: 'five-twenty-five', costBasisPoints: 20 },
    { rebalancing: 'none', blockLength: 3 },
  ],
  'correlation/glance': [
    {},
    { estimator: 'ewma', lambda: 0.9 },
    { estimator: 'ledoit-wolf-identity' },
    { estimator: 'ledoit-wolf-constant' },
    { estimator: 'oas' },
    { repair: 'clip-eigenvalues' },
    { repair: 'nearest-correlation' },
  ],
  'value-at-risk/glance': [{}, { tail: 10_000, horizon: 12, convention: 'interpolated' }],
};

test('every kernel of the first view is one of the whole module', () => {
  const all = WebAssembly.Module.exports(whole);
  expect(all).toEqual(expect.arrayContaining(WebAssembly.Module.exports(first)));
  expect(WebAssembly.Module.imports(first)).toEqual([]);
});

describe.each(parts)('%s', (part) => {
  test('calls no kernel that the first view lacks', async () => {
    const called = await kernelsOf(part);
    expect(called).not.toEqual([]);
    expect(namesIn(first)).toEqual(expect.arrayContaining(called));
  });

  test.each(parameters[part])('gives the bits of the whole module with %j', (chosen) => {
    const compute = computes.get(part);
    expect(compute).toBeDefined();
    const analysis = part.split('/')[0];
    for (const dataset of [monthly, builtIn('daily-markets'), dependent]) {
      const draft = { data: { sources: [{ id: dataset.id }] }, analysis, parameters: chosen };
      const scenario = completeScenario(draft, dataset);
      const [lesser, all] = [first, whole].map((module) => {
        const kernels = createKernelsSync(module);
        warm(kernels);
        return runRoom<object>(compute as Compute, scenario, dataset, kernels);
      });
      expect(lesser).toEqual(all);
      expect(serialize(lesser).equals(serialize(all))).toBe(true);
    }
  });
});

test('no kernel stands in the first view that no part calls', async () => {
  const called = new Set((await Promise.all(parts.map(kernelsOf))).flat());
  expect(namesIn(first).filter((name) => !called.has(name))).toEqual(['heapBase', 'memory']);
});

test('a part that simulates would be found out', async () => {
  expect(namesIn(first)).not.toEqual(expect.arrayContaining(await kernelsOf('value-at-risk')));
});

function namesIn(module: WebAssembly.Module): string[] {
  return WebAssembly.Module.exports(module)
    .map(({ name }) => name)
    .toSorted();
}

/** Names after `exports.` in the code of a part, and those taken out of `exports`. */
async function kernelsOf(part: string): Promise<string[]> {
  const code = (await texts.get(part)?.()) ?? '';
  const names = new Set<string>();
  for (const { node, parent } of walk(parse('part.js', code))) {
    const [name, of] = memberPath(node).split('.').toReversed();
    // What is assigned to are the exports of the part itself.
    const own = parent?.type === 'AssignmentExpression' && parent['left'] === node;
    if (of === 'exports' && !own) names.add(name);
    for (const one of takenOut(node)) names.add(one);
  }
  return [...names].toSorted();
}

/** The names in `const { … } = kernels.exports`. */
function takenOut(node: SyntaxNode): string[] {
  if (node.type !== 'VariableDeclarator' || !/\bexports$/.test(memberPath(node['init']))) return [];
  const { properties = [] } = node['id'] as { properties?: readonly SyntaxNode[] };
  return properties.map(({ key }) => memberPath(key));
}
