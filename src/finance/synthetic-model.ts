/**
 * The model behind a recipe in numbers per period: one regime, or two with their shares of the
 * periods in the long run. Within a regime returns are normal, or Student t with the degrees of the
 * recipe, with these means and this covariance.
 *
 * A mean a year is the mean of a period times the periods of a year, a volatility a year the
 * deviation of a period times the root of them. One factor F: r_a = b_a F + e_a, so that the mean
 * of asset a is b_a times that of the factor; the betas go in equal steps from the first to the last.
 */
import { periodsOf } from './dataset';
import type { SyntheticRecipe } from './synthetic-recipe';

export interface Regime {
  /** Sum to 1. */
  readonly share: number;
  readonly means: Float64Array;
  /** Row-major n x n, positive definite. */
  readonly covariance: Float64Array;
}

export function regimesOf(recipe: SyntheticRecipe): readonly [Regime, ...Regime[]] {
  const { model, n, frequency } = recipe;
  const f = periodsOf[frequency];
  if (model === 'factor') return [{ share: 1, ...factorMoments(recipe, f) }];
  if (model !== 'regimes') {
    return [{ share: 1, ...equalMoments(n, recipe.mu, recipe.vol, recipe.rho, f) }];
  }
  const share = firstShare(recipe);
  return [
    { share, ...equalMoments(n, recipe.amu, recipe.avol, recipe.arho, f) },
    { share: 1 - share, ...equalMoments(n, recipe.bmu, recipe.bvol, recipe.brho, f) },
  ];
}

/** How likely the next period is in the same regime. */
export function stayProbabilities({ astay, bstay }: SyntheticRecipe): readonly [number, number] {
  return [astay / 100, bstay / 100];
}

/** The factor's betas. */
export function betasOf({ n, lo, hi }: SyntheticRecipe): number[] {
  return Array.from({ length: n }, (_, a) => (n === 1 ? lo : lo + ((hi - lo) * a) / (n - 1)));
}

/** Of the periods in the long run. */
function firstShare(recipe: SyntheticRecipe): number {
  const [first, second] = stayProbabilities(recipe);
  return (1 - second) / (2 - first - second);
}

type Moments = Pick<Regime, 'means' | 'covariance'>;

function equalMoments(n: number, mean: number, volatility: number, rho: number, f: number) {
  const variance = (volatility * volatility) / 10_000 / f;
  return momentsOf(
    n,
    () => mean / 100 / f,
    (a, b) => (a === b ? variance : (variance * rho) / 100),
  );
}

function factorMoments(recipe: SyntheticRecipe, f: number): Moments {
  const { n, fmu, fvol, own } = recipe;
  const betas = betasOf(recipe);
  const common = (fvol * fvol) / 10_000 / f;
  const ownVariance = (own * own) / 10_000 / f;
  return momentsOf(
    n,
    (a) => (betas[a] * fmu) / 100 / f,
    (a, b) => betas[a] * betas[b] * common + (a === b ? ownVariance : 0),
  );
}

function momentsOf(
  n: number,
  mean: (a: number) => number,
  covariance: (a: number, b: number) => number,
): Moments {
  return {
    means: Float64Array.from({ length: n }, (_, a) => mean(a)),
    covariance: Float64Array.from({ length: n * n }, (_, k) =>
      covariance(Math.floor(k / n), k % n),
    ),
  };
}
