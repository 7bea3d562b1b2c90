/**
 * A result as a file for spreadsheets: what it is of, the figures as they stand on the page,
 * every number with its unit and both of its errors, and the tables behind the drawings.
 */
import type { AnalysisSpec } from '../analyses/analysis';
import type { ExportTable, ViewContext, ViewParts } from '../analyses/view';
import { isDefined, type Interval, type Quantity } from '../finance/quantity';
import { tablesToCsv } from '../ui/csv';
import { reportFacts } from './report';
import type { Room } from './rooms';
import type { Shown } from './run-controller';
import { fileWords } from './file-words';

export function resultCsv(
  room: Room,
  spec: AnalysisSpec,
  shown: Shown,
  context: ViewContext,
): string {
  const parts = room.view(shown.result, context);
  return tablesToCsv([
    factTable(room, shown, context),
    figureTable(spec, parts),
    numberTable(room, spec, shown),
    ...parts.tables.map((table) => withUnits(table, room, spec)),
  ]);
}

function factTable(room: Room, shown: Shown, context: ViewContext): ExportTable {
  const facts: readonly (readonly [string, string])[] = [
    [fileWords.question, room.text.title],
    ...reportFacts(room.text, shown, context),
    [fileWords.numbers, fileWords.csvNumbers],
  ];
  const rows = facts.map(([label, value]) => [`${label[0].toUpperCase()}${label.slice(1)}`, value]);
  return table(fileWords.about, [fileWords.fact, fileWords.value], rows);
}

/** The strip at the top of the page. */
function figureTable({ measures }: AnalysisSpec, { figures }: ViewParts): ExportTable {
  return table(
    fileWords.figures,
    [fileWords.figure, fileWords.asShown, fileWords.note],
    figures.map(({ label, value, note = '' }) => [label, value, note]),
    { [fileWords.measure]: figures.map(({ measure }) => (measure in measures ? measure : '')) },
  );
}

function numberTable(room: Room, spec: AnalysisSpec, { result }: Shown): ExportTable {
  const numbers = numbersOf(result);
  const bound = (kind: 'simulation' | 'sampling', side: keyof Interval) =>
    numbers.map(({ quantity }) => (isDefined(quantity) ? (quantity[kind]?.[side] ?? '') : ''));
  const measureOf = (path: readonly string[]) => {
    const last = path[path.length - 1];
    return Object.hasOwn(spec.measures, last) ? last : undefined;
  };
  return {
    title: fileWords.allNumbers,
    columns: [
      { label: fileWords.place, values: numbers.map(({ path }) => path.join('.')) },
      {
        label: fileWords.measure,
        values: numbers.map(({ path }) => {
          const id = measureOf(path);
          return id === undefined ? '' : room.text.measures[id].label;
        }),
      },
      {
        label: fileWords.unit,
        values: numbers.map(({ path }) => {
          const id = measureOf(path);
          return id === undefined ? '' : fileWords.units[spec.measures[id].unit];
        }),
      },
      {
        label: fileWords.value,
        values: numbers.map(({ quantity }) => (isDefined(quantity) ? quantity.value : '')),
      },
      { label: fileWords.simulationLow, values: bound('simulation', 'low') },
      { label: fileWords.simulationHigh, values: bound('simulation', 'high') },
      { label: fileWords.samplingLow, values: bound('sampling', 'low') },
      { label: fileWords.samplingHigh, values: bound('sampling', 'high') },
      { label: fileWords.note, values: numbers.map(({ quantity }) => remark(quantity)) },
    ],
  };
}

/** Heads of columns that are measures say their unit. */
function withUnits({ title, columns }: ExportTable, room: Room, spec: AnalysisSpec): ExportTable {
  const units = new Map(
    Object.entries(spec.measures).map(([id, { unit }]) => [
      room.text.measures[id].label,
      fileWords.units[unit],
    ]),
  );
  return {
    title,
    columns: columns.map(({ label, values }) => {
      const unit = units.get(label);
      return { label: unit === undefined ? label : `${label} (${unit})`, values };
    }),
  };
}

interface Numbered {
  readonly path: readonly string[];
  readonly quantity: Quantity;
}

/** Every number of a result apart from those of its series, in order. */
function numbersOf(value: unknown, path: readonly string[] = []): Numbered[] {
  if (typeof value === 'number') return [{ path, quantity: { value } }];
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return [];
  if (isQuantity(value)) return [{ path, quantity: value }];
  const members = Object.entries(value).filter(
    // A list of numbers is a series, and stands in a table.
    ([, member]) => !Array.isArray(value) || typeof member === 'object',
  );
  return members.flatMap(([key, member]) => numbersOf(member, [...path, key]));
}

function isQuantity(value: object): value is Quantity {
  if ('status' in value && value.status === 'undefined') return true;
  return 'value' in value && typeof value.value === 'number';
}

function remark(quantity: Quantity): string {
  if (!isDefined(quantity)) return `${quantity.code}: ${quantity.reason}`;
  return [quantity.how, quantity.unreliable].filter(Boolean).join(' ');
}

function table(
  title: string,
  heads: readonly string[],
  rows: readonly (readonly string[])[],
  more: Readonly<Record<string, readonly string[]>> = {},
): ExportTable {
  return {
    title,
    columns: [
      ...heads.map((label, j) => ({ label, values: rows.map((row) => row[j]) })),
      ...Object.entries(more).map(([label, values]) => ({ label, values })),
    ],
  };
}
