/** The words of the dialog that looks at the data and changes them. */
import type { Step } from '../../analyses/scenario-draft';
import type { Sign } from '../../finance/data-doctor';
import type { Frequency } from '../../finance/dataset';
import {
  formatCorrelation,
  formatCount,
  formatDate,
  formatNumber,
  formatPercent,
} from '../../ui/format';
import type { ChoiceId } from './choices';

const signs: Readonly<Record<Sign['sign'], string>> = {
  gap: 'Values are missing',
  late: 'Begins late',
  early: 'Ends early',
  'not-positive': 'Prices at or below 0',
  stale: 'The same value again and again',
  zeros: 'Returns of exactly 0',
  split: 'A split, or another unit',
  spike: 'Jumps that are undone at once',
  outlier: 'Returns far out of line',
  rounding: 'Coarsely rounded',
  averages: 'Looks like averages',
  smoothed: 'Looks smoothed',
};

const choices: Readonly<Record<ChoiceId, string>> = {
  keep: 'Leave it as it is',
  fill: 'Take the last value before, at most so many rows in a row',
  drop: 'Leave these dates out',
  split: 'Divide the values before by',
  winsorize: 'Limit the returns to their quantiles, at each end',
  desmooth: 'Undo the smoothing, with the weight of the last value',
  start: 'Start there, with all assets',
  end: 'End there, with all assets',
  exclude: 'Leave the asset out',
};

const steps: Readonly<Record<Step['step'], string>> = {
  drop: 'Leave dates out',
  fill: 'Fill missing values forward',
  split: 'Mend a split',
  winsorize: 'Limit returns to their quantiles',
  desmooth: 'Undo smoothing',
  resample: 'Longer periods',
  convert: 'Convert by an exchange rate',
  real: 'After inflation',
  excess: 'Above cash',
  leverage: 'Leverage',
  fee: 'A yearly fee',
  form: 'As prices or as returns',
};

/** Dates that are told one by one before the rest is counted. */
const TOLD = 6;

export const words = {
  title: 'Check the data',
  intro:
    'Signs that values are missing, made up, in another unit or smoothed. A sign is no proof: look at where the data come from. What a choice does is shown before it is made, and every choice can be taken back.',
  close: 'Close',
  undo: 'Undo',
  changes: 'What is done to the data',
  nothing: 'Nothing: they are used as they came.',
  takeBack: 'Take back',
  takenBack: (step: string) => `Taken back: ${step}`,
  changed: (count: number) =>
    count === 1 ? '1 value changed' : `${formatCount(count)} values changed`,
  assets: 'The assets',
  asset: 'Asset',
  first: 'First value',
  last: 'Last value',
  values: 'Values',
  missing: 'Missing between',
  signs: 'Signs',
  none: 'none',
  unlike: (after: string, before: string, units: number) =>
    `No row lies between ${after} and ${before}: ${units === 1 ? 'one period is' : `${formatCount(units)} periods are`} missing for all assets.`,
  more: (count: number) => `and ${formatCount(count)} more`,
  healthy: 'Nothing stands out in these data.',
  signNames: signs,
  choice: 'Choice',
  choices,
  periods: 'Periods',
  volatility: 'Volatility of the asset',
  correlation: 'Correlation with the rest',
  mixVolatility: 'Volatility of the mix',
  valueAtRisk: 'VaR of the mix, 95 %',
  perYear: 'a year',
  perPeriod: (frequency: Frequency) =>
    ({
      daily: 'a day',
      weekly: 'a week',
      monthly: 'a month',
      quarterly: 'a quarter',
      yearly: 'a year',
    })[frequency],
  choose: 'Choose',
  chosen: (choice: string, asset: string) => `${asset}: ${choice}`,
  asItIs: 'as it is now',
  setting: 'Value',
  add: 'Change the data in another way',
  step: 'Change',
  addStep: 'Change',
  stepNames: steps,
  fields: {
    cash: 'Cash',
    inflation: 'Inflation',
    fx: 'Exchange rate',
    invert: 'The rate is the other way round: divide by it',
    columns: 'Assets',
    column: 'Asset',
    source: 'Data',
    dates: 'Dates, as in the data',
    date: 'First date of the new value',
    factor: 'Factor',
    spread: 'Cost of borrowing above cash, a year',
    rate: 'Fee, a year',
    limit: 'Rows in a row, at most',
    tail: 'At each end',
    weight: 'Weight of the last value',
    kind: 'Form',
  },
  byDefault: {
    cash: 'the riskless rate of the data',
    inflation: 'the inflation of the data',
    columns: 'all assets',
  } as Readonly<Record<string, string>>,
  pleaseChoose: 'Please choose',
  forms: { prices: 'prices, from 100', returns: 'returns' },
  emptyField: (field: string) => `Please fill in: ${field}.`,
  noNumber: (field: string, text: string) => `${field}: “${text}” is not a number.`,
  wrongNumber: (least: string, most: string) => `A number from ${least} to ${most}.`,
  effectsNote:
    'Each row is the scenario as it is now with this one choice made. Correlation: with what else the mix holds. VaR: the loss exceeded in one period of 20.',
} as const;

/** What a sign is, with dates and sizes. */
export function describe(sign: Sign, dates: (row: number) => string): string {
  const at = sign.rows.slice(0, TOLD).map(dates).join(', ');
  const rest = sign.rows.length > TOLD ? `, ${words.more(sign.rows.length - TOLD)}` : '';
  const where = `${at}${rest}`;
  const count = formatCount(sign.rows.length);
  switch (sign.sign) {
    case 'gap':
      return `${count} ${sign.rows.length === 1 ? 'value is' : 'values are'} missing between the first and the last, at most ${formatCount(sign.longest)} in a row: ${where}. Rows without them are left out for all assets.`;
    case 'late':
      return `Its first value is of ${at}, ${periods(sign.lost)} after that of another asset. All assets together begin there.`;
    case 'early':
      return `Its last value is of ${at}, ${periods(sign.lost)} before that of another asset. All assets together end there.`;
    case 'not-positive':
      return `A price at or below 0 gives no return: ${where}.`;
    case 'stale':
      return `${count} values repeat the one before, up to ${formatCount(sign.longest)} alike in a row: ${where}. Prices that nobody paid make volatility and correlation look small.`;
    case 'zeros':
      return `${formatPercent(sign.share)} of the returns are exactly 0: ${where}. Zeros that stand for missing values make volatility look small.`;
    case 'split':
      return `At ${at} the value changes as if ${ratio(sign.factor)}. A split that the data do not allow for looks like a loss.`;
    case 'spike':
      return `${sized(sign.rows, sign.sizes, dates)}, each undone by the next value: as a wrong number would do.`;
    case 'outlier':
      return `${sized(sign.rows, sign.sizes, dates)}. It may well be true: crashes and recoveries look like this.`;
    case 'rounding':
      return `Values are rounded to ${formatNumber(sign.unit, Math.ceil(-Math.log10(sign.unit)))}, which makes about ${formatPercent(sign.share)} of the variance. Longer periods make it smaller.`;
    case 'averages':
      return `Neighbouring returns have a correlation of ${formatCorrelation(sign.lag1)} and those two apart next to none, as averages over a period have it (about .25). Volatility and losses come out too small.`;
    case 'smoothed':
      return `Neighbouring returns have a correlation of ${formatCorrelation(sign.lag1)}, as appraised values have it, of which each keeps a part of the last. Volatility, correlation and losses come out too small.`;
  }
}

export function shortDate(label: string, frequency: Frequency, dated: boolean): string {
  return dated ? formatDate(label, frequency) : label;
}

function sized(
  rows: readonly number[],
  sizes: readonly number[],
  dates: (row: number) => string,
): string {
  const largest = rows
    .map((row, k) => ({ row, size: sizes[k] }))
    .sort((a, b) => Math.abs(b.size) - Math.abs(a.size));
  const told = largest
    .slice(0, TOLD)
    .map(({ row, size }) => `${dates(row)} ${formatPercent(size)}`);
  const rest = rows.length - told.length;
  return `${told.join(', ')}${rest > 0 ? `, ${words.more(rest)}` : ''}`;
}

function ratio(factor: number): string {
  return factor >= 1
    ? `${formatNumber(factor, factor % 1 === 0 ? 0 : 1)} new shares came for an old one`
    : `${formatNumber(1 / factor)} old shares were put together to a new one`;
}

function periods(count: number): string {
  return count === 1 ? 'one row' : `${formatCount(count)} rows`;
}
