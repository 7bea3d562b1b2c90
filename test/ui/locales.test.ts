import { expect, test } from 'vitest';
import { samples } from '../../src/ui/locales';

/** Versions of the data differ in the apostrophe. */
const plain = (text: string) => text.replaceAll("'", '’');

test('the samples are what Intl says', () => {
  for (const [tag, sample] of Object.entries(samples)) {
    const name = new Intl.DisplayNames(tag, { type: 'language' }).of(tag);
    const number = new Intl.NumberFormat(tag, { minimumFractionDigits: 2 }).format(1_234_567.89);
    expect(sample).toBe(plain(`${name} · ${number}`));
  }
});
