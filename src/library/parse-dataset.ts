/**
 * A person's own CSV, or a dataset that ships with the page, as a dataset to run on.
 */
import { readDataset, readIndex } from '../data/built-in';
import { ownDataset } from '../data/own-dataset';
import { parseText } from '../data/parse/parse-text';
import type { Findings, ParsedTable, Problem, SettingId } from '../data/parse/parsed-table';
import type { Dataset } from '../finance/dataset';
import { AssetMixError } from './asset-mix-error';
import { checkParseOptions, type ParseOptions } from './parse-options';

export interface ParsedDataset {
  readonly dataset: Dataset;
  /** Rows and cells that did not come in, came in mended or deserve a look, with their lines. */
  readonly problems: readonly Problem[];
  /** How each setting was found, and how sure it is. */
  readonly findings: Findings;
}

/**
 * Reads a CSV: delimiter, decimal mark, dates, prices or returns and frequency are found from
 * the whole of it. Give a Blob of the bytes where the text may not be UTF-8.
 * @throws AssetMixError with code `unreadable` and the line in `where`; `undecided` and the
 * settings that must be given in `where`; `dataset` where nothing can be computed on;
 * `options` where one is wrong, or a column is not in the file.
 */
export async function parseDataset(
  text: string | Blob,
  options: ParseOptions = {},
): Promise<ParsedDataset> {
  checkParseOptions(options);
  const { id = 'own', currency = '', settings, columns = {} } = options;
  if (typeof text !== 'string' && !(text instanceof Blob)) {
    throw new AssetMixError('options', 'Give the text of a file, or a Blob of it.', 'text');
  }
  const fileName = text instanceof Blob && 'name' in text ? String(text.name) : undefined;
  const { title = fileName ?? 'Own data' } = options;
  const table = await parseText(text, settings);
  if ('unreadable' in table) {
    const { unreadable, line } = table;
    throw new AssetMixError('unreadable', `line ${line}: ${unreadable}`, `line ${line}`);
  }
  refuseUndecided(table);
  const stranger = Object.keys(columns).find((key) => !table.columns.some((c) => c.id === key));
  if (stranger !== undefined) {
    const known = table.columns.map((column) => column.id).join(', ');
    const message = `The file has no column ${stranger}; it has ${known}.`;
    throw new AssetMixError('options', message, `columns.${stranger}`);
  }
  const chosen = table.columns.map(({ id: key, name, role, assetClass: known }) => {
    const choice = Object.hasOwn(columns, key) ? columns[key] : undefined;
    const { assetClass = known } = choice ?? {};
    return {
      name: choice?.name ?? name,
      role: choice?.role ?? role,
      ...(assetClass && { assetClass }),
    };
  });
  try {
    const choices = { id, title, currency, fileName: fileName ?? `${id}.csv`, columns: chosen };
    const dataset = await ownDataset(table, choices);
    return { dataset, problems: table.problems, findings: table.findings };
  } catch (error) {
    throw new AssetMixError('dataset', error instanceof Error ? error.message : String(error));
  }
}

/**
 * A dataset that ships with the page, from the folder `data` beside it.
 * @param read the text of a file of that folder: `datasets.json`, then one CSV.
 * @throws AssetMixError with code `dataset` where there is none of that id.
 */
export async function builtInDataset(
  id: string,
  read: (file: string) => string | Promise<string>,
): Promise<Dataset> {
  const json: unknown = JSON.parse(await read('datasets.json'));
  const entries = readIndex(json);
  const entry = entries.find((candidate) => candidate.id === id);
  if (entry === undefined) {
    const known = entries.map((one) => one.id).join(', ');
    throw new AssetMixError('dataset', `There is no dataset ${id}; there are ${known}.`, 'id');
  }
  return readDataset(entry, await read(entry.file));
}

function refuseUndecided({ undecided, findings }: ParsedTable): void {
  if (undecided.length === 0) return;
  const choices = undecided.map((setting: SettingId) => {
    const { options, because } = findings[setting];
    return `${setting} (${options.map((option) => JSON.stringify(option)).join(' or ')}): ${because}`;
  });
  throw new AssetMixError(
    'undecided',
    `The file can be read in several ways; give the settings ${choices.join('; ')}`,
    undecided.join(', '),
  );
}
