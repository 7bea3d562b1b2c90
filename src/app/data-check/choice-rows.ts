/** The choices about one sign, each with what it would do to the numbers. */
import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { Frequency } from '../../finance/dataset';
import {
  formatCorrelation,
  formatCount,
  formatInput,
  formatNumber,
  formatPercent,
  parseNumber,
} from '../../ui/format';
import type { Choice, Setting } from './choices';
import type { Effect } from './effect';
import { words } from './words';

export interface ChoiceRow {
  readonly choice: Choice;
  /** A text says why the choice cannot be made. */
  readonly effect: Effect | string;
}

interface Acts {
  set(choice: Choice, value: number): void;
  choose(choice: Choice): void;
}

export function choiceRows(
  rows: readonly ChoiceRow[],
  frequency: Frequency,
  acts: Acts,
): TemplateResult {
  const heads: readonly (readonly [head: string, unit?: string])[] = [
    [words.volatility, words.perYear],
    [words.correlation],
    [words.mixVolatility, words.perYear],
    [words.valueAtRisk, words.perPeriod(frequency)],
    [words.periods],
  ];
  return html`<div class="scroll" role="group" tabindex="0" aria-label=${words.choice}>
    <table class="figures-table choices">
      <thead>
        <tr>
          <th scope="col">${words.choice}</th>
          ${heads.map(([head, unit]) => html`<th scope="col">${head} <small>${unit}</small></th>`)}
          <th scope="col"><span class="visually-hidden">${words.choose}</span></th>
        </tr>
      </thead>
      <tbody>
        ${rows.map((row) => choiceRow(row, acts))}
      </tbody>
    </table>
  </div>`;
}

function choiceRow({ choice, effect }: ChoiceRow, acts: Acts): TemplateResult {
  const { id, setting } = choice;
  return html`<tr>
    <th scope="row">
      ${words.choices[id]} ${setting === undefined ? nothing : settingField(choice, setting, acts)}
    </th>
    ${
      typeof effect === 'string'
        ? html`<td class="reason" colspan="5">${effect}</td>`
        : figures(effect).map((text) => html`<td>${text}</td>`)
    }
    <td>
      ${
        id === 'keep'
          ? html`<small>${words.asItIs}</small>`
          : html`<button
              class="chip"
              ?disabled=${typeof effect === 'string'}
              @click=${() => acts.choose(choice)}
            >
              ${words.choose}<span class="visually-hidden">: ${words.choices[id]}</span>
            </button>`
      }
    </td>
  </tr>`;
}

function figures(effect: Effect): readonly string[] {
  const { volatility, correlation, mixVolatility, valueAtRisk, periods } = effect;
  const percent = (value: number | undefined) =>
    value === undefined || Number.isNaN(value) ? '–' : formatPercent(value, 2);
  return [
    percent(volatility),
    correlation === undefined || Number.isNaN(correlation) ? '–' : formatCorrelation(correlation),
    percent(mixVolatility),
    percent(valueAtRisk),
    formatCount(periods),
  ];
}

function settingField(choice: Choice, setting: Setting, acts: Acts): TemplateResult {
  const { value, least, most, step, percent } = setting;
  const scale = percent === true ? 100 : 1;
  const digits = Math.max(0, Math.ceil(-Math.log10(step * scale)));
  const unit = percent === true ? ' %' : '';
  return html`<input
      class="field setting"
      inputmode="decimal"
      aria-label=${`${words.choices[choice.id]}: ${words.setting}`}
      .value=${live(formatInput(Number((value * scale).toFixed(digits))))}
      @change=${({ target }: Event) => {
        const input = target as HTMLInputElement;
        const typed = parseNumber(input.value);
        const wanted = typed === undefined ? NaN : typed / scale;
        const good = wanted >= least && wanted <= most;
        input.setCustomValidity(
          good
            ? ''
            : words.wrongNumber(
                formatNumber(least * scale, digits),
                `${formatNumber(most * scale, digits)}${unit}`,
              ),
        );
        input.setAttribute('aria-invalid', String(!good));
        if (!good) input.reportValidity();
        else acts.set(choice, step === 1 ? Math.round(wanted) : wanted);
      }}
    />${unit}`;
}
