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
      table {
        table-layout: fixed;
      }
      th,
      td {
        vertical-align: top;
        padding-block: var(--s2);
      }
      tbody tr {
        border-top: 1px solid var(--line);
      }
      thead td,
      thead th {
        padding-block: 0 var(--s1);
        color: var(--muted);
        vertical-align: bottom;
      }
      tbody th {
        color: var(--ink);
        padding-right: var(--s4);
      }
      tbody th b {
        display: block;
        font: 600 14px/20px var(--sans);
      }
      .marked th b {
        color: var(--accent);
      }
      .call {
        display: block;
        color: var(--muted);
        overflow-wrap: anywhere;
      }
      .call code {
        color: var(--ink);
        margin-left: var(--s1);
      }
      .why {
        max-width: 64ch;
        margin-top: var(--s1);
        color: var(--muted);
      }
      .plot {
        width: 32%;
        padding-inline: var(--s2);
      }
      .number {
        width: 88px;
        white-space: nowrap;
      }
      tbody .number {
        font-size: 14px;
        line-height: 20px;
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
        bottom: calc(-1 * var(--s2));
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
      @media (max-width: 760px) {
        .plot {
          display: none;
        }
        .number {
          width: 76px;
        }
        tbody th {
          padding-right: 0;
        }
      }
      @media print {
        tr {
          break-inside: avoid;
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
        <tbody>
          ${this.rows.map(
            (row) =>
              html`<tr class=${row.marked === true ? 'marked' : ''}>
                <th scope="row">
                  <b>${row.label}</b>
                  ${row.calls.map(
                    ([name, call]) => html`<span class="call">${name} <code>${call}</code></span>`,
                  )}
                  <p class="why">${row.why}</p>
                </th>
                <td class="plot"><div class="track">${this.#marks(row)}</div></td>
                <td class="number">${row.text}</td>
                <td class="number">${row.difference}</td>
              </tr>`,
          )}
        </tbody>
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
