/**
 * The digest of a result: SHA-256 over the scenario of its mix (canonical JSON), the fingerprint of the
 * data, the numbers version, and the fields of the result in the order the spec declares.
 *
 * Numbers enter as little-endian float64 with -0 as +0, a status as its code, never text,
 * times or worker counts. Two runs agree to the bit exactly when their digests are equal.
 */
import { sha256 } from '../finance/sha256';
import { statusCodes, type StatusCode } from '../finance/quantity';
import { findSpec } from './catalog';
import { canonicalJson, NUMBERS_VERSION, ofMix, type Scenario } from './scenario';

export function digest(scenario: Scenario, fingerprint: string, result: object): string {
  const fields = new Map(Object.entries(result));
  const numbers: number[] = [NUMBERS_VERSION];
  for (const name of findSpec(scenario.analysis)?.result ?? []) collect(fields.get(name), numbers);
  const bytes = new DataView(new ArrayBuffer(numbers.length * 8));
  numbers.forEach((value, i) => {
    // The bits of a NaN differ between engines: one pattern stands for all of them.
    if (Number.isNaN(value)) bytes.setUint32(8 * i + 4, 0x7ff8_0000, true);
    else bytes.setFloat64(8 * i, value === 0 ? 0 : value, true);
  });
  const encoder = new TextEncoder();
  return sha256(
    encoder.encode(canonicalJson(ofMix(scenario))),
    encoder.encode(fingerprint),
    new Uint8Array(bytes.buffer),
  );
}

/** What stands before the code of a status, so that no value reads like one. */
const STATUS = -2;
/** What stands for a field that is absent. */
const ABSENT = -1;

/** Flattens a value of a result: numbers in order, objects by their keys in insertion order. */
function collect(value: unknown, numbers: number[]): void {
  if (typeof value === 'number') numbers.push(value);
  else if (typeof value === 'boolean') numbers.push(value ? 1 : 0);
  else if (value === undefined || value === null) numbers.push(ABSENT);
  else if (ArrayBuffer.isView(value)) for (const item of value as Float64Array) numbers.push(item);
  else if (Array.isArray(value)) for (const item of value) collect(item, numbers);
  else if (typeof value === 'object') {
    for (const [key, member] of Object.entries(value)) {
      if (key === 'code') numbers.push(STATUS, statusCodes[member as StatusCode]);
      else if (key === 'unreliable') numbers.push(1);
      else if (typeof member !== 'string') collect(member, numbers);
    }
  }
}
