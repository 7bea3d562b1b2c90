/** The files that are brought in together: what each became, and what they have in common. */
import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { fittingSteps } from '../../analyses/scenario-edit';
import { resampleIn } from '../../analyses/scenario-steps';
import type {
  ParsedTable,
  ReadSettings,
  SettingId,
  Unreadable,
} from '../../data/parse/parsed-table';
import { unitOf } from '../../finance/calendar';
import type { Frequency } from '../../finance/dataset';
import { formatDate } from '../../ui/format';
import { words as appWords } from '../words';
import { choiceOf, hindrance, type ColumnEdits } from './import-choices';
import { words } from './words';

/** A file, what was read of it, and what a person has settled of it. */
export interface ImportFile {
  readonly file: Blob;
  readonly name: string;
  readonly pasted: boolean;
  readonly table?: ParsedTable;
  readonly unreadable?: Unreadable;
  /** What the table was read with. */
  readonly given: Partial<ReadSettings>;
  readonly everUndecided: readonly SettingId[];
  readonly title: string;
  readonly currency: string;
  readonly edits: ColumnEdits;
  /** It stays out, though it can be read. */
  readonly leftOut: boolean;
}

/** A file that comes in. */
export type Incoming = ImportFile & { readonly table: ParsedTable };

export function incoming(files: readonly ImportFile[]): Incoming[] {
  return files.filter((file): file is Incoming => file.table !== undefined && !file.leftOut);
}

/** Why the files cannot come in as they stand; undefined where they can. */
export function hindranceOf(files: readonly ImportFile[]): string | undefined {
  const those = incoming(files);
  if (those.length === 0) return words.fileFirst;
  const together = those.length > 1;
  if (!those.some(hasAsset)) return words.assetFirst;
  for (const file of those) {
    const { table, edits, title, name } = file;
    const found =
      hindrance(table, edits, title, together) ??
      (together && !table.dated ? words.datesFirst : undefined);
    if (found !== undefined) return files.length > 1 ? words.inFileOf(name, found) : found;
  }
  return together && commonOf(those).periods === 0 ? words.nothingCommon : undefined;
}

export function hasAsset({ table, edits }: Incoming): boolean {
  return table.columns.some((column) => choiceOf(column, edits).role === 'asset');
}

interface Common {
  readonly frequency: Frequency;
  /** Calendar units in which every file has a row. */
  readonly periods: number;
  readonly from: string;
  readonly to: string;
}

const unitsOf = new WeakMap<ParsedTable, Map<Frequency, ReadonlyMap<number, string>>>();

/** What a join keeps at most: rows that lack a value may be lost besides. */
function commonOf(files: readonly Incoming[]): Common {
  const sources = files.map(({ table }) => ({ frequency: table.settings.frequency }));
  const step = resampleIn(fittingSteps([], sources));
  const frequency = step?.to ?? sources[0].frequency;
  const [first, ...others] = files.map(({ table }) => units(table, frequency));
  const common = [...first].filter(([unit]) => others.every((other) => other.has(unit)));
  const [from, to] = [common.at(0)?.[1] ?? '', common.at(-1)?.[1] ?? ''];
  return { frequency, periods: common.length, from, to };
}

function units(table: ParsedTable, frequency: Frequency): ReadonlyMap<number, string> {
  const known = unitsOf.get(table) ?? new Map<Frequency, ReadonlyMap<number, string>>();
  unitsOf.set(table, known);
  const found =
    known.get(frequency) ?? new Map(table.index.map((label) => [unitOf(label, frequency), label]));
  known.set(frequency, found);
  return found;
}

export interface FileActions {
  show(position: number): void;
  leaveOut(position: number, out: boolean): void;
}

/** Nothing for a single file. */
export function filesList(
  files: readonly ImportFile[],
  shown: number,
  busy: boolean,
  actions: FileActions,
): TemplateResult | typeof nothing {
  if (files.length < 2) return nothing;
  const those = incoming(files);
  return html`<section class="files">
    <h2>${words.files(files.length)}</h2>
    <ul>
      ${files.map((file, position) =>
        fileItem(file, position === shown, busy, {
          show: () => actions.show(position),
          leaveOut: (out) => actions.leaveOut(position, out),
        }),
      )}
    </ul>
    ${those.length > 1 && those.every(({ table }) => table.dated) ? html`<p class="common">${commonLine(those)}</p>` : nothing}
  </section>`;
}

function fileItem(
  { name, table, unreadable, leftOut }: ImportFile,
  isShown: boolean,
  busy: boolean,
  actions: { show(): void; leaveOut(out: boolean): void },
): TemplateResult {
  return html`<li class=${unreadable === undefined ? '' : 'refused'}>
    <input
      type="checkbox"
      aria-label=${words.takeFile(name)}
      ?disabled=${busy || table === undefined}
      .checked=${live(table !== undefined && !leftOut)}
      @change=${(event: Event) => actions.leaveOut(!(event.target as HTMLInputElement).checked)}
    />
    <button
      class="quiet"
      aria-current=${isShown ? 'true' : nothing}
      ?disabled=${busy}
      @click=${actions.show}
    >
      ${name}
    </button>
    <span class="muted">${summary(table, unreadable)}</span>
  </li>`;
}

function summary(table: ParsedTable | undefined, unreadable: Unreadable | undefined): string {
  if (unreadable !== undefined) {
    const line = unreadable.line > 0 ? ` ${words.line(unreadable.line)}` : '';
    return `${words.unreadable}: ${unreadable.unreadable}${line}`;
  }
  if (table === undefined) return words.notReadYet;
  const { index, columns, dated, settings } = table;
  const size = words.rowsByColumns(index.length, columns.length);
  if (!dated) return `${size} · ${words.noDates}`;
  return `${size} · ${appWords.frequencies[settings.frequency]} · ${span(index[0], index[index.length - 1], settings.frequency)}`;
}

function commonLine(files: readonly Incoming[]): string {
  const { frequency, periods, from, to } = commonOf(files);
  if (periods === 0) return words.nothingCommon;
  const mixed = files.some(({ table }) => table.settings.frequency !== frequency);
  const what = words.common(periods, span(from, to, frequency));
  return mixed ? `${what} ${words.resampled(appWords.frequencies[frequency])}` : what;
}

function span(from: string, to: string, frequency: Frequency): string {
  return `${formatDate(from, frequency)} ${words.to} ${formatDate(to, frequency)}`;
}
