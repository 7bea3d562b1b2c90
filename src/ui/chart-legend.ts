/** What stands below a drawing: the legend that doubles as toggle, and the values at the cursor. */
import { html, nothing, type TemplateResult } from 'lit';
import { dashOf } from './chart-dash';
import type { ChartSeries, ChartSpec } from './chart-spec';
import { xLabel, yLabel } from './chart-text';
import { cssVars } from './css-vars';
import { words } from './words';

/** A longer legend shows these and what is switched on; the others come by a button. */
const ENTRIES_AT_FIRST = 16;

export function listedSeries(chart: ChartSpec): ChartSeries[] {
  return chart.series.filter(({ listed }) => listed !== false);
}

export function chartLegend(
  chart: ChartSpec,
  hidden: ReadonlySet<string>,
  toggle: (label: string) => void,
  whole: { readonly shown: boolean; show(): void },
): TemplateResult | typeof nothing {
  const listed = listedSeries(chart);
  const bands = (chart.bands ?? []).filter((band) => band.label !== undefined);
  if (listed.length + bands.length < 2) return nothing;
  const entries =
    whole.shown || listed.length <= ENTRIES_AT_FIRST
      ? listed
      : listed.filter(({ label }, i) => i < ENTRIES_AT_FIRST || !hidden.has(label));
  return html`<div class="legend" ?data-long=${entries.length > 2 * ENTRIES_AT_FIRST}>
    ${entries.map(
      (series) =>
        html`<button aria-pressed=${!hidden.has(series.label)} @click=${() => toggle(series.label)}>
          ${swatch(chart, series)}${series.label}
        </button>`,
    )}
    ${bands.map((band) => html`<span><i ${cssVars({ '--c': band.color })}></i>${band.label}</span>`)}
    ${
      entries.length === listed.length
        ? nothing
        : html`<button class="others" @click=${() => whole.show()}>
            ${words.andMore(listed.length - entries.length)}
          </button>`
    }
  </div>`;
}

/** A piece of the line as it is drawn: two strokes of its dash, or a dot. */
function swatch(chart: ChartSpec, series: ChartSeries): TemplateResult {
  if (series.dots === true) return html`<i class="dot" ${cssVars({ '--c': series.color })}></i>`;
  const [on, off = on, on2 = on, off2 = off] = dashOf(chart, series) ?? [];
  if (on === undefined) return html`<i ${cssVars({ '--c': series.color })}></i>`;
  return html`<i
    class="dashed"
    ${cssVars({
      '--c': series.color,
      '--a': `${on}px`,
      '--b': `${on + off}px`,
      '--d': `${on + off + on2}px`,
      '--e': `${on + off + on2 + off2}px`,
    })}
  ></i>`;
}

export function chartReadout(
  chart: ChartSpec,
  shown: readonly ChartSeries[],
  index: number,
): TemplateResult {
  return html`<span class="value">${xLabel(chart, index)}</span>${shown.map(
      (series) =>
        html`<span class="value"
          ><b>${series.label}</b> ${yLabel(chart, series.values[index])}</span
        > `,
    )}`;
}
