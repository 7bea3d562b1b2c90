/**
 * `<mix-report>`: the analyses that are chosen, one below the other, to be read and printed.
 * `mix-choose` with `{ rooms }` asks for others.
 */
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { catalog } from '../../analyses/catalog';
import { encodeScenario } from '../../analyses/link';
import { withAnalysis, type Scenario } from '../../analyses/scenario';
import type { Engine } from '../../engine/engine';
import { emit } from '../../ui/emit';
import { formatDay } from '../../ui/format';
import { baseStyles } from '../../ui/theme';
import type { State } from '../state';
import { words } from './words';

export class MixReport extends LitElement {
  static override readonly styles = [
    baseStyles,
    css`
      fieldset {
        display: flex;
        flex-wrap: wrap;
        gap: var(--s2) var(--s4);
        align-items: center;
        border: 0;
        margin: var(--s3) 0;
        padding: 0;
      }
      legend {
        padding: 0;
        margin-bottom: var(--s1);
        color: var(--muted);
        font-size: 12px;
      }
      label {
        display: flex;
        gap: var(--s1);
        align-items: center;
        min-height: 28px;
      }
      mix-panel {
        margin: var(--s5) calc(-1 * var(--s5)) 0;
        border-top: 1px solid var(--line);
      }
      .made {
        display: none;
      }
      @media (max-width: 760px) {
        mix-panel {
          margin-inline: calc(-1 * var(--s4));
        }
      }
      @media print {
        .screen {
          display: none;
        }
        .made {
          display: block;
        }
        mix-panel {
          margin: 0;
          border: 0;
        }
        mix-panel + mix-panel {
          break-before: page;
        }
      }
    `,
  ];

  @property({ attribute: false }) accessor state: State | undefined = undefined;
  @property({ attribute: false }) accessor engine: Engine | undefined = undefined;
  /** Ids of the analyses, in the order of the menu. */
  @property({ attribute: false }) accessor rooms: readonly string[] = [];

  override render(): TemplateResult {
    const { scenario, dataset } = this.state ?? {};
    return html`
      <h1>${words.title}</h1>
      <div class="screen">
        <p class="finding">${words.help}</p>
        <fieldset>
          <legend>${words.rooms}</legend>
          ${catalog.map(
            ({ id, menu }) =>
              html`<label
                ><input
                  type="checkbox"
                  .checked=${this.rooms.includes(id)}
                  @change=${() => this.toggle(id)}
                />${menu}</label
              >`,
          )}
        </fieldset>
        <p>
          <button class="action" ?disabled=${this.rooms.length === 0} @click=${() => print()}>
            ${words.print}
          </button>
          <button class="quiet" @click=${() => emit(this, 'mix-back')}>${words.back}</button>
        </p>
        ${this.rooms.length === 0 ? html`<p role="status">${words.none}</p>` : nothing}
      </div>
      <p class="made">${words.madeOn(formatDay(new Date()))}</p>
      ${
        scenario === undefined || dataset === undefined
          ? html`<p>${words.noScenario}</p>`
          : repeat(
              this.rooms,
              (id) => id,
              (id) => this.renderRoom(withAnalysis(scenario, id, this.state?.parameters[id])),
            )
      }
    `;
  }

  private renderRoom(scenario: Scenario): TemplateResult {
    const { dataset, dropped = [], sources = [], asked = false } = this.state ?? {};
    const link = new URL(`#s=${encodeScenario(scenario, sources)}`, window.location.href).href;
    return html`<mix-panel
      plain
      .engine=${this.engine}
      .scenario=${scenario}
      .data=${dataset}
      .dropped=${dropped}
      .asked=${asked}
      .link=${link}
    ></mix-panel>`;
  }

  private toggle(id: string): void {
    const has = this.rooms.includes(id);
    const rooms = catalog.flatMap((spec) =>
      (spec.id === id ? !has : this.rooms.includes(spec.id)) ? [spec.id] : [],
    );
    emit(this, 'mix-choose', { rooms });
  }
}
