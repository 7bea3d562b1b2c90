/** Makes a dataset of its id, which is its recipe: loaded when one is first wanted. */
import { syntheticDataset } from '../../data/synthetic-dataset';
import { drawSynthetic } from '../../engine/draw-synthetic';
import type { Dataset } from '../../finance/dataset';
import { readRecipe } from '../../finance/synthetic-recipe';

/** Undefined where the id is no recipe. Rejects where the kernels cannot be loaded. */
export async function madeDataset(id: string): Promise<Dataset | undefined> {
  const recipe = readRecipe(id);
  return recipe && syntheticDataset(recipe, await drawSynthetic(recipe));
}
