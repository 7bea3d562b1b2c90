/** A typed array that grows by doubling. */
export class Growing<T extends Float64Array | Int32Array> {
  length = 0;
  private readonly create: (length: number) => T;
  private values: T;

  constructor(create: (length: number) => T) {
    this.create = create;
    this.values = create(64);
  }

  push(value: number): void {
    if (this.length === this.values.length) {
      const larger = this.create(2 * this.length);
      larger.set(this.values);
      this.values = larger;
    }
    this.values[this.length] = value;
    this.length += 1;
  }

  at(position: number): number {
    return this.values[position];
  }
}

export const growingFloats = () => new Growing((length) => new Float64Array(length));
export const growingIntegers = () => new Growing((length) => new Int32Array(length));
