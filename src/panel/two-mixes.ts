/** What is different where two mixes stand side by side: findings, drawings, numbers in formulas. */
import { html, nothing, type TemplateResult } from 'lit';
import type { Content, Numbers, ViewContext, ViewParts } from '../analyses/view';
import type { Chart } from '../ui/chart';
import type { HeadlineFigure } from '../ui/figures';
import type { RunController } from './run-controller';
import { words } from './words';

/** The runs of one mix: the open analysis, and those whose small forms stand beside it. */
export interface MixRuns {
  readonly main: RunController;
  readonly glances: RunController[];
}

/** What there is to see of a mix. */
export interface Seen {
  readonly context: ViewContext;
  readonly parts: ViewParts;
  readonly figures: readonly HeadlineFigure[];
  /** The finding of the open analysis, and those of the small forms. */
  readonly findings: readonly Content[];
  readonly side: readonly Content[];
}

export function findings(one: Seen, other: Seen | undefined): TemplateResult {
  if (other === undefined) return finding(one);
  const [first, second] = words.sides;
  return html`${finding(one, words.mixOf(first))} ${finding(other, words.mixOf(second))}`;
}

function finding({ findings }: Seen, letter?: string): TemplateResult {
  return html`<p class="finding" part="finding">
    ${letter === undefined ? nothing : html`<span class="letter">${letter}</span> `}${findings.map((one) => html`${one} `)}
  </p>`;
}

/** The drawings of a mix, with what stands beside them, or those of both. */
export function drawings(one: Seen, other: Seen | undefined): TemplateResult {
  if (other === undefined) {
    return html`<div class=${one.side.length === 0 ? 'charts wide' : 'charts'} part="charts">
      <div>${one.parts.main}</div>
      <div class="side">${one.side}</div>
    </div>`;
  }
  return html`<div class="charts versus" part="charts">
    ${[one, other].map(
      ({ parts, side }, i) =>
        html`<section aria-label=${words.mixOf(words.sides[i])}>
          <h2 class="letter">${words.mixOf(words.sides[i])}</h2>
          ${parts.main} ${side}
        </section>`,
    )}
  </div>`;
}

/** Charts of two mixes that show the same take the same ranges and switches, to be compared. */
export function pairCharts(root: ParentNode): void {
  const sides = [...root.querySelectorAll('.versus > section')].map((section) => [
    ...section.querySelectorAll<Chart>('mix-chart'),
  ]);
  if (sides.length < 2) return;
  const [first, second] = sides;
  // Where one mix has a chart more, nothing says which of them belong together.
  const alike = first.length === second.length;
  first.forEach((chart, i) => {
    chart.beside = alike ? second[i].chart : undefined;
    chart.partner = alike ? second[i] : undefined;
    if (alike) Object.assign(second[i], { beside: chart.chart, partner: chart });
  });
}

/** The formula with the numbers of a mix, or of both under their letters. */
export function numbersOf(measure: string, one?: Numbers, other?: Numbers): Content {
  if (other === undefined) return one?.[measure];
  const both = [one?.[measure], other[measure]];
  if (both.every((numbers) => numbers === undefined)) return undefined;
  return both.map((numbers, i) =>
    numbers === undefined
      ? nothing
      : html`<p class="letter">${words.mixOf(words.sides[i])}</p>
          ${numbers}`,
  );
}
