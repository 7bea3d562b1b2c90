/** What the file is read as, and everything of it that a person can correct. */
import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { Finding, ParsedTable, ReadSettings, SettingId } from '../../data/parse/parsed-table';
import { formatDate } from '../../ui/format';
import { columnsTable, type ColumnActions } from './columns-table';
import type { ColumnEdits } from './import-choices';
import type { Wanted } from './import-start';
import { problemsList } from './problems-list';
import { SAMPLE_COLUMNS, sampleAsRead, sampleInFile } from './sample-tables';
import type { SettingValue } from './setting-fields';
import { settingsList } from './settings-list';
import { words } from './words';

const CURRENCIES = ['USD', 'EUR', 'GBP', 'CHF', 'JPY', 'AUD', 'CAD', 'CNY', 'SEK', 'NOK', 'DKK'];

const ENCODINGS: Readonly<Record<ParsedTable['encoding'], string>> = {
  'utf-8': 'UTF-8',
  'utf-16le': 'UTF-16',
  'utf-16be': 'UTF-16',
  'windows-1252': 'Windows-1252',
};

export interface Preview {
  /** Of several files. */
  readonly files: TemplateResult | typeof nothing;
  readonly name: string;
  readonly table: ParsedTable;
  /** What the reading under way was asked for: shown already. */
  readonly asked: Partial<ReadSettings>;
  readonly everUndecided: readonly SettingId[];
  readonly title: string;
  readonly currency: string;
  readonly edits: ColumnEdits;
  readonly filter: string;
  readonly wanted: Wanted | undefined;
  readonly busy: boolean;
  /** While the data are brought in nothing can be changed. */
  readonly inert: boolean;
  readonly messages: TemplateResult;
  readonly progress: TemplateResult | typeof nothing;
  readonly actions: ColumnActions & {
    setting(id: SettingId, value: SettingValue | undefined): void;
    title(text: string): void;
    currency(text: string): void;
  };
}

export function importPreview(preview: Preview): TemplateResult {
  const { name, table, asked, everUndecided, actions, wanted } = preview;
  return html`<div class="head">
      <h1 id="heading" tabindex="-1">${name}</h1>
      <p class="muted">${describe(table)}</p>
      ${preview.progress}
    </div>
    <div class="body preview" ?inert=${preview.inert} aria-busy=${String(preview.busy)}>
      ${preview.files} ${preview.messages}
      ${wanted === undefined ? nothing : comparison(table, wanted)}
      <section class="found">
        <h2>${words.problems}</h2>
        ${problemsList(table)}
      </section>
      <section>
        <h2>${words.understood}</h2>
        ${settingsList(withAsked(table, asked), everUndecided, actions.setting)}
      </section>
      <section class="chosen">
        <h2>${words.dataset}</h2>
        ${about(preview)}
        <h2>${words.columns}</h2>
        ${columnsTable(table, preview.edits, preview.filter, actions)}
        <h2>${words.inFile}</h2>
        ${sampleInFile(table)}
        <h2>${words.asRead}${words.asReadOf(SAMPLE_COLUMNS, table.columns.length)}</h2>
        ${sampleAsRead(table)}
      </section>
    </div>`;
}

function about({ title, currency, actions }: Preview): TemplateResult {
  return html`<div class="about">
    <label>
      ${words.name}
      <input
        class="field title"
        required
        maxlength="120"
        aria-invalid=${title.trim() === '' ? 'true' : nothing}
        .value=${live(title)}
        @input=${(event: Event) => actions.title((event.target as HTMLInputElement).value)}
      />
    </label>
    <label>
      ${words.currency}
      <input
        class="field currency"
        list="currencies"
        maxlength="20"
        autocomplete="off"
        placeholder=${words.notKnown}
        .value=${live(currency)}
        @input=${(event: Event) => actions.currency((event.target as HTMLInputElement).value)}
      />
    </label>
    <datalist id="currencies">
      ${CURRENCIES.map((code) => html`<option value=${code}></option>`)}
    </datalist>
  </div>`;
}

function describe(table: ParsedTable): string {
  const { bytes, index, columns, encoding, dated, settings } = table;
  const parts = [words.size(bytes), ENCODINGS[encoding]];
  parts.push(words.rowsByColumns(index.length, columns.length));
  const last = index.at(-1);
  if (dated && last !== undefined) {
    const [from, to] = [index[0], last].map((label) => formatDate(label, settings.frequency));
    parts.push(`${from} ${words.to} ${to}`);
  }
  return parts.join(' · ');
}

function comparison({ bytes }: ParsedTable, wanted: Wanted): TemplateResult {
  return html`<p class="remark wanted">
    ${
      bytes === wanted.bytes
        ? words.sameSize(wanted.title)
        : words.otherSize(wanted.title, wanted.bytes)
    }
  </p>`;
}

/** The table as it stands with the choices that are still being read. */
function withAsked(table: ParsedTable, asked: Partial<ReadSettings>): ParsedTable {
  const findings: Record<string, Finding<SettingValue>> = { ...table.findings };
  for (const [id, value] of Object.entries(asked)) {
    findings[id] = { ...findings[id], value, certainty: 'given' };
  }
  const settings = { ...table.settings, ...asked };
  return { ...table, settings, findings: findings as unknown as ParsedTable['findings'] };
}
