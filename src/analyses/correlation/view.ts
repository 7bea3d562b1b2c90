/** What the room shows: the heat table, the pairs, one pair closely, calm and bad periods. */
import { html, nothing, type TemplateResult } from 'lit';
import { isDefined, type Quantity } from '../../finance/quantity';
import { formatCorrelation, formatCount, formatNumber, formatQuantity } from '../../ui/format';
import type { Figure, ViewContext, ViewParts } from '../view';
import type { CorrelationParameters, CorrelationResult, Pair } from './spec';
import { text } from './text';
import { viewWords as words } from './view-words';
import { rolling, rollingSummary, scatter, scatterSummary } from './view-charts';
import { reordered } from './view-heat';
import { numbers } from './view-numbers';
import { componentTable, pairTable, stressTable, tables } from './view-tables';

export function view(result: CorrelationResult, context: ViewContext): ViewParts {
  const labels = context.columns.map((column) => column.label);
  const { first, second } = result.pair;
  return {
    finding: finding(result, labels),
    figures: [
      figure('averageCorrelation', result.averageCorrelation),
      figure('firstShare', result.firstShare),
      figure('conditionNumber', result.conditionNumber),
      ...(isDefined(result.intensity) ? [figure('intensity', result.intensity)] : []),
    ],
    main: html`
      ${definiteness(result, context)}
      <mix-heat-table
        .heading=${words.heat}
        .note=${words.heatNote}
        .labels=${ordered(result).map((i) => labels[i])}
        .values=${reordered(result.correlation, ordered(result))}
      ></mix-heat-table>
      ${
        labels.length < 2
          ? nothing
          : html`<mix-chart
                .chart=${scatter(result, context)}
                .heading=${words.scatter(labels[second], labels[first])}
                .note=${words.scatterNote}
                .summary=${scatterSummary(result, labels)}
              ></mix-chart>
              <mix-chart
                .chart=${rolling(result, context)}
                .heading=${words.rolling(labels[first], labels[second])}
                .note=${words.rollingNote(
                  formatCount(Math.min(parametersOf(context).window, context.series.index.length)),
                  words.periods[context.series.frequency],
                )}
                .summary=${rollingSummary(result)}
              ></mix-chart>`
      }
    `,
    side: html`
      ${pairTable(words.most, result.mostRelated, labels)}
      ${pairTable(words.least, result.leastRelated, labels)} ${stressTable(result, context, labels)}
      ${componentTable(result)}
    `,
    numbers: numbers(result, context),
    tables: tables(result, context, labels),
  };
}

function parametersOf({ scenario }: ViewContext): CorrelationParameters {
  return scenario.parameters as CorrelationParameters;
}

function finding(result: CorrelationResult, labels: readonly string[]): TemplateResult {
  const [most] = result.mostRelated;
  const [least] = result.leastRelated;
  if (most === undefined)
    return html`${isDefined(result.averageCorrelation) ? nothing : result.averageCorrelation.reason}`;
  const name = ({ first, second }: Pair) => `${labels[first]} and ${labels[second]}`;
  const value = ({ correlation }: Pair) =>
    isDefined(correlation) ? formatCorrelation(correlation.value) : '';
  return html`<b>${name(most)}</b> are the most related, with a correlation of
    ${value(most)}${
      least === undefined ? '.' : html`; <b>${name(least)}</b> the least, with ${value(least)}.`
    }
    ${stressSentence(result)}`;
}

/** Whether diversification held when it was needed. */
function stressSentence({ calm, stressed }: CorrelationResult): string {
  const [usual, bad] = [meanOff(calm), meanOff(stressed)];
  if (usual === undefined || bad === undefined) return '';
  const direction =
    Math.abs(bad - usual) < 0.05 ? 'about the same' : bad > usual ? 'higher' : 'lower';
  return `In bad periods the average correlation is ${direction}: ${formatCorrelation(bad)} against ${formatCorrelation(usual)} otherwise.`;
}

function meanOff(matrix: Float64Array): number | undefined {
  const n = Math.sqrt(matrix.length);
  const off = [...matrix].filter((value, k) => Math.floor(k / n) !== k % n && !Number.isNaN(value));
  return off.length === 0 ? undefined : off.reduce((sum, value) => sum + value, 0) / off.length;
}

function figure(
  measure: 'averageCorrelation' | 'firstShare' | 'conditionNumber' | 'intensity',
  quantity: Quantity,
): Figure {
  const unit = measure === 'firstShare' || measure === 'intensity' ? 'percent' : 'ratio';
  const { text: value, reason } =
    measure === 'conditionNumber' && isDefined(quantity)
      ? { text: formatCount(Math.round(quantity.value)), reason: undefined }
      : formatQuantity(quantity, unit);
  return { measure, label: text.measures[measure].label, value, note: reason };
}

function definiteness(
  result: CorrelationResult,
  context: ViewContext,
): TemplateResult | typeof nothing {
  const how = text.parameters.repair.options?.[parametersOf(context).repair] ?? '';
  if (result.moved > 0)
    return html`<p class="caveat">
      ${words.repaired(how, result.moved < 1e-4 ? words.hardly : formatNumber(result.moved, 4))}
    </p>`;
  return result.definite ? nothing : html`<p class="caveat">${words.notDefinite}</p>`;
}

function ordered({ order }: CorrelationResult): number[] {
  return Array.from(order);
}
