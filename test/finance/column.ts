/** A column of a dataset with nothing but its id, class and role filled in. */
import type { AssetClass, Column, Role } from '../../src/finance/dataset';

export function column(id: string, assetClass?: AssetClass, role: Role = 'asset'): Column {
  const facts = { id, name: id, label: id, role, currency: 'USD', unit: '', source: '' };
  const rest = { licence: '', attribution: '', caveats: [], distortions: [] };
  return assetClass === undefined ? { ...facts, ...rest } : { ...facts, ...rest, assetClass };
}
