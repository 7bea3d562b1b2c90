/**
 * What is folded up below every analysis: how it is computed, and on which data. It is long, and
 * loaded once the first view stands, or when it is looked at.
 */
import { html, nothing, type TemplateResult } from 'lit';
import type { AnalysisSpec } from '../analyses/analysis';
import type { Dropped } from '../analyses/scenario-data';
import type { RoomText } from '../analyses/text';
import type { Content } from '../analyses/view';
import { caveatOf } from '../finance/caveats';
import type { Column } from '../finance/dataset';
import { formatCount, formatDate } from '../ui/format';
import { droppedLines } from './dropped-rows';
import { measureEntry } from './measure-entry';
import type { Shown } from './run-controller';
import { words } from './words';

export interface HowContent {
  readonly numbers: (measure: string) => Content;
  readonly workings: Content;
}

export function howContent(
  spec: AnalysisSpec,
  text: RoomText,
  shown: Shown,
  columns: readonly Column[],
  { numbers, workings }: HowContent,
): TemplateResult {
  const { weights } = shown.series;
  return html`<div class="body">
    <p>${text.description}</p>
    <dl class="definitions">
      ${Object.entries(text.measures).map(
        ([id, measure]) => html`
          <dt>${measure.label}</dt>
          <dd>
            ${measureEntry({
              room: spec.id,
              id,
              text: measure,
              caveat: caveatOf(spec.measures[id], columns, weights)?.long,
              numbers: numbers(id),
            })}
          </dd>
        `,
      )}
    </dl>
    ${
      workings === undefined
        ? nothing
        : html`<h2>${words.workings}</h2>
            ${workings}`
    }
    <h2>${words.assumptions}</h2>
    <ul>
      ${text.assumptions.map((line) => html`<li>${line}</li>`)}
      <li>${words.notAdvice}</li>
    </ul>
  </div>`;
}

export function dataContent(
  { dataset, series }: Shown,
  columns: readonly Column[],
  dropped: readonly Dropped[],
  onDownload: () => void,
): TemplateResult {
  const first = formatDate(series.index[0], series.frequency);
  const last = formatDate(series.index[series.index.length - 1], series.frequency);
  const extra = dataset.columns.filter((column) => column.role !== 'asset');
  const attributions = [...new Set([...columns, ...extra].map((column) => column.attribution))];
  return html`<div class="body">
    <p>
      ${dataset.title}: ${dataset.description} ${first} to ${last},
      ${formatCount(series.index.length)} ${dataset.frequency} periods,
      ${formatCount(series.periodsPerYear)} a year.
    </p>
    ${droppedLines(dropped).map((line) => html`<p class="dropped">${line}</p>`)}
    ${
      // A sandboxed frame may save nothing.
      import.meta.env.MODE === 'frame'
        ? nothing
        : html`<p>
            <button class="quiet inset" @click=${onDownload}>${words.downloadData}</button>
          </p>`
    }
    <div class="scroll" tabindex="0" role="group" aria-label=${words.data}>
      <table class="sources">
        <thead>
          <tr>
            <th scope="col">${words.column}</th>
            <th scope="col">${words.source}</th>
            <th scope="col">${words.licence}</th>
            <th scope="col">${words.beware}</th>
          </tr>
        </thead>
        <tbody>
          ${[...columns, ...extra].map(
            (column) =>
              html`<tr>
                <th scope="row">${column.name}</th>
                <td>${column.source}</td>
                <td>${column.licence}</td>
                <td>${column.caveats.join(' ')}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
    <h2>${words.attributions}</h2>
    <ul>
      ${attributions.map((line) => html`<li>${line}</li>`)}
    </ul>
  </div>`;
}
