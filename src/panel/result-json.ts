/**
 * A result as a file that programs read: everything that is needed to run it again, and every
 * number of it to the last bit. What the values mean is told in the file itself, in `notes`.
 *
 * `digest` can be computed again from the file: it reads a text that stands for a number as
 * that number, and null as a field that is absent.
 */
import type { AnalysisSpec } from '../analyses/analysis';
import { NUMBERS_VERSION } from '../analyses/scenario';
import type { Room } from './rooms';
import type { Shown } from './run-controller';
import { fileWords } from './file-words';

export function resultJson(
  room: Pick<Room, 'text'>,
  spec: Pick<AnalysisSpec, 'measures'>,
  { scenario, dataset, series, result, digest }: Shown,
): string {
  const measures = Object.entries(spec.measures).map(([id, { unit }]) => {
    const { label, definition } = room.text.measures[id];
    return [id, { label, unit: fileWords.units[unit], definition }];
  });
  const file = {
    format: 'asset-mix-result',
    version: 1,
    notes: fileWords.jsonNotes,
    numbersVersion: NUMBERS_VERSION,
    analysis: scenario.analysis,
    question: room.text.title,
    digest: digest ?? null,
    /** Of the data as they were computed on; those of the sources are in the scenario. */
    fingerprint: dataset.fingerprint,
    scenario,
    assets: series.assets,
    index: series.index,
    measures: Object.fromEntries(measures) as object,
    result,
  };
  // One line a field: readable, and a long series is not a line a number.
  const lines = Object.entries(file).map(([key, value]) =>
    key === 'result' ? `"result": ${fields(value as object)}` : member(key, value),
  );
  return `{\n  ${lines.join(',\n  ')}\n}\n`;
}

function fields(result: object): string {
  const lines = Object.entries(result).map(([key, value]) => member(key, value));
  return `{\n    ${lines.join(',\n    ')}\n  }`;
}

function member(key: string, value: unknown): string {
  return `${JSON.stringify(key)}: ${JSON.stringify(plain(value))}`;
}

/** The value in terms of JSON: no number is lost and no field. */
function plain(value: unknown): unknown {
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  if (value === undefined || value === null) return null;
  if (ArrayBuffer.isView(value)) return Array.from(value as Float64Array, plain);
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plain(item)]));
}
