/**
 * `npm run test:mutation`, by hand: breaks a copy of this program at places drawn at random, and
 * counts how many of the breaks some test notices. `-- kernels --mutants 40 --seed 2` takes other
 * groups of `test/mutation.ts`, another number of each, or other places.
 *
 * A test that runs out of time has noticed. A kernel that does not compile is not counted, nor is
 * a break that is explained to change nothing.
 *
 * Why no Stryker: it does not read AssemblyScript, asks for a newer Node than this program, and
 * brings 60 MB; one way for both languages is shorter.
 */
import { readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import * as asc from 'assemblyscript/asc';
import { explained, groups, type Group } from '../mutation';
import { inCopy, runTests } from './broken-copy';
import { mutantsOf, type Mutant } from './mutants';
import { importsOf, parse } from './syntax';

type Outcome = 'noticed' | 'survived' | 'explained' | 'not compiled';
type TestsOf = (file: string) => readonly string[];

const BASELINE_MILLISECONDS = 20 * 60_000;
/** Time to start, and how much longer than usual a busy machine may take. */
const START_MILLISECONDS = 30_000;
const PATIENCE = 2;

export async function main(argv: readonly string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: {
      mutants: { type: 'string', default: '25' },
      seed: { type: 'string', default: '1' },
    },
  });
  const chosen = groups.filter(
    ({ name }) => positionals.length === 0 || positionals.includes(name),
  );
  const reports: string[] = [];
  await inCopy(async (copy) => {
    for (const group of chosen) {
      const random = randomNumbers(Number(values.seed));
      reports.push(await breakGroup(copy, group, Number(values.mutants), random));
    }
  });
  console.log(`\n${reports.join('\n')}`);
}

async function breakGroup(
  copy: string,
  group: Group,
  count: number,
  random: () => number,
): Promise<string> {
  const files = filesBelow(copy, group.files);
  const tests = filesBelow(copy, group.tests).filter((file) => file.endsWith('.test.ts'));
  const kernels = group.name === 'kernels';
  keepKernels(copy);
  const baseline = await runTests(copy, tests, BASELINE_MILLISECONDS);
  if (baseline === undefined || baseline.failed || baseline.hung) {
    throw new Error(`The tests of ${group.name} fail before anything is broken.`);
  }
  const testsOf = kernels ? testsOfKernels(copy, tests) : () => tests;
  const all = files.flatMap((file) => mutantsOf(file, readFileSync(join(copy, file), 'utf8')));
  const tally = { noticed: 0, survived: 0, explained: 0, 'not compiled': 0 };
  for (const mutant of drawn(all, count, random)) {
    const outcome = isExplained(mutant)
      ? 'explained'
      : await attempt(copy, mutant, testsOf, kernels, baseline.times);
    tally[outcome] += 1;
    const { file, line, before, after } = mutant;
    console.log(`${outcome.padEnd(12)}  ${file}:${line}`);
    if (outcome === 'survived') console.log(`    ${before}\n -> ${after}`);
  }
  if (kernels) writeFileSync(join(copy, 'build/kernels.wasm'), sound(copy));
  const counted = tally.noticed + tally.survived;
  const score = counted === 0 ? 0 : Math.round((100 * tally.noticed) / counted);
  const told = Object.entries(tally).map(([outcome, many]) => `${many} ${outcome}`);
  return `${group.name}: ${score} % of ${counted} (${told.join(', ')}), drawn from ${all.length}`;
}

const soundKernels = new Map<string, Buffer>();

/** The kernels as they were before anything was broken. */
function sound(copy: string): Buffer {
  const kept = soundKernels.get(copy) ?? readFileSync(join(copy, 'build/kernels.wasm'));
  soundKernels.set(copy, kept);
  return kept;
}

/** Newer than their sources, so that no test compiles them anew. */
function keepKernels(copy: string): void {
  const now = new Date();
  for (const file of ['kernels', 'kernels-first']) {
    utimesSync(join(copy, `build/${file}.wasm`), now, now);
  }
}

async function attempt(
  copy: string,
  { file, start, end, by }: Mutant,
  testsOf: TestsOf,
  kernels: boolean,
  times: ReadonlyMap<string, number>,
): Promise<Outcome> {
  const path = join(copy, file);
  const whole = readFileSync(path, 'utf8');
  writeFileSync(path, whole.slice(0, start) + by + whole.slice(end));
  try {
    if (kernels && !(await compile(copy))) return 'not compiled';
    const tests = testsOf(file);
    const usual = tests.reduce((sum, test) => sum + (times.get(test) ?? 0), 0);
    const limit = START_MILLISECONDS + PATIENCE * usual;
    // A browser that did not start says nothing.
    for (let tries = 0; tries < 2; tries++) {
      const run = await runTests(copy, ['--bail=1', ...tests], limit);
      if (run === undefined) continue;
      if (run.hung || run.failedTests > 0 || run.failedFiles > 0) return 'noticed';
      if (run.passedTests > 0) return run.failed ? 'noticed' : 'survived';
    }
    throw new Error(`No test runs: ${tests.join(' ')}`);
  } finally {
    writeFileSync(path, whole);
    keepKernels(copy);
  }
}

/** Without most of the optimization, which changes no bit. */
async function compile(copy: string): Promise<boolean> {
  sound(copy);
  const stderr = asc.createMemoryStream();
  const target = ['assembly/index.ts', '--target', 'release', '--baseDir', copy];
  const { error } = await asc.main([...target, '--optimizeLevel', '1'], { stderr });
  keepKernels(copy);
  return error === null;
}

/** The tests that name a kernel which the file is a part of, themselves or by what they share. */
function testsOfKernels(copy: string, tests: readonly string[]): TestsOf {
  const sources = filesBelow(copy, ['assembly/']);
  const textOf = (file: string) => readFileSync(join(copy, file), 'utf8');
  const users = new Map<string, string[]>();
  for (const file of sources) {
    const plain = textOf(file).replaceAll(/^\s*@\w+/gm, '');
    for (const { specifier } of importsOf(parse(file, plain))) {
      const used = `${join(dirname(file), specifier)}.ts`;
      users.set(used, [...(users.get(used) ?? []), file]);
    }
  }
  const texts = tests.map((test) => {
    const own = textOf(test);
    const shared = [...own.matchAll(/from '\.\/([\w-]+)'/g)].map(([, name]) =>
      textOf(join(dirname(test), `${name}.ts`)),
    );
    return [test, [own, ...shared].join('\n')] as const;
  });
  return (file) => {
    const touched = new Set([file]);
    for (const one of touched) for (const user of users.get(one) ?? []) touched.add(user);
    const names = [...touched]
      .filter((one) => basename(dirname(one)) !== 'assembly')
      .flatMap((one) => [...textOf(one).matchAll(/^export function (\w+)/gm)])
      .map(([, name]) => new RegExp(`\\b${name}\\b`));
    const naming = texts.filter(([, text]) => names.some((name) => name.test(text)));
    return naming.length === 0 ? tests : naming.map(([test]) => test);
  };
}

function filesBelow(copy: string, beginnings: readonly string[]): string[] {
  return beginnings.flatMap((beginning) => {
    const folder = beginning.endsWith('/') ? beginning : dirname(beginning);
    return readdirSync(join(copy, folder), { encoding: 'utf8', recursive: true })
      .map((name) => join(folder, name))
      .filter((file) => file.startsWith(beginning) && file.endsWith('.ts'))
      .toSorted();
  });
}

function isExplained({ file, before, after }: Mutant): boolean {
  return explained.some((one) => one.file === file && one.before === before && one.after === after);
}

function drawn<T>(all: readonly T[], count: number, random: () => number): T[] {
  const rest = [...all];
  return Array.from(
    { length: Math.min(count, all.length) },
    () => rest.splice(Math.floor(random() * rest.length), 1)[0],
  );
}

/** A small generator (SplitMix32), so that a seed draws the same places everywhere. */
function randomNumbers(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x9e37_79b9) | 0;
    let word = Math.imul(state ^ (state >>> 16), 0x21f0_aaad);
    word = Math.imul(word ^ (word >>> 15), 0x735a_2d97);
    return ((word ^ (word >>> 15)) >>> 0) / 2 ** 32;
  };
}
