/**
 * Some chunks of a simulation as plain JSON, to be computed anywhere and put together later.
 */
import { canonicalJson, NUMBERS_VERSION, type Scenario } from '../analyses/scenario';
import { sha256 } from '../finance/sha256';
import { AssetMixError } from './asset-mix-error';
import { pack, unpack, type Packed } from './pack';
import type { Prepared } from './scenario-input';

/** Survives `JSON.stringify` and `structuredClone` to the bit; made by `run`, read by `merge`. */
export interface Part {
  readonly format: 1;
  readonly numbersVersion: number;
  readonly scenario: Scenario;
  readonly fingerprint: string;
  /** The chunks it holds: from `from` up to but not including `to`. */
  readonly from: number;
  readonly to: number;
  /** One entry a chunk; what is in them is the analysis's own business. */
  readonly partials: readonly Packed[];
  /** SHA-256 over all the rest. */
  readonly checksum: string;
}

export function createPart(
  { scenario, fingerprint }: Prepared,
  { from, to }: { readonly from: number; readonly to: number },
  { partials }: { readonly partials: readonly object[] },
): Part {
  const part = {
    format: 1,
    numbersVersion: NUMBERS_VERSION,
    scenario,
    fingerprint,
    from,
    to,
    partials: partials.map(pack),
  } as const;
  return { ...part, checksum: checksumOf(part) };
}

/**
 * Checks that a part is whole and belongs to this run.
 * @param where how the caller knows the part, for the error.
 * @throws AssetMixError with code `parts`.
 */
export function readPart(
  given: unknown,
  { scenario, fingerprint }: Prepared,
  where: string,
): { readonly from: number; readonly to: number; readonly partials: readonly object[] } {
  const wrong = (message: string, field = '') =>
    new AssetMixError('parts', message, `${where}${field}`);
  if (!isPart(given)) throw wrong('This is no part of a run.');
  if (given.numbersVersion !== NUMBERS_VERSION) {
    throw wrong(
      `This part was made with version ${given.numbersVersion} of the numbers, this is version ${NUMBERS_VERSION}.`,
      '.numbersVersion',
    );
  }
  const field = difference(given.scenario, scenario);
  if (field !== undefined) {
    throw wrong(`This part is of another run: its ${field} differs.`, `.scenario.${field}`);
  }
  if (given.fingerprint !== fingerprint) {
    throw wrong('This part was computed with other data.', '.fingerprint');
  }
  const { checksum, ...rest } = given;
  if (checksumOf(rest) !== checksum || given.partials.length !== given.to - given.from) {
    throw wrong('This part is damaged.');
  }
  return { from: given.from, to: given.to, partials: given.partials.map(unpack) as object[] };
}

function checksumOf(part: Omit<Part, 'checksum'>): string {
  return sha256(new TextEncoder().encode(canonicalJson(part)));
}

/** Enough of its shape for the checksum to be looked at. */
function isPart(given: unknown): given is Part {
  if (typeof given !== 'object' || given === null) return false;
  const { format, scenario, partials } = given as Partial<Record<keyof Part, unknown>>;
  return (
    format === 1 && typeof scenario === 'object' && scenario !== null && Array.isArray(partials)
  );
}

/** Path of the first field in which two plain values differ. */
function difference(a: unknown, b: unknown): string | undefined {
  const [left, right] = [fieldsOf(a), fieldsOf(b)];
  for (const key of new Set([...left.keys(), ...right.keys()])) {
    const [x, y] = [left.get(key), right.get(key)];
    if (canonicalJson(x ?? null) === canonicalJson(y ?? null)) continue;
    const deeper = isPlain(x) && isPlain(y) ? difference(x, y) : undefined;
    return deeper === undefined ? key : `${key}.${deeper}`;
  }
  return undefined;
}

function fieldsOf(value: unknown): ReadonlyMap<string, unknown> {
  return new Map(Object.entries(value as object));
}

function isPlain(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
