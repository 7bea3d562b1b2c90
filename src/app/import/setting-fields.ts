/** Which settings of reading matter for a table, and what a person can choose of each. */
import { periodsOf, type Frequency } from '../../finance/dataset';
import type { ParsedTable, ReadSettings, SettingId } from '../../data/parse/parsed-table';
import { words as appWords } from '../words';
import { words } from './words';

export type SettingValue = ReadSettings[SettingId];

export interface SettingOption {
  readonly value: SettingValue;
  readonly label: string;
}

/** The settings that matter for this table, those that were ever undecided first. */
export function relevantSettings(table: ParsedTable, first: readonly SettingId[]): SettingId[] {
  const { settings, findings } = table;
  const long = settings.layout === 'long';
  const relevant: Readonly<Record<SettingId, boolean>> = {
    shape: findings.shape.options.length > 1,
    kind: true,
    percent: settings.kind === 'returns',
    dateColumn: true,
    dateOrder: settings.dateColumn >= 0,
    frequency: true,
    periodsPerYear: true,
    layout: true,
    assetColumn: long,
    valueColumn: long,
    duplicates: findings.duplicates.certainty !== 'certain',
    delimiter: true,
    decimal: true,
    header: true,
  };
  const ids = (Object.keys(relevant) as SettingId[]).filter(
    (id) => relevant[id] || table.undecided.includes(id),
  );
  const rank = (id: SettingId) => (first.includes(id) ? 0 : 1);
  return ids.sort((a, b) => rank(a) - rank(b));
}

/** What the file allows, and what else there is: a person can correct anything. */
export function settingOptions(table: ParsedTable, id: SettingId): SettingOption[] {
  const found: readonly SettingValue[] = table.findings[id].options;
  const values = [...new Set([...found, table.settings[id], ...others(table, id)])];
  return values.map((value) => ({ value, label: labelOf(table, id, value) }));
}

/**
 * What is given from now on. A choice that another one has made meaningless goes: positions
 * belong to one way of parting columns, and prices are never percent.
 */
export function withSetting(
  given: Partial<ReadSettings>,
  id: SettingId,
  value: SettingValue | undefined,
): Partial<ReadSettings> {
  const next: Partial<Record<SettingId, SettingValue>> = { ...given };
  delete next[id];
  if (value !== undefined) next[id] = value;
  const dropped: readonly SettingId[] =
    id === 'delimiter' || id === 'shape'
      ? ['dateColumn', 'assetColumn', 'valueColumn']
      : id === 'kind' && value === 'prices'
        ? ['percent']
        : id === 'frequency'
          ? ['periodsPerYear']
          : [];
  for (const one of dropped) delete next[one];
  return next as Partial<ReadSettings>;
}

function others(table: ParsedTable, id: SettingId): readonly SettingValue[] {
  const positions = () => [...Array(usualWidth(table)).keys()];
  switch (id) {
    case 'delimiter':
      return [',', ';', '\t', '|'];
    case 'decimal':
      return ['.', ','];
    case 'header':
    case 'percent':
      return [true, false];
    case 'layout':
      return ['wide', 'long'];
    case 'dateColumn':
      return [...positions(), -1];
    case 'assetColumn':
    case 'valueColumn':
      return positions();
    case 'dateOrder':
      return ['ymd', 'dmy', 'mdy', 'serial'];
    case 'kind':
      return ['prices', 'returns'];
    case 'duplicates':
      return ['first', 'last'];
    case 'frequency':
      return Object.keys(periodsOf) as Frequency[];
    case 'shape':
    case 'periodsPerYear':
      return [];
  }
}

function labelOf(table: ParsedTable, id: SettingId, value: SettingValue): string {
  switch (id) {
    case 'shape':
      return words.shapes[value as ReadSettings['shape']];
    case 'delimiter':
      return words.delimiters[value as ReadSettings['delimiter']];
    case 'decimal':
      return words.decimals[value as ReadSettings['decimal']];
    case 'header':
      return value === true ? words.yes : words.no;
    case 'layout':
      return words.layouts[value as ReadSettings['layout']];
    case 'dateColumn':
    case 'assetColumn':
    case 'valueColumn':
      return columnLabel(table, value as number);
    case 'dateOrder':
      return words.dateOrders[value as ReadSettings['dateOrder']];
    case 'kind':
      return words.kinds[value as ReadSettings['kind']];
    case 'percent':
      return value === true ? words.inPercent : words.asFractions;
    case 'duplicates':
      return words.duplicates[value as ReadSettings['duplicates']];
    case 'frequency':
      return appWords.frequencies[value as Frequency];
    case 'periodsPerYear':
      return String(value);
  }
}

function columnLabel(table: ParsedTable, position: number): string {
  if (position < 0) return words.noDates;
  const width = usualWidth(table);
  const top = table.sample.find(({ cells }) => cells.length === width);
  const name = table.settings.header ? (top?.cells[position]?.trim() ?? '') : '';
  return name === '' ? words.column(position) : `${words.column(position)}: ${name}`;
}

/** Text above the table is narrower than the table or wider, but not as frequent. */
function usualWidth({ sample }: ParsedTable): number {
  const counts = new Map<number, number>();
  for (const { cells } of sample) counts.set(cells.length, (counts.get(cells.length) ?? 0) + 1);
  return [...counts].reduce((a, b) => (b[1] > a[1] ? b : a), [0, 0])[0];
}
