/** What a person has settled in the preview, and what stands in the way of bringing it in. */
import { LEAST_ROWS, type ImportChoices } from '../../data/own-dataset';
import type { ParsedTable, ReadColumn } from '../../data/parse/parsed-table';
import { words } from './words';

export type ColumnChoice = ImportChoices['columns'][number];

/** What was changed by hand, by the id of the column: it outlives another reading. */
export type ColumnEdits = ReadonlyMap<string, Partial<ColumnChoice>>;

const LONGEST_ID = 60;

export function choicesOf(
  table: ParsedTable,
  edits: ColumnEdits,
  about: {
    readonly title: string;
    readonly fileName: string;
    readonly currency: string;
    readonly takenIds: readonly string[];
    readonly withoutAssets: boolean;
  },
): ImportChoices {
  const title = about.title.trim();
  return {
    id: uniqueId(title, about.takenIds),
    title,
    fileName: about.fileName,
    currency: about.currency.trim(),
    ...(about.withoutAssets && { withoutAssets: true }),
    columns: table.columns.map((column) => {
      const { name, role, assetClass } = choiceOf(column, edits);
      const plain = { name: name.trim() === '' ? column.name : name.trim(), role };
      return role === 'asset' && assetClass !== undefined ? { ...plain, assetClass } : plain;
    }),
  };
}

export function choiceOf(
  { id, name, role, assetClass }: ReadColumn,
  edits: ColumnEdits,
): ColumnChoice {
  return { name, role, ...(assetClass && { assetClass }), ...edits.get(id) };
}

/** Why the table cannot be brought in as it stands; undefined where it can. */
export function hindrance(
  table: ParsedTable,
  edits: ColumnEdits,
  title: string,
  /** Others bring assets. */
  together: boolean,
): string | undefined {
  if (table.undecided.length > 0) {
    return words.decideFirst(table.undecided.map((id) => words.settings[id]));
  }
  if (table.index.length < LEAST_ROWS) return words.rowsFirst;
  const roles = table.columns.map((column) => choiceOf(column, edits).role);
  if (!together && !roles.includes('asset')) return words.assetFirst;
  if (roles.every((role) => role === 'left-out')) return words.columnFirst;
  return title.trim() === '' ? words.titleFirst : undefined;
}

/** "my-prices" of "My prices.csv"; with a number behind it where that is taken. */
export function uniqueId(title: string, taken: readonly string[]): string {
  const slug = title
    .replaceAll('ß', 'ss')
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/gu, '-')
    .slice(0, LONGEST_ID)
    .replaceAll(/^-+|-+$/gu, '');
  const base = slug === '' ? 'data' : slug;
  let id = base;
  for (let k = 2; taken.includes(id); k += 1) id = `${base}-${k}`;
  return id;
}

/** The name of a file without its ending, as words. */
export function titleOf(fileName: string): string {
  const bare = fileName.replace(/\.[a-z0-9]{1,5}$/iu, '').replaceAll(/[_\s]+/gu, ' ');
  return bare.trim() === '' ? fileName : bare.trim();
}
