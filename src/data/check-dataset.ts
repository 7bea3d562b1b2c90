/** Callers without types may hand over anything; a wrong fingerprint would make a wrong digest. */
import { periodsOf, type Dataset } from '../finance/dataset';
import { fingerprint } from '../finance/fingerprint';

export interface DatasetProblem {
  /** Empty where it is the whole. */
  readonly field: string;
  readonly message: string;
}

/** Why something is no dataset that can be computed on; undefined where it is one. */
export function datasetProblem(given: unknown): DatasetProblem | undefined {
  const problem = (field: string, message: string) => ({ field, message });
  if (!isRecord(given) || typeof given.id !== 'string') {
    return problem('', 'This is no dataset: see parseDataset and builtInDataset.');
  }
  const { index, columns, values, frequency, fingerprint: told } = given;
  if (!Array.isArray(index) || index.length === 0) return problem('index', 'There are no rows.');
  if (!Array.isArray(columns) || !Array.isArray(values) || columns.length !== values.length) {
    return problem('columns', 'There must be one array of values for each column.');
  }
  for (const [j, column] of values.entries()) {
    if (column instanceof Float64Array && column.length === index.length) continue;
    return problem(`values[${j}]`, `This must be a Float64Array of ${index.length} values.`);
  }
  const ids = (columns as Dataset['columns']).map((column) => column?.id);
  if (!ids.every((id) => typeof id === 'string')) return problem('columns', 'Columns have an id.');
  if (frequency === undefined || !(frequency in periodsOf)) {
    const known = Object.keys(periodsOf).join(', ');
    return problem('frequency', `The frequency is one of ${known}.`);
  }
  if (fingerprint(ids, index as string[], values as Float64Array[]) === told) return undefined;
  return problem('fingerprint', 'The fingerprint is not that of the values.');
}

function isRecord(value: unknown): value is Partial<Dataset> {
  return typeof value === 'object' && value !== null;
}
