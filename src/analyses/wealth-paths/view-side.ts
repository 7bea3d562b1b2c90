/** The tables beside the charts: what it would take, percentiles, the way. */
import { html, nothing, type TemplateResult } from 'lit';
import { isDefined, type Interval, type Quantity } from '../../finance/quantity';
import { explainButton } from '../../ui/explain';
import { formatCount, formatNumber } from '../../ui/format';
import type { Content, ViewContext } from '../view';
import { percentiles, type Distribution, type PlanOutcome, type WealthResult } from './result';
import { cellText, MIDDLE, parametersOf, plusMinus, rangeText, type Kind } from './view-numbers';
import { orderSection } from './view-order';
import { comparisonSentence, solutionSentence } from './view-sentences';
import { takesOut } from './view-plan';
import { words } from './view-words';

export function side(result: WealthResult, context: ViewContext): TemplateResult {
  const { outcome } = result;
  return html`
    ${solutionSection(result, context)} ${comparisonSection(result, context)}
    ${
      outcome === undefined
        ? nothing
        : html`${percentileTable(outcome, context)} ${outcomeTable(outcome, context)}
          ${orderSection(outcome, context)}`
    }
  `;
}

function solutionSection(
  { solution }: WealthResult,
  context: ViewContext,
): TemplateResult | typeof nothing {
  if (solution === undefined) return nothing;
  const note = solution.paths > 0 ? words.solutionNote(formatCount(solution.paths)) : '';
  return html`<figure>
    <figcaption><b>${explainButton(words.solution, 'solution')}</b><span>${note}</span></figcaption>
    <p>${solutionSentence(solution, parametersOf(context))}</p>
  </figure>`;
}

function comparisonSection(
  result: WealthResult,
  context: ViewContext,
): TemplateResult | typeof nothing {
  const { comparison } = result;
  if (comparison === undefined) return nothing;
  const { terms } = parametersOf(context);
  return html`<figure>
      <figcaption><b>${words.comparison}</b><span>${words.comparisonNote}</span></figcaption>
      ${errorTable([
        [explainButton(words.meanDifference, 'difference'), comparison.difference[terms], 'money'],
        [explainButton(words.ahead, 'endsAhead'), comparison.endsAhead, 'percent'],
        [words.alike, comparison.endsAlike, 'percent'],
        [words.ruinDifference, comparison.runsOut, 'points'],
      ])}
    </figure>
    <p>${comparisonSentence(result, context)}</p>`;
}

function percentileTable(
  { finalWealth }: PlanOutcome,
  context: ViewContext,
): TemplateResult | typeof nothing {
  const { terms } = parametersOf(context);
  const of = finalWealth[terms];
  if (of.percentiles.length === 0) return nothing;
  const labels = percentiles.map((p) => (p === 50 ? words.median : `${p}\u202f%`));
  return html`<figure>
    <figcaption><b>${words.percentilesTitle}</b><span>${words.inTerms[terms]}</span></figcaption>
    ${errorTable([
      ...of.percentiles.map((quantity, i): ErrorRow => [labels[i] ?? '', quantity, 'money']),
      [words.mean, of.mean, 'money'],
    ])}
  </figure>`;
}

type ErrorRow = readonly [label: Content, quantity: Quantity, kind: Kind];

/** Numbers with both of their errors; a reason where there is no number. */
function errorTable(rows: readonly ErrorRow[]): TemplateResult {
  const known = rows.map(([, quantity]) => (isDefined(quantity) ? quantity : undefined));
  const has = (kind: 'simulation' | 'sampling') =>
    known.some((quantity) => quantity?.[kind] !== undefined);
  const [simulation, sampling] = [has('simulation'), has('sampling')];
  const cell = (interval: Interval | undefined, of: (interval: Interval) => string) =>
    html`<td class="range">${interval === undefined ? nothing : of(interval)}</td>`;
  return html`<table class="figures-table">
    <thead>
      <tr>
        <td></td>
        <th scope="col">${words.value}</th>
        ${simulation ? html`<th scope="col">${words.simulationHead}</th>` : nothing}
        ${sampling ? html`<th scope="col">${words.historyHead}</th>` : nothing}
      </tr>
    </thead>
    <tbody>
      ${rows.map(
        ([label, quantity, kind]) =>
          html`<tr>
            <th scope="row">${label}</th>
            ${
              isDefined(quantity)
                ? html`<td class="range">${cellText(quantity, kind)}</td>
                    ${simulation ? cell(quantity.simulation, (of) => plusMinus(of, kind)) : nothing}
                    ${sampling ? cell(quantity.sampling, (of) => rangeText(of, kind)) : nothing}`
                : html`<td colspan=${1 + Number(simulation) + Number(sampling)}>
                    <small>${quantity.reason}</small>
                  </td>`
            }
          </tr>`,
      )}
    </tbody>
  </table>`;
}

/** What happens on the way: the slow, the middle and the fast futures. */
function outcomeTable(outcome: PlanOutcome, context: ViewContext): TemplateResult {
  const parameters = parametersOf(context);
  const { age } = parameters;
  const pays = takesOut(parameters);
  const rows: (readonly [label: Content, of: Distribution, kind: Kind])[] = [
    [explainButton(words.growthRow, 'growthRate'), outcome.growthRate, 'percent'],
    [explainButton(words.fallRow, 'worstFall'), outcome.worstFall, 'percent'],
    [explainButton(words.waterRow, 'underWater'), outcome.underWater, 'years'],
    ...(pays
      ? ([[explainButton(words.incomeRow, 'income'), outcome.income, 'money']] as const)
      : []),
  ];
  const ruin = outcome.ruinYears.percentiles;
  const runs = isDefined(outcome.runsOut) && outcome.runsOut.value > 0;
  return html`<figure>
    <figcaption><b>${words.outcomes}</b><span>${words.outcomesNote}</span></figcaption>
    <table class="figures-table">
      <thead>
        <tr>
          <td></td>
          <th scope="col">${words.low}</th>
          <th scope="col">${words.median}</th>
          <th scope="col">${words.high}</th>
        </tr>
      </thead>
      <tbody>
        ${rows.map(([label, of, kind]) =>
          row(label, of.percentiles, (quantity) => cellText(quantity, kind)),
        )}
        ${
          pays && runs
            ? row(explainButton(words.ruinRow, 'ruinAge'), ruin, (quantity) =>
                quantity !== undefined && isDefined(quantity)
                  ? formatNumber(age + quantity.value)
                  : '—',
              )
            : nothing
        }
      </tbody>
    </table>
  </figure>`;
}

function row(
  label: Content,
  of: readonly Quantity[],
  cell: (quantity: Quantity | undefined) => string,
): TemplateResult {
  const shown = [of[0], of[MIDDLE], of[4]];
  const [first] = shown;
  // A reason that holds for all of them is told once.
  if (first !== undefined && shown.every((quantity) => quantity && !isDefined(quantity))) {
    return html`<tr>
      <th scope="row">${label}</th>
      <td colspan="3"><small>${isDefined(first) ? '' : first.reason}</small></td>
    </tr>`;
  }
  return html`<tr>
    <th scope="row">${label}</th>
    ${shown.map((quantity) => html`<td>${cell(quantity)}</td>`)}
  </tr>`;
}
