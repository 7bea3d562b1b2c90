/** The returns on which the references were computed, by dataset and column. */
import { readShipped } from './shipped-data';

export type DatasetName = 'monthly' | 'eu' | 'daily';

const files = {
  monthly: 'us-asset-classes-monthly.csv',
  eu: 'eu-indices-daily.csv',
  daily: 'daily-markets.csv',
} as const;

/** Simple returns of each investable column, and of their equal mix reset every period. */
export function referenceSeries(dataset: DatasetName): Record<string, Float64Array> {
  const assets = referenceAssets(dataset);
  const mix = assets[0].map((_, t) => assets.reduce((sum, r) => sum + r[t], 0) / assets.length);
  const { columns } = readShipped(files[dataset]);
  const ids = Object.keys(columns).filter((id) => id !== 'us_cpi');
  return { ...Object.fromEntries(ids.map((id, i) => [id, assets[i]])), EQUAL_WEIGHT: mix };
}

export function referenceAssets(dataset: DatasetName): Float64Array[] {
  const { columns } = readShipped(files[dataset]);
  const values = Object.entries(columns)
    .filter(([id]) => id !== 'us_cpi')
    .map(([, column]) => column);
  if (dataset === 'monthly') return values;
  return values.map((prices) => prices.slice(1).map((price, t) => price / prices[t] - 1));
}
