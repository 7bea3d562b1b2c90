/**
 * The peers that are packages of JavaScript. The project does not depend on them: those that
 * are not installed are absent.
 *
 * A function takes the exports of its package and the inputs of its case, and returns the work,
 * in the fastest way that was found, on the arrays that the package likes best.
 */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Inputs, Table, Work } from './cases';

/** Of `numpy-ts`: NumPy's functions in WebAssembly, whose memory a result holds until disposed. */
interface NumpyTs {
  array(values: Float64Array): NumpyTsArray;
  configureWasm(limits: { readonly maxMemory: number }): void;
  cov(columns: NumpyTsArray): NumpyTsArray;
  partition(values: NumpyTsArray, place: number): NumpyTsArray;
}

interface NumpyTsArray {
  readonly data: Float64Array;
  dispose(): void;
  reshape(shape: readonly number[]): NumpyTsArray;
}

export const numpyTs = {
  covariance({ array, cov }: NumpyTs, inputs: Inputs): Work {
    const { shape, values } = tableOf(inputs, 'columns');
    const columns = array(values).reshape(shape);
    let matrix: NumpyTsArray | undefined;
    return () => {
      matrix?.dispose();
      matrix = cov(columns);
      return matrix.data;
    };
  },
  quantiles({ array, partition }: NumpyTs, inputs: Inputs): Work {
    const samples = rowsOf(tableOf(inputs, 'samples')).map((sample) => array(sample));
    const place = Number(inputs['rank']) - 1;
    return () =>
      samples.map((sample) => {
        const partitioned = partition(sample, place);
        const value = partitioned.data[place];
        partitioned.dispose();
        return value;
      });
  },
};

interface SimpleStatistics {
  quickselect(values: Float64Array, place: number): void;
  sampleCovariance(x: Float64Array, y: Float64Array): number;
  extent(values: Float64Array): [number, number];
  mean(values: Float64Array): number;
  sampleKurtosis(values: Float64Array): number;
  sampleSkewness(values: Float64Array): number;
  sampleVariance(values: Float64Array): number;
}

export const simpleStatistics = {
  /** Pair by pair: it knows no matrices. */
  covariance({ sampleCovariance }: SimpleStatistics, inputs: Inputs): Work {
    const columns = rowsOf(tableOf(inputs, 'columns'));
    const n = columns.length;
    const matrix = new Float64Array(n * n);
    return () => {
      for (let i = 0; i < n; i++) {
        for (let j = i; j < n; j++) {
          matrix[i * n + j] = matrix[j * n + i] = sampleCovariance(columns[i], columns[j]);
        }
      }
      return matrix;
    };
  },
  quantiles({ quickselect }: SimpleStatistics, inputs: Inputs): Work {
    const samples = rowsOf(tableOf(inputs, 'samples'));
    const place = Number(inputs['rank']) - 1;
    const working = new Float64Array(samples[0].length);
    return () =>
      samples.map((sample) => {
        working.set(sample);
        quickselect(working, place);
        return working[place];
      });
  },
  moments(
    { mean, sampleVariance, sampleSkewness, sampleKurtosis, extent }: SimpleStatistics,
    inputs: Inputs,
  ): Work {
    const { values } = tableOf(inputs, 'values');
    return () => [
      mean(values),
      sampleVariance(values),
      sampleSkewness(values),
      sampleKurtosis(values),
      ...extent(values),
    ];
  },
};

interface MathJs {
  partitionSelect(values: readonly number[], place: number): number;
}

/** It takes no typed arrays. */
export const mathJs = {
  quantiles({ partitionSelect }: MathJs, inputs: Inputs): Work {
    const samples = rowsOf(tableOf(inputs, 'samples')).map((sample) => Array.from(sample));
    const place = Number(inputs['rank']) - 1;
    return () => samples.map((sample) => partitionSelect(sample, place));
  },
};

interface Installed {
  readonly version: string;
  readonly exports: object;
}

/** By name; those that are absent have nothing. Loaded at once, since later Vite is gone. */
export const packages: Readonly<Record<string, Installed | undefined>> = Object.fromEntries(
  await Promise.all(
    ['numpy-ts', 'simple-statistics', 'mathjs'].map(
      async (name) => [name, await find(name)] as const,
    ),
  ),
);

// What it lets the garbage collector free is free only later, and once it is full it goes slow.
(packages['numpy-ts']?.exports as NumpyTs | undefined)?.configureWasm({ maxMemory: 2 ** 30 });

/** A package that may lie in `node_modules` without being asked for there. */
async function find(name: string): Promise<Installed | undefined> {
  const { resolve } = createRequire(import.meta.url);
  for (const folder of resolve.paths(name) ?? []) {
    const facts = await readFile(join(folder, name, 'package.json'), 'utf8').catch(() => undefined);
    if (facts === undefined) continue;
    const { version } = JSON.parse(facts) as { version: string };
    return { version, exports: (await import(name)) as object };
  }
  return undefined;
}

function tableOf(inputs: Inputs, name: string): Table {
  const input = inputs[name];
  if (typeof input === 'object') return input;
  throw new TypeError(`${name} is no table`);
}

function rowsOf({ shape: [rows, length], values }: Table): readonly Float64Array[] {
  return Array.from({ length: rows }, (_, i) => values.subarray(i * length, (i + 1) * length));
}
