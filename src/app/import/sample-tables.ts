/** The first rows, as they stand in the file and as they were read. */
import { html, type TemplateResult } from 'lit';
import type { ParsedTable } from '../../data/parse/parsed-table';
import { formatCount } from '../../ui/format';
import { words as uiWords } from '../../ui/words';
import { words } from './words';

const ROWS = 8;
/** Columns of the table as read that are shown. */
export const SAMPLE_COLUMNS = 12;
const DIGITS = 10;

export function sampleInFile({ sample }: ParsedTable): TemplateResult {
  const rows = sample.slice(0, ROWS);
  const width = Math.max(1, ...rows.map(({ cells }) => cells.length));
  return html`<div class="sample" role="region" aria-label=${words.inFile} tabindex="0">
    <table>
      <tbody>
        ${rows.map(
          ({ line, cells }) =>
            html`<tr>
              <th scope="row">
                <span class="visually-hidden">${words.lineNumber} </span>${formatCount(line)}
              </th>
              ${Array.from({ length: width }, (_, j) => html`<td>${cells[j] ?? ''}</td>`)}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

export function sampleAsRead({ dated, index, columns, values }: ParsedTable): TemplateResult {
  const shown = columns.slice(0, SAMPLE_COLUMNS);
  return html`<div class="sample read" role="region" aria-label=${words.asRead} tabindex="0">
    <table>
      <thead>
        <tr>
          <th scope="col">${dated ? words.date : words.row}</th>
          ${shown.map(({ name }) => html`<th scope="col">${name}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${index.slice(0, ROWS).map(
          (label, t) =>
            html`<tr>
              <th scope="row">${label}</th>
              ${shown.map((_, j) => html`<td>${plain(values[j][t])}</td>`)}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

/** The number itself, not rounded to what a result would show: here one compares with the file. */
function plain(value: number): string {
  if (Number.isNaN(value)) return uiWords.undefinedValue;
  return String(Number(value.toPrecision(DIGITS))).replace('-', '\u2212');
}
