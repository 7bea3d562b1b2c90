/**
 * A person's own data inside a link: dates as steps, values in their shortest form, which gives
 * the same bits back. It is for data of some hundred values. `link-dataset.ts` reads it.
 */
import { dayOf } from '../finance/calendar';
import type { Dataset } from '../finance/dataset';
import type { LinkTable } from './scenario-draft';

export function tableOf({ dated, index, columns, values }: Dataset): LinkTable {
  const days = dated ? index.map(dayOf) : [];
  return {
    rows: dated
      ? { from: index[0], days: days.slice(1).map((day, t) => day - days[t]) }
      : index.length,
    columns: columns.map(({ id, name, assetClass }) => ({ id, name, class: assetClass })),
    values: values.map((column) =>
      Array.from(column, (value) => (Number.isNaN(value) ? null : value)),
    ),
  };
}
