/** A mix in a line: "50 % stocks · 30 % bonds · 20 % other". */
import type { AssetMix, Dataset } from '../finance/dataset';
import { formatPercent } from '../ui/format';
import { words } from './words';

export function mixLine({ assets, weights }: AssetMix, dataset: Dataset): string {
  const totals = { equity: 0, bond: 0, other: 0 };
  assets.forEach((id, i) => {
    const kind = dataset.columns.find((column) => column.id === id)?.assetClass;
    totals[kind === 'equity' || kind === 'bond' ? kind : 'other'] += weights[i];
  });
  return (['equity', 'bond', 'other'] as const)
    .filter((kind) => totals[kind] > 0)
    .map((kind) => `${formatPercent(totals[kind] / 10_000, 0)} ${words.classes[kind]}`)
    .join(' · ');
}
