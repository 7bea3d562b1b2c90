/** Which years decide how a path ends: by stretch, and by how the first years went. */
import { html, nothing, type TemplateResult } from 'lit';
import { isDefined } from '../../finance/quantity';
import { formatNumber } from '../../ui/format';
import type { ViewContext } from '../view';
import type { PlanOutcome } from './result';
import { cellText, parametersOf } from './view-numbers';
import { takesOut } from './view-plan';
import { orderSentence } from './view-sentences';
import { words } from './view-words';

export function orderSection(outcome: PlanOutcome, context: ViewContext): TemplateResult {
  const parameters = parametersOf(context);
  const { stretches } = outcome;
  const label = (from: number, to: number) => words.stretch(yearText(from), yearText(to));
  const [first] = stretches;
  return html`
    ${
      first === undefined
        ? nothing
        : html`<mix-bar-table
              .heading=${words.order}
              .note=${words.orderNote}
              .labelHeader=${words.stretchHead}
              .valueHeader=${words.correlation}
              .rows=${stretches.map(({ from, to, correlation }) => ({
                label: label(from, to),
                value: isDefined(correlation) ? correlation.value : NaN,
                text: cellText(correlation, 'ratio'),
                color: 'var(--series-1)',
              }))}
            ></mix-bar-table>
            <p>${orderSentence(outcome, parameters)}</p>`
    }
    ${
      first === undefined || outcome.fifths.length === 0
        ? nothing
        : fifthTable(outcome, label(first.from, first.to), context)
    }
  `;
}

function fifthTable({ fifths }: PlanOutcome, span: string, context: ViewContext): TemplateResult {
  const parameters = parametersOf(context);
  const { terms } = parameters;
  const pays = takesOut(parameters);
  return html`<figure>
    <figcaption><b>${words.fifths}</b><span>${words.fifthsNote(span)}</span></figcaption>
    <table class="figures-table">
      <thead>
        <tr>
          <td></td>
          <th scope="col">${words.growthUpTo}</th>
          ${pays ? html`<th scope="col">${words.runsOut}</th>` : nothing}
          <th scope="col">${words.goal}</th>
        </tr>
      </thead>
      <tbody>
        ${fifths.map(
          ({ growthUpTo, runsOut, reachesGoal }, i) =>
            html`<tr>
              <th scope="row">${words.fifth[i]}</th>
              <td>${cellText({ value: growthUpTo }, 'percent')}</td>
              ${pays ? html`<td>${cellText(runsOut, 'percent')}</td>` : nothing}
              <td>${cellText(reachesGoal[terms], 'percent')}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </figure>`;
}

function yearText(years: number): string {
  return formatNumber(years, Number.isInteger(years) ? 0 : 1);
}
