/**
 * `<mix-dot-table>`: rows of one quantity by different ways, each with a dot on a common scale, a
 * line at the value that they are compared with, calls in monospace and a sentence. What lies
 * beyond the scale stands at its end as an arrow.
 */
import { css, html, LitElement, nothing } from 'lit';
import { property } from 'lit/decorators.js';
import { cssVars } from './css-vars';
import { baseStyles } from './theme';

export interface DotRow {
  readonly label: string;
  /** What it is called elsewhere, and by which call. */
  readonly calls: readonly (readonly [name: string, call: string])[];
  readonly why: string;
  /** Undefined where there is none; `text` is then a dash and `why` says why. */
  readonly value: number | undefined;
  /** The value as it is read. */
  readonly text: string;
  readonly difference: string;
  /** To be seen first. */
  readonly marked?: boolean;
}

export class DotTable extends LitElement {
  static override styles = [
    baseStyles,
    css`
      :host {
        container-type: inline-size;
      }
      table {
        table-layout: fixed;
      }
      th,
      td {
        vertical-align: top;
      }
      thead th,
      thead td {
        padding-block: 0 var(--s1);
        color: var(--muted);
        vertical-align: bottom;
      }
      tbody {
        border-top: 1px solid var(--line);
        break-inside: avoid;
      }
      tbody th,
      tbody td {
        padding-block: var(--s2) 0;
        font-size: 14px;
        line-height: 20px;
      }
      tbody th {
        color: var(--ink);
        font-weight: 600;
        padding-right: var(--s4);
      }
      .marked th {
        color: var(--accent);
      }
      .number {
        width: 112px;
      }
      tbody .number {
        white-space: nowrap;
      }
      .plot {
        width: 36%;
        padding-inline: var(--s2);
      }
      .said {
        text-align: left;
        padding: 2px 0 var(--s2);
        font-size: 12px;
        line-height: 16px;
        color: var(--muted);
      }
      /* Calls stand beside the drawing and not under it, where they would touch its line. */
      .said > div {
        display: grid;
        grid-template-columns: calc(64% - 224px) minmax(0, 1fr);
        gap: 2px var(--s5);
      }
      .said p {
        margin-left: 48px;
      }
      .said span {
        display: block;
        overflow-wrap: anywhere;
      }
      .said code {
        color: var(--ink);
        margin-left: var(--s1);
      }
      .said p {
        max-width: 64ch;
      }
      .track {
        position: relative;
        height: 20px;
      }
      .track i {
        position: absolute;
        left: var(--at);
        forced-color-adjust: none;
      }
      .line {
        top: calc(-1 * var(--s2));
        bottom: 4px;
        width: 1px;
        background: var(--muted);
      }
      .stem {
        top: 9px;
        width: var(--size);
        height: 2px;
        background: var(--c);
      }
      .dot {
        top: 5px;
        width: 10px;
        height: 10px;
        margin-left: -5px;
        border-radius: 50%;
        background: var(--c);
      }
      .beyond {
        border-radius: 0;
        clip-path: polygon(0 0, 100% 50%, 0 100%);
      }
      .beyond.low {
        clip-path: polygon(100% 0, 0 50%, 100% 100%);
      }
      /* Of two mixes side by side. */
      @container (max-width: 700px) {
        .plot {
          width: 28%;
        }
        .number {
          width: 84px;
        }
        .said > div {
          grid-template-columns: minmax(0, 1fr);
        }
        .said p {
          margin-left: 0;
        }
      }
      @container (max-width: 440px) {
        .plot {
          width: 0;
          padding-inline: 0;
          visibility: hidden;
        }
      }
    `,
  ];

  @property() accessor heading = '';
  @property() accessor note = '';
  @property({ attribute: false }) accessor rows: readonly DotRow[] = [];
  /** The ends of the scale. */
  @property({ attribute: false }) accessor scale: readonly [low: number, high: number] = [0, 1];
  /** What the rows are compared with. */
  @property({ attribute: false }) accessor reference: number | undefined = undefined;
  @property() accessor labelHeader = '';
  @property() accessor valueHeader = '';
  @property() accessor differenceHeader = '';

  override render() {
    return html`<figure>
      <figcaption><b>${this.heading}</b><span>${this.note}</span></figcaption>
      <table>
        <thead>
          <tr>
            <th scope="col">${this.labelHeader}</th>
            <td class="plot"></td>
            <td class="number">${this.valueHeader}</td>
            <td class="number">${this.differenceHeader}</td>
          </tr>
        </thead>
        ${this.rows.map(
          (row) =>
            html`<tbody class=${row.marked === true ? 'marked' : ''}>
              <tr>
                <th scope="rowgroup">${row.label}</th>
                <td class="plot"><div class="track">${this.#marks(row)}</div></td>
                <td class="number">${row.text}</td>
                <td class="number">${row.difference}</td>
              </tr>
              <tr>
                <td class="said" colspan="4">
                  <div>
                    <div>
                      ${row.calls.map(
                        ([name, call]) => html`<span>${name} <code>${call}</code></span>`,
                      )}
                    </div>
                    <p>${row.why}</p>
                  </div>
                </td>
              </tr>
            </tbody>`,
        )}
      </table>
    </figure>`;
  }

  #marks({ value, marked }: DotRow) {
    const line =
      this.reference === undefined
        ? nothing
        : html`<i class="line" ${cssVars({ '--at': this.#at(this.reference) })}></i>`;
    if (value === undefined) return line;
    const [low, high] = this.scale;
    const from = Math.min(value, this.reference ?? value);
    const size = Math.abs(value - (this.reference ?? value));
    const color = marked === true ? 'var(--accent)' : 'var(--series-1)';
    const beyond = value < low ? 'beyond low' : value > high ? 'beyond' : '';
    return html`${line}<i
        class="stem"
        ${cssVars({ '--at': this.#at(from), '--size': this.#share(from, from + size), '--c': color })}
      ></i
      ><i class="dot ${beyond}" ${cssVars({ '--at': this.#at(value), '--c': color })}></i>`;
  }

  /** Where a value stands, within the ends. */
  #at(value: number): string {
    return `${this.#position(value) * 100}%`;
  }

  #share(from: number, to: number): string {
    return `${(this.#position(to) - this.#position(from)) * 100}%`;
  }

  #position(value: number): number {
    const [low, high] = this.scale;
    return high > low ? Math.min(1, Math.max(0, (value - low) / (high - low))) : 0.5;
  }
}

// What a room shows in words is tested without a browser.
if ('customElements' in globalThis && customElements.get('mix-dot-table') === undefined) {
  customElements.define('mix-dot-table', DotTable);
}

declare global {
  interface HTMLElementTagNameMap {
    'mix-dot-table': DotTable;
  }
}
