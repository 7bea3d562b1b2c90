/** The cases of the self-test are those of the references, and hold in Node as well. */
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, test } from 'vitest';
import { parts, type SelfTestData } from '../../../src/app/self-test/cases';
import { holds, type Line } from '../../../src/app/self-test/check';
import { agreements, agrees, referenceLines, type Bench } from '../../../src/app/self-test/run';
import { createEngine } from '../../../src/engine/engine';
import { createProbe } from '../../../src/engine/probe';
import { builtIn } from '../../analyses/built-in-data';
import { loadModule } from '../../tools/kernels';
import { selfTestText } from '../../tools/self-test-cases';

const text = readFileSync(
  new URL('../../../src/app/self-test/cases.json', import.meta.url),
  'utf8',
);
const data = JSON.parse(text) as SelfTestData;
const module = await loadModule();

async function bench(): Promise<Bench> {
  return {
    data,
    engine: createEngine({ workers: 'inline', module }),
    probe: await createProbe(module),
    load: (id) => Promise.resolve(builtIn(id)),
    makeEngine: () => createEngine({ workers: 'inline', module }),
    signal: new AbortController().signal,
  };
}

test('the file is what `npm run self-test:cases` makes of the references', async () => {
  expect(text).toBe(await selfTestText());
});

test('the file is small', () => {
  expect(gzipSync(text, { level: 9 }).length).toBeLessThan(30_000);
});

describe('every reference number', () => {
  const lines: Line[] = [];
  beforeAll(async () => {
    for await (const more of referenceLines(await bench())) lines.push(...more);
  });

  test('holds here', () => {
    const wrong = lines.filter((line) => !holds(line));
    expect(wrong).toEqual([]);
    expect(lines.length).toBeGreaterThan(150);
  });

  test('is named once, with its tool, in a part of which there are several', () => {
    expect(new Set(lines.map(({ part, what }) => `${part} ${what}`)).size).toBe(lines.length);
    expect(lines.every(({ source }) => source.length > 0)).toBe(true);
    expect(lines.filter(({ what }) => /[{}]|undefined|NaN/.test(what))).toEqual([]);
    for (const part of parts) {
      expect(lines.filter((line) => line.part === part).length).toBeGreaterThan(3);
    }
  });
});

test('every simulation has its digest in Node', async () => {
  let count = 0;
  for await (const agreement of agreements(await bench())) {
    expect(agrees(agreement), JSON.stringify(agreement)).toBe(true);
    count += 1;
  }
  expect(count).toBe(6);
});
