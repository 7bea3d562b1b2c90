/** What a view is told besides the result: the assets, their colors and their order. */
import type { ViewContext } from '../analyses/view';
import type { Column } from '../finance/dataset';
import { displayOrder } from '../finance/mixes';
import type { Shown } from './run-controller';

/** @param refining the result is for other inputs than those on the screen, or not the last. */
export function viewContext(shown: Shown, refining = false): ViewContext {
  const { dataset, series, scenario } = shown;
  const order = displayOrder(dataset.columns).map((column) => column.id);
  const columns = series.assets.flatMap((id): Column[] => {
    const column = dataset.columns.find((candidate) => candidate.id === id);
    return column === undefined ? [] : [column];
  });
  return {
    scenario,
    dataset,
    series,
    columns,
    colors: columns.map((column) => `var(--series-${(order.indexOf(column.id) % 8) + 1})`),
    order: order.flatMap((id) => (series.assets.includes(id) ? [series.assets.indexOf(id)] : [])),
    provisional: refining || shown.digest === undefined,
  };
}
