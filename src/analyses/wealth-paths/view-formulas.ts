/** The formulas of the measures with the numbers of this plan in them, and what they rest on. */
import { html, nothing, type TemplateResult } from 'lit';
import { isDefined, type Quantity } from '../../finance/quantity';
import { formatMoney, formatNumber, formatPercent } from '../../ui/format';
import {
  bracketed,
  equation,
  factor,
  fraction,
  indexed,
  power,
  root,
  type Term,
} from '../../ui/math';
import type { Numbers, ViewContext } from '../view';
import type { CloseUp, Comparison, PlanOutcome, Solution, WealthResult } from './result';
import { MIDDLE, parametersOf, plusMinus, rangeText, valueText } from './view-numbers';
import { words } from './view-words';

const MINUS = '\u2212';

export function numbers(result: WealthResult, context: ViewContext): Numbers {
  const { outcome, scenarios, closeUp, comparison, solution } = result;
  const parameters = parametersOf(context);
  const { terms } = parameters;
  if (outcome === undefined) return {};
  const share = (quantity: Quantity) => shareOf(quantity, scenarios);
  const found = {
    finalWealth: firstSteps(closeUp),
    growthRate: growth(outcome, parameters.years),
    reachesGoal: goal(outcome.reachesGoal[terms], scenarios),
    runsOut: share(outcome.runsOut),
    endsBelowStart: share(outcome.endsBelowStart),
    solution: solution && solved(solution, parameters.wanted, parameters.solve),
    difference: comparison && difference(comparison, terms),
    endsAhead: comparison && share(comparison.endsAhead),
    simulationError: wilson(outcome.reachesGoal[terms], scenarios),
  };
  return Object.fromEntries(Object.entries(found).filter(([, content]) => content !== undefined));
}

/** What holds for every measure. */
export function workings(result: WealthResult, context: ViewContext): TemplateResult {
  const { steps, stepsPerYear, assumed, blockLength, degrees, repaired } = result;
  const { years, fee, model } = parametersOf(context);
  const f = formatNumber(stepsPerYear, Number.isInteger(stepsPerYear) ? 0 : 2);
  const kept = (1 - fee / 100) ** (1 / stepsPerYear);
  const share = `${formatNumber(fee, 2)}\u202f%`;
  return html`<div class="workings">
    ${equation(['n', '=', formatNumber(years), '×', f], ['=', formatNumber(steps)])}
    <p>${words.stepsLine}</p>
    ${
      fee === 0
        ? nothing
        : html`${equation([
              power(bracketed('1', MINUS, share), ['1', '/', f]),
              '=',
              formatNumber(kept, 6),
            ])}
            <p>${words.feeLine}</p>`
    }
    <p>
      ${words.assumed(formatPercent(assumed.mean, 1), formatPercent(assumed.volatility, 1))}
      ${words.pricesRise(
        formatPercent(assumed.inflation, 1),
        assumed.inflationDrawn === 1 ? words.inflationDrawn : words.inflationFixed,
      )}
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
function firstSteps(closeUp: CloseUp | undefined): TemplateResult | undefined {
  if (closeUp === undefined || closeUp.mixReturn.length === 0) return undefined;
  const { wealth, mixReturn, paidIn, paidOut, path } = closeUp;
  const money = (amount: number) => formatMoney(Math.round(amount));
  const grown: Term[] = [money(wealth[0]), '×', formatNumber(1 + mixReturn[0], 6)];
  return html`${equation(
      [indexed('W', '1'), '=', ...grown],
      ['+', money(paidIn[1])],
      [MINUS, money(paidOut[1])],
      ['=', money(wealth[1])],
    )}
    <p>${words.example(formatNumber(path))}</p>`;
}

/** Of the middle path. */
function growth({ growthRate }: PlanOutcome, years: number): TemplateResult | undefined {
  const middle = growthRate.percentiles[MIDDLE];
  if (middle === undefined || !isDefined(middle)) return undefined;
  const grown = formatNumber((1 + middle.value) ** years, 4);
  return equation(
    [power(grown, ['1', '/', formatNumber(years)]), MINUS, '1'],
    ['=', valueText(middle, 'percent')],
  );
}

/** How many paths of all. */
function shareOf(quantity: Quantity, paths: number): TemplateResult | undefined {
  if (!isDefined(quantity)) return undefined;
  const count = formatNumber(Math.round(quantity.value * paths));
  return equation([fraction(count, formatNumber(paths))], ['=', valueText(quantity, 'percent')]);
}

function goal(quantity: Quantity, paths: number): TemplateResult | undefined {
  const share = shareOf(quantity, paths);
  return share && html`${share} ${wilson(quantity, paths) ?? nothing}`;
}

/** The 95 % interval of a share: its middle, and half its width. */
function wilson(quantity: Quantity, paths: number): TemplateResult | undefined {
  if (!isDefined(quantity) || quantity.simulation === undefined) return undefined;
  const { value, simulation } = quantity;
  const [p, q] = [value, 1 - value].map((share) => formatNumber(share, 5));
  const [square, z] = [formatNumber(Z * Z, 3), formatNumber(Z, 2)];
  const scale: Term[] = ['1', '+', fraction(square, 'N')];
  const variance = fraction([p, '×', q], 'N');
  const correction = fraction(square, ['4', '×', power('N', '2')]);
  return html`${equation(['N', '=', formatNumber(paths)])}
    ${equation(
      [fraction([p, '+', fraction(square, ['2', '×', 'N'])], scale)],
      ['±', fraction(z, scale)],
      ['×', root([variance, '+', correction])],
      ['=', rangeText(simulation, 'percent')],
    )}
    <p>${words.isError(plusMinus(simulation, 'percent'))}</p>`;
}

/** Two-sided 95 % of the standard normal distribution. */
const Z = 1.959963984540054;

function solved({ value, paths }: Solution, wanted: number, solve: string) {
  if (!isDefined(value) || solve === 'horizon' || paths === 0) return undefined;
  const p = wanted / 100;
  const below = solve === 'withdrawals';
  const k = below ? Math.floor((1 - p) * paths + 1e-9) + 1 : Math.ceil(p * paths - 1e-9);
  const rank = formatNumber(Math.max(1, Math.min(paths, k)));
  const share = formatNumber(below ? 1 - p : p, 3);
  const product: Term[] = [share, '×', formatNumber(paths)];
  return equation(
    below
      ? ['k', '=', '⌊', ...product, '⌋', '+', '1', '=', rank, ',']
      : ['k', '=', '⌈', ...product, '⌉', '=', rank, ','],
    [indexed('c', bracketed(rank)), '=', formatNumber(value.value, 3)],
  );
}

function difference({ difference: of }: Comparison, terms: 'real' | 'nominal') {
  const mean = of[terms];
  if (!isDefined(mean) || mean.simulation === undefined) return undefined;
  return equation([factor(valueText(mean, 'money')), plusMinus(mean.simulation, 'money')]);
}
