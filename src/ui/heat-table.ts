/** `<mix-heat-table>`: a square of correlations, tinted blue above and orange below zero. */
import { css, html, LitElement, nothing } from 'lit';
import { property } from 'lit/decorators.js';
import { cssVars } from './css-vars';
import { formatCorrelation } from './format';
import { baseStyles } from './theme';
import { words } from './words';

/** Columns that have room on a phone; more of them scroll, and that is for the keyboard too. */
const FITTING = 5;
/** Assets above which row and column heads stay in sight while the table scrolls. */
const LARGE = 30;

export class HeatTable extends LitElement {
  static override styles = [
    baseStyles,
    css`
      table {
        width: auto;
      }
      th {
        position: sticky;
        left: 0;
        padding: 0 var(--s2) 0 0;
        background: var(--paper);
        white-space: nowrap;
      }
      thead th {
        padding: 0;
      }
      td {
        padding: 0;
        text-align: center;
        width: 33px;
        min-width: 33px;
        height: 26px;
        border: 1px solid var(--paper);
        background: color-mix(in srgb, var(--c) var(--p), var(--wash));
        color: var(--heat-text);
      }
      td.mid {
        color: var(--heat-text-mid);
      }
      td.strong {
        color: var(--heat-text-strong);
      }
      .large {
        max-height: min(0.8 * var(--window, 100vh), 720px);
        overflow: auto;
      }
      .large th {
        position: sticky;
        left: 0;
        z-index: 1;
        max-width: 120px;
        overflow: hidden;
        text-overflow: ellipsis;
        background: var(--paper);
      }
      .large thead :is(th, td) {
        position: sticky;
        top: 0;
        z-index: 1;
        height: 104px;
        min-width: 0;
        border: 0;
        vertical-align: bottom;
        background: var(--paper);
      }
      .large thead th {
        left: auto;
        padding: var(--s1) 0;
      }
      .large thead td {
        left: 0;
        z-index: 2;
      }
      .large thead span {
        display: inline-block;
        max-height: 96px;
        overflow: hidden;
        text-overflow: ellipsis;
        writing-mode: vertical-rl;
      }
      @media (pointer: coarse) {
        td {
          height: 30px;
        }
      }
      @media (forced-colors: active) {
        tbody td {
          forced-color-adjust: none;
          background: color-mix(in srgb, var(--c) calc(var(--p) / 2), Canvas);
        }
      }
      @media print {
        td {
          min-width: 0;
        }
      }
    `,
  ];

  /** Names of rows and columns, in the order of the matrix. */
  @property({ attribute: false, hasChanged: differs }) accessor labels: readonly string[] = [];
  /** Row-major, `n x n`; NaN where nothing is defined. */
  @property({ attribute: false, hasChanged: differs }) accessor values: ArrayLike<number> = [];
  @property() accessor heading = '';
  @property() accessor note = '';
  @property({ attribute: false }) accessor format: (value: number) => string = formatCorrelation;

  override render() {
    const n = this.labels.length;
    return html`<figure>
      ${
        this.heading === ''
          ? nothing
          : html`<figcaption><b>${this.heading}</b><span>${this.note}</span></figcaption>`
      }
      <div
        class="scroll ${n > LARGE ? 'large' : ''}"
        tabindex=${n > FITTING ? 0 : nothing}
        role=${n > FITTING ? 'group' : nothing}
        aria-label=${n > FITTING ? this.heading || this.note : nothing}
      >
        <table>
          <thead class=${n > LARGE ? '' : 'visually-hidden'}>
            <tr>
              <td></td>
              ${this.labels.map((label) => html`<th scope="col" title=${label}><span>${label}</span></th>`)}
            </tr>
          </thead>
          <tbody>
            ${this.labels.map(
              (label, i) =>
                html`<tr>
                  <th scope="row" title=${label}>${label}</th>
                  ${this.labels.map((other, j) =>
                    this.#cell(this.values[i * n + j], `${label}, ${other}`),
                  )}
                </tr>`,
            )}
          </tbody>
        </table>
      </div>
    </figure>`;
  }

  #cell(value: number | undefined, pair: string) {
    if (value === undefined || !Number.isFinite(value)) {
      return html`<td ${cssVars({ '--c': 'var(--wash)', '--p': '0%' })} title=${words.notDefined}>
        ${words.undefinedValue}
      </td>`;
    }
    // Text turns over where black and white have the same contrast on the tint: at 64 % of the
    // dark theme's hues, at 86 % of the light theme's blue, and never on its orange.
    const percent = Math.min(90, Math.round(Math.abs(value) * 90));
    const tone = percent >= 86 && value > 0 ? 'strong' : percent >= 64 ? 'mid' : '';
    const color = value < 0 ? 'var(--series-6)' : 'var(--series-1)';
    return html`<td class=${tone} title=${pair} ${cssVars({ '--c': color, '--p': `${percent}%` })}>
      ${this.format(value)}
    </td>`;
  }
}

/** By what they hold: a view makes new arrays every time, and ten thousand cells take a while. */
function differs<T>(after: ArrayLike<T>, before: ArrayLike<T> | undefined): boolean {
  if (before?.length !== after.length) return true;
  for (let k = 0; k < after.length; k++) if (!Object.is(after[k], before[k])) return true;
  return false;
}
