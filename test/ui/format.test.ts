import { locales } from '../../src/ui/locales';
import { afterEach, describe, expect, test } from 'vitest';
import { undefinedBecause } from '../../src/finance/quantity';
import {
  digitsForInterval,
  formatCorrelation,
  formatCount,
  formatDate,
  formatInterval,
  formatMoney,
  formatNumber,
  formatPercent,
  formatQuantity,
  formatRatio,
  parseNumber,
  parseWeight,
  setLocale,
  formatInput,
} from '../../src/ui/format';

afterEach(() => setLocale('en'));

describe('numbers', () => {
  test('a percentage has a narrow no-break space before its sign', () => {
    expect(formatPercent(0.0923)).toBe('9.2\u202f%');
    expect(formatPercent(0.5, 0)).toBe('50\u202f%');
  });

  test('a negative number has a true minus sign', () => {
    expect(formatPercent(-0.2071)).toBe('\u221220.7\u202f%');
    expect(formatNumber(-1234.5, 1)).toBe('\u22121,234.5');
  });

  test('what rounds to zero is never negative', () => {
    expect(formatPercent(-0.0004)).toBe('0.0\u202f%');
    expect(formatRatio(-0.001)).toBe('0.00');
    expect(formatCount(-0)).toBe('0');
  });

  test('what is not a number is a dash', () => {
    for (const value of [NaN, Infinity, -Infinity]) {
      expect(formatPercent(value)).toBe('—');
      expect(formatMoney(value)).toBe('—');
      expect(formatRatio(value)).toBe('—');
    }
  });

  test('money is full, rounded to three digits, or compact', () => {
    expect(formatMoney(10_000)).toBe('10,000');
    expect(formatMoney(680_312.77)).toBe('680,313');
    expect(formatMoney(12.5)).toBe('12.50');
    expect(formatMoney(680_312.77, 'rounded')).toBe('680,000');
    expect(formatMoney(10_000, 'compact')).toBe('10\u202fk');
    expect(formatMoney(1_500_000, 'compact')).toBe('1.5\u202fm');
    expect(formatMoney(2e9, 'compact')).toBe('2\u202fbn');
    expect(formatMoney(999_999, 'compact')).toBe('1\u202fm');
    expect(formatMoney(-50_000, 'compact')).toBe('\u221250\u202fk');
    expect(formatMoney(0, 'compact')).toBe('0');
  });

  test('a correlation loses its leading zero', () => {
    expect(formatCorrelation(0.14)).toBe('.14');
    expect(formatCorrelation(-0.09)).toBe('\u2212.09');
    expect(formatCorrelation(1)).toBe('1');
    expect(formatCorrelation(-0.001)).toBe('.00');
    expect(formatCorrelation(0.999)).toBe('1.00');
  });

  test('follow the locale; an unknown one becomes English', () => {
    setLocale('de');
    expect(formatNumber(1234.5, 1)).toBe('1.234,5');
    expect(formatCorrelation(0.14)).toBe('0,14');
    setLocale('C');
    expect(formatNumber(1234.5, 1)).toBe('1,234.5');
  });
});

describe('dates', () => {
  test('are read at the frequency of the data', () => {
    expect(formatDate('1987-11-30', 'monthly')).toBe('November 1987');
    expect(formatDate('1987-11-30', 'daily')).toBe('30 November 1987');
    expect(formatDate('1987-11-30', 'weekly')).toBe('30 November 1987');
    expect(formatDate('1987-11-30', 'quarterly')).toBe('Q4 1987');
    expect(formatDate('1987-12-31', 'yearly')).toBe('1987');
    expect(formatDate('1987-11', 'monthly')).toBe('November 1987');
  });

  test('of undated data are row numbers', () => {
    expect(formatDate('12', 'monthly')).toBe('row 12');
    expect(formatDate('1987', 'yearly')).toBe('1987');
  });

  test('do not move with the time zone', () => {
    expect(formatDate('2000-01-01', 'daily')).toBe('1 January 2000');
  });
});

describe('errors', () => {
  test('allow no digit smaller than half of the interval', () => {
    expect(digitsForInterval({ low: 2.1, high: 3.2 })).toBe(1);
    expect(digitsForInterval({ low: 0, high: 10 })).toBe(0);
    expect(digitsForInterval({ low: 1, high: 1.1 })).toBe(2);
    expect(digitsForInterval({ low: 0.021, high: 0.032 }, { scale: 100 })).toBe(1);
  });

  test('leave every digit that is asked for where there is no error', () => {
    expect(digitsForInterval({ low: 1, high: 1 }, { most: 2 })).toBe(2);
  });

  test('an interval names its unit once', () => {
    expect(formatInterval({ low: 0.021, high: 0.032 }, 'percent')).toBe('2.1 to 3.2\u202f%');
    expect(formatInterval({ low: -0.05, high: 0.07 }, 'percent')).toBe('\u22125 to 7\u202f%');
    expect(formatInterval({ low: 0.4, high: 0.9 })).toBe('0.4 to 0.9');
  });

  test('the larger of two errors decides the digits of a quantity', () => {
    const small = { low: 0.0249, high: 0.0251 };
    const large = { low: 0.01, high: 0.06 };
    expect(formatQuantity({ value: 0.0253 }, 'percent').text).toBe('2.5\u202f%');
    expect(formatQuantity({ value: 0.0253, simulation: small }, 'percent').text).toBe('2.5\u202f%');
    expect(
      formatQuantity({ value: 0.0253, simulation: small, sampling: large }, 'percent').text,
    ).toBe('3\u202f%');
  });

  test('a quantity without a value is a dash and the reason', () => {
    const none = undefinedBecause('zero-variance', 'The mix never moved.');
    expect(formatQuantity(none, 'ratio')).toEqual({ text: '—', reason: 'The mix never moved.' });
  });
});

describe('typed numbers', () => {
  test('take both decimal signs, separators, spaces and signs', () => {
    expect(parseNumber('50,5')).toBe(50.5);
    expect(parseNumber('50.5')).toBe(50.5);
    expect(parseNumber('1,000')).toBe(1000);
    expect(parseNumber('1,234,567.5')).toBe(1_234_567.5);
    expect(parseNumber('1.234,5')).toBe(1234.5);
    expect(parseNumber('0,500')).toBe(0.5);
    expect(parseNumber(' 10 000 ')).toBe(10_000);
    expect(parseNumber('\u22123')).toBe(-3);
    expect(parseNumber('1e6')).toBe(1e6);
  });

  test('are read in the locale', () => {
    setLocale('de');
    expect(parseNumber('1.000')).toBe(1000);
    expect(parseNumber('50.5')).toBe(50.5);
    expect(parseNumber('50,5')).toBe(50.5);
  });

  test('read back what a field shows, in every locale that is offered', () => {
    for (const locale of locales) {
      setLocale(locale);
      for (const value of [0, 0.94, 1.125, -0.125, 1_234.5, 1_234_567, 12_345_678.9, 1e-7, 1e12]) {
        expect(parseNumber(formatInput(value)), `${locale} ${value}`).toBe(value);
      }
    }
  });

  test('may be written in the form of India', () => {
    expect(parseNumber('12,34,567')).toBe(1_234_567);
    expect(parseNumber('12,34,567.5')).toBe(1_234_567.5);
  });

  test('refuse what is not one number', () => {
    for (const text of [
      '1,2,3',
      '1..2',
      '12,3,456',
      '',
      'abc',
      '5 apples',
      '1.2.3,4,5x',
      '--3',
      '%',
      '.',
      '1..2',
    ]) {
      expect(parseNumber(text), text).toBeUndefined();
    }
  });

  test('weights are whole units of 0.01 % from 0 to 100 %', () => {
    expect(parseWeight('50')).toBe(5_000);
    expect(parseWeight('50 %')).toBe(5_000);
    expect(parseWeight('50.0\u202f%')).toBe(5_000);
    expect(parseWeight('50,5')).toBe(5_050);
    expect(parseWeight('33.333')).toBe(3_333);
    expect(parseWeight('0')).toBe(0);
    for (const text of ['101', '-1', 'half', '', '%']) expect(parseWeight(text)).toBeUndefined();
  });
});
