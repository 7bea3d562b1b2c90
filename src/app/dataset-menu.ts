/** The header's menu of the data: which dataset, which dates, which seed. */
import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { Scenario } from '../analyses/scenario';
import type { DatasetEntry } from '../data/built-in';
import type { Dataset } from '../finance/dataset';
import { formatCount, formatDate } from '../ui/format';
import { words } from './words';

export interface DatasetMenuActions {
  /** Resolves to whether the dataset could be opened. */
  open(id: string): Promise<boolean>;
  range(from: string | null, to: string | null): void;
  seed(seed: number): void;
  /** On small screens these stand here, not in the header. */
  undo(): void;
  redo(): void;
  theme(): void;
}

export function datasetMenu(
  entries: readonly DatasetEntry[],
  dataset: Dataset,
  scenario: Scenario,
  actions: DatasetMenuActions,
): TemplateResult {
  const { from, to } = scenario.data.range;
  return html`
    <button class="quiet dataset" popovertarget="datasets" aria-haspopup="dialog">
      ${dataset.title} <span aria-hidden="true">▾</span>
      <small>${describe(dataset, scenario)}</small>
    </button>
    <div id="datasets" popover aria-label=${words.datasets}>
      <fieldset>
        <legend>${words.datasets}</legend>
        ${entries.map(
          (entry) =>
            html`<label class="choice">
              <input
                type="radio"
                name="dataset"
                value=${entry.id}
                .checked=${entry.id === dataset.id}
                @change=${async ({ target }: Event) => {
                  if (!(await actions.open(entry.id))) chooseAgain(target as Element, dataset.id);
                }}
              />
              <span>
                ${entry.label}
                <small>
                  ${words.frequencies[entry.frequency]} · ${span(entry.span)} ·
                  ${count(entry.columns)}
                </small>
              </span>
            </label>`,
        )}
      </fieldset>
      <fieldset>
        <legend>${dataset.dated ? words.range : words.rows}</legend>
        ${bound(words.from, from, dataset, (value) => actions.range(value, to))}
        ${bound(words.to, to, dataset, (value) => actions.range(from, value))}
        ${
          from === null && to === null
            ? nothing
            : html`<button class="quiet inset" @click=${() => actions.range(null, null)}>
                ${words.wholeRange}
              </button>`
        }
      </fieldset>
      <fieldset>
        <legend>${words.seed}</legend>
        <input
          aria-label=${words.seed}
          type="number"
          min="0"
          max="4294967295"
          step="1"
          .value=${String(scenario.seed)}
          @change=${(event: Event) => {
            const input = event.target as HTMLInputElement;
            if (input.reportValidity() && input.value !== '') actions.seed(input.valueAsNumber);
          }}
        />
      </fieldset>
      <p class="narrow">
        <button class="quiet inset" @click=${actions.undo}>${words.undo}</button>
        <button class="quiet" @click=${actions.redo}>${words.redo}</button>
        <button class="quiet" @click=${actions.theme}>${words.theme}</button>
      </p>
      <p><small>${words.privacy}</small></p>
    </div>
  `;
}

/** What could not be opened is not left chosen. */
function chooseAgain(radio: Element, id: string): void {
  const radios = radio.closest('fieldset')?.querySelectorAll('input') ?? [];
  for (const other of radios) other.checked = other.value === id;
}

function bound(
  label: string,
  value: string | null,
  dataset: Dataset,
  onChange: (value: string | null) => void,
): TemplateResult {
  const [first, last] = [dataset.index[0], dataset.index[dataset.index.length - 1]];
  return html`<label class="bound">
    ${label}
    <input
      type=${dataset.dated ? 'date' : 'number'}
      min=${first}
      max=${last}
      .value=${live(value ?? '')}
      @change=${(event: Event) => {
        const input = event.target as HTMLInputElement;
        if (input.reportValidity()) onChange(input.value === '' ? null : input.value);
      }}
    />
  </label>`;
}

function describe(dataset: Dataset, { data }: Scenario): string {
  const { index, columns } = dataset;
  const ends: [string, string] = [
    data.range.from ?? index[0],
    data.range.to ?? index[index.length - 1],
  ];
  return `${words.frequencies[dataset.frequency]} ${dataset.kind} · ${span(ends)} · ${count(columns)}`;
}

function span([first, last]: readonly [string, string]): string {
  if (/^\d+$/.test(first))
    return `${formatDate(first, 'daily')} ${words.to.toLowerCase()} ${formatCount(Number(last))}`;
  return `${first.slice(0, 4)} ${words.to.toLowerCase()} ${last.slice(0, 4)}`;
}

function count(columns: readonly { readonly role: string }[]): string {
  const assets = columns.filter((column) => column.role === 'asset').length;
  const inflation = columns.some((column) => column.role === 'inflation');
  return `${assets} assets${inflation ? ' and inflation' : ''}`;
}
