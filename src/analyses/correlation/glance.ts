/** The small form of the room: the heat table, in the order in which the assets are listed. */
import { html } from 'lit';
import type { Glance, ViewContext } from '../view';
import type { CorrelationGlance } from './compute-glance';
import { viewWords as words } from './view-words';
import { reordered } from './view-heat';

/** Assets up to which every number of the heat table is legible. */
const LEGIBLE = 30;

export function glance(result: CorrelationGlance, { columns, order }: ViewContext): Glance {
  if (columns.length < 2 || columns.length > LEGIBLE) return { figures: [] };
  return {
    figures: [],
    side: html`<mix-heat-table
      .heading=${words.glance}
      .note=${words.pairNote}
      .labels=${order.map((i) => columns[i].label)}
      .values=${reordered(result.correlation, order)}
    ></mix-heat-table>`,
  };
}
