/**
 * `<mix-asset-search>`: a field that finds assets and the list of what it found, grouped by
 * dataset, above everything else on the page. It is loaded when it is first opened.
 *
 * The focus stays in the field; arrow keys move through the list, Enter takes (`mix-add`:
 * `group`, `id`), Esc closes.
 */
import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { emit } from './emit';
import { findAssets, type AddableAsset, type AddableGroup } from './find-assets';
import { baseStyles } from './theme';
import { words } from './words';

/** More are not listed: another word finds them sooner than scrolling. */
const LISTED = 80;
const EDGE = 8;
const WIDTH = 380;

export class AssetSearch extends LitElement {
  static override styles = [
    baseStyles,
    css`
      :host {
        display: contents;
      }
      .pop {
        position: absolute;
        inset: var(--top, 0) auto auto var(--left, 0);
        z-index: 3;
        display: flex;
        flex-direction: column;
        width: 380px;
        max-width: calc(100vw - 16px);
        max-height: var(--room, 60vh);
        margin: 0;
        padding: var(--s3);
        border: 1px solid var(--line);
        border-radius: 4px;
        background: var(--paper);
        color: var(--ink);
        overflow: hidden;
      }
      .head {
        display: flex;
        gap: var(--s1);
      }
      .head input {
        flex: 1;
        min-width: 0;
      }
      .list {
        overflow-y: auto;
        overscroll-behavior: contain;
        margin: var(--s2) calc(-1 * var(--s3)) 0;
        padding: 0 var(--s3);
      }
      .group {
        padding: var(--s1) 0 var(--s2);
      }
      .group + .group {
        border-top: 1px solid var(--line);
      }
      .title {
        font-weight: 600;
        font-size: 12px;
        line-height: 16px;
        padding-top: var(--s1);
        overflow-wrap: anywhere;
      }
      .note {
        display: block;
        font-weight: 400;
        font-size: 12px;
        line-height: 16px;
        color: var(--muted);
        margin-bottom: var(--s1);
      }
      .option {
        margin: 0 calc(-1 * var(--s2));
        padding: var(--s1) var(--s2);
        border-radius: 4px;
        cursor: pointer;
        overflow-wrap: anywhere;
      }
      .option:hover {
        background: var(--wash);
      }
      .option[aria-selected='true'] {
        background: var(--wash);
        box-shadow: inset 2px 0 var(--accent);
      }
      .said {
        padding: var(--s2) 0 0;
        font-size: 12px;
        line-height: 16px;
        color: var(--muted);
      }
      @media (max-width: 760px) {
        .pop {
          position: fixed;
          inset: 8px 8px auto;
          width: auto;
          /* What an open keyboard leaves. */
          max-height: min(60dvh, 480px);
        }
        .option {
          min-height: 36px;
          padding: var(--s2);
        }
        .head .quiet {
          min-width: 36px;
        }
      }
      @media (forced-colors: active) {
        .option[aria-selected='true'] {
          outline: 2px solid Highlight;
        }
      }
    `,
  ];

  /** What can be added; it is asked for only while the search is open. */
  @property({ attribute: false }) accessor groups: () => readonly AddableGroup[] = () => [];

  @state() private accessor opened = false;
  @state() private accessor text = '';
  /** Position of the option that Enter takes. */
  @state() private accessor active = 0;

  @query('.pop') private accessor pop!: HTMLElement | null;
  @query('input') private accessor input!: HTMLInputElement | null;

  #opener: HTMLElement | undefined;

  /** Opens below the button that asked for it, which gets the focus back. */
  async show(opener: HTMLElement): Promise<void> {
    this.#opener = opener;
    this.text = '';
    this.active = 0;
    this.opened = true;
    await this.updateComplete;
    const { pop } = this;
    if (pop === null) return;
    this.#place(pop, opener.getBoundingClientRect());
    if ('showPopover' in pop) pop.showPopover();
    this.input?.focus();
  }

  get isOpen(): boolean {
    return this.opened;
  }

  override render() {
    if (!this.opened) return nothing;
    const { groups, left } = findAssets(this.groups(), this.text, LISTED);
    const options = groups.flatMap((group) => group.assets.map((asset) => ({ group, asset })));
    const active = Math.min(this.active, options.length - 1);
    let position = 0;
    const option = (group: AddableGroup, asset: AddableAsset) => {
      const at = position++;
      return html`<div
        class="option"
        role="option"
        id="option-${at}"
        aria-selected=${at === active}
        @click=${() => this.#take(group, asset)}
      >
        ${asset.label}
      </div>`;
    };
    return html`<div
      class="pop"
      popover="auto"
      role="dialog"
      aria-label=${words.findAsset}
      @toggle=${this.#onToggle}
      @keydown=${(event: KeyboardEvent) => this.#onKey(event, options)}
    >
      <div class="head">
        <input
          class="field"
          type="text"
          role="combobox"
          autocomplete="off"
          spellcheck="false"
          enterkeyhint="done"
          aria-label=${words.findAsset}
          placeholder=${words.findAssetHint}
          aria-autocomplete="list"
          aria-expanded=${options.length > 0}
          aria-controls="list"
          aria-activedescendant=${active < 0 ? nothing : `option-${active}`}
          .value=${this.text}
          @input=${(event: Event) => {
            this.text = (event.target as HTMLInputElement).value;
            this.active = 0;
          }}
        />
        <button class="quiet" aria-label=${words.closeSearch} @click=${this.close}>×</button>
      </div>
      <div class="list" id="list" role="listbox" tabindex="-1" aria-label=${words.assetsFound}>
        ${groups.map(
          (group, g) =>
            html`<div class="group" role="group" aria-labelledby="group-${g}">
              <div class="title" id="group-${g}" role="presentation">
                ${group.title}
                ${
                  (group.blocked ?? group.note) === undefined
                    ? nothing
                    : html`<small class="note">${group.blocked ?? group.note}</small>`
                }
              </div>
              ${group.assets.map((asset) => option(group, asset))}
            </div>`,
        )}
      </div>
      <p class="said" role="status">${this.#said(options.length, left)}</p>
    </div>`;
  }

  protected override updated(changed: PropertyValues): void {
    if (!this.opened || !(changed.has('active') || changed.has('text'))) return;
    this.renderRoot.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' });
  }

  readonly close = (): void => {
    if (!this.opened) return;
    const { pop } = this;
    this.opened = false;
    if (pop !== null && 'hidePopover' in pop && pop.isConnected && pop.matches(':popover-open'))
      pop.hidePopover();
    this.#opener?.focus();
  };

  #said(found: number, left: number): string {
    if (found === 0) return this.text.trim() === '' ? words.nothingToAdd : words.noAssetFound;
    return left > 0 ? words.moreAssets(found, left) : '';
  }

  #onToggle = (event: Event): void => {
    // A click beside it has closed it: the focus is where that click was.
    if ((event as ToggleEvent).newState === 'closed') this.opened = false;
  };

  #onKey(
    event: KeyboardEvent,
    options: readonly { group: AddableGroup; asset: AddableAsset }[],
  ): void {
    const last = options.length - 1;
    const active = Math.min(this.active, last);
    const goTo: Partial<Record<string, number>> = {
      ArrowDown: active >= last ? 0 : active + 1,
      ArrowUp: active <= 0 ? last : active - 1,
      PageDown: Math.min(last, active + 8),
      PageUp: Math.max(0, active - 8),
    };
    const target = goTo[event.key];
    if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      this.close();
    } else if (target !== undefined && last >= 0) {
      event.preventDefault();
      this.active = target;
    } else if (event.key === 'Enter' && !event.isComposing && event.target === this.input) {
      event.preventDefault();
      const chosen = options.at(active);
      if (chosen !== undefined && active >= 0) this.#take(chosen.group, chosen.asset);
    }
  }

  #take(group: AddableGroup, asset: AddableAsset): void {
    this.close();
    emit(this, 'mix-add', { group: group.id, id: asset.id });
  }

  /** Below its button: a popover stands above everything, so its place is told in the page's terms. */
  #place(pop: HTMLElement, button: DOMRect): void {
    const { clientWidth, clientHeight } = document.documentElement;
    const left = Math.max(EDGE, Math.min(button.left, clientWidth - WIDTH - EDGE));
    const below = clientHeight - button.bottom - 2 * EDGE;
    // Where there is little room below it, it stands over the button.
    const room = Math.min(480, clientHeight - 2 * EDGE);
    const top = below >= 320 ? button.bottom + 2 : Math.max(EDGE, clientHeight - EDGE - room);
    pop.style.setProperty('--left', `${left + window.scrollX}px`);
    pop.style.setProperty('--top', `${top + window.scrollY}px`);
    pop.style.setProperty('--room', `${Math.min(room, clientHeight - top - EDGE)}px`);
  }
}

if (customElements.get('mix-asset-search') === undefined) {
  customElements.define('mix-asset-search', AssetSearch);
}

declare global {
  interface HTMLElementTagNameMap {
    'mix-asset-search': AssetSearch;
  }
}
