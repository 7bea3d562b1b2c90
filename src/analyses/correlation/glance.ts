/** The small form of the room: the heat table, in the order in which the assets are listed. */
import { html } from 'lit';
import { formatCorrelation } from '../../ui/format';
import type { Glance, ViewContext } from '../view';
import type { CorrelationGlance } from './compute-glance';
import { viewWords as words } from './view-words';
import { reordered } from './view-heat';

/** Assets up to which every number of the heat table is legible. */
const LEGIBLE = 30;

export function glance(result: CorrelationGlance, context: ViewContext): Glance {
  const { columns, order } = context;
  if (columns.length < 2 || columns.length > LEGIBLE) return { figures: [] };
  return {
    finding: closest(result, context),
    figures: [],
    side: html`<mix-heat-table
      .heading=${words.glance}
      .note=${words.pairNote}
      .labels=${order.map((i) => columns[i].label)}
      .values=${reordered(result.correlation, order)}
    ></mix-heat-table>`,
  };
}

/** The pair of held assets with the highest correlation; nothing where there is no such pair. */
function closest({ correlation }: CorrelationGlance, { columns, series }: ViewContext) {
  const n = columns.length;
  const held = columns.flatMap((_, i) => (series.weights[i] > 0 ? [i] : []));
  const pairs = held.flatMap((i, k) => held.slice(k + 1).map((j) => [i, j] as const));
  const of = ([i, j]: readonly [number, number]) => correlation[i * n + j];
  const [first, ...others] = pairs.filter((pair) => !Number.isNaN(of(pair)));
  if (first === undefined) return undefined;
  const top = others.reduce((best, pair) => (of(pair) > of(best) ? pair : best), first);
  const say = others.length === 0 ? words.onePair : words.closest;
  return say(columns[top[0]].label, columns[top[1]].label, formatCorrelation(of(top)));
}
