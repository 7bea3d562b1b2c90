/** `<mix-data-menu>`: the button of the data in the header; what it opens is loaded when wanted. */
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { assetsOf, type Scenario } from '../../analyses/scenario';
import type { Dataset } from '../../finance/dataset';
import { giveFocusBack } from '../../ui/open-layer';
import { baseStyles, controlStyles } from '../../ui/theme';
import type { Actions } from '../actions';
import type { Locale } from '../../ui/locales';
import type { State } from '../state';
import { words } from '../words';
import { count, span } from './set-choice';

/** What the menu asks of the page around it. */
export interface DataMenuHost {
  /** The menu was opened, so that its content must come. */
  opened(): void;
  bringIn(): void;
  /** Looks for what may be wrong with the data. */
  check(): void;
  makeData(): void;
  openScenario(): void;
  exportOwn(id: string): void;
  /** On small screens these stand here, not in the header. */
  undo(): void;
  redo(): void;
  locale(locale: Locale): void;
  theme(): void;
}

export class MixDataMenu extends LitElement {
  static override readonly styles = [
    baseStyles,
    controlStyles,
    css`
      :host {
        display: block;
      }
      small {
        color: var(--muted);
        font-size: 12px;
      }
      .dataset {
        max-width: calc(100% + var(--s2));
        color: var(--ink);
        margin-left: calc(-1 * var(--s2));
        overflow: hidden;
        text-overflow: ellipsis;
      }
      [popover] {
        inset: 44px auto auto 148px;
        margin: 0;
        width: 460px;
        max-width: calc(100vw - 32px);
        max-height: calc(100vh - 64px);
        overflow: auto;
        padding: var(--s4);
        border: 1px solid var(--line);
        border-radius: 4px;
        background: var(--paper);
        color: var(--ink);
      }
      @media (max-width: 760px) {
        .dataset {
          max-width: 100%;
          margin-left: 0;
        }
        .dataset small {
          display: none;
        }
        [popover] {
          inset: 44px 16px auto 16px;
          width: auto;
        }
      }
    `,
  ];

  @property({ attribute: false }) accessor state: State | undefined = undefined;
  @property({ attribute: false }) accessor actions: Actions | undefined = undefined;
  @property({ attribute: false }) accessor host: DataMenuHost | undefined = undefined;

  override render(): TemplateResult | typeof nothing {
    const { state: page, actions, host } = this;
    if (page === undefined || actions === undefined || host === undefined) return nothing;
    const { dataset, scenario, missing } = page;
    const here = missing === undefined;
    return html`
      <button
        class="quiet dataset"
        popovertarget="datasets"
        aria-haspopup="dialog"
        @click=${host.opened}
      >
        ${here ? dataset?.title : words.missing.short} <span aria-hidden="true">▾</span>
        ${
          here && dataset !== undefined && scenario !== undefined
            ? html`<small>${describe(dataset, scenario)}</small>`
            : nothing
        }
      </button>
      <div
        id="datasets"
        popover
        role="dialog"
        aria-label=${words.datasets}
        @beforetoggle=${giveFocusBack}
        @mix-close=${this.close}
      >
        <mix-data-sets .state=${page} .actions=${actions} .host=${host}
          >${words.coming}</mix-data-sets
        >
      </div>
    `;
  }

  private close(): void {
    const menu = this.renderRoot.querySelector<HTMLElement>('#datasets');
    if (menu !== null && 'hidePopover' in menu) menu.hidePopover();
  }
}

function describe(dataset: Dataset, scenario: Scenario): string {
  const { index, columns } = dataset;
  const { data } = scenario;
  const ends: [string, string] = [
    data.range.from ?? index[0],
    data.range.to ?? index[index.length - 1],
  ];
  return `${words.frequencies[dataset.frequency]} ${dataset.kind} · ${span(ends)} · ${count(columns, assetsOf(scenario).length)}`;
}
