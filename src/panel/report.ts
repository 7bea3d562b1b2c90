/**
 * What a printed page needs besides what stands on the screen: the mix, the data, the settings
 * and what names the result; and every disclosure open while it is printed.
 */
import { html, type ReactiveControllerHost, type TemplateResult } from 'lit';
import { findSpec } from '../analyses/catalog';
import { splitChoices } from '../analyses/parameter-kinds';
import { readMix, readRows, type CellSpec } from '../analyses/parameter-rows';
import { parameterInForce, type ParameterSpec } from '../analyses/parameters';
import { NUMBERS_VERSION } from '../analyses/scenario';
import type { ParameterText, RoomText } from '../analyses/text';
import type { ViewContext } from '../analyses/view';
import type { Column } from '../finance/dataset';
import { formatCount, formatDate, formatInput, formatPercent } from '../ui/format';
import type { Shown } from './run-controller';
import { words } from './words';

type Fact = readonly [label: string, value: string];

/** Everything that decides the numbers of a result, in words. */
export function reportFacts(text: RoomText, shown: Shown, context: ViewContext): Fact[] {
  const { dataset, scenario, digest } = shown;
  const { series, columns } = context;
  const sources = [
    ...new Set(columns.flatMap(({ source }, i) => (series.weights[i] > 0 ? [source] : []))),
  ];
  return [
    ...madeOf(context),
    [words.source, sources.join(' · ')],
    ...settings(text, context),
    [words.seed, String(scenario.seed)],
    [words.digest, digest ?? words.pending],
    [words.fingerprint, dataset.fingerprint],
    [words.numbersVersion, String(NUMBERS_VERSION)],
  ];
}

/** Shown on paper only, where sliders and forms are left out. */
export function reportHead(text: RoomText, context: ViewContext): TemplateResult {
  const chosen = settings(text, context).map(([label, value]) => `${label}: ${value}`);
  const facts: Fact[] = [...madeOf(context), [words.settingsLabel, chosen.join(' · ')]];
  return html`<dl class="facts on-paper">
    ${facts.map(
      ([label, value]) =>
        html`<dt>${label}</dt>
          <dd>${value}</dd>`,
    )}
  </dl>`;
}

function madeOf({ dataset, series, columns, order }: ViewContext): Fact[] {
  const { index, frequency, weights } = series;
  const span = words.span(
    formatDate(index[0], frequency),
    formatDate(index[index.length - 1], frequency),
    formatCount(index.length),
    frequency,
  );
  const held = order.filter((i) => weights[i] > 0);
  return [
    [words.mix, held.map((i) => `${columns[i].label} ${formatPercent(weights[i])}`).join(' · ')],
    [words.data, `${dataset.title}, ${span}`],
  ];
}

/**
 * Opens what is folded up in the host before printing, and folds it up again afterwards.
 * `complete` asks for what may not be there yet.
 */
export function unfoldForPrint(
  host: ReactiveControllerHost & { readonly renderRoot: ParentNode },
  complete: () => void,
): void {
  let opened: HTMLDetailsElement[] = [];
  const fold = () => {
    for (const details of opened) details.open = false;
    opened = [];
  };
  const unfold = () => {
    fold();
    complete();
    // The address may have changed since the last update.
    host.requestUpdate();
    opened = [...host.renderRoot.querySelectorAll<HTMLDetailsElement>('details:not([open])')];
    for (const details of opened) details.open = true;
  };
  host.addController({
    hostConnected() {
      window.addEventListener('beforeprint', unfold);
      window.addEventListener('afterprint', fold);
    },
    hostDisconnected() {
      window.removeEventListener('beforeprint', unfold);
      window.removeEventListener('afterprint', fold);
      fold();
    },
  });
}

/** The parameters that are in force, as the form words them. */
function settings(text: RoomText, { scenario, columns }: ViewContext): Fact[] {
  return Object.entries(findSpec(scenario.analysis)?.parameters ?? {})
    .filter(([, spec]) => parameterInForce(spec, scenario.parameters))
    .map(([id, spec]) => [
      text.parameters[id].label,
      settingText(spec, scenario.parameters[id], text.parameters[id], columns),
    ]);
}

/** The value of a parameter in words; columns give the names of assets. */
export function settingText(
  spec: ParameterSpec,
  value: string | number,
  text: ParameterText,
  columns: readonly Column[],
): string {
  const named = (one: string | number) =>
    text.options?.[one] ?? columns.find(({ id }) => id === one)?.label ?? String(one);
  if (spec.kind === 'choices') return splitChoices(String(value)).map(named).join(', ');
  if (spec.kind === 'choice' || spec.kind === 'asset') return named(value);
  if (spec.kind === 'mix') {
    if (value === '') return text.options?.[''] ?? words.sameMix;
    const { assets, weights } = readMix(String(value));
    const held = assets.flatMap((_, i) => (weights[i] > 0 ? [i] : []));
    return held.map((i) => `${named(assets[i])} ${numberText(weights[i] / 100)} %`).join(', ');
  }
  if (spec.kind === 'rows') {
    if (value === '') return text.options?.[''] ?? words.noRows;
    const cells = Object.entries(spec.columns);
    return readRows(spec.columns, String(value))
      .map((row) =>
        cells.map(([id, cell]) =>
          cellText(cell, row[id], text.columns?.[id] ?? { label: id }, columns),
        ),
      )
      .map((parts) => parts.filter((part) => part !== '').join(', '))
      .join('; ');
  }
  return withUnit(spec, value);
}

/** A cell left open is left out; a number needs the label of its column to be understood. */
function cellText(
  cell: CellSpec,
  value: string | number | undefined,
  text: ParameterText,
  columns: readonly Column[],
): string {
  if (value === undefined) return '';
  const said = settingText(cell, value, text, columns);
  return typeof value === 'number' && cell.kind !== 'choice' ? `${text.label} ${said}` : said;
}

function withUnit(spec: ParameterSpec, value: string | number): string {
  const unit = 'unit' in spec && spec.unit !== undefined ? ` ${spec.unit}` : '';
  return `${numberText(value)}${unit}`;
}

function numberText(value: string | number): string {
  return formatInput(value);
}
