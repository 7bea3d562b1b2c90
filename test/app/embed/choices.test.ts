import { afterEach, expect, test } from 'vitest';
import { answerIn } from '../../../src/app/embed/choices';
import { setLocale } from '../../../src/ui/format';

afterEach(() => setLocale('en'));

test('the answer of a figure is its first number, to its last digit', () => {
  expect(answerIn('at least 3.1\u202f%')).toEqual({ answer: '3.1', unit: '%', tolerance: '0.1' });
  expect(answerIn('12.0 % ± 0.2')).toEqual({ answer: '12', unit: '%', tolerance: '0.1' });
  expect(answerIn('−0.52')).toEqual({ answer: '−0.52', unit: '', tolerance: '0.01' });
  expect(answerIn('253')).toEqual({ answer: '253', unit: '', tolerance: '1' });
  expect(answerIn('none')).toBeUndefined();
});

test('thousands are no digits behind the point, in any locale', () => {
  expect(answerIn('10,000')).toMatchObject({ tolerance: '1' });
  setLocale('de');
  expect(answerIn('10.000')).toMatchObject({ answer: '10.000', tolerance: '1' });
  expect(answerIn('1.234,5')).toMatchObject({ answer: '1.234,5', tolerance: '0,1' });
});
