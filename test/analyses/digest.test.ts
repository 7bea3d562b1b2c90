import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { spec as correlationSpec } from '../../src/analyses/correlation/spec';
import * as correlation from '../../src/analyses/correlation/compute';
import { digest } from '../../src/analyses/digest';
import { spec as mixSpec } from '../../src/analyses/mix-summary/spec';
import * as mixSummary from '../../src/analyses/mix-summary/compute';
import { spec as rollingSpec } from '../../src/analyses/rolling-statistics/spec';
import * as rolling from '../../src/analyses/rolling-statistics/compute';
import {
  canonicalJson,
  defaultScenario,
  NUMBERS_VERSION,
  type Scenario,
} from '../../src/analyses/scenario';
import { spec as riskSpec } from '../../src/analyses/value-at-risk/spec';
import * as valueAtRisk from '../../src/analyses/value-at-risk/compute';
import { statusCodes, type StatusCode } from '../../src/finance/quantity';
import { loadKernels } from '../tools/kernels';
import { monthly } from './built-in-data';
import { runRoom } from './run-room';

const kernels = await loadKernels();
const rooms = [
  { spec: mixSpec, room: mixSummary },
  { spec: riskSpec, room: valueAtRisk },
  { spec: correlationSpec, room: correlation },
  { spec: rollingSpec, room: rolling },
].map(({ spec, room }) => {
  const scenario = defaultScenario(monthly, spec.id);
  return { spec, scenario, result: runRoom<object>(room, scenario, monthly, kernels) };
});

/** SHA-256 as the definition has it, by another implementation. */
function expected(scenario: Scenario, fingerprint: string, numbers: readonly number[]): string {
  const bytes = Buffer.alloc(8 * (numbers.length + 1));
  [NUMBERS_VERSION, ...numbers].forEach((value, i) => bytes.writeDoubleLE(value, 8 * i));
  const hash = createHash('sha256').update(canonicalJson(scenario)).update(fingerprint);
  return hash.update(bytes).digest('hex');
}

describe.each(rooms)('the digest of $spec.id', ({ spec, scenario, result }) => {
  const whole = digest(scenario, monthly.fingerprint, result);
  const fields = spec.result;

  test('is 64 hexadecimal digits and the same for the same run', () => {
    expect(whole).toMatch(/^[0-9a-f]{64}$/);
    expect(digest(structuredClone(scenario), monthly.fingerprint, structuredClone(result))).toBe(
      whole,
    );
  });

  test('reads every field of the result, each once, and no other', () => {
    expect(new Set(fields).size).toBe(fields.length);
    expect([...fields].sort()).toEqual(Object.keys(result).sort());
  });

  test.each([...fields])('changes with %s', (field) => {
    const others = Object.fromEntries(Object.entries(result).filter(([key]) => key !== field));
    const without = digest(scenario, monthly.fingerprint, others);
    const changed = digest(scenario, monthly.fingerprint, { ...result, [field]: 0.123 });
    expect(new Set([whole, without, changed]).size).toBe(3);
  });

  test('changes with the last bit of any number', () => {
    const digests = new Set([whole]);
    let changes = 0;
    for (const field of fields) {
      for (const nudged of nudges((result as Record<string, unknown>)[field])) {
        changes += 1;
        digests.add(digest(scenario, monthly.fingerprint, { ...result, [field]: nudged }));
      }
    }
    expect(changes).toBeGreaterThan(12);
    expect(digests.size).toBe(changes + 1);
  });

  test('changes with the scenario and with the data', () => {
    const { parameters, data, mix } = scenario;
    const others: readonly Scenario[] = [
      { ...scenario, seed: 2 },
      { ...scenario, analysis: rooms.find((other) => other.spec.id !== spec.id)?.spec.id ?? '' },
      { ...scenario, data: { ...data, range: { ...data.range, to: '2022-11-30' } } },
      { ...scenario, data: { ...data, riskFree: null } },
      { ...scenario, mix: { ...mix, weights: [...mix.weights].reverse() } },
      ...Object.entries(parameters).map(([id, value]) => ({
        ...scenario,
        parameters: { ...parameters, [id]: typeof value === 'number' ? value + 1 : `${value}!` },
      })),
    ];
    const digests = others.map((other) => digest(other, monthly.fingerprint, result));
    digests.push(digest(scenario, monthly.fingerprint.replace(/^./, 'x'), result), whole);
    expect(new Set(digests).size).toBe(digests.length);
  });

  test('does not depend on the order of keys in the scenario or the result', () => {
    const reversed = (value: object) => Object.fromEntries(Object.entries(value).reverse());
    expect(
      digest(reversed(scenario) as unknown as Scenario, monthly.fingerprint, reversed(result)),
    ).toBe(whole);
  });

  test('does not read what is beside the declared fields', () => {
    expect(digest(scenario, monthly.fingerprint, { ...result, milliseconds: 12 })).toBe(whole);
  });
});

describe('what enters a digest', () => {
  const [{ scenario }] = rooms;
  const [field, next] = mixSpec.result;
  const of = (value: unknown, more: object = {}) =>
    digest(scenario, 'f', { [field]: value, ...more });
  // Fields that are absent enter as -1.
  const rest = mixSpec.result.slice(1).map(() => -1);

  test('is the scenario, the fingerprint, the version and the numbers, little-endian', () => {
    expect(of(0.1)).toBe(expected(scenario, 'f', [0.1, ...rest]));
    expect(of(Float64Array.of(1, 2.5))).toBe(expected(scenario, 'f', [1, 2.5, ...rest]));
    expect(of([{ a: 1, b: [2, 3] }, 4])).toBe(expected(scenario, 'f', [1, 2, 3, 4, ...rest]));
    expect(of(true)).toBe(expected(scenario, 'f', [1, ...rest]));
    expect(of(undefined)).toBe(expected(scenario, 'f', [-1, ...rest]));
  });

  test('are fields in the order of the spec', () => {
    expect(of(1, { [next]: 2 })).toBe(expected(scenario, 'f', [1, 2, ...rest.slice(1)]));
    expect(digest(scenario, 'f', { [next]: 2, [field]: 1 })).toBe(of(1, { [next]: 2 }));
  });

  test('is +0 for -0', () => {
    expect(of(-0)).toBe(of(0));
    expect(of(Float64Array.of(-0, 1))).toBe(of(Float64Array.of(0, 1)));
    expect(of(0)).not.toBe(of(5e-324));
  });

  test('is one pattern for every NaN', () => {
    const bits = new BigUint64Array([0x7ff8_0000_0000_0000n, 0xfff8_dead_beef_0001n]);
    const [plain, odd] = Array.from(new Float64Array(bits.buffer), (x) => Float64Array.of(x));
    expect(of(plain)).toBe(of(odd));
    expect(of(plain)).toBe(expected(scenario, 'f', [NaN, ...rest]));
    expect(of(NaN)).not.toBe(of(Infinity));
  });

  test('is the code of a status, not its words', () => {
    for (const code of Object.keys(statusCodes) as StatusCode[]) {
      const one = of({ status: 'undefined', code, reason: 'in words' });
      expect(one).toBe(of({ status: 'undefined', code, reason: 'in other words' }));
      expect(one).toBe(expected(scenario, 'f', [-2, statusCodes[code], ...rest]));
    }
  });
});

/** The first and the last number of a value, each moved by its last bit, inside a copy of it. */
function nudges(value: unknown): unknown[] {
  if (typeof value === 'number') return [nextUp(value)];
  if (value instanceof Float64Array) {
    if (value.length === 0) return [];
    // One pattern stands for all NaN: no bit of it counts.
    const ends = [...new Set([0, value.length - 1])].filter((at) => !Number.isNaN(value[at]));
    return ends.map((at) => value.with(at, nextUp(value[at])));
  }
  if (Array.isArray(value)) {
    const list: readonly unknown[] = value;
    const at = list.length - 1;
    return nudges(list[at]).map((nudged) => list.toSpliced(at, 1, nudged));
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) =>
    nudges(member).map((nudged) => ({ ...value, [key]: nudged })),
  );
}

function nextUp(x: number): number {
  const bits = new BigInt64Array(Float64Array.of(x).buffer);
  bits[0] += 1n;
  return new Float64Array(bits.buffer)[0];
}
