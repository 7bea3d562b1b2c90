/** The data that came inside a link, see `link-table.ts`; loaded when there is such a link. */
import { dateOfDay, dayOf } from '../finance/calendar';
import type { Column, Dataset } from '../finance/dataset';
import { fingerprint } from '../finance/fingerprint';
import { ScenarioError, type FileFacts, type LinkTable } from './scenario-draft';

/**
 * The dataset of a source that brings its values along.
 * @throws ScenarioError where a part of it is missing or changed.
 */
export function datasetOf(
  source: { readonly id: string; readonly fingerprint: string },
  facts: FileFacts,
  { rows, columns, values }: LinkTable,
): Dataset {
  const { title, name, bytes, kind, frequency, periodsPerYear, roles = {} } = facts;
  const index = typeof rows === 'number' ? rowNumbers(rows) : datesFrom(rows.from, rows.days);
  const numbers = values.map((column) => Float64Array.from(column, (value) => value ?? NaN));
  const whole =
    columns.length === numbers.length && numbers.every(({ length }) => length === index.length);
  const ids = columns.map(({ id }) => id);
  if (!whole || fingerprint(ids, index, numbers) !== source.fingerprint) {
    throw new ScenarioError('data.sources', 'The data in this link are damaged or were changed.');
  }
  const described = columns.map((column): Column => ({
    id: column.id,
    name: column.name,
    label: column.name.length > 40 ? `${column.name.slice(0, 39)}…` : column.name,
    role: Object.hasOwn(roles, column.id) ? roles[column.id] : 'asset',
    ...(column.class === undefined ? {} : { assetClass: column.class }),
    currency: '',
    unit: kind === 'prices' ? 'price' : 'return per period',
    source: `Own file “${name}”`,
    licence: 'Not stated',
    attribution: `Own file “${name}”: its source and licence are not known here.`,
    caveats: [],
    distortions: [],
  }));
  const firstOf = (role: Column['role']) => described.find((column) => column.role === role)?.id;
  return {
    id: source.id,
    title,
    description: `Came with a link, made from the file “${name}”.`,
    frequency,
    periodsPerYear,
    kind,
    dated: typeof rows !== 'number',
    index,
    columns: described,
    values: numbers,
    fingerprint: source.fingerprint,
    defaultRiskFree: firstOf('rate'),
    defaultInflation: firstOf('inflation'),
    file: { name, bytes, inLink: true },
  };
}

function rowNumbers(count: number): string[] {
  return Array.from({ length: count }, (_, t) => String(t + 1));
}

function datesFrom(first: string, steps: readonly number[]): string[] {
  let day = dayOf(first);
  // A sum that no calendar holds is caught by the fingerprint.
  return [first, ...steps.map((step) => ((day += step) < 2_900_000 ? dateOfDay(day) : ''))];
}
