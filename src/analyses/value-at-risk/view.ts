/** What the room shows: the finding, the figures, the distribution, the methods, the parts. */
import { html, nothing, type TemplateResult } from 'lit';
import { isDefined, type Quantity } from '../../finance/quantity';
import { formatCount, formatMoney } from '../../ui/format';
import type { Figure, ViewContext, ViewParts } from '../view';
import { methodOf, type ValueAtRiskParameters, type ValueAtRiskResult } from './spec';
import { text } from './text';
import { viewWords as words } from './view-words';
import { backtestSection, backtestTables } from './view-backtest';
import { methodSentence, whyTheyDiffer } from './view-sentences';
import { distribution, historyChart } from './view-charts';
import { headline, lossSentence, oneIn } from './view-figures';
import { numbers } from './view-numbers';
import { contributionTable, conventionTable, levelTable, methodTable, tables } from './view-tables';
export function view(result: ValueAtRiskResult, context: ViewContext): ViewParts {
  const parameters = parametersOf(context);
  const chosen = methodOf(result, parameters.method);
  const { amount, sampler } = parameters;
  return {
    finding: finding(result, context),
    figures: [
      headline(
        'valueAtRisk',
        oneIn(result, context, chosen.valueAtRisk),
        chosen.valueAtRisk,
        context,
      ),
      headline(
        'expectedShortfall',
        text.measures.expectedShortfall.label,
        chosen.expectedShortfall,
        context,
      ),
      money('valueAtRisk', chosen.valueAtRisk, amount),
      money('expectedShortfall', chosen.expectedShortfall, amount),
    ],
    main: html`
      ${
        result.histogram.counts.length === 0
          ? nothing
          : html`<mix-chart
              .chart=${distribution(result, chosen)}
              .heading=${words.distribution(text.parameters.model.options?.[parameters.model] ?? '')}
              .note=${words.distributionNote(
                formatCount(result.scenarios),
                sampler === 'independent' ? '' : (text.parameters.sampler.options?.[sampler] ?? ''),
              )}
              .summary=${methodSentence(result)}
            ></mix-chart>`
      }
      ${methodTable(result, amount)} ${whySection(result)}
      ${historyChart(result, context, chosen, 200)} ${backtestSection(result, context)}
    `,
    side: html`
      ${contributionTable(words.contributions, words.contributionsNote, chosen.contributionsToVaR, context)}
      ${contributionTable(words.shortfallContributions, words.shortfallNote, chosen.contributionsToES, context)}
      ${levelTable(result)} ${conventionTable(result)}
    `,
    numbers: numbers(result, context),
    tables: [...tables(result, context), ...backtestTables(result, context)],
  };
}

function parametersOf({ scenario }: ViewContext): ValueAtRiskParameters {
  return scenario.parameters as ValueAtRiskParameters;
}

function finding(result: ValueAtRiskResult, context: ViewContext): TemplateResult {
  const { method } = parametersOf(context);
  const chosen = methodOf(result, method);
  if (!isDefined(chosen.valueAtRisk))
    return html`${words.noAnswer(text.measures[method].label, chosen.valueAtRisk.reason)}`;
  return html`${lossSentence(result, context, chosen)} ${methodSentence(result)}`;
}

function whySection(result: ValueAtRiskResult): TemplateResult {
  return html`<figure>
    <figcaption><b>${words.whyTitle}</b></figcaption>
    <ul class="why">
      ${whyTheyDiffer(result).map((sentence) => html`<li>${sentence}</li>`)}
    </ul>
  </figure>`;
}

function money(
  measure: 'valueAtRisk' | 'expectedShortfall',
  quantity: Quantity,
  amount: number,
): Figure {
  const label = `${words.inMoney}, ${text.measures[measure].label.toLowerCase()}`;
  if (!isDefined(quantity)) return { measure, label, value: '—' };
  return {
    measure,
    label,
    value: `${quantity.value < 0 ? `${words.gainOf} ` : ''}${formatMoney(Math.abs(quantity.value) * amount, 'rounded')}`,
    note: words.ofAmount(formatMoney(amount)),
    loss: quantity.value > 0,
  };
}
