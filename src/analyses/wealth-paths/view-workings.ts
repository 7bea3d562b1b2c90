/** The formulas of the simulation with the numbers of this plan in them. */
import { html, nothing, type TemplateResult } from 'lit';
import { formatMoney, formatNumber, formatPercent } from '../../ui/format';
import type { ViewContext } from '../view';
import type { CloseUp, WealthResult } from './spec';
import { parametersOf } from './view-numbers';
import { words } from './view-words';

export function workings(result: WealthResult, context: ViewContext): TemplateResult {
  const { steps, stepsPerYear, assumed, blockLength, degrees, repaired, closeUp } = result;
  const { years, fee, model } = parametersOf(context);
  const f = formatNumber(stepsPerYear, Number.isInteger(stepsPerYear) ? 0 : 2);
  const kept = (1 - fee / 100) ** (1 / stepsPerYear);
  const share = formatNumber(fee, 2);
  return html`<div class="workings">
    <p>
      <code>n = Y f = ${formatNumber(years)} × ${f} = ${formatNumber(steps)}</code>
      ${words.stepsLine}
    </p>
    ${
      fee === 0
        ? nothing
        : html`<p>
            <code
              >(1 − fee)<sup>1/f</sup> = (1 − ${share} %)<sup>1/${f}</sup> =
              ${formatNumber(kept, 6)}</code
            >
            ${words.feeLine}
          </p>`
    }
    <p>
      <code
        >h<sub>i</sub> ← h<sub>i</sub> g<sub>i</sub>, F<sub>k</sub> = Σ h<sub>i</sub> after cost / Σ
        h<sub>i</sub> before</code
      >
    </p>
    <p>
      <code
        >W<sub>k</sub> = W<sub>k−1</sub> F<sub>k</sub> + paid in − min(wanted, what is there)</code
      >
    </p>
    ${exampleOf(closeUp)}
    <p>
      <code
        >E(R) = ${formatPercent(assumed.mean, 1)}, s = ${formatPercent(assumed.volatility, 1)} a
        year</code
      >
      ${words.assumedLine}
    </p>
    <p>
      <code>I: ${formatPercent(assumed.inflation, 1)} a year</code>
      ${assumed.inflationDrawn === 1 ? words.inflationDrawn : words.inflationFixed}
    </p>
    ${
      model.endsWith('-bootstrap') && blockLength > 0
        ? html`<p>
            ${words.blocks(formatNumber(blockLength, Number.isInteger(blockLength) ? 0 : 1), model === 'stationary-bootstrap')}
          </p>`
        : nothing
    }
    ${
      model === 'student' && degrees > 0
        ? html`<p>${words.degrees(formatNumber(degrees))}</p>`
        : nothing
    }
    ${repaired > 0 ? html`<p>${words.repaired(formatNumber(repaired, 3))}</p>` : nothing}
  </div>`;
}

/** The first step of the path that is looked at closely. */
function exampleOf(closeUp: CloseUp | undefined): TemplateResult | typeof nothing {
  if (closeUp === undefined || closeUp.mixReturn.length === 0) return nothing;
  const { wealth, mixReturn, paidIn, paidOut, path } = closeUp;
  const money = (amount: number) => formatMoney(Math.round(amount));
  return html`<p>
    <code
      >W<sub>1</sub> = ${money(wealth[0])} × ${formatNumber(1 + mixReturn[0], 6)} +
      ${money(paidIn[1])} − ${money(paidOut[1])} = ${money(wealth[1])}</code
    >
    ${words.example(formatNumber(path))}
  </p>`;
}
