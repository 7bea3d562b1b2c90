/** What the tests of the import dialog share: a table as read, and a reading that they steer. */
import { html } from 'lit';
import { vi } from 'vitest';
import { MixImport } from '../../src/app/import/import-dialog';
import type {
  Certainty,
  Finding,
  Findings,
  ParsedTable,
  ReadColumn,
  ReadProgress,
  ReadSettings,
  SettingId,
  Unreadable,
} from '../../src/data/parse/parsed-table';
import type { ImportChoices } from '../../src/data/own-dataset';
import type { Dataset } from '../../src/finance/dataset';
import { mount, settled } from '../ui/mount';

const settings: ReadSettings = {
  shape: 'plain',
  delimiter: ',',
  decimal: '.',
  header: true,
  layout: 'wide',
  dateColumn: 0,
  assetColumn: 1,
  valueColumn: 2,
  dateOrder: 'dmy',
  kind: 'prices',
  percent: false,
  duplicates: 'last',
  frequency: 'monthly',
  periodsPerYear: 12,
};

/** One reading that was asked for, to be answered by the test. */
export interface Reading {
  readonly file: Blob;
  readonly given: Partial<ReadSettings>;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: ReadProgress) => void;
  answer(outcome: ParsedTable | Unreadable): Promise<void>;
  refuse(error: Error): Promise<void>;
}

export interface Trial {
  readonly element: MixImport;
  readonly readings: Reading[];
  /** The table and choices of each making; it is settled by `made` or `notMade`. */
  readonly makings: { table: ParsedTable; choices: ImportChoices }[];
  made(dataset: Dataset): Promise<void>;
  notMade(error: Error): Promise<void>;
}

export async function trial(): Promise<Trial> {
  if (!customElements.get('mix-import')) customElements.define('mix-import', MixImport);
  const readings: Reading[] = [];
  const makings: Trial['makings'] = [];
  let making = deferred<Dataset>();
  const read: NonNullable<MixImport['read']> = (file, given, options) => {
    const outcome = deferred<ParsedTable | Unreadable>();
    readings.push({
      ...{ file, given, ...options },
      async answer(result) {
        outcome.resolve(result);
        await quiet(element);
      },
      async refuse(error) {
        outcome.reject(error);
        await quiet(element);
      },
    });
    return outcome.promise;
  };
  const make: NonNullable<MixImport['make']> = (table, choices) => {
    makings.push({ table, choices });
    making = deferred();
    return making.promise;
  };
  const element = await mount<MixImport>(
    html`<mix-import .read=${read} .make=${make} .takenIds=${['my-prices']}></mix-import>`,
  );
  return {
    ...{ element, readings, makings },
    async made(dataset) {
      making.resolve(dataset);
      await quiet(element);
    },
    async notMade(error) {
      making.reject(error);
      await quiet(element);
    },
  };
}

/** A trial whose dialog shows the preview of a table. */
export async function preview(table: ParsedTable, name = 'My prices.csv'): Promise<Trial> {
  const started = await trial();
  started.element.open(new Blob(['a']), name);
  await quiet(started.element);
  await started.readings[0].answer(table);
  return started;
}

export function tableOf(
  change: Partial<ParsedTable> & {
    readonly certainties?: Partial<Record<SettingId, Certainty>>;
  } = {},
): ParsedTable {
  const { certainties = {}, ...rest } = change;
  const index = ['2024-01-31', '2024-02-29', '2024-03-31', '2024-04-30'];
  const table: ParsedTable = {
    encoding: 'utf-8',
    bytes: 1_234,
    settings,
    findings: findingsOf({ ...settings, ...rest.settings }, certainties),
    undecided: (Object.keys(certainties) as SettingId[]).filter(
      (id) => certainties[id] === 'undecided',
    ),
    problems: [],
    dated: true,
    index,
    columns: [columnOf('Stocks'), columnOf('Bonds'), columnOf('Prices of consumers', 'inflation')],
    values: [
      Float64Array.of(104.25, 108.5, NaN, 112),
      Float64Array.of(99.5, 98, 97.25, 99),
      Float64Array.of(-1, 0.5, 1, 2),
    ],
    sample: [
      { line: 1, cells: ['Date', 'Stocks', 'Bonds', 'Prices of consumers'] },
      { line: 2, cells: ['31.01.2024', '104.25', '99.50', '-1'] },
      { line: 4, cells: ['29.02.2024', '108.50', '98', '0.5'] },
    ],
  };
  return { ...table, ...rest };
}

export function columnOf(name: string, role: ReadColumn['role'] = 'asset'): ReadColumn {
  return {
    id: name.replaceAll(' ', '_'),
    name,
    role,
    ...(role === 'asset' ? {} : { because: 'Its name says so.' }),
    ...{ count: 4, gaps: 0, first: 0, last: 3, minimum: 97.25, maximum: 1_112 },
    ...{ constant: false, nonPositive: 0 },
  };
}

/** A wide file of many columns, each with four values. */
export function wideTable(columns: number): ParsedTable {
  return tableOf({
    columns: Array.from({ length: columns }, (_, j) => columnOf(`Asset ${j + 1}`)),
    values: Array.from({ length: columns }, () => Float64Array.of(1, 2, 3, 4)),
  });
}

export async function quiet(element: Element): Promise<void> {
  for (let i = 0; i < 3; i++) {
    await Promise.resolve();
    await settled(element);
  }
}

export async function until(check: () => void): Promise<void> {
  await vi.waitFor(check, { timeout: 10_000, interval: 10 });
}

interface Deferred<T> {
  readonly promise: Promise<T>;
  readonly resolve: (value: T) => void;
  readonly reject: (error: Error) => void;
}

function deferred<T>(): Deferred<T> {
  let settle: Omit<Deferred<T>, 'promise'> | undefined;
  const promise = new Promise<T>((resolve, reject) => (settle = { resolve, reject }));
  return { promise, resolve: (value) => settle?.resolve(value), reject: (e) => settle?.reject(e) };
}

function findingsOf(
  values: ReadSettings,
  certainties: Partial<Record<SettingId, Certainty>>,
): Findings {
  const entries = (Object.keys(values) as SettingId[]).map((id): [SettingId, Finding<unknown>] => [
    id,
    {
      value: values[id],
      certainty: certainties[id] ?? 'certain',
      because: `The file says so of ${id}.`,
      options: [values[id]],
    },
  ]);
  return Object.fromEntries(entries) as unknown as Findings;
}
