/**
 * `<mix-editor>`: the mix as one stacked line, presets, and a row for every asset. It does no
 * arithmetic: it tells what a person did and shows the rows it is given. On a phone it is one
 * line that opens to the whole editor.
 *
 * Events: `mix-weight` { id, weight, final }, `mix-lock` { id, locked }, `mix-remove` { id },
 * `mix-add` { id }, `mix-preset` { id }; with a second mix `mix-compare` { id }, `mix-side` { side },
 * `mix-swap`, `mix-keep`. Weights are whole units of 0.01 %.
 */
import { css, html, LitElement, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import { repeat } from 'lit/directives/repeat.js';
import { cssVars } from './css-vars';
import { emit } from './emit';
import { formatPercent, parseWeight } from './format';
import { rangeStyles } from './range-slider';
import { baseStyles } from './theme';
import { words } from './words';

export interface MixRow {
  readonly id: string;
  readonly label: string;
  /** A CSS value; the same color as everywhere on the page. */
  readonly color: string;
  /** In units of 0.01 %. */
  readonly weight: number;
  readonly locked: boolean;
  /** Why the weight cannot be as asked, in a sentence. */
  readonly problem?: string;
}

export interface MixPreset {
  readonly id: string;
  readonly label: string;
  readonly pressed: boolean;
}

export interface AddableAsset {
  readonly id: string;
  readonly label: string;
}

export interface WeightDetail {
  readonly id: string;
  readonly weight: number;
  /** False while a slider moves. */
  readonly final: boolean;
}

/** One of two mixes that are compared. */
export interface ComparedMix {
  readonly side: 'mix' | 'compare';
  readonly rows: readonly Pick<MixRow, 'color' | 'weight'>[];
  readonly summary: string;
}

const WHOLE = 10_000;
/** One percent: what a drag and an arrow key move by. */
const STEP = 100;
const LEAP = 1_000;

export class MixEditor extends LitElement {
  static override styles = [
    baseStyles,
    rangeStyles,
    css`
      :host {
        padding: var(--s5);
        background: var(--paper);
      }
      .sheet {
        display: none;
      }
      .stack {
        display: flex;
        height: 10px;
        border-radius: 2px;
        overflow: hidden;
        gap: 1px;
        margin: var(--s2) 0 var(--s4);
        forced-color-adjust: none;
      }
      .stack i {
        flex: 0 1 var(--v);
        background: var(--c);
      }
      .sides {
        margin: var(--s2) 0 var(--s4);
      }
      .side {
        display: grid;
        grid-template-columns: 16px minmax(0, 1fr);
        gap: var(--s2);
        align-items: center;
        width: calc(100% + 2 * var(--s2));
        min-height: 28px;
        margin: 0 calc(-1 * var(--s2));
        padding: 0 var(--s2);
        border: 0;
        border-radius: 4px;
        background: none;
        color: var(--muted);
        text-align: left;
        cursor: pointer;
      }
      .side:hover {
        background: var(--wash);
      }
      .side[aria-pressed='true'] {
        color: var(--accent);
        font-weight: 600;
      }
      .side .stack {
        margin: 0;
      }
      .side[aria-pressed='false'] .stack {
        height: 4px;
      }
      .presets {
        display: flex;
        flex-wrap: wrap;
        gap: var(--s1);
        margin: var(--s3) 0 var(--s4);
      }
      .asset {
        display: grid;
        grid-template-columns: 10px minmax(0, 1fr) 64px 20px;
        gap: 0 var(--s2);
        align-items: center;
        padding: var(--s2) 0 var(--s1);
        border-top: 1px solid var(--line);
      }
      .dot {
        width: 10px;
        height: 10px;
        border-radius: 2px;
        background: var(--c);
        forced-color-adjust: none;
      }
      .name {
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      .weight {
        justify-self: end;
        width: 7ch;
        max-width: 64px;
        border: 0;
        border-bottom: 1px dotted var(--muted);
        border-radius: 0;
        background: none;
        padding: 0;
        height: 21px;
        text-align: right;
      }
      @supports (field-sizing: content) {
        .weight {
          width: auto;
          min-width: 4ch;
          field-sizing: content;
        }
      }
      .weight:hover {
        border-bottom-color: var(--ink);
        border-bottom-style: solid;
      }
      .weight[aria-invalid='true'] {
        border-bottom-color: var(--loss);
      }
      .lock,
      .remove {
        border: 0;
        background: none;
        padding: 0;
        width: 24px;
        height: 24px;
        color: var(--muted);
        cursor: pointer;
        border-radius: 4px;
        line-height: 1;
      }
      .lock {
        margin: 0 -2px;
        grid-row: span 2;
        display: grid;
        place-items: center;
      }
      .lock i {
        width: 9px;
        height: 9px;
        border: 1px solid currentcolor;
        border-radius: 50%;
        forced-color-adjust: none;
      }
      .lock[aria-pressed='true'] i {
        background: currentcolor;
      }
      .lock:hover,
      .remove:hover {
        color: var(--ink);
        background: var(--wash);
      }
      .remove {
        margin: 0 -7px;
        opacity: 0;
      }
      .asset:hover .remove,
      .asset:focus-within .remove {
        opacity: 1;
      }
      .range {
        grid-column: 2 / 4;
      }
      .asset .problem {
        grid-column: 2 / 5;
        padding-bottom: var(--s1);
      }
      .total {
        border-top: 1px solid var(--line);
        padding: var(--s2) 0;
        display: flex;
        justify-content: space-between;
      }
      .total b {
        font-weight: 600;
      }
      .rule {
        font-size: 12px;
        line-height: 16px;
        color: var(--muted);
        margin-top: var(--s2);
      }
      .actions {
        display: flex;
        flex-wrap: wrap;
        margin-left: calc(-1 * var(--s2));
      }
      .add {
        appearance: none;
        max-width: 100%;
        width: 14ch;
        field-sizing: content;
      }
      .add option {
        color: var(--ink);
        background: var(--paper);
      }
      @media (hover: none) {
        .remove {
          opacity: 1;
        }
      }
      @media (max-width: 760px) {
        :host {
          padding: var(--s3) var(--s4);
          border-bottom: 1px solid var(--line);
        }
        :host(:not([expanded])) {
          position: sticky;
          top: 0;
          z-index: 2;
        }
        .bar {
          background: var(--paper);
          padding-bottom: 1px;
        }
        :host([expanded]) .bar {
          position: sticky;
          top: 0;
          z-index: 2;
          padding: var(--s1) 0;
        }
        h2 {
          display: none;
        }
        .sheet {
          display: flex;
          justify-content: space-between;
          align-items: center;
          gap: var(--s2);
        }
        .sheet .quiet {
          margin-right: calc(-1 * var(--s2));
        }
        .stack {
          margin: var(--s1) 0 0;
        }
        :host(:not([expanded])) .body {
          display: none;
        }
        .range {
          height: 32px;
        }
      }
      @media print {
        .presets,
        .rule,
        .actions,
        .range,
        .lock,
        .remove {
          display: none;
        }
      }
    `,
  ];

  @property({ attribute: false }) accessor rows: readonly MixRow[] = [];
  @property({ attribute: false }) accessor presets: readonly MixPreset[] = [];
  /** Assets of the dataset that are not in the mix. */
  @property({ attribute: false }) accessor removed: readonly AddableAsset[] = [];
  /** The mix in one line, such as "50 % stocks · 30 % bonds · 20 % other". */
  @property() accessor summary = '';
  /** Both mixes where two are compared; `rows` are those of the one that the sliders move. */
  @property({ attribute: false }) accessor compared: readonly ComparedMix[] = [];
  /** Which of them that is. */
  @property() accessor side: ComparedMix['side'] = 'mix';
  /** On a phone: the whole editor is open. */
  @property({ type: Boolean, reflect: true }) accessor expanded = false;

  /** What a person typed that is not a weight, by asset. */
  @state() private accessor refused: ReadonlyMap<string, string> = new Map();

  /** The weight that a key has reached and that its release makes final. */
  #pending: { readonly id: string; readonly weight: number } | undefined;

  override render() {
    const total = this.rows.reduce((sum, row) => sum + row.weight, 0);
    return html`<section aria-label=${words.mix}>
      <h2 aria-hidden="true">${words.mix}</h2>
      <div class="bar">
        <div class="sheet">
          <span>${this.summary}</span>
          <button
            class="quiet"
            aria-expanded=${this.expanded}
            aria-controls="body"
            @click=${() => (this.expanded = !this.expanded)}
          >
            ${this.expanded ? words.closeMix : words.editMix}
          </button>
        </div>
        ${this.compared.length > 0 ? this.#sides() : stack(this.rows, this.summary || words.mix)}
      </div>
      <div class="body" id="body">
        ${
          this.presets.length === 0
            ? nothing
            : html`<div class="presets" role="group" aria-label=${words.presets}>
                ${this.presets.map(
                  (preset) =>
                    html`<button
                      class="chip"
                      aria-pressed=${preset.pressed}
                      @click=${() => emit(this, 'mix-preset', { id: preset.id })}
                    >
                      ${preset.label}
                    </button>`,
                )}
              </div>`
        }
        ${repeat(
          this.rows,
          (row) => row.id,
          (row) => this.#row(row),
        )}
        <p class="total"><span>${words.total}</span><b>${formatPercent(total / WHOLE)}</b></p>
        <div class="actions">
          ${
            this.removed.length === 0
              ? nothing
              : html`<select
                  class="quiet add"
                  aria-label=${words.addAsset}
                  @change=${(event: Event) => this.#choose(event, 'mix-add')}
                >
                  <option value="" selected>${words.addAsset}</option>
                  ${this.removed.map(({ id, label }) => html`<option value=${id}>${label}</option>`)}
                </select>`
          }
          ${this.#compareActions()}
        </div>
        <p class="rule">${words.mixRule}</p>
      </div>
    </section>`;
  }

  #sides() {
    return html`<div class="sides" role="group" aria-label=${words.mixes}>
      ${this.compared.map(
        ({ side, rows, summary }) =>
          html`<button
            class="side"
            aria-pressed=${side === this.side}
            aria-label=${words.editSide(words.sides[side], summary)}
            title=${summary}
            @click=${() => emit(this, 'mix-side', { side })}
          >
            <span>${words.sides[side]}</span>${stack(rows)}
          </button>`,
      )}
    </div>`;
  }

  #compareActions() {
    if (this.compared.length > 0) {
      return html`<button class="quiet" @click=${() => emit(this, 'mix-swap')}>
          ${words.swapMixes}
        </button>
        <button class="quiet" @click=${() => emit(this, 'mix-keep')}>
          ${words.keepOnly(words.sides[this.side])}
        </button>`;
    }
    return html`<select
      class="quiet add"
      aria-label=${words.compareWith}
      @change=${(event: Event) => this.#choose(event, 'mix-compare')}
    >
      <option value="" selected>${words.compareWith}</option>
      <option value="same">${words.compareSame}</option>
      ${this.presets.map(({ id, label }) => html`<option value=${id}>${label}</option>`)}
    </select>`;
  }

  #row(row: MixRow) {
    const text = this.refused.get(row.id);
    const problem = text === undefined ? row.problem : words.badWeight(text);
    const problemId = `${row.id}-problem`;
    return html`<div
      class="asset"
      ${cssVars({ '--c': row.color, '--v': `${(row.weight / WHOLE) * 100}%` })}
    >
      <span class="dot"></span>
      <span class="name" title=${row.label}>${row.label}</span>
      <input
        class="weight"
        type="text"
        inputmode="decimal"
        autocomplete="off"
        aria-label=${words.weightOf(row.label)}
        aria-invalid=${problem === undefined ? nothing : 'true'}
        aria-describedby=${problem === undefined ? nothing : problemId}
        .value=${live(formatPercent(row.weight / WHOLE))}
        @focus=${(event: Event) => (event.target as HTMLInputElement).select()}
        @change=${(event: Event) => this.#onTyped(row, event.target as HTMLInputElement)}
        @keydown=${(event: KeyboardEvent) => this.#onTextKey(row, event)}
      />
      <button
        class="lock"
        aria-pressed=${row.locked}
        aria-label=${words.lock(row.label)}
        title=${words.lock(row.label)}
        @click=${() => emit(this, 'mix-lock', { id: row.id, locked: !row.locked })}
      >
        <i></i>
      </button>
      <button
        class="remove"
        aria-label=${words.remove(row.label)}
        title=${words.remove(row.label)}
        @click=${() => emit(this, 'mix-remove', { id: row.id })}
      >
        ×
      </button>
      <input
        class="range"
        type="range"
        min="0"
        max=${WHOLE}
        step="1"
        aria-label=${words.weightSlider(row.label)}
        aria-valuetext=${formatPercent(row.weight / WHOLE)}
        .value=${live(String(row.weight))}
        @input=${(event: Event) => this.#onSlide(row, event, false)}
        @change=${(event: Event) => this.#onSlide(row, event, true)}
        @keydown=${(event: KeyboardEvent) => this.#onSliderKey(row, event)}
        @keyup=${this.#settle}
        @blur=${this.#settle}
      />
      ${
        problem === undefined
          ? nothing
          : html`<p class="problem" id=${problemId} role="alert">${problem}</p>`
      }
    </div>`;
  }

  #onTyped(row: MixRow, input: HTMLInputElement): void {
    const weight = parseWeight(input.value);
    const refused = new Map(this.refused);
    if (weight === undefined) {
      refused.set(row.id, input.value.trim());
      this.refused = refused;
      return;
    }
    refused.delete(row.id);
    this.refused = refused;
    this.#tell(row.id, weight, true);
    // The owner may keep the old weight: then the old text has to come back.
    this.requestUpdate();
  }

  #onTextKey(row: MixRow, event: KeyboardEvent): void {
    const input = event.target as HTMLInputElement;
    const direction = event.key === 'ArrowUp' ? 1 : event.key === 'ArrowDown' ? -1 : 0;
    if (direction !== 0) {
      event.preventDefault();
      this.#tell(row.id, stepped(row.weight, direction * (event.shiftKey ? LEAP : STEP)), true);
    } else if (event.key === 'Escape' && input.value !== formatPercent(row.weight / WHOLE)) {
      event.stopPropagation();
      input.value = formatPercent(row.weight / WHOLE);
      input.select();
    }
  }

  #onSlide(row: MixRow, event: Event, final: boolean): void {
    const raw = Number((event.target as HTMLInputElement).value);
    // A release does not move the slider: an odd weight that was set by typing stays.
    const weight = raw === row.weight ? raw : Math.round(raw / STEP) * STEP;
    this.#forget(row.id);
    this.#tell(row.id, weight, final);
    this.requestUpdate();
  }

  #onSliderKey(row: MixRow, event: KeyboardEvent): void {
    const arrow = event.shiftKey ? LEAP : STEP;
    const steps: Partial<Record<string, number>> = {
      ArrowRight: arrow,
      ArrowUp: arrow,
      ArrowLeft: -arrow,
      ArrowDown: -arrow,
      PageUp: LEAP,
      PageDown: -LEAP,
      Home: -WHOLE,
      End: WHOLE,
    };
    const step = steps[event.key];
    if (step === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    const weight = stepped(row.weight, step);
    this.#pending = { id: row.id, weight };
    this.#forget(row.id);
    this.#tell(row.id, weight, false);
  }

  #settle = (): void => {
    const pending = this.#pending;
    this.#pending = undefined;
    if (pending !== undefined) this.#tell(pending.id, pending.weight, true);
  };

  #choose(event: Event, type: 'mix-add' | 'mix-compare'): void {
    const select = event.target as HTMLSelectElement;
    const id = select.value;
    select.selectedIndex = 0;
    if (id !== '') emit(this, type, { id });
  }

  #forget(id: string): void {
    if (!this.refused.has(id)) return;
    const refused = new Map(this.refused);
    refused.delete(id);
    this.refused = refused;
  }

  #tell(id: string, weight: number, final: boolean): void {
    const detail: WeightDetail = { id, weight, final };
    emit(this, 'mix-weight', detail);
  }
}

/** The mix as one line of parts; without a label it is decoration. */
function stack(rows: ComparedMix['rows'], label?: string) {
  return html`<span
    class="stack"
    role=${label === undefined ? nothing : 'img'}
    aria-label=${label ?? nothing}
  >
    ${rows
      .filter(({ weight }) => weight > 0)
      .map(
        ({ color, weight }) =>
          html`<i ${cssVars({ '--c': color, '--v': `${(weight / WHOLE) * 100}%` })}></i>`,
      )}
  </span>`;
}

/** The next multiple of a step in its direction, within 0 and 100 %. */
function stepped(weight: number, step: number): number {
  const size = Math.abs(step);
  const next = step > 0 ? Math.floor(weight / size) + 1 : Math.ceil(weight / size) - 1;
  const moved = size === WHOLE || size === LEAP ? weight + step : next * STEP;
  return Math.min(WHOLE, Math.max(0, moved));
}
