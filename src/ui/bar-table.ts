/**
 * `<mix-bar-table>`: a table of shares with a bar in every row. What is negative goes left, in the
 * color of what it means: less of a return is a loss, less of a risk or of a loss is a gain.
 */
import { css, html, LitElement, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import { cssVars } from './css-vars';
import { baseStyles } from './theme';
import { words } from './words';

export interface BarRow {
  readonly label: string;
  readonly value: number;
  /** The value as it is read. */
  readonly text: string;
  /** Color of the bar, a CSS value; what is negative has that of its meaning. */
  readonly color: string;
}

/** Rows that a long table starts with, and how many more make it long. */
const ROWS_AT_FIRST = 12;
const SPARED = 3;

export class BarTable extends LitElement {
  static override styles = [
    baseStyles,
    css`
      th,
      td {
        height: 22px;
      }
      th {
        padding-right: var(--s2);
        white-space: nowrap;
      }
      .bar {
        width: 45%;
        padding: 0;
      }
      .track {
        position: relative;
        height: 8px;
      }
      .track i {
        position: absolute;
        left: var(--from);
        width: var(--size);
        min-width: 1px;
        height: 8px;
        background: var(--c);
        border-radius: 1px;
        forced-color-adjust: none;
      }
      .track .zero {
        left: var(--from);
        width: 1px;
        top: -7px;
        height: 22px;
        background: var(--line);
      }
      .rest {
        margin-left: calc(-1 * var(--s2));
        font-size: 12px;
      }
      td:last-child {
        white-space: nowrap;
      }
    `,
  ];

  @property({ attribute: false }) accessor rows: readonly BarRow[] = [];
  @property() accessor heading = '';
  @property() accessor note = '';
  /** Heads of the columns, for people who do not see the drawing. */
  @property() accessor labelHeader: string = words.asset;
  @property() accessor valueHeader: string = words.share;

  /** What a negative value means, if it is good or bad at all. */
  @property() accessor negative: 'loss' | 'gain' | undefined = undefined;

  @state() private accessor whole = false;

  override render() {
    const values = this.rows.map(({ value }) => (Number.isFinite(value) ? value : 0));
    const low = Math.min(0, ...values);
    const high = Math.max(0, ...values);
    const span = high - low || 1;
    const long = this.rows.length > ROWS_AT_FIRST + SPARED;
    const at = (value: number) => `${((value - low) / span) * 100}%`;
    return html`<figure>
      ${
        this.heading === ''
          ? nothing
          : html`<figcaption><b>${this.heading}</b><span>${this.note}</span></figcaption>`
      }
      <table>
        <thead class="visually-hidden">
          <tr>
            <th scope="col">${this.labelHeader}</th>
            <td></td>
            <th scope="col">${this.valueHeader}</th>
          </tr>
        </thead>
        <tbody>
          ${(long && !this.whole ? this.rows.slice(0, ROWS_AT_FIRST) : this.rows).map((row, i) => {
            const value = values[i];
            const meaning = value < 0 ? (this.negative ?? '') : '';
            const bar = {
              '--from': at(Math.min(0, value)),
              '--size': `${(Math.abs(value) / span) * 100}%`,
              '--c': meaning === '' ? row.color : `var(--${meaning})`,
            };
            return html`<tr>
              <th scope="row">${row.label}</th>
              <td class="bar">
                <div class="track">
                  ${low < 0 ? html`<i class="zero" ${cssVars({ '--from': at(0) })}></i>` : nothing}
                  <i ${cssVars(bar)}></i>
                </div>
              </td>
              <td class=${meaning}>${row.text}</td>
            </tr>`;
          })}
        </tbody>
      </table>
      ${
        long
          ? html`<button
              class="quiet rest"
              aria-expanded=${this.whole}
              @click=${() => (this.whole = !this.whole)}
            >
              ${this.whole ? words.fewer : words.andMore(this.rows.length - ROWS_AT_FIRST)}
            </button>`
          : nothing
      }
    </figure>`;
  }
}
