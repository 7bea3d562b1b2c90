/** The plan on the history as it was, beside what is simulated. */
import { html, nothing, type TemplateResult } from 'lit';
import type { Frequency } from '../../finance/dataset';
import type { ChartSpec } from '../../ui/chart-spec';
import { formatDate, formatMoney } from '../../ui/format';
import type { ViewContext } from '../view';
import type { Replay, WealthResult } from './result';
import { compactMoney, moneyMarks, replayFan } from './view-charts';
import { cellText, MIDDLE, parametersOf } from './view-numbers';
import { takesOut } from './view-plan';
import { replaySentence } from './view-sentences';
import { words } from './view-words';

/** Steps are months where the data are finer. */
export function frequencyOf({ series }: ViewContext): Frequency {
  return series.periodsPerYear > 12 ? 'monthly' : series.frequency;
}

export function replaySection(
  result: WealthResult,
  context: ViewContext,
): TemplateResult | typeof nothing {
  const { replay } = result;
  if (replay === undefined) return nothing;
  if (replay.status !== undefined)
    return html`<p><small>${words.noReplay(replay.status.reason)}</small></p>`;
  const frequency = frequencyOf(context);
  const sentence = replaySentence(result, (label) => formatDate(label, frequency));
  return html`
    ${replayFan(result, context)}
    ${
      replay.labels.length < 2
        ? nothing
        : html`<mix-chart
            .chart=${endsChart(replay, context, frequency)}
            .heading=${words.replayEnds}
            .note=${words.replayEndsNote(words.inTerms[parametersOf(context).terms])}
            .summary=${sentence}
          ></mix-chart>`
    }
    ${againstTable(result, context)}
    <p>${sentence} <small>${replay.labels.length < 2 ? nothing : words.overlap}</small></p>
  `;
}

function endsChart(replay: Replay, context: ViewContext, frequency: Frequency): ChartSpec {
  const parameters = parametersOf(context);
  const values = replay.final[parameters.terms];
  const only = (at: number) => values.map((value, i) => (i === at ? value : NaN));
  return {
    kind: 'time',
    x: replay.labels,
    frequency,
    series: [
      { label: words.ended, values, color: 'var(--series-1)', width: 1.5 },
      { label: words.worst, values: only(replay.worst), color: 'var(--loss)', dots: true },
      { label: words.best, values: only(replay.best), color: 'var(--gain)', dots: true },
    ],
    marks: moneyMarks(parameters),
    yFormat: (value) => formatMoney(value, 'rounded'),
    yTickFormat: compactMoney,
    logScale: false,
    height: 180,
  };
}

/** The same figures of both, side by side. */
function againstTable(
  { outcome, replay }: WealthResult,
  context: ViewContext,
): TemplateResult | typeof nothing {
  if (outcome === undefined || replay === undefined) return nothing;
  const parameters = parametersOf(context);
  const { terms } = parameters;
  const pays = takesOut(parameters);
  const row = (label: string, of: typeof outcome | Replay) => {
    const { percentiles } = of.finalWealth[terms];
    return html`<tr>
      <th scope="row">${label}</th>
      <td>${cellText(percentiles[0], 'money')}</td>
      <td>${cellText(percentiles[MIDDLE], 'money')}</td>
      <td>${cellText(percentiles[4], 'money')}</td>
      <td>${cellText(of.reachesGoal[terms], 'percent')}</td>
      ${pays ? html`<td>${cellText(of.runsOut, 'percent')}</td>` : nothing}
    </tr>`;
  };
  return html`<figure>
    <figcaption>
      <b>${words.replayTable}</b><span>${words.histogramNote(words.inTerms[terms])}</span>
    </figcaption>
    <div class="scroll" tabindex="0" role="group" aria-label=${words.replayTable}>
      <table class="figures-table">
        <thead>
          <tr>
            <td></td>
            <th scope="col">${words.low}</th>
            <th scope="col">${words.median}</th>
            <th scope="col">${words.high}</th>
            <th scope="col">${words.goal}</th>
            ${pays ? html`<th scope="col">${words.runsOut}</th>` : nothing}
          </tr>
        </thead>
        <tbody>
          ${row(words.simulated, outcome)} ${row(words.history, replay)}
        </tbody>
      </table>
    </div>
  </figure>`;
}
