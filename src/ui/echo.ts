/**
 * Tells news from echoes, for a field that keeps what a person is still writing. A value that
 * comes down because this field sent it up leaves the draft alone, and so does the old value
 * that stays because nothing was sent or what was sent is refused. Any other value is news.
 */
export class Echo {
  #last: unknown;
  #sent: unknown;

  sent(value: string): void {
    this.#sent = value;
  }

  isNews(value: unknown): boolean {
    if (value === this.#last) return false;
    this.#last = value;
    if (value === this.#sent) return false;
    this.#sent = undefined;
    return true;
  }
}
