import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  completeYears,
  labelBefore,
  monthOf,
  quarterOf,
  rebalanceFlags,
  yearOf,
} from '../../src/finance/calendar';
import { readShipped } from './shipped-data';

const monthly = readShipped('us-asset-classes-monthly.csv').index;
const daily = readShipped('daily-markets.csv').index.slice(1);
const rows = (flags: Uint8Array) => [...flags.keys()].filter((i) => flags[i] === 1);
const undated = (n: number) => Array.from({ length: n }, (_, i) => String(i + 1));

test('a label says its year, month and quarter', () => {
  expect(yearOf('1871-02-28')).toBe(1871);
  expect(monthOf('2020-09-30')).toBe(9);
  expect(['01', '03', '04', '09', '10', '12'].map((m) => quarterOf(`2020-${m}-01`))).toEqual([
    1, 1, 2, 3, 4, 4,
  ]);
});

describe('rebalanceFlags', () => {
  test('yearly on months is after each December, the last one included', () => {
    const flagged = rows(rebalanceFlags(monthly, true, 'yearly', 12));
    expect(flagged).toHaveLength(48);
    expect(flagged.every((i) => monthOf(monthly[i]) === 12)).toBe(true);
    expect(flagged.at(-1)).toBe(monthly.length - 1);
  });

  test('quarterly on months is after March, June, September and December', () => {
    const flags = rebalanceFlags(monthly, true, 'quarterly', 12);
    monthly.forEach((label, i) => expect(flags[i]).toBe(monthOf(label) % 3 === 0 ? 1 : 0));
  });

  test('monthly on months is after every row', () => {
    expect(rows(rebalanceFlags(monthly, true, 'monthly', 12))).toHaveLength(monthly.length);
  });

  test('a history of months that ends in midyear does not end its year', () => {
    const part = ['2020-11-30', '2020-12-31', '2021-01-31', '2021-05-31'];
    expect([...rebalanceFlags(part, true, 'yearly', 12)]).toEqual([0, 1, 0, 0]);
    expect([...rebalanceFlags(part, true, 'quarterly', 12)]).toEqual([0, 1, 1, 0]);
  });

  test('quarters labeled by their first or last day end the same years', () => {
    const first = ['2020-07-01', '2020-10-01', '2021-01-01', '2021-10-01'];
    const last = ['2020-09-30', '2020-12-31', '2021-03-31', '2021-12-31'];
    expect([...rebalanceFlags(first, true, 'yearly', 4)]).toEqual([0, 1, 0, 1]);
    expect([...rebalanceFlags(last, true, 'yearly', 4)]).toEqual([0, 1, 0, 1]);
  });

  test('on days it is the last trading day of the unit, and never the last row', () => {
    const flagged = rows(rebalanceFlags(daily, true, 'yearly', 252));
    expect(flagged).toHaveLength(13);
    expect(flagged.map((i) => daily[i].slice(5, 7))).toEqual(Array(13).fill('12'));
    expect(flagged).not.toContain(daily.length - 1);
    expect(rows(rebalanceFlags(daily, true, 'monthly', 252))).toHaveLength(14 * 12 - 1);
  });

  test('yearly data end every unit with every row', () => {
    for (const rule of ['monthly', 'quarterly', 'yearly'] as const) {
      expect([...rebalanceFlags(['2019-12-31', '2020-12-31'], true, rule, 1)]).toEqual([1, 1]);
    }
  });

  test('undated data count rows', () => {
    expect(rows(rebalanceFlags(undated(800), false, 'yearly', 260))).toEqual([259, 519, 779]);
    expect(rows(rebalanceFlags(undated(30), false, 'quarterly', 52))).toEqual([12, 25]);
    expect(rows(rebalanceFlags(undated(50), false, 'monthly', 252))).toEqual([20, 41]);
    expect(rows(rebalanceFlags(undated(3), false, 'monthly', 4))).toEqual([0, 1, 2]);
  });

  test('undated units that are not whole rows do not drift', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 12, max: 400 }),
        fc.integer({ min: 1, max: 10 }),
        (f, years) => {
          const flags = rebalanceFlags(undated(f * years), false, 'monthly', f);
          expect(rows(flags)).toHaveLength(12 * years);
          for (let year = 1; year <= years; year += 1) expect(flags[year * f - 1]).toBe(1);
        },
      ),
    );
  });

  test('every period and none are all and nothing', () => {
    expect([...rebalanceFlags(undated(3), false, 'every-period', 12)]).toEqual([1, 1, 1]);
    expect([...rebalanceFlags(undated(3), false, 'none', 12)]).toEqual([0, 0, 0]);
    expect(rebalanceFlags([], true, 'yearly', 12)).toHaveLength(0);
  });
});

describe('completeYears', () => {
  test('of months run from January to December', () => {
    const years = completeYears(monthly, true, 'monthly');
    expect(years).toHaveLength(47);
    expect(years[0]).toEqual({ year: 1976, from: 10, to: 22 });
    expect(years.at(-1)).toEqual({ year: 2022, from: 562, to: 574 });
    expect(completeYears(monthly.slice(0, -1), true, 'monthly')).toHaveLength(46);
  });

  test('of days need the first week of January, the last of December and all months', () => {
    const years = completeYears(daily, true, 'daily');
    expect(years.map(({ year }) => year)).toEqual(Array.from({ length: 14 }, (_, i) => 1999 + i));
    const late = daily.filter((label) => label > '1999-01-07');
    expect(completeYears(late, true, 'daily')[0].year).toBe(2000);
    const early = daily.filter((label) => label < '2012-12-24');
    expect(completeYears(early, true, 'daily').at(-1)?.year).toBe(2011);
    const hole = daily.filter((label) => !label.startsWith('2005-06'));
    expect(completeYears(hole, true, 'daily').map(({ year }) => year)).not.toContain(2005);
  });

  test('of quarters need four of them, of years one', () => {
    const quarters = ['2019-12-31', '2020-03-31', '2020-06-30', '2020-09-30', '2020-12-31'];
    expect(completeYears(quarters, true, 'quarterly')).toEqual([{ year: 2020, from: 1, to: 5 }]);
    expect(completeYears(['2020-12-31'], true, 'yearly')).toEqual([{ year: 2020, from: 0, to: 1 }]);
  });

  test('do not exist without dates or rows', () => {
    expect(completeYears(undated(300), false, 'daily')).toEqual([]);
    expect(completeYears([], true, 'monthly')).toEqual([]);
  });
});

describe('labelBefore', () => {
  test('of months is the last day of the month before, through leap years and turns of the year', () => {
    expect(labelBefore('1975-03-31', 'monthly')).toBe('1975-02-28');
    expect(labelBefore('1976-03-31', 'monthly')).toBe('1976-02-29');
    expect(labelBefore('1900-03-31', 'monthly')).toBe('1900-02-28');
    expect(labelBefore('2000-03-31', 'monthly')).toBe('2000-02-29');
    expect(labelBefore('2020-01-31', 'monthly')).toBe('2019-12-31');
    expect(labelBefore('2020-05-31', 'monthly')).toBe('2020-04-30');
  });

  test('is the row before in every month of the shipped data', () => {
    monthly.slice(1).forEach((label, i) => expect(labelBefore(label, 'monthly')).toBe(monthly[i]));
  });

  test('of quarters is three months before, of years twelve', () => {
    expect(labelBefore('2020-03-31', 'quarterly')).toBe('2019-12-31');
    expect(labelBefore('2020-12-31', 'quarterly')).toBe('2020-09-30');
    expect(labelBefore('2020-12-31', 'yearly')).toBe('2019-12-31');
    expect(labelBefore('2021-02-28', 'yearly')).toBe('2020-02-29');
  });

  test('of days and weeks is the label itself, for the day before is not known', () => {
    expect(labelBefore('1999-01-05', 'daily')).toBe('1999-01-05');
    expect(labelBefore('1999-01-08', 'weekly')).toBe('1999-01-08');
  });

  test('of rows is the number before, whatever the frequency', () => {
    expect(labelBefore('2', 'daily')).toBe('1');
    expect(labelBefore('1', 'monthly')).toBe('0');
  });
});
