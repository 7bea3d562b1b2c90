/** The three disclosures below every analysis: how it is computed, on which data, and how to repeat it. */
import { html, nothing, type TemplateResult } from 'lit';
import type { AnalysisSpec } from '../analyses/analysis';
import { NUMBERS_VERSION } from '../analyses/scenario';
import type { RoomText } from '../analyses/text';
import type { Dropped } from '../analyses/scenario-data';
import type { Content } from '../analyses/view';
import { caveatOf } from '../finance/caveats';
import type { Column } from '../finance/dataset';
import { formatCount, formatDate } from '../ui/format';
import { droppedLines } from './dropped-rows';
import { measureEntry } from './measure-entry';
import type { Shown } from './run-controller';
import { words } from './words';

export function howDisclosure(
  spec: AnalysisSpec,
  text: RoomText,
  shown: Shown,
  columns: readonly Column[],
  {
    numbers,
    workings,
  }: { readonly numbers: (measure: string) => Content; readonly workings: Content },
): TemplateResult {
  const { weights } = shown.series;
  return html`<details id="how" part="details">
    <summary>${words.how}<span>${words.howNote}</span></summary>
    <div class="body">
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
    </div>
  </details>`;
}

export function dataDisclosure(
  { dataset, series }: Shown,
  columns: readonly Column[],
  dropped: readonly Dropped[],
  onDownload: () => void,
): TemplateResult {
  const first = formatDate(series.index[0], series.frequency);
  const last = formatDate(series.index[series.index.length - 1], series.frequency);
  const extra = dataset.columns.filter((column) => column.role !== 'asset');
  const attributions = [...new Set([...columns, ...extra].map((column) => column.attribution))];
  return html`<details id="data" part="details">
    <summary>${words.data}<span>${words.dataNote}</span></summary>
    <div class="body">
      <p>
        ${dataset.title}: ${dataset.description} ${first} to ${last},
        ${formatCount(series.index.length)} ${dataset.frequency} periods,
        ${formatCount(series.periodsPerYear)} a year.
      </p>
      ${droppedLines(dropped).map((line) => html`<p class="dropped">${line}</p>`)}
      ${
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
    </div>
  </details>`;
}

export interface ScriptActs {
  /** Some pages have no scripts and nothing that computes a result once more. */
  readonly offered: boolean;
  /** It is looked at, so the script must come if it is not there. */
  want(): void;
  copy(script: string): void;
  download(script: string): void;
}

export function reproduceDisclosure(
  shown: Shown,
  script: string | undefined,
  acts: ScriptActs,
  /** The address that holds the scenario: whoever reads the paper can open the same page. */
  link: string | undefined,
  second?: Shown,
): TemplateResult {
  const { scenario, dataset, digest } = shown;
  const short =
    digest === undefined ? words.pending : `${digest.slice(0, 4)} ${digest.slice(4, 8)}`;
  return html`<details id="reproduce" part="details" @toggle=${acts.want}>
    <summary>
      ${words.reproduce}<span>
        ${acts.offered ? `${words.script} · ` : ''}${words.seed} ${scenario.seed} · ${words.digest}
        ${short}</span
      >
    </summary>
    <div class="body">
      <p>${words.digestHelp}</p>
      <dl class="facts">
        <dt>${words.digest}</dt>
        <dd><code>${digest ?? words.pending}</code></dd>
        ${
          second === undefined
            ? nothing
            : html`<dt>${words.digestOf(words.sides[1])}</dt>
                <dd><code>${second.digest ?? words.pending}</code></dd>`
        }
        <dt>${words.fingerprint}</dt>
        <dd><code>${dataset.fingerprint}</code></dd>
        <dt>${words.numbersVersion}</dt>
        <dd>${NUMBERS_VERSION}</dd>
        <dt class="on-paper">${words.seed}</dt>
        <dd class="on-paper">${scenario.seed}</dd>
        ${
          link === undefined
            ? nothing
            : html`<dt class="on-paper">${words.link}</dt>
                <dd class="on-paper"><a href=${link}>${link}</a></dd>`
        }
      </dl>
      ${
        acts.offered
          ? html`<mix-verify
              class="no-print"
              .shown=${second === undefined ? [shown] : [shown, second]}
            ></mix-verify>`
          : nothing
      }
      ${
        script === undefined
          ? nothing
          : html`<p>
                <button class="quiet inset" @click=${() => acts.copy(script)}>
                  ${words.copyScript}
                </button>
                <button class="quiet" @click=${() => acts.download(script)}>
                  ${words.downloadScript}
                </button>
              </p>
              <pre tabindex="0">${script}</pre>`
      }
    </div>
  </details>`;
}
