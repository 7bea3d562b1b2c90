/**
 * What a printed page needs besides what stands on the screen: the mix, the data, the settings
 * and what names the result; and every disclosure open while it is printed.
 */
import { html, type ReactiveControllerHost, type TemplateResult } from 'lit';
import { findSpec } from '../analyses/catalog';
import { parameterInForce, splitChoices, type ParameterSpec } from '../analyses/parameters';
import { NUMBERS_VERSION } from '../analyses/scenario';
import type { RoomText } from '../analyses/text';
import type { ViewContext } from '../analyses/view';
import { formatCount, formatDate, formatPercent } from '../ui/format';
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

/** Opens what is folded up in the host before printing, and folds it up again afterwards. */
export function unfoldForPrint(
  host: ReactiveControllerHost & { readonly renderRoot: ParentNode },
): void {
  let opened: HTMLDetailsElement[] = [];
  const fold = () => {
    for (const details of opened) details.open = false;
    opened = [];
  };
  const unfold = () => {
    fold();
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
    .map(([id, spec]) => {
      const { label, options = {} } = text.parameters[id];
      const named = (value: string | number) =>
        options[value] ?? columns.find((column) => column.id === value)?.label ?? String(value);
      return [label, settingText(spec, scenario.parameters[id], named)];
    });
}

function settingText(
  spec: ParameterSpec,
  value: string | number,
  named: (value: string | number) => string,
): string {
  if (spec.kind === 'choices') return splitChoices(String(value)).map(named).join(', ');
  if (spec.kind === 'choice' || spec.kind === 'asset') return named(value);
  const unit = 'unit' in spec && spec.unit !== undefined ? ` ${spec.unit}` : '';
  return `${value.toLocaleString('en', { maximumFractionDigits: 20 })}${unit}`;
}
