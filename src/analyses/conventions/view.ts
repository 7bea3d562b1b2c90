/** What the room shows: the finding, the range of right numbers, and every convention in its group. */
import { html, nothing, type TemplateResult } from 'lit';
import { caveatOf } from '../../finance/caveats';
import { isDefined } from '../../finance/quantity';
import '../../ui/dot-table';
import type { DotRow } from '../../ui/dot-table';
import type { ExportTable, Figure, ViewContext, ViewParts } from '../view';
import { isPercentage, type Nearest } from './nearest';
import { kinds, spec, type ConventionsResult, type Kind } from './spec';
import { text } from './text';
import { parametersOf, shownConventions, symbols, type Shown } from './view-numbers';
import { finding, nearestOf, rightOnes } from './view-sentences';
import { words } from './view-words';

/** Room of the scale beyond the outermost dots, as a share of it. */
const MARGIN = 0.06;

export function view(result: ConventionsResult, context: ViewContext): ViewParts {
  const shown = shownConventions(result, context);
  const found = nearestOf(result, context);
  return {
    finding: finding(result, context, shown),
    figures: figures(result, context, shown, found),
    main: html`${kinds.map((kind) => groupTable(kind, result, context, shown, found))}`,
    workings: workings(result, context, shown),
    tables: [table(context, shown)],
  };
}

function figures(
  result: ConventionsResult,
  context: ViewContext,
  shown: readonly Shown[],
  found: Nearest | undefined,
): Figure[] {
  const { measure } = parametersOf(context);
  const { label } = text.measures[measure];
  const [ours] = shown;
  const caveat = caveatOf(spec.measures[measure], context.columns, context.series.weights);
  const { quantity } = ours;
  const note = isDefined(quantity)
    ? [subjectOf(result, context), caveat?.short].filter(Boolean).join(' · ')
    : quantity.reason;
  const right = rightOnes(shown);
  const closest = shown.slice(1).filter(({ id }) => id === (found?.fitting[0] ?? found?.closest));
  const ends = isDefined(quantity) ? [right[0], right[right.length - 1]] : [];
  return [
    { measure, label: `${label}, ${words.ours.toLowerCase()}`, value: ours.value, note },
    ...ends.map((one, k): Figure => {
      const heading = k === 0 ? words.lowest : words.highest;
      const label = `${heading}, ${words.withoutMistakes}`;
      return { measure, label, value: one.value, note: one.text.label };
    }),
    ...closest.map(({ value, text: said }) => ({
      measure,
      label: words.nearest,
      value,
      note: said.label,
    })),
  ];
}

/** Of which two assets, where it is of two. */
function subjectOf({ pair }: ConventionsResult, context: ViewContext): string | undefined {
  const { measure } = parametersOf(context);
  if (measure !== 'covariance' && measure !== 'correlation') return undefined;
  const label = (i: number) => context.columns[i].label;
  return words.pairOf(label(pair.first), label(pair.second));
}

function groupTable(
  kind: Kind,
  result: ConventionsResult,
  context: ViewContext,
  shown: readonly Shown[],
  found: Nearest | undefined,
): TemplateResult {
  const { ours } = result.conventions;
  const percentage = isPercentage(parametersOf(context).measure);
  const marked = found?.fitting ?? [];
  const rows = shown
    .filter((one) => one.kind === kind)
    .map(({ id, text: said, quantity, value, difference }): DotRow => {
      const unreliable = isDefined(quantity) ? quantity.unreliable : undefined;
      return {
        label: said.label,
        calls: said.tools,
        why: isDefined(quantity)
          ? `${said.why}${unreliable === undefined ? '' : ` ${sentence(unreliable)}`}`
          : sentence(quantity.reason),
        value: isDefined(quantity) ? quantity.value : undefined,
        text: value,
        difference,
        marked: marked.includes(id),
      };
    });
  return html`<mix-dot-table
    ?hidden=${rows.length === 0}
    .heading=${kind === 'ours' ? words.thisPage : words.groups[kind]}
    .note=${kind === 'ours' ? (subjectOf(result, context) ?? '') : ''}
    .rows=${rows}
    .scale=${scaleOf(shown)}
    .reference=${isDefined(ours) ? ours.value : undefined}
    .labelHeader=${words.convention}
    .valueHeader=${words.value}
    .differenceHeader=${kind === 'ours' ? '' : percentage ? `${words.difference}, ${words.points}` : words.difference}
  ></mix-dot-table>`;
}

/** From the lowest to the highest of those that are right: mistakes may lie far beyond. */
function scaleOf(shown: readonly Shown[]): readonly [number, number] {
  const values = rightOnes(shown).map(({ quantity }) => quantity.value);
  if (values.length === 0) return [0, 1];
  const [low, high] = [values[0], values[values.length - 1]];
  const margin = (high - low) * MARGIN;
  return [low - margin, high + margin];
}

function sentence(reason: string): string {
  return `${reason[0].toUpperCase()}${reason.slice(1)}.`;
}

/** The formula of every convention, with what its symbols are here. */
function workings(
  result: ConventionsResult,
  context: ViewContext,
  shown: readonly Shown[],
): TemplateResult {
  return html`<p>${symbols(result, context)}</p>
    <dl class="definitions">
      ${shown.map(
        ({ text: { label, formula, reference } }) =>
          html`<dt>${label}</dt>
            <dd>
              <code>${formula}</code>
              ${reference === undefined ? nothing : html`<cite>${reference}</cite>`}
            </dd>`,
      )}
    </dl>`;
}

function table(context: ViewContext, shown: readonly Shown[]): ExportTable {
  const { measure } = parametersOf(context);
  const [{ quantity: ours }] = shown;
  const valueOf = ({ quantity }: Shown) => (isDefined(quantity) ? quantity.value : NaN);
  const against = isDefined(ours) ? ours.value : NaN;
  return {
    title: text.measures[measure].label,
    columns: [
      { label: words.convention, values: shown.map((one) => one.text.label) },
      {
        label: words.group,
        values: shown.map(({ kind }) => (kind === 'ours' ? words.ours : words.groups[kind])),
      },
      {
        label: words.tool,
        values: shown.map((one) => one.text.tools.map((tool) => tool.join(': ')).join('; ')),
      },
      { label: text.measures[measure].label, values: shown.map(valueOf) },
      { label: words.difference, values: shown.map((one) => valueOf(one) - against) },
      {
        label: words.why,
        values: shown.map((one) => (isDefined(one.quantity) ? one.text.why : one.quantity.reason)),
      },
      { label: words.formula, values: shown.map((one) => one.text.formula) },
    ],
  };
}
