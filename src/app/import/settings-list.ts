/** "What was understood": a row for each setting, with how sure the reading is and why. */
import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { repeat } from 'lit/directives/repeat.js';
import type { ParsedTable, SettingId } from '../../data/parse/parsed-table';
import { relevantSettings, settingOptions, type SettingValue } from './setting-fields';
import { words } from './words';

/** More than a period a day is beyond what the analyses compute with. */
const MOST_PERIODS = 366;

export function settingsList(
  table: ParsedTable,
  first: readonly SettingId[],
  onChange: (id: SettingId, value: SettingValue | undefined) => void,
): TemplateResult {
  return html`<ul class="settings">
    ${repeat(
      relevantSettings(table, first),
      (id) => id,
      (id) => settingRow(table, id, onChange),
    )}
  </ul>`;
}

function settingRow(
  table: ParsedTable,
  id: SettingId,
  onChange: (id: SettingId, value: SettingValue | undefined) => void,
): TemplateResult {
  const { certainty, because } = table.findings[id];
  const label = words.settings[id];
  return html`<li class=${certainty} data-setting=${id}>
    <label for=${`setting-${id}`}>${label}</label>
    ${
      id === 'periodsPerYear'
        ? numberField(table, id, (value) => onChange(id, value))
        : selectField(table, id, (value) => onChange(id, value))
    }
    <p id=${`why-${id}`}>
      <b>${words.certainties[certainty]}</b>
      ${
        certainty === 'given'
          ? html`<button
              class="quiet"
              aria-label=${words.asFoundFor(label)}
              @click=${() => onChange(id, undefined)}
            >
              ${words.asFound}
            </button>`
          : because
      }
    </p>
  </li>`;
}

function selectField(
  table: ParsedTable,
  id: SettingId,
  onChange: (value: SettingValue) => void,
): TemplateResult {
  const options = settingOptions(table, id);
  const open = table.findings[id].certainty === 'undecided';
  const chosen = open ? -1 : options.findIndex(({ value }) => value === table.settings[id]);
  return html`<select
    class="field"
    id=${`setting-${id}`}
    aria-describedby=${`why-${id}`}
    aria-invalid=${open ? 'true' : nothing}
    .value=${live(chosen < 0 ? '' : String(chosen))}
    @change=${(event: Event) => {
      const { value } = event.target as HTMLSelectElement;
      if (value !== '') onChange(options[Number(value)].value);
    }}
  >
    <option value="" ?selected=${chosen < 0} disabled hidden>${words.pleaseChoose}</option>
    ${options.map(
      ({ label }, i) =>
        html`<option value=${String(i)} ?selected=${i === chosen}>${label}</option>`,
    )}
  </select>`;
}

function numberField(
  table: ParsedTable,
  id: 'periodsPerYear',
  onChange: (value: number) => void,
): TemplateResult {
  const { certainty, options } = table.findings[id];
  const open = certainty === 'undecided';
  return html`<input
      class="field"
      type="number"
      id=${`setting-${id}`}
      aria-describedby=${`why-${id}`}
      aria-invalid=${open ? 'true' : nothing}
      placeholder=${words.pleaseChoose}
      list="periods"
      min="1"
      max=${MOST_PERIODS}
      step="any"
      required
      .value=${live(open ? '' : String(table.settings[id]))}
      @change=${(event: Event) => {
        const input = event.target as HTMLInputElement;
        if (input.reportValidity()) onChange(input.valueAsNumber);
      }}
    />
    <datalist id="periods">
      ${options.map((value) => html`<option value=${String(value)}></option>`)}
    </datalist>`;
}
