/** The columns of the file: what each is called, what it is used as, and what it holds. */
import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { repeat } from 'lit/directives/repeat.js';
import type { AssetClass } from '../../finance/dataset';
import type { ParsedTable, ReadColumn } from '../../data/parse/parsed-table';
import { formatCount, formatNumber, formatPercent } from '../../ui/format';
import { choiceOf, type ColumnChoice, type ColumnEdits } from './import-choices';
import { words } from './words';

/** Rows drawn at once, so that a file of thousands of columns stays quick. */
const SHOWN = 50;

export interface ColumnActions {
  filter(text: string): void;
  edit(ids: readonly string[], change: Partial<ColumnChoice>): void;
}

export function columnsTable(
  table: ParsedTable,
  edits: ColumnEdits,
  filter: string,
  actions: ColumnActions,
): TemplateResult {
  const matching = matchingColumns(table, filter);
  const shown = matching.slice(0, SHOWN);
  return html`
    <div class="tools">
      <label>
        ${words.filter}
        <input
          class="field filter"
          type="search"
          .value=${live(filter)}
          @input=${(event: Event) => actions.filter((event.target as HTMLInputElement).value)}
        />
      </label>
      <label>
        ${words.setAll(matching.length)}
        <select
          class="field set-all"
          ?disabled=${matching.length === 0}
          @change=${(event: Event) => {
            const select = event.target as HTMLSelectElement;
            const role = select.value as ColumnChoice['role'];
            select.value = '';
            actions.edit(
              matching.map(({ id }) => id),
              { role },
            );
          }}
        >
          <option value="" selected disabled hidden>${words.chooseRole}</option>
          ${options(words.roles, undefined)}
        </select>
      </label>
    </div>
    <div class="columns" role="region" aria-label=${words.columns} tabindex="0">
      <table>
        <thead>
          <tr>
            <th scope="col">${words.columnName}</th>
            <th scope="col">${words.role}</th>
            <th scope="col">${words.assetClass}</th>
            <th scope="col" class="number">${words.values}</th>
            <th scope="col" class="number">${words.gaps}</th>
            <th scope="col" class="number">${words.extent}</th>
            <th scope="col">${words.notes}</th>
          </tr>
        </thead>
        <tbody>
          ${repeat(
            shown,
            ({ id }) => id,
            (column) => columnRow(table, column, choiceOf(column, edits), actions),
          )}
        </tbody>
      </table>
    </div>
    ${
      matching.length > shown.length
        ? html`<p class="muted">${words.shownOf(shown.length, matching.length)}</p>`
        : matching.length === 0
          ? html`<p class="muted">${words.noneMatch}</p>`
          : nothing
    }
  `;
}

function matchingColumns({ columns }: ParsedTable, filter: string): readonly ReadColumn[] {
  const wanted = filter.trim().toLowerCase();
  if (wanted === '') return columns;
  return columns.filter(({ name, id }) => `${name}\n${id}`.toLowerCase().includes(wanted));
}

function columnRow(
  table: ParsedTable,
  column: ReadColumn,
  choice: ColumnChoice,
  { edit }: ColumnActions,
): TemplateResult {
  const { id, name, count, gaps } = column;
  return html`<tr data-column=${id} class=${choice.role}>
    <td>
      <input
        class="field"
        aria-label=${words.of(words.columnName, name)}
        placeholder=${name}
        maxlength="200"
        .value=${live(choice.name)}
        @input=${(event: Event) => edit([id], { name: (event.target as HTMLInputElement).value })}
      />
    </td>
    <td>
      <select
        class="field role"
        aria-label=${words.of(words.role, name)}
        @change=${(event: Event) =>
          edit([id], { role: (event.target as HTMLSelectElement).value as ColumnChoice['role'] })}
      >
        ${options(words.roles, choice.role)}
      </select>
    </td>
    <td data-label=${words.assetClass}>
      <select
        class="field class"
        aria-label=${words.of(words.assetClass, name)}
        ?disabled=${choice.role !== 'asset'}
        @change=${(event: Event) => {
          const { value } = event.target as HTMLSelectElement;
          edit([id], { assetClass: value === '' ? undefined : (value as AssetClass) });
        }}
      >
        <option value="" .selected=${choice.assetClass === undefined}>${words.classUnknown}</option>
        ${options(words.classes, choice.assetClass)}
      </select>
    </td>
    <td class="number" data-label=${words.values}>${formatCount(count)}</td>
    <td class="number" data-label=${words.gaps}>${formatCount(gaps)}</td>
    <td class="number extent" data-label=${words.extent}>${extent(column, table)}</td>
    <td class="notes">${notes(column, table)}</td>
  </tr>`;
}

function options(
  labels: Readonly<Record<string, string>>,
  chosen: string | undefined,
): TemplateResult[] {
  return Object.entries(labels).map(
    ([value, label]) =>
      html`<option value=${value} .selected=${value === chosen}>${label}</option>`,
  );
}

function extent({ count, minimum, maximum }: ReadColumn, { settings }: ParsedTable): string {
  if (count === 0) return '';
  const format = (value: number) =>
    settings.kind === 'returns' ? formatPercent(value, 2) : formatNumber(value, digits(value));
  return `${format(minimum)} ${words.to} ${format(maximum)}`;
}

function digits(value: number): number {
  const size = Math.abs(value);
  if (Number.isInteger(value)) return 0;
  return size >= 1_000 ? 0 : size >= 10 ? 2 : 4;
}

function notes({ because, constant, nonPositive }: ReadColumn, { settings }: ParsedTable): string {
  return [
    because,
    constant ? words.constant : undefined,
    settings.kind === 'prices' && nonPositive > 0 ? words.nonPositive(nonPositive) : undefined,
  ]
    .filter((note) => note !== undefined)
    .join(' ');
}
