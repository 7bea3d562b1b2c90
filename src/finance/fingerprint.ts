/**
 * The fingerprint of a dataset: SHA-256 over its column ids, its index strings and its values.
 *
 * Bytes: every column id in UTF-8 followed by a line feed, then every index string in UTF-8
 * followed by a line feed, then the values of each column in turn as little-endian float64,
 * with -0 written as +0 and every NaN (a missing value) as the quiet one, whose bits engines
 * would else choose themselves. Titles and sources do not count: they may be corrected.
 */
import { createSha256, sha256 } from './sha256';

export function fingerprint(
  ids: readonly string[],
  index: readonly string[],
  values: readonly Float64Array[],
): string {
  return sha256(linesOf(ids, index), ...values.map(littleEndian));
}

/** The same of a large dataset, letting the event loop have a turn after every half megabyte. */
export async function fingerprintInSlices(
  ids: readonly string[],
  index: readonly string[],
  values: readonly Float64Array[],
): Promise<string> {
  const hash = createSha256();
  hash.update(linesOf(ids, index));
  let bytes = 0;
  for (const column of values) {
    for (let from = 0; from < column.length; from += SLICE) {
      hash.update(littleEndian(column.subarray(from, from + SLICE)));
      bytes += 8 * Math.min(SLICE, column.length - from);
      if (bytes < 8 * SLICE) continue;
      bytes = 0;
      await new Promise((resolve) => setTimeout(resolve, 0));
    }
  }
  return hash.digest();
}

/** Values hashed in one go: half a megabyte. */
const SLICE = 65_536;

function linesOf(ids: readonly string[], index: readonly string[]): Uint8Array {
  return new TextEncoder().encode([...ids, ...index].map((line) => `${line}\n`).join(''));
}

function littleEndian(values: Float64Array): Uint8Array {
  const bytes = new Uint8Array(values.length * 8);
  const view = new DataView(bytes.buffer);
  values.forEach((value, i) => {
    if (Number.isNaN(value)) view.setUint32(8 * i + 4, 0x7ff8_0000, true);
    else view.setFloat64(8 * i, value === 0 ? 0 : value, true);
  });
  return bytes;
}
