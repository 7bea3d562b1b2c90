/** A dataset whose truth is known, drawn from a model. */
import { syntheticDataset as datasetOf } from '../data/synthetic-dataset';
import { drawSynthetic } from '../engine/draw-synthetic';
import type { Dataset } from '../finance/dataset';
import { readRecipe } from '../finance/synthetic-recipe';
import { AssetMixError } from './asset-mix-error';

/**
 * The dataset of a recipe, such as `made-student-n4-t600-m-mu6-vol15-rho30-df4-seed7`: the same
 * bits here, on the page and in every link that names it. Its description says what is true of it.
 * @param recipe the id of a made dataset, as the README describes it.
 * @throws AssetMixError with code `dataset` where the text is no recipe.
 */
export async function syntheticDataset(recipe: string): Promise<Dataset> {
  const read = typeof recipe === 'string' ? readRecipe(recipe) : undefined;
  if (read === undefined) {
    const example = 'made-student-n4-t600-m-mu6-vol15-rho30-df4-seed7';
    throw new AssetMixError('dataset', `This is no recipe like ${example}: ${recipe}.`, 'recipe');
  }
  return datasetOf(read, await drawSynthetic(read));
}
