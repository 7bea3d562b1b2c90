/**
 * Plain data with typed arrays as JSON and back, to the last bit.
 *
 * Numbers that JSON lacks, `undefined` and typed arrays become small tagged objects; other
 * objects are wrapped, so that no key of theirs can look like a tag. The bytes of an array are
 * little-endian, as on every machine that runs WebAssembly in practice.
 */

/** JSON, made by `pack`. */
export type Packed =
  | number
  | string
  | boolean
  | null
  | readonly Packed[]
  | { readonly [tag: string]: Packed };

const arrayTypes = { Float64Array, Float32Array, Int32Array, Uint32Array, Uint8Array } as const;

type ArrayType = keyof typeof arrayTypes;

/** @throws TypeError on what is not plain data. */
export function pack(value: unknown): Packed {
  if (typeof value === 'number') {
    return Number.isFinite(value) && !Object.is(value, -0)
      ? value
      : { number: Object.is(value, -0) ? '-0' : String(value) };
  }
  if (typeof value === 'string' || typeof value === 'boolean' || value === null) return value;
  if (value === undefined) return { absent: true };
  if (Array.isArray(value)) return value.map(pack);
  if (ArrayBuffer.isView(value)) {
    const type = value.constructor.name;
    if (!Object.hasOwn(arrayTypes, type)) throw new TypeError(`cannot pack a ${type}`);
    return { [type]: toBase64(new Uint8Array(value.buffer, value.byteOffset, value.byteLength)) };
  }
  if (typeof value !== 'object') throw new TypeError(`cannot pack a ${typeof value}`);
  const entries = Object.entries(value).map(([key, member]) => [key, pack(member)] as const);
  return { object: Object.fromEntries(entries) };
}

/** What was packed. @throws TypeError on what `pack` does not make. */
export function unpack(packed: Packed): unknown {
  if (typeof packed !== 'object' || packed === null) return packed;
  if (isList(packed)) return packed.map(unpack);
  const [tag] = Object.keys(packed);
  const content = packed[tag];
  if (tag === 'absent') return undefined;
  if (tag === 'number') return Number(content);
  if (tag === 'object' && typeof content === 'object' && content !== null) {
    return Object.fromEntries(
      Object.entries(content).map(([key, member]) => [key, unpack(member)]),
    );
  }
  if (Object.hasOwn(arrayTypes, tag) && typeof content === 'string') {
    return new arrayTypes[tag as ArrayType](fromBase64(content).buffer);
  }
  throw new TypeError('not packed data');
}

/** `Array.isArray` does not know read-only arrays. */
function isList(packed: object): packed is readonly Packed[] {
  return Array.isArray(packed);
}

/** Bytes that are turned into characters in one call: few enough for any stack. */
const PIECE = 8_192;

function toBase64(bytes: Uint8Array): string {
  let binary = '';
  for (let from = 0; from < bytes.length; from += PIECE) {
    binary += String.fromCharCode(...bytes.subarray(from, from + PIECE));
  }
  return btoa(binary);
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}
