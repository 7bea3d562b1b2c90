/**
 * A list of numbers that grows by pieces, so that growing neither copies what is there nor holds
 * much more than that.
 */
type Numbers = Float64Array | Int32Array;

/** The first pieces double from here on, for tables of very many short columns. */
const FIRST = 64;
const DOUBLED = 6;
const PIECE = FIRST << DOUBLED;
/** Values in the pieces that doubled. */
const BEFORE = FIRST * ((1 << DOUBLED) - 1);

export class Growing<T extends Numbers> {
  length = 0;
  private readonly create: (length: number) => T;
  private readonly pieces: (T | undefined)[] = [];
  /** The last piece and the place in it. */
  private last: T | undefined;
  private at_ = 0;

  constructor(create: (length: number) => T) {
    this.create = create;
  }

  push(value: number): void {
    if (this.last === undefined || this.at_ === this.last.length) {
      this.last = this.create(Math.min(PIECE, FIRST << Math.min(this.pieces.length, DOUBLED)));
      this.pieces.push(this.last);
      this.at_ = 0;
    }
    this.last[this.at_] = value;
    this.at_ += 1;
    this.length += 1;
  }

  at(position: number): number {
    const piece = pieceOf(position);
    return this.pieces[piece]?.[position - startOf(piece)] ?? NaN;
  }

  /** All of it as one array; it is empty afterwards. */
  take(): T {
    const whole = this.create(this.length);
    let from = 0;
    this.pieces.forEach((piece, k) => {
      if (piece === undefined) return;
      const rest = this.length - from;
      whole.set(piece.length > rest ? piece.subarray(0, rest) : piece, from);
      from += piece.length;
      this.pieces[k] = undefined;
    });
    this.pieces.length = 0;
    this.last = undefined;
    this.length = 0;
    return whole;
  }

  /** Frees what lies before a position; it is not asked for again. */
  forget(before: number): void {
    for (let k = pieceOf(before) - 1; k >= 0 && this.pieces[k] !== undefined; k -= 1) {
      this.pieces[k] = undefined;
    }
  }

  /** Bytes that are held. */
  get bytes(): number {
    return this.pieces.reduce((sum, piece) => sum + (piece?.byteLength ?? 0), 0);
  }
}

function pieceOf(position: number): number {
  return position >= BEFORE
    ? DOUBLED + Math.floor((position - BEFORE) / PIECE)
    : 31 - Math.clz32(Math.floor(position / FIRST) + 1);
}

function startOf(piece: number): number {
  return piece >= DOUBLED ? BEFORE + (piece - DOUBLED) * PIECE : FIRST * ((1 << piece) - 1);
}

export const growingFloats = () => new Growing((length) => new Float64Array(length));
export const growingIntegers = () => new Growing((length) => new Int32Array(length));
