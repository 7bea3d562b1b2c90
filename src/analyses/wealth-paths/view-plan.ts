/** The plan of the scenario in words: what goes in and out, and when. */
import { formatMoney, formatNumber } from '../../ui/format';
import { readRows, type Row } from '../parameter-rows';
import { spec, type WealthParameters } from './spec';
import { words } from './view-words';

/** Rows of money in or out that are no nothing and fall into the plan. */
function flowsOf({ flows, years }: WealthParameters): Row[] {
  return readRows(spec.parameters.flows.columns, flows).filter(
    ({ amount, from, to }) =>
      Number(amount) > 0 && Number(from) < years && Number(to) > Number(from),
  );
}

function spends(parameters: WealthParameters): boolean {
  const { spending, spendingAmount, spendingRate, floor, spendingFrom, spendingTo, years } =
    parameters;
  if (spending === 'none' || spendingFrom >= Math.min(years, spendingTo)) return false;
  if (spending === 'constant') return spendingAmount > 0;
  return spendingRate > 0 || (spending === 'bounded' && floor > 0);
}

export function takesOut(parameters: WealthParameters): boolean {
  return spends(parameters) || flowsOf(parameters).some(({ kind }) => kind === 'withdrawal');
}

export function paysIn(parameters: WealthParameters): boolean {
  return flowsOf(parameters).some(({ kind }) => kind === 'contribution');
}

/** "After 30 years of taking out 4,000 a year", or "Left alone for 30 years". */
export function leadOf(parameters: WealthParameters): string {
  const years = yearsText(parameters.years);
  const deeds = deedsOf(parameters);
  return deeds.length === 0 ? `Left alone for ${years}` : `After ${years} of ${listed(deeds)}`;
}

export function yearsText(years: number): string {
  return years === 1 ? '1 year' : `${numberText(years)} years`;
}

function deedsOf(parameters: WealthParameters): string[] {
  const { spending, spendingAmount, spendingRate, floor, ceiling } = parameters;
  const rows = flowsOf(parameters);
  const span = spanOf(parameters.spendingFrom, parameters.spendingTo, parameters.years);
  const bounds = `, at least ${formatMoney(floor)} and at most ${formatMoney(ceiling)},`;
  const spent =
    spending === 'constant'
      ? `taking out ${formatMoney(spendingAmount)} a year${span}`
      : `taking out ${numberText(spendingRate)}\u202f% a year${spending === 'bounded' ? bounds : ''}${span}`;
  const own = spends(parameters) ? [spent] : [];
  // More than two of them would bury what became of the money.
  if (rows.length <= 2) return [...own, ...rows.map((row) => deedOf(row, parameters.years))];
  const kinds = new Set(rows.map(({ kind }) => kind));
  const both = kinds.size === 2 ? 'paying in and taking out' : nameOf(rows[0]);
  return [...own, `${both} as planned`];
}

function deedOf(row: Row, years: number): string {
  const every = row['every'] === 'year' ? 'a year' : 'a month';
  const amount = formatMoney(Number(row['amount']));
  return `${nameOf(row)} ${amount} ${every}${spanOf(Number(row['from']), Number(row['to']), years)}`;
}

function nameOf({ kind }: Row): string {
  return kind === 'contribution' ? 'paying in' : 'taking out';
}

function spanOf(from: number, to: number, years: number): string {
  const [first, last] = [numberText(from), numberText(to)];
  if (to >= years) return from > 0 ? ` from year ${first} on` : '';
  return from > 0 ? ` from year ${first} to ${last}` : ` until year ${last}`;
}

function numberText(value: number): string {
  return formatNumber(value, Number.isInteger(value) ? 0 : 1);
}

function listed(items: readonly string[]): string {
  if (items.length < 2) return items.join('');
  return `${items.slice(0, -1).join(', ')} ${words.and} ${items[items.length - 1]}`;
}
