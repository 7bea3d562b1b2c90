/**
 * `<mix-field>`: a second mix of the assets: the present one, a preset, or an own one with a
 * percent field for each asset. It keeps what a person writes until the weights sum to 100 %, and
 * only then tells it (`mix-parameter`).
 */
import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { property, state } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import { Echo } from './echo';
import { emit } from './emit';
import { fieldsetStyles } from './fieldset-styles';
import type { FormField, FormMix, ParameterDetail } from './form-field';
import { formatNumber, parseWeight } from './format';
import { baseStyles } from './theme';
import { words } from './words';

/** Choices beside the ids of the presets. */
const PRESENT = '';
const OWN = 'own';
const WHOLE = 10_000;

export class MixField extends LitElement {
  static override styles = [
    baseStyles,
    fieldsetStyles,
    css`
      select {
        max-width: 100%;
      }
      .weights {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(280px, 100%), 1fr));
        gap: var(--s1) var(--s5);
        max-width: 960px;
        margin: var(--s2) 0;
      }
      .asset {
        display: grid;
        grid-template-columns: minmax(0, 1fr) 72px auto;
        gap: 0 var(--s1);
        align-items: center;
      }
      .asset label {
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      .asset .problem {
        grid-column: 1 / -1;
      }
      input {
        width: 100%;
        text-align: right;
      }
      .sum {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--s1) var(--s3);
      }
      @media (max-width: 760px) {
        select {
          width: 100%;
        }
      }
    `,
  ];

  @property({ attribute: false }) accessor field: FormField | undefined = undefined;

  @state() private accessor choice = PRESENT;
  /** What stands in the percent fields. */
  @state() private accessor texts: readonly string[] = [];

  #echo = new Echo();

  protected override willUpdate(changed: PropertyValues<this>): void {
    const { field } = this;
    if (!changed.has('field') || !this.#echo.isNews(field?.value)) return;
    const weights = field?.mix?.weights;
    const preset = field?.mix?.presets.find((one) => String(one.weights) === String(weights));
    this.choice = weights === undefined ? PRESENT : (preset?.id ?? OWN);
    this.texts = (weights ?? []).map(weightText);
  }

  override render() {
    const { field } = this;
    if (field?.mix === undefined) return nothing;
    const { assets, present, presets } = field.mix;
    const options = [
      { id: PRESENT, label: present.label },
      ...presets,
      { id: OWN, label: words.ownMix },
    ];
    return html`<fieldset ?disabled=${field.disabled}>
      <legend id="legend">${field.label}</legend>
      ${field.help === undefined ? nothing : html`<p class="help">${field.help}</p>`}
      <select
        class="field"
        aria-labelledby="legend"
        @change=${(event: Event) => this.#choose((event.target as HTMLSelectElement).value)}
      >
        ${options.map(
          ({ id, label }) =>
            html`<option value=${id} .selected=${live(id === this.choice)}>${label}</option>`,
        )}
      </select>
      ${
        this.choice === PRESENT
          ? nothing
          : html`<div class="weights">${assets.map(({ label }, i) => this.#asset(label, i))}</div>
              ${this.#sum(field.mix)}`
      }
      ${
        field.problem === undefined
          ? nothing
          : html`<p class="problem" role="alert">${field.problem}</p>`
      }
    </fieldset>`;
  }

  #asset(label: string, i: number) {
    const text = this.texts[i] ?? '';
    const bad = parseWeight(text) === undefined;
    return html`<div class="asset">
      <label for="weight-${i}" title=${label}>${label}</label>
      <input
        class="field"
        id="weight-${i}"
        type="text"
        inputmode="decimal"
        autocomplete="off"
        aria-invalid=${bad ? 'true' : nothing}
        aria-describedby=${bad ? `problem-${i}` : nothing}
        .value=${text}
        @change=${(event: Event) => this.#type(i, (event.target as HTMLInputElement).value)}
      />
      <small>%</small>
      ${
        bad
          ? html`<p class="problem" id="problem-${i}" role="alert">${words.badWeight(text)}</p>`
          : nothing
      }
    </div>`;
  }

  #sum(mix: FormMix) {
    const weights = readWeights(this.texts);
    if (weights === undefined) return nothing;
    const sum = sumOf(weights);
    if (sum === WHOLE) return html`<p class="help">${words.total} ${percent(sum)}</p>`;
    const scale = () => {
      this.texts = mix.scaled(weights).map(weightText);
      this.#tell();
    };
    return html`<div class="sum">
      <p class="problem" role="alert">${words.notWhole(percent(sum))}</p>
      <button type="button" class="chip" @click=${scale}>${words.scale}</button>
    </div>`;
  }

  #choose(choice: string): void {
    const mix = this.field?.mix;
    const preset = mix?.presets.find(({ id }) => id === choice);
    const fromPresent = choice === OWN && this.choice === PRESENT;
    if (preset !== undefined) this.texts = preset.weights.map(weightText);
    else if (fromPresent) this.texts = (mix?.present.weights ?? []).map(weightText);
    this.choice = choice;
    this.#tell();
  }

  #type(i: number, text: string): void {
    const weight = parseWeight(text);
    const typed = weight === undefined ? text.trim() : weightText(weight);
    this.texts = this.texts.map((one, other) => (other === i ? typed : one));
    this.choice = OWN;
    this.#tell();
  }

  #tell(): void {
    const { field } = this;
    if (field?.mix === undefined) return;
    const weights = this.choice === PRESENT ? undefined : readWeights(this.texts);
    if (this.choice !== PRESENT && sumOf(weights ?? []) !== WHOLE) return;
    const value = field.mix.write(weights);
    if (value === field.value && field.problem === undefined) return;
    this.#echo.sent(value);
    const detail: ParameterDetail = { id: field.id, value, final: true };
    emit(this, 'mix-parameter', detail);
  }
}

/** Undefined where one of the texts is no weight. */
function readWeights(texts: readonly string[]): number[] | undefined {
  const weights = texts.map((text) => parseWeight(text));
  return weights.every((weight) => weight !== undefined) ? weights : undefined;
}

function sumOf(weights: readonly number[]): number {
  return weights.reduce((total, weight) => total + weight, 0);
}

/** As many digits as a weight has, at most two. */
function weightText(weight: number): string {
  return formatNumber(weight / 100, weight % 100 === 0 ? 0 : weight % 10 === 0 ? 1 : 2);
}

function percent(weight: number): string {
  return `${weightText(weight)} %`;
}
