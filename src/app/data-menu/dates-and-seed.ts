/** The dates of the scenario and the seed of what it draws. */
import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { Scenario } from '../../analyses/scenario';
import type { Dataset } from '../../finance/dataset';
import type { Actions } from '../actions';
import { words } from '../words';

export function datesAndSeed(
  scenario: Scenario,
  dataset: Dataset,
  actions: Pick<Actions, 'setRange' | 'setSeed'>,
): TemplateResult {
  const { from, to } = scenario.data.range;
  return html`<fieldset>
      <legend>${dataset.dated ? words.range : words.rows}</legend>
      ${bound(words.from, from, dataset, (value) => actions.setRange(value, to))}
      ${bound(words.to, to, dataset, (value) => actions.setRange(from, value))}
      ${
        from === null && to === null
          ? nothing
          : html`<button class="quiet inset" @click=${() => actions.setRange(null, null)}>
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
          if (!input.reportValidity()) return;
          if (input.value === '') input.value = String(scenario.seed);
          else actions.setSeed(input.valueAsNumber);
        }}
      />
      <small>${words.seedHelp}</small>
    </fieldset>`;
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
