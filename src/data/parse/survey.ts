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

/** Follows the open dates of a file, read in either order. */
function createDateSurvey() {
  const paths = { dmy: createPath(), mdy: createPath() };
  let open = 0;
  let points = 0;
  let dayFirst = 0;
  let monthFirst = 0;
  let yearFirst = 0;

  function order(): Finding<Order> {
    const found = (value: Order, certainty: Finding<Order>['certainty'], because: string) => ({
      ...{ value, certainty, because, options: ORDERS },
    });
    if (open === 0)
      return found('ymd', 'certain', 'The dates name the year first, or the month by name.');
    if (yearFirst > 0)
      return found('ymd', 'assumed', 'The first number of some dates can only be a year.');
    if (dayFirst > 0 && monthFirst > 0) {
      const value = dayFirst >= monthFirst ? 'dmy' : 'mdy';
      const because = `${dayFirst} dates can only begin with the day and ${monthFirst} only with the month.`;
      return found(value, 'undecided', because);
    }
    if (dayFirst > 0)
      return found('dmy', 'certain', 'The first number of some dates is above 12: it is the day.');
    if (monthFirst > 0)
      return found('mdy', 'certain', 'The second number of some dates is above 12: it is the day.');
    if (points === open)
      return found('dmy', 'assumed', 'Dates with points are written with the day first.');
    if (paths.dmy.steady() && !paths.mdy.steady())
      return found('dmy', 'assumed', 'Only with the day first do the dates go in one direction.');
    if (paths.mdy.steady() && !paths.dmy.steady())
      return found('mdy', 'assumed', 'Only with the month first do the dates go in one direction.');
    return found(
      'dmy',
      'undecided',
      'No number of the dates is above 12: day and month could be either way round.',
    );
  }

  return {
    add(cell: string) {
      const parts = openParts(cell);
      if (parts === undefined) return;
      const [a, b, c] = parts;
      open += 1;
      if (cell.includes('.')) points += 1;
      if (a > 31 && c.length === 2) yearFirst += 1;
      else if (a > 12 && b <= 12) dayFirst += 1;
      else if (b > 12 && a <= 12) monthFirst += 1;
      paths.dmy.add(readDate(cell, 'dmy')?.day);
      paths.mdy.add(readDate(cell, 'mdy')?.day);
    },
    order,
  };
}

/** Whether dates go in one direction, up or down. */
function createPath() {
  let last: number | undefined;
  let up = 0;
  let down = 0;
  let broken = 0;
  return {
    add(day: number | undefined) {
      if (day === undefined) broken += 1;
      else if (last !== undefined && day > last) up += 1;
      else if (last !== undefined && day < last) down += 1;
      last = day ?? last;
    },
    steady: () => broken === 0 && Math.min(up, down) === 0 && up + down > 0,
  };
}
