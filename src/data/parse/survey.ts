/**
 * What the whole file says of its decimal sign and of the order of day and month, before a
 * single value is taken from it.
 */
import { openParts, readDate } from './dates';
import { addDecimalEvidence, noDecimalEvidence } from './numbers';
import type { Finding, ReadSettings } from './parsed-table';
import { givenOr, type Structure } from './structure';

type Decimal = ReadSettings['decimal'];
type Order = ReadSettings['dateOrder'];

export interface Survey {
  row(cells: readonly string[]): void;
  decimal(): Finding<Decimal>;
  dateOrder(): Finding<Order>;
  /** Cells with a percent sign. */
  percent(): number;
}

/** So many numbers with a plain decimal point decide, where no comma can stand in a cell. */
const ENOUGH = 10_000;

export function createSurvey(
  { dateColumn, width, delimiter, serial }: Structure,
  given: Partial<ReadSettings>,
): Survey {
  const numbers = noDecimalEvidence();
  const dates = createDateSurvey();

  return {
    row(cells) {
      if (cells.length !== width) return;
      const decided = delimiter.value === ',' && numbers.point > ENOUGH && numbers.comma === 0;
      for (let j = 0; j < width; j += 1) {
        if (j === dateColumn.value) dates.add(cells[j]);
        else if (!decided) addDecimalEvidence(numbers, cells[j]);
      }
    },
    decimal: () => givenOr(given.decimal, decimalOf(numbers, delimiter.value)),
    dateOrder: () => givenOr(given.dateOrder, serial ? SERIAL : dates.order()),
    percent: () => numbers.percent,
  };
}

const ORDERS: readonly Order[] = ['ymd', 'dmy', 'mdy', 'serial'];

const SERIAL: Finding<Order> = {
  value: 'serial',
  certainty: 'assumed',
  because: 'The dates are numbers of days, counted from 1899-12-30.',
  options: ORDERS,
};

function decimalOf(
  { point, comma, eitherPoint, eitherComma }: ReturnType<typeof noDecimalEvidence>,
  delimiter: string,
): Finding<Decimal> {
  const both: readonly Decimal[] = ['.', ','];
  if (point > 0 && comma > 0) {
    const value = point >= comma ? '.' : ',';
    const because = `${point} numbers need a decimal point and ${comma} a decimal comma: the rarer ones are left out.`;
    const close = Math.min(point, comma) > 0.01 * (point + comma);
    return { value, certainty: close ? 'undecided' : 'assumed', because, options: both };
  }
  if (point > 0) {
    return {
      value: '.',
      certainty: 'certain',
      because: 'The numbers have decimal points.',
      options: both,
    };
  }
  if (comma > 0) {
    return {
      value: ',',
      certainty: 'certain',
      because: 'The numbers have decimal commas.',
      options: both,
    };
  }
  if (eitherPoint === 0 && eitherComma === 0) {
    return {
      value: '.',
      certainty: 'certain',
      because: 'The numbers have no decimals.',
      options: both,
    };
  }
  if (eitherComma === 0 && delimiter !== ';') {
    const because = 'Numbers like 1.234 are read with a decimal point; they could hold thousands.';
    return { value: '.', certainty: 'assumed', because, options: both };
  }
  const because =
    'Every number with a point or a comma has three digits behind it: these may be decimals or thousands.';
  return {
    value: eitherComma > eitherPoint ? ',' : '.',
    certainty: 'undecided',
    because,
    options: both,
  };
}

/** Follows the open dates of a file, read in each order. */
function createDateSurvey() {
  const paths = { ymd: createPath(), dmy: createPath(), mdy: createPath() };
  const orders = ['ymd', 'dmy', 'mdy'] as const;
  let open = 0;
  let points = 0;
  let readable = 0;

  function order(): Finding<Order> {
    const found = (value: Order, certainty: Finding<Order>['certainty'], because: string) => ({
      ...{ value, certainty, because, options: ORDERS },
    });
    if (readable === 0)
      return found('ymd', 'certain', 'The dates name the year first, or the month by name.');
    const possible = orders.filter((one) => paths[one].days() === readable);
    if (possible.length === 0) {
      const [ymd, dmy, mdy] = orders.map((one) => paths[one].days());
      const value = ymd > Math.max(dmy, mdy) ? 'ymd' : dmy >= mdy ? 'dmy' : 'mdy';
      const because = `Not all dates can be read in one order: ${dmy} with the day first, ${mdy} with the month first, ${ymd} with the year first.`;
      return found(value, 'undecided', because);
    }
    const [first] = possible;
    if (possible.length === 1) return found(first, ONLY[first].certainty, ONLY[first].because);
    const steady = possible.filter((one) => paths[one].steady());
    const pointed = points === open && possible.includes('dmy');
    if (steady.length === 1 && (!pointed || steady[0] === 'dmy')) {
      const because = `Only with the ${FIRST[steady[0]]} first do the dates go in one direction.`;
      return found(steady[0], 'assumed', because);
    }
    if (pointed && (steady.length === 0 || steady.includes('dmy')))
      return found('dmy', 'assumed', 'Dates with points are written with the day first.');
    const because = `The numbers of the dates could begin with the ${possible.map((one) => FIRST[one]).join(' or the ')}.`;
    return found(possible.includes('dmy') ? 'dmy' : first, 'undecided', because);
  }

  return {
    add(cell: string) {
      if (openParts(cell) === undefined) return;
      open += 1;
      if (cell.includes('.')) points += 1;
      let read = false;
      for (const one of orders) {
        const day = readDate(cell, one)?.day;
        paths[one].add(day);
        read ||= day !== undefined;
      }
      if (read) readable += 1;
    },
    order,
  };
}

const FIRST = { ymd: 'year', dmy: 'day', mdy: 'month' };

/** What is said where the dates can be read in one order alone. */
const ONLY = {
  ymd: { certainty: 'assumed', because: 'The first number of some dates can only be a year.' },
  dmy: {
    certainty: 'certain',
    because: 'The first number of some dates is above 12: it is the day.',
  },
  mdy: {
    certainty: 'certain',
    because: 'The second number of some dates is above 12: it is the day.',
  },
} as const;

/** Whether dates go in one direction, up or down. */
function createPath() {
  let last: number | undefined;
  let days = 0;
  let up = 0;
  let down = 0;
  return {
    add(day: number | undefined) {
      if (day === undefined) return;
      days += 1;
      if (last !== undefined && day > last) up += 1;
      else if (last !== undefined && day < last) down += 1;
      last = day;
    },
    days: () => days,
    steady: () => Math.min(up, down) === 0 && up + down > 0,
  };
}
