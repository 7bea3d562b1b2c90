/**
 * Mixes as integers of 0.01 % that sum to 10,000 exactly, and what moves them.
 */
import { apportion } from './apportion';
import { assetClasses, WHOLE, type AssetClass, type AssetMix, type Column } from './dataset';

export type PresetId = keyof typeof presets;

/** Well-known mixes by asset class, in units of 0.01 %; `equal` is equal over all assets. */
export const presets = {
  conservative: { equity: 2_000, bond: 5_000, cash: 2_000, gold: 500, 'real estate': 500 },
  balanced: { equity: 5_000, bond: 3_000, cash: 500, gold: 500, 'real estate': 1_000 },
  aggressive: { equity: 8_000, bond: 1_000, gold: 500, 'real estate': 500 },
  'sixty-forty': { equity: 6_000, bond: 4_000 },
  permanent: { equity: 2_500, bond: 2_500, cash: 2_500, gold: 2_500 },
  equal: 'equal',
} as const satisfies Record<string, Partial<Record<AssetClass, number>> | 'equal'>;

const classRank: readonly (AssetClass | undefined)[] = [...assetClasses, undefined];

/**
 * Weights after asset `changed` is set to `target`: the unlocked others give or take in
 * proportion to what they hold (equally where they hold nothing), rounded by largest remainder.
 *
 * The target is rounded to an integer and clamped to what the others leave room for. Nothing
 * moves where the changed asset is locked itself or every other one is.
 * `weights` must be integers of at least 0 that sum to 10,000, as the result does; throws a
 * RangeError otherwise.
 */
export function redistribute(
  weights: readonly number[],
  changed: number,
  target: number,
  locked: readonly boolean[],
): number[] {
  requireWhole(weights);
  if (!(changed in weights) || target !== target) {
    throw new RangeError(`cannot set weight ${changed} of ${weights.length} to ${target}`);
  }
  const others = weights.map((_, i) => i).filter((i) => i !== changed && !locked[i]);
  if (locked[changed] || others.length === 0) return [...weights];
  let available = weights[changed];
  for (const i of others) available += weights[i];
  const moved = Math.max(0, Math.min(available, Math.floor(target + 0.5)));
  const parts = apportion(
    available - moved,
    others.map((i) => weights[i]),
  );
  const result = [...weights];
  result[changed] = moved;
  others.forEach((i, k) => (result[i] = parts[k]));
  return result;
}

/** Positions of what is held, the largest first, at most so many of them. */
export function largestHeld(weights: ArrayLike<number>, most: number): number[] {
  return Array.from(weights, (_, i) => i)
    .filter((i) => weights[i] > 0)
    .sort((a, b) => weights[b] - weights[a])
    .slice(0, most);
}

/** n weights as equal as integers allow, the first ones larger by 0.01 % where needed. */
export function equalShares(n: number): number[] {
  return apportion(
    WHOLE,
    Array.from({ length: n }, () => 1),
  );
}

/**
 * A preset for the assets of a dataset: all of them in display order, a class with several
 * assets shared equally. Undefined where the data lack a class that the preset holds.
 */
export function presetMix(preset: PresetId, columns: readonly Column[]): AssetMix | undefined {
  const ordered = displayOrder(columns);
  const assets = ordered.map((column) => column.id);
  const shares: Partial<Record<AssetClass, number>> | 'equal' = presets[preset];
  if (shares === 'equal') {
    return assets.length === 0 ? undefined : { assets, weights: equalShares(assets.length) };
  }
  const weights = assets.map(() => 0);
  for (const [assetClass, share] of Object.entries(shares)) {
    const members = ordered.flatMap((column, i) => (column.assetClass === assetClass ? [i] : []));
    if (members.length === 0) return undefined;
    const parts = apportion(
      share,
      members.map(() => 1),
    );
    members.forEach((i, k) => (weights[i] = parts[k]));
  }
  return { assets, weights };
}

/** The columns that can be weighted, by class from stocks to mixed funds, else as they stand. */
export function displayOrder(columns: readonly Column[]): Column[] {
  return columns
    .filter((column) => column.role === 'asset')
    .sort((a, b) => classRank.indexOf(a.assetClass) - classRank.indexOf(b.assetClass));
}

/**
 * The mix with another weight of one asset, in units of 0.01 %; see `redistribute`. Undefined
 * where it does not hold the asset.
 */
export function withWeight(
  { assets, weights }: AssetMix,
  id: string,
  weight: number,
  locked: readonly string[],
): AssetMix | undefined {
  const changed = assets.indexOf(id);
  if (changed < 0) return undefined;
  const still = assets.map((asset) => locked.includes(asset));
  return { assets, weights: redistribute(weights, changed, weight, still) };
}

/**
 * The mix without an asset, whose weight goes to the others. Undefined where it does not hold the
 * asset, or where that is the last one or the others are locked.
 */
export function withoutAsset(
  mix: AssetMix,
  id: string,
  locked: readonly string[],
): AssetMix | undefined {
  const emptied = mix.assets.length < 2 ? undefined : withWeight(mix, id, 0, locked);
  const position = mix.assets.indexOf(id);
  if (emptied === undefined || emptied.weights[position] > 0) return undefined;
  const without = <T>(list: readonly T[]) => list.filter((_, i) => i !== position);
  return { assets: without(mix.assets), weights: without(emptied.weights) };
}

/** The mix with an asset that has no weight yet. */
export function withAsset(mix: AssetMix, id: string): AssetMix {
  if (mix.assets.includes(id)) return mix;
  return { assets: [...mix.assets, id], weights: [...mix.weights, 0] };
}

/** Whether two mixes weigh these columns alike and the second nothing else. */
export function isSameMix(preset: AssetMix, mix: AssetMix, chosen: readonly Column[]): boolean {
  const weight = (of: AssetMix, id: string) => of.weights[of.assets.indexOf(id)] ?? 0;
  const held = mix.weights.reduce((sum, one) => sum + one, 0);
  return held === WHOLE && chosen.every(({ id }) => weight(preset, id) === weight(mix, id));
}

function requireWhole(weights: readonly number[]): void {
  let sum = 0;
  for (const weight of weights) sum += Number.isInteger(weight) && weight >= 0 ? weight : NaN;
  if (sum !== WHOLE) {
    throw new RangeError(`weights must be integers that sum to ${WHOLE}: ${weights.join(', ')}`);
  }
}
