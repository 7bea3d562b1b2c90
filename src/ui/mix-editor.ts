/**
 * `<mix-editor>`: the mix as one stacked line, presets, and a row for every asset. It does no
 * arithmetic: it tells what a person did and shows the rows it is given. On a phone it is one
 * line that opens to the whole editor.
 *
 * Events: `mix-weight` { id, weight, final }, `mix-lock` { id, locked }, `mix-remove` { id },
 * `mix-add` { group, id }, `mix-preset` { id }; with a second mix `mix-compare` { id }, `mix-side` { side },
 * `mix-swap`, `mix-keep`. Weights are whole units of 0.01 %.
 */
import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { property, state } from 'lit/decorators.js';
import { guard } from 'lit/directives/guard.js';
import { live } from 'lit/directives/live.js';
import { repeat } from 'lit/directives/repeat.js';
import type { AssetSearch } from './asset-search';
import { cssVars } from './css-vars';
import { emit } from './emit';
import type { AddableGroup } from './find-assets';
import { formatPercent, parseWeight } from './format';
import { mixEditorStyles } from './mix-editor-styles';
import { MixList, type MixOrder } from './mix-list';
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
  static override styles = [baseStyles, rangeStyles, mixEditorStyles];

  @property({ attribute: false }) accessor rows: readonly MixRow[] = [];
  @property({ attribute: false }) accessor presets: readonly MixPreset[] = [];
  /** What can be added, asked for while it is searched. */
  @property({ attribute: false }) accessor addable: () => readonly AddableGroup[] = () => [];
  /** The mix in one line, such as "50 % stocks · 30 % bonds · 20 % other". */
  @property() accessor summary = '';
  /** Both mixes where two are compared; `rows` are those of the one that the sliders move. */
  @property({ attribute: false }) accessor compared: readonly ComparedMix[] = [];
  /** Which of them that is. */
  @property() accessor side: ComparedMix['side'] = 'mix';
  /** Its name for assistive technology, where several stand on a page. */
  @property() accessor label: string | undefined = undefined;
  /** The mix is shown and cannot be changed. */
  @property({ type: Boolean, reflect: true }) accessor fixed = false;
  /** On a phone: the whole editor is open. */
  @property({ type: Boolean, reflect: true }) accessor expanded = false;

  /** What a person typed that is not a weight, by asset. */
  @state() private accessor refused: ReadonlyMap<string, string> = new Map();

  /** The weight that a key has reached and that its release makes final. */
  #pending: { readonly id: string; readonly weight: number } | undefined;

  /** What is being typed, by asset: the page may be drawn anew meanwhile. */
  readonly #typed = new Map<string, string>();

  /** What of a long mix is listed. */
  readonly #list = new MixList();
  /** Rows out of sight, which wait for the end of a move. */
  readonly #unseen = new Set<string>();
  /** Changes where a row has to be written again. */
  readonly #written = new Map<string, object>();
  #moving = false;
  /** What has the focus before an update, and what would take it over: its like in another row. */
  #held: { readonly element: Element; readonly alike: string; readonly place: number } | undefined;

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('rows')) this.#list.take(this.rows);
    const element = this.shadowRoot?.activeElement ?? undefined;
    const inRow = element?.parentElement?.className === 'asset';
    const alike = inRow
      ? `.asset > .${element?.className ?? ''}`
      : '.side[aria-pressed="true"], .compare';
    this.#held = element && {
      element,
      alike,
      place: inRow ? this.#all(alike).indexOf(element as HTMLElement) : 0,
    };
  }

  /** What was pressed may have gone with what it did: the focus stays near it. */
  protected override updated(): void {
    const held = this.#held;
    this.#held = undefined;
    if (held === undefined || held.element.isConnected) return;
    const alike = this.#all(held.alike);
    (alike[held.place] ?? alike.at(-1) ?? this.#all('.actions > button')[0])?.focus();
  }

  override render() {
    const total = this.rows.reduce((sum, row) => sum + row.weight, 0);
    return html`<section aria-label=${this.label ?? words.mix}>
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
            ${this.expanded ? words.closeMix : this.fixed ? words.showMix : words.editMix}
          </button>
        </div>
        ${this.compared.length > 0 ? this.#sides() : stack(this.rows, this.summary || words.mix)}
      </div>
      <div class="body" id="body">
        ${
          this.presets.length === 0 || this.fixed
            ? nothing
            : html`<div class="presets" role="group" aria-label=${words.presets}>
                ${this.presets.map(
                  (preset) =>
                    html`<button
                      class="chip"
                      aria-pressed=${preset.pressed}
                      @click=${() => {
                        this.#list.forget();
                        emit(this, 'mix-preset', { id: preset.id });
                      }}
                    >
                      ${preset.label}
                    </button>`,
                )}
              </div>`
        }
        ${this.#assets()}
        <p class="total"><span>${words.total}</span><b>${formatPercent(total / WHOLE)}</b></p>
        ${
          this.fixed
            ? html`<p class="rule">${words.fixedMix}</p>`
            : html`<div class="actions">
                  <button class="quiet" aria-haspopup="dialog" @click=${this.#search}>
                    ${words.addAsset}
                  </button>
                  <mix-asset-search .groups=${this.addable}></mix-asset-search>
                  ${this.#compareActions()}
                </div>
                <p class="rule">${words.mixRule}</p>`
        }
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
      class="quiet compare"
      aria-label=${words.compareWith}
      @change=${this.#compare}
    >
      <option value="" selected>${words.compareWith}</option>
      <option value="same">${words.compareSame}</option>
      ${this.presets.map(({ id, label }) => html`<option value=${id}>${label}</option>`)}
    </select>`;
  }

  /** Every row of a short mix; of a long one what its list shows, in a part that scrolls. */
  #assets() {
    const { rows, asleep } = this.#list.listed(this.rows);
    const made = repeat(
      rows,
      (row) => row.id,
      (row) => {
        if (!this.#moving || !this.#unseen.has(row.id)) this.#written.set(row.id, {});
        return guard([this.#written.get(row.id)], () => this.#row(row));
      },
    );
    if (!this.#list.isLong(this.rows)) return made;
    return html`<div class="tools">
        <input
          class="field"
          type="search"
          aria-label=${words.filterMix}
          placeholder=${words.filterMix}
          .value=${live(this.#list.filter)}
          @input=${(event: Event) => {
            this.#list.filter = (event.target as HTMLInputElement).value;
            this.requestUpdate();
          }}
        />
        <select
          class="field"
          aria-label=${words.sortMix}
          .value=${live(this.#list.order)}
          @change=${(event: Event) => {
            this.#list.sort((event.target as HTMLSelectElement).value as MixOrder, this.rows);
            this.requestUpdate();
          }}
        >
          ${Object.entries(words.orders).map(
            ([order, label]) =>
              html`<option value=${order} ?selected=${order === this.#list.order}>
                ${label}
              </option>`,
          )}
        </select>
      </div>
      <div class="list">
        ${rows.length === 0 ? html`<p class="rule">${words.noneFiltered}</p>` : nothing}${made}
        ${
          asleep === 0
            ? nothing
            : html`<button
                class="quiet asleep"
                aria-expanded=${this.#list.whole}
                @click=${() => {
                  this.#list.whole = !this.#list.whole;
                  this.requestUpdate();
                }}
              >
                ${words.withoutWeight(asleep)}
              </button>`
        }
      </div>`;
  }

  #row(row: MixRow) {
    const text = this.refused.get(row.id);
    const problem = text === undefined ? row.problem : words.badWeight(text);
    const problemId = `${row.id}-problem`;
    return html`<div
      class="asset"
      @contentvisibilityautostatechange=${(event: Event) => this.#onSeen(row.id, event)}
      ${cssVars({ '--c': row.color, '--v': `${(row.weight / WHOLE) * 100}%` })}
    >
      <span class="dot"></span>
      <span class="name" title=${row.label}>${row.label}</span>
      <input
        class="weight"
        type="text"
        inputmode="decimal"
        autocomplete="off"
        ?disabled=${this.fixed}
        aria-label=${words.weightOf(row.label)}
        aria-invalid=${problem === undefined ? nothing : 'true'}
        aria-describedby=${problem === undefined ? nothing : problemId}
        .value=${live(this.#typed.get(row.id) ?? formatPercent(row.weight / WHOLE))}
        @input=${(event: Event) =>
          this.#typed.set(row.id, (event.target as HTMLInputElement).value)}
        @blur=${() => this.#typed.delete(row.id)}
        @focus=${(event: Event) => (event.target as HTMLInputElement).select()}
        @change=${(event: Event) => this.#onTyped(row, event.target as HTMLInputElement)}
        @keydown=${(event: KeyboardEvent) => this.#onTextKey(row, event)}
      />
      <button
        class="lock"
        ?disabled=${this.fixed}
        aria-pressed=${row.locked}
        aria-label=${words.lock(row.label)}
        title=${words.lock(row.label)}
        @click=${() => emit(this, 'mix-lock', { id: row.id, locked: !row.locked })}
      >
        <i></i>
      </button>
      ${
        // Something has to be held.
        this.rows.length < 2
          ? nothing
          : html`<button
              class="remove"
              ?disabled=${this.fixed}
              aria-label=${words.remove(row.label)}
              title=${words.remove(row.label)}
              @click=${() => emit(this, 'mix-remove', { id: row.id })}
            >
              ×
            </button>`
      }
      <input
        class="range"
        type="range"
        min="0"
        max=${WHOLE}
        step="1"
        ?disabled=${this.fixed}
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
    this.#typed.delete(row.id);
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
      this.#typed.delete(row.id);
      this.#tell(row.id, stepped(row.weight, direction * (event.shiftKey ? LEAP : STEP)), true);
    } else if (event.key === 'Escape' && input.value !== formatPercent(row.weight / WHOLE)) {
      event.stopPropagation();
      this.#typed.delete(row.id);
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

  #compare = (event: Event): void => {
    const select = event.target as HTMLSelectElement;
    const id = select.value;
    select.selectedIndex = 0;
    if (id !== '') emit(this, 'mix-compare', { id });
  };

  /** Most visits add nothing, so the search comes when it is first wanted. */
  #search = async (event: Event): Promise<void> => {
    const button = event.currentTarget as HTMLElement;
    try {
      await import('./asset-search');
    } catch {
      emit(this, 'mix-say', { message: words.searchNotLoaded });
      return;
    }
    const search = this.renderRoot.querySelector<AssetSearch>('mix-asset-search');
    await search?.show(button);
  };

  #onSeen(id: string, event: Event): void {
    if ((event as Event & { readonly skipped: boolean }).skipped) this.#unseen.add(id);
    else if (this.#unseen.delete(id) && this.#moving) this.requestUpdate();
  }

  #all(selector: string): HTMLElement[] {
    return [...this.renderRoot.querySelectorAll<HTMLElement>(selector)];
  }

  #forget(id: string): void {
    if (!this.refused.has(id)) return;
    const refused = new Map(this.refused);
    refused.delete(id);
    this.refused = refused;
  }

  #tell(id: string, weight: number, final: boolean): void {
    this.#moving = !final;
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
