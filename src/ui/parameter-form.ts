/**
 * `<mix-form>`: a row of native controls for a list of fields. It keeps no values: it tells
 * what was entered (`mix-parameter`: `id`, `value`, `final`) and shows what it is given. Text
 * that is not a number is passed on as text, and the owner answers with the field's `problem`.
 * Tables and mixes are elements of their own, which keep what is not complete yet.
 */
import { css, html, LitElement, nothing } from 'lit';
import { property } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import { repeat } from 'lit/directives/repeat.js';
import { emit } from './emit';
import type { FormField, ParameterDetail } from './form-field';
import { formatInput, parseNumber } from './format';
import { baseStyles } from './theme';

export class ParameterForm extends LitElement {
  static override styles = [
    baseStyles,
    css`
      form {
        display: flex;
        flex-wrap: wrap;
        gap: var(--s3) var(--s4);
        align-items: flex-start;
      }
      .parameter {
        display: grid;
        gap: 2px;
        max-width: 240px;
      }
      label {
        font-size: 12px;
        line-height: 16px;
        color: var(--muted);
      }
      .several {
        border: 0;
        padding: 0;
        margin: 0;
        max-width: none;
        flex-basis: 100%;
        display: flex;
        flex-wrap: wrap;
        gap: var(--s1);
      }
      legend {
        font-size: 12px;
        line-height: 16px;
        color: var(--muted);
        padding: 0;
        margin-bottom: var(--s1);
      }
      .group {
        flex-basis: 100%;
        min-width: 0;
      }
      .control {
        display: flex;
        align-items: center;
        gap: var(--s1);
      }
      input {
        width: 112px;
        text-align: right;
      }
      select {
        max-width: 240px;
        text-overflow: ellipsis;
      }
      .control small {
        white-space: nowrap;
      }
      /* Chromium keeps room for an arrow, and the number would not stand at the edge. */
      input::-webkit-calendar-picker-indicator {
        display: none !important;
      }
      .help {
        font-size: 12px;
        line-height: 16px;
        color: var(--muted);
      }
      @media (max-width: 760px) {
        .parameter {
          flex: 1 1 140px;
        }
        .several {
          flex-basis: 100%;
        }
        input,
        select {
          width: 100%;
        }
      }
    `,
  ];

  @property({ attribute: false }) accessor fields: readonly FormField[] = [];
  /** Help is a tooltip and is read out; otherwise it stands below each field. */
  @property({ type: Boolean }) accessor compact = false;

  /** The value of each field when it was last drawn. */
  readonly #values = new Map<string, number | string>();

  override render() {
    return html`<form @submit=${(event: Event) => event.preventDefault()}>
      ${repeat(
        this.fields,
        ({ id }) => id,
        (field) => this.#field(field),
      )}
    </form>`;
  }

  #field(field: FormField) {
    const described = [
      field.problem === undefined ? '' : `${field.id}-problem`,
      field.help === undefined ? '' : `${field.id}-help`,
    ]
      .filter((id) => id !== '')
      .join(' ');
    if (field.kind === 'choices') return this.#choices(field);
    if (field.kind === 'rows') {
      return html`<mix-rows-field class="group" id=${field.id} .field=${field}></mix-rows-field>`;
    }
    if (field.kind === 'mix') {
      return html`<mix-field class="group" id=${field.id} .field=${field}></mix-field>`;
    }
    return html`<div class="parameter">
      <label for=${field.id} title=${this.compact ? (field.help ?? nothing) : nothing}>
        ${field.label}
      </label>
      <div class="control">
        ${field.kind === 'choice' ? this.#choice(field, described) : this.#number(field, described)}
        ${field.unit === undefined ? nothing : html`<small>${field.unit}</small>`}
      </div>
      ${
        field.problem === undefined
          ? nothing
          : html`<p class="problem" id="${field.id}-problem" role="alert">${field.problem}</p>`
      }
      ${
        field.help === undefined
          ? nothing
          : html`<p class=${this.compact ? 'visually-hidden' : 'help'} id="${field.id}-help">
              ${field.help}
            </p>`
      }
    </div>`;
  }

  #choice(field: FormField, described: string) {
    const options = field.options ?? [];
    const chosen = (event: Event) => {
      const option = options[(event.target as HTMLSelectElement).selectedIndex];
      this.#tell(field, option.value, true);
    };
    return html`<select
      class="field"
      id=${field.id}
      ?disabled=${field.disabled}
      aria-invalid=${field.problem === undefined ? nothing : 'true'}
      aria-describedby=${described || nothing}
      @change=${chosen}
    >
      ${options.map(
        (option) =>
          html`<option value=${option.value} .selected=${live(option.value === field.value)}>
            ${option.label}
          </option>`,
      )}
    </select>`;
  }

  /** Several options at once, as a group of switches; the value joins them by commas. */
  #choices(field: FormField) {
    const options = field.options ?? [];
    const chosen = String(field.value).split(',');
    const toggle = (value: string) => () => {
      const next = options
        .map((option) => String(option.value))
        .filter((v) => (v === value ? !chosen.includes(v) : chosen.includes(v)));
      this.#tell(field, next.join(','), true);
    };
    return html`<fieldset class="parameter several">
      <legend title=${this.compact ? (field.help ?? nothing) : nothing}>${field.label}</legend>
      ${options.map(
        (option) =>
          html`<button
            type="button"
            class="chip"
            ?disabled=${field.disabled}
            aria-pressed=${String(chosen.includes(String(option.value)))}
            @click=${toggle(String(option.value))}
          >
            ${option.label}
          </button>`,
      )}
    </fieldset>`;
  }

  #number(field: FormField, described: string) {
    const typed = (final: boolean) => (event: Event) => {
      const text = (event.target as HTMLInputElement).value;
      this.#tell(field, parseNumber(text) ?? text, final);
    };
    const suggestions = field.suggestions ?? [];
    return html`<input
        class="field"
        id=${field.id}
        type="text"
        inputmode=${field.kind === 'number' ? 'decimal' : 'numeric'}
        autocomplete="off"
        ?disabled=${field.disabled}
        list=${suggestions.length > 0 ? `${field.id}-suggestions` : nothing}
        aria-invalid=${field.problem === undefined ? nothing : 'true'}
        aria-describedby=${described || nothing}
        .value=${this.#text(field)}
        @input=${typed(false)}
        @change=${typed(true)}
      />
      ${
        suggestions.length > 0
          ? html`<datalist id="${field.id}-suggestions">
              ${suggestions.map((s) => html`<option value=${s.value}>${s.label}</option>`)}
            </datalist>`
          : nothing
      }`;
  }

  /** While a person types, "2." and "2" are the same value, and what is refused is not done yet. */
  #text(field: FormField): string {
    const input = this.renderRoot.querySelector<HTMLInputElement>(`[id="${field.id}"]`);
    const theirs = input?.value;
    const refused = field.problem !== undefined && this.#values.get(field.id) === field.value;
    this.#values.set(field.id, field.value);
    if (theirs !== undefined && (refused || parseNumber(theirs) === field.value)) return theirs;
    return formatInput(field.value);
  }

  #tell(field: FormField, value: number | string, final: boolean): void {
    const detail: ParameterDetail = { id: field.id, value, final };
    emit(this, 'mix-parameter', detail);
  }
}
