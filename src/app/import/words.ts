/** The words of the dialog in which a person brings in their own file. */
import type { AssetClass, Role } from '../../finance/dataset';
import type { Certainty, Problem, ReadSettings, SettingId } from '../../data/parse/parsed-table';
import { formatBytes, formatCount } from '../../ui/format';

const settings: Readonly<Record<SettingId, string>> = {
  shape: 'Recognized as',
  delimiter: 'Columns parted by',
  decimal: 'Decimal sign',
  header: 'Names in first row',
  layout: 'Layout',
  dateColumn: 'Dates are in',
  assetColumn: 'Assets are in',
  valueColumn: 'Values are in',
  dateOrder: 'Order of a date',
  kind: 'Values are',
  percent: 'Returns are in',
  duplicates: 'For a repeated date use',
  frequency: 'Taken',
  periodsPerYear: 'Periods a year',
};

const shapes: Readonly<Record<ReadSettings['shape'], string>> = {
  plain: 'any table',
  quotes: 'prices of one asset',
  'ticker-quotes': 'prices by ticker',
  fred: 'series of FRED',
};

const delimiters: Readonly<Record<ReadSettings['delimiter'], string>> = {
  ',': 'commas',
  ';': 'semicolons',
  '\t': 'tabs',
  '|': 'vertical bars',
};

const dateOrders: Readonly<Record<ReadSettings['dateOrder'], string>> = {
  ymd: 'year, month, day',
  dmy: 'day, month, year',
  mdy: 'month, day, year',
  serial: 'days since 1899-12-30',
};

const certainties: Readonly<Record<Certainty, string>> = {
  certain: 'Certain.',
  assumed: 'Assumed.',
  undecided: 'Please choose.',
  given: 'Your choice.',
};

const roles: Readonly<Record<Role | 'left-out', string>> = {
  asset: 'asset',
  inflation: 'inflation',
  rate: 'riskless rate',
  'left-out': 'leave out',
};

const classes: Readonly<Record<AssetClass, string>> = {
  equity: 'stocks',
  bond: 'bonds',
  cash: 'cash',
  gold: 'gold',
  'real estate': 'real estate',
  commodity: 'commodities',
  mixed: 'mixed',
};

const severities: Readonly<Record<Problem['severity'], string>> = {
  refused: 'Did not come in',
  missing: 'Could not be read and is missing',
  mended: 'Came in changed',
  note: 'Good to know',
};

export const words = {
  title: 'Bring in your own data',
  drop: 'Drop files here, or',
  choose: 'Choose files…',
  chooseAnother: 'Choose another file',
  chooseOthers: 'Choose other files',
  accepted:
    'A text file as spreadsheets export it (CSV, TSV): dates down and one column for each asset, or one row for each date and asset. Prices or returns. Several files are joined.',
  example: 'For example:',
  exampleText:
    'Date,Stocks,Bonds\n2024-01-31,104.20,99.71\n2024-02-29,108.65,98.90\n2024-03-28,111.93,99.45',
  paste: 'Or paste a table',
  readPasted: 'Read the text',
  pastedName: 'Pasted text',
  privacy: 'The file stays on this computer.',
  kept: 'What you import is kept in this browser.',
  notKept: 'What you import stays until this page is closed.',
  nothingPasted: 'There is no text to read yet.',
  wanted: (title: string, rows: number, columns: number, bytes: number) =>
    `This scenario was made with “${title}”: ${rowsByColumns(rows, columns)}, ${formatBytes(bytes)}. Bring in that file to see its figures.`,
  sameSize: (title: string) => `The file has the size of “${title}”.`,
  otherSize: (title: string, bytes: number) =>
    `“${title}” had ${formatCount(bytes)} bytes: this may be another file, and the figures may differ.`,
  reading: (name: string) => `Reading “${name}”`,
  progress: (rows: number, read: number, bytes: number) =>
    `${formatCount(rows)} rows · ${formatBytes(read)} of ${formatBytes(bytes)}`,
  read: (rows: number, columns: number) => `Read: ${rowsByColumns(rows, columns)}.`,
  unreadable: 'This file cannot be read',
  line: (line: number) => `Line ${formatCount(line)}.`,
  readingFailed: (message: string) => `The file could not be read: ${message}`,
  choiceUndone: (why: string) => `Read with that choice: ${why} The choice has been undone.`,
  understood: 'What was understood',
  pleaseChoose: 'Please choose',
  asFound: 'As found',
  asFoundFor: (label: string) => `${label}: as found in the file`,
  settings,
  certainties,
  shapes,
  delimiters,
  dateOrders,
  decimals: { '.': 'point: 1.5', ',': 'comma: 1,5' },
  yes: 'yes',
  no: 'no',
  layouts: { wide: 'a column an asset', long: 'a row a value' },
  noDates: 'no column',
  column: (position: number) => `Column ${position + 1}`,
  kinds: { prices: 'prices', returns: 'returns' },
  inPercent: 'percent: 1.5 is 1.5 %',
  asFractions: 'fractions: 0.015 is 1.5 %',
  duplicates: { first: 'the first', last: 'the last' },
  dataset: 'The data',
  name: 'Title',
  currency: 'Currency',
  notKnown: 'not known',
  columns: 'Columns',
  filter: 'Filter by name',
  setAll: (count: number) => (count === 1 ? 'Set it to' : `Set all ${formatCount(count)} to`),
  chooseRole: '—',
  shownOf: (shown: number, count: number) =>
    `The first ${formatCount(shown)} of ${formatCount(count)} are shown; filter to see others.`,
  noneMatch: 'No column has such a name.',
  columnName: 'Name',
  role: 'Used as',
  assetClass: 'Asset class',
  values: 'Values',
  gaps: 'Gaps',
  extent: 'Smallest to largest',
  notes: 'Notes',
  of: (what: string, name: string) => `${what} of ${name}`,
  roles,
  classes,
  classUnknown: 'not stated',
  constant: 'Every value is the same.',
  nonPositive: (count: number) =>
    count === 1 ? '1 value is not above 0.' : `${formatCount(count)} values are not above 0.`,
  problems: 'Problems',
  noProblems: 'None were found.',
  severities,
  lines: (lines: readonly number[], rest: number) => {
    const named = lines.map((line) => formatCount(line)).join(', ');
    const label = lines.length === 1 && rest === 0 ? 'line' : 'lines';
    return `${label} ${named}${rest > 0 ? ` and ${formatCount(rest)} more` : ''}`;
  },
  times: (count: number) => `${formatCount(count)} times`,
  inFile: 'The first rows of the file',
  asRead: 'The first rows as read',
  asReadOf: (shown: number, count: number) =>
    shown < count ? `, ${formatCount(shown)} of ${formatCount(count)} columns` : '',
  lineNumber: 'Line',
  date: 'Date',
  row: 'Row',
  import: 'Import',
  importSeveral: (count: number) => `Join ${formatCount(count)} files`,
  importing: 'Importing…',
  cancel: 'Cancel',
  close: 'Close',
  decideFirst: (labels: readonly string[]) => `Please choose first: ${labels.join(', ')}.`,
  stillReading: 'The file is being read again.',
  titleFirst: 'Please give the data a title.',
  fileFirst: 'Take at least one of the files.',
  columnFirst: 'Use at least one column, or leave this file out.',
  datesFirst: 'It has no dates and cannot be joined with others: leave it out.',
  inFileOf: (name: string, why: string) => `${name}: ${why}`,
  nothingCommon: 'The files have no period in common and cannot be joined.',
  files: (count: number) => `${formatCount(count)} files, to be joined`,
  takeFile: (name: string) => `Take ${name}`,
  notReadYet: 'not read yet',
  common: (periods: number, span: string) =>
    periods === 1
      ? `In common: 1 period, ${span}. What lies outside is left out.`
      : `In common: ${formatCount(periods)} periods, ${span}. What lies outside is left out.`,
  resampled: (frequency: string) => `All are made ${frequency}.`,
  assetFirst: 'Use at least one column as an asset.',
  rowsFirst: 'At least 3 rows of values are needed.',
  to: 'to',
  rowsByColumns,
  size: formatBytes,
} as const;

function rowsByColumns(rows: number, columns: number): string {
  const [row, column] = [rows === 1 ? 'row' : 'rows', columns === 1 ? 'column' : 'columns'];
  return `${formatCount(rows)} ${row} × ${formatCount(columns)} ${column}`;
}
