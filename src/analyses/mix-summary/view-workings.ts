/** The two formulas of a portfolio with the numbers of this mix in them. */
import { html, nothing, type TemplateResult } from 'lit';
import { isDefined } from '../../finance/quantity';
import { formatCorrelation, formatCount, formatNumber, formatPercent } from '../../ui/format';
import type { ViewContext } from '../view';
import { type MixSummaryResult } from './spec';
import { viewWords as words } from './text';
/** The two formulas of a portfolio with the numbers of this mix in them, per year. */
export function workings(result: MixSummaryResult, context: ViewContext): TemplateResult {
  const { series, columns } = context;
  const f = result.periodsPerYear;
  const n = columns.length;
  const held = [...series.weights.keys()].filter((i) => series.weights[i] > 0);
  const percent = (fraction: number) => formatPercent(fraction, 1);
  const weight = (i: number) => formatPercent(series.weights[i], 0);
  const deviation = (i: number) => Math.sqrt(result.covariance[i * n + i] * f);
  const pairs = held.flatMap((i) => held.filter((j) => j > i).map((j) => [i, j] as const));
  const own = held.reduce((sum, i) => sum + square(series.weights[i] * deviation(i)), 0);
  const cross = pairs.reduce(
    (sum, [i, j]) =>
      sum + 2 * series.weights[i] * series.weights[j] * result.covariance[i * n + j] * f,
    0,
  );
  const volatility = isDefined(result.volatility) ? result.volatility.value : NaN;
  return html`<div class="workings">
    <p>
      <code
        >E(R) = Σ w<sub>i</sub> E(R<sub>i</sub>) =
        ${held.map((i, k) => `${k > 0 ? ' + ' : ''}${weight(i)} × ${percent(result.means[i] * f)}`)}
        = ${percent(result.expectedReturn)} a year</code
      >
    </p>
    <p>
      <code
        >s = √( Σ (w<sub>i</sub> s<sub>i</sub>)² + 2 Σ<sub>i&lt;j</sub> w<sub>i</sub> w<sub>j</sub>
        s<sub>ij</sub> ) = √(
        ${held.map((i, k) => `${k > 0 ? ' + ' : ''}(${weight(i)} × ${percent(deviation(i))})²`)} + 2
        × ${pairs.length} products ) = √( ${formatNumber(own * 10_000, 2)} ${cross < 0 ? '−' : '+'}
        ${formatNumber(Math.abs(cross) * 10_000, 2)} ) % = ${percent(volatility)} a year</code
      >
    </p>
    <div class="scroll" tabindex="0" role="region" aria-label=${words.pairs}>
      <table class="figures-table">
        <thead>
          <tr>
            <th scope="col">${words.pairs}</th>
            <th scope="col">${words.correlation}</th>
            <th scope="col">2 w<sub>i</sub> w<sub>j</sub> s<sub>ij</sub>, %²</th>
          </tr>
        </thead>
        <tbody>
          ${pairs.map(
            ([i, j]) =>
              html`<tr>
                <th scope="row">${columns[i].label}, ${columns[j].label}</th>
                <td>${formatCorrelation(result.correlation[i * n + j])}</td>
                <td>
                  ${formatNumber(
                    2 *
                      series.weights[i] *
                      series.weights[j] *
                      result.covariance[i * n + j] *
                      f *
                      10_000,
                    3,
                  )}
                </td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
    <p>
      ${words.blockLength(formatCount(Number(context.scenario.parameters['resamples'])), formatNumber(result.blockLength, 1), words.periods[series.frequency])}
    </p>
    ${
      result.rebalancings === 0
        ? nothing
        : html`<p>${words.rebalanced(formatCount(result.rebalancings))}</p>`
    }
  </div>`;
}

function square(x: number): number {
  return x * x;
}
