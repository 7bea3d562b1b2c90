/** Makes a dataset of a table that a person has brought in, as they have settled it. */
import type { AssetClass, Column, Dataset, Role } from '../finance/dataset';
import { fingerprintInSlices } from '../finance/fingerprint';
import type { ParsedTable, Problem, ReadColumn } from './parse/parsed-table';

/** What a person chose in the preview, or what a program asks for. */
export interface ImportChoices {
  readonly id: string;
  readonly title: string;
  readonly fileName: string;
  /** Empty where it is not known. */
  readonly currency: string;
  /** Another file brings the assets that this one lacks. */
  readonly withoutAssets?: boolean;
  /** One entry for each column of the table. */
  readonly columns: readonly {
    readonly name: string;
    readonly role: Role | 'left-out';
    readonly assetClass?: AssetClass;
  }[];
}

/** Fewer rows give no spread of returns. */
export const LEAST_ROWS = 3;

/** What of the reader's notes stays true of a column for ever. */
const CAVEATS: Readonly<Record<string, string>> = {
  gap: 'Values are missing; the rows without them are left out.',
  constant: 'Every value is the same.',
  'non-positive': 'Some prices are at or below 0 and cannot be computed with.',
  'below-minus-one': 'Some returns are below -100 %.',
  'huge-return': 'Some returns are above 1,000 %.',
  'percent-mixed': 'Some values came with a percent sign and some without.',
  'close-alone': 'A close that may lack payments such as dividends.',
  yield: 'The value of 100 kept at a yield in percent a year.',
  jump: 'Some values move more than 20-fold from one row to the next.',
};

/**
 * Leaves out the columns that are not wanted and the rows that hold nothing; a missing value is
 * NaN. The fingerprint is the one of `finance/fingerprint.ts`.
 * @throws Error saying what must be chosen first, or what is missing.
 */
export async function ownDataset(table: ParsedTable, choices: ImportChoices): Promise<Dataset> {
  if (table.undecided.length > 0) {
    throw new Error(`The file can be read in several ways; choose ${table.undecided.join(', ')}.`);
  }
  const kept = table.columns.flatMap((column, j) => {
    const choice = choices.columns[j];
    return choice.role === 'left-out' ? [] : [{ column, choice, role: choice.role, j }];
  });
  if (kept.length === 0 || (choices.withoutAssets !== true && !kept.some(isAsset))) {
    throw new Error('No column is an asset: at least one is needed.');
  }
  const rows = table.index.flatMap((_, t) =>
    kept.some(({ j }) => !Number.isNaN(table.values[j][t])) ? [t] : [],
  );
  if (rows.length < LEAST_ROWS) {
    throw new Error(`The file holds ${rows.length} rows of values; ${LEAST_ROWS} are needed.`);
  }
  const whole = rows.length === table.index.length;
  const index = whole
    ? table.index
    : rows.map((t, k) => (table.dated ? table.index[t] : String(k + 1)));
  const values = kept.map(({ j }) =>
    whole ? table.values[j] : Float64Array.from(rows, (t) => table.values[j][t]),
  );
  const columns = kept.map(({ column, choice, role }): Column => {
    const described = { ...column, role, name: choice.name };
    return columnOf(described, choice.assetClass, choices, table);
  });
  const { kind, frequency, periodsPerYear } = table.settings;
  const firstOf = (role: Role) => columns.find((column) => column.role === role)?.id;
  return {
    id: choices.id,
    title: choices.title,
    description: `Brought in from the file “${choices.fileName}”.`,
    frequency,
    periodsPerYear,
    kind,
    dated: table.dated,
    index,
    columns,
    values,
    fingerprint: await fingerprintInSlices(
      columns.map(({ id }) => id),
      index,
      values,
    ),
    defaultRiskFree: firstOf('rate'),
    defaultInflation: firstOf('inflation'),
    file: { name: choices.fileName, bytes: table.bytes },
  };
}

function isAsset({ role }: { readonly role: Role }): boolean {
  return role === 'asset';
}

function columnOf(
  { id, name, role, distortions = [] }: Omit<ReadColumn, 'role'> & { readonly role: Role },
  assetClass: AssetClass | undefined,
  { currency, fileName }: ImportChoices,
  { settings, problems }: ParsedTable,
): Column {
  const notes = problems.filter(({ column }: Problem) => column === id);
  return {
    id,
    name,
    label: name.length > 40 ? `${name.slice(0, 39)}…` : name,
    role,
    ...(assetClass === undefined ? {} : { assetClass }),
    currency,
    unit: settings.kind === 'prices' ? 'price' : 'return per period',
    source: `Own file “${fileName}”`,
    licence: 'Not stated',
    attribution: `Own file “${fileName}”: its source and licence are not known here.`,
    caveats: [...new Set(notes.flatMap(({ code }) => CAVEATS[code] ?? []))],
    distortions,
  };
}
