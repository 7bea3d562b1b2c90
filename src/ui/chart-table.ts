/** The numbers behind a chart as a table; of a long one the first and the last rows. */
import { html, type TemplateResult } from 'lit';
import type { ChartSpec } from './chart-spec';
import { rowCount, xLabel, yLabel } from './chart-text';
import { formatCount } from './format';
import { words } from './words';

/** Rows shown of each end of a long table. */
const EDGE = 12;
const ALL = 60;

export function chartTable(chart: ChartSpec, title: string): TemplateResult {
  const rows = rowCount(chart);
  const cut = rows > ALL;
  const head = Array.from({ length: cut ? EDGE : rows }, (_, i) => i);
  const tail = cut ? Array.from({ length: EDGE }, (_, i) => rows - EDGE + i) : [];
  const bins = chart.kind === 'histogram';
  const columns = (bins ? 2 : 1) + chart.series.length;
  return html`<div class="scroll" tabindex="0" role="group" aria-label=${title}>
    <table class="figures-table numbers">
      <caption class="visually-hidden">
        ${title}
      </caption>
      <thead>
        <tr>
          ${
            bins
              ? html`<th scope="col">${words.from}</th>
                  <th scope="col">${words.until}</th>`
              : html`<th scope="col">${chart.xUnit ?? words.period}</th>`
          }
          ${chart.series.map((series) => html`<th scope="col">${series.label}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${head.map((i) => row(chart, i))}
        ${
          cut
            ? html`<tr>
                <td class="rest" colspan=${columns}>
                  ${words.restInFile(formatCount(rows - 2 * EDGE), formatCount(rows))}
                </td>
              </tr>`
            : ''
        }
        ${tail.map((i) => row(chart, i))}
      </tbody>
    </table>
  </div>`;
}

function row(chart: ChartSpec, index: number): TemplateResult {
  return html`<tr>
    ${
      chart.kind === 'histogram'
        ? html`<th scope="row">${chart.xFormat(chart.x[index])}</th>
            <td>${chart.xFormat(chart.x[index + 1])}</td>`
        : html`<th scope="row">${xLabel(chart, index)}</th>`
    }
    ${chart.series.map((series) => html`<td>${yLabel(chart, series.values[index])}</td>`)}
  </tr>`;
}
