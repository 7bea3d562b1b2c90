/** Makes a dataset of returns that were drawn by a recipe: its id, its dates, and what is true of it. */
import { dateOfDay, dayOf, labelBefore, weekdayOfDay } from '../finance/calendar';
import { periodsOf, type Column, type Dataset } from '../finance/dataset';
import { fingerprintInSlices } from '../finance/fingerprint';
import { trueFigures } from '../finance/synthetic-figures';
import { betasOf, regimesOf } from '../finance/synthetic-model';
import {
  writeRecipe,
  type SyntheticFrequency,
  type SyntheticModel,
  type SyntheticRecipe,
} from '../finance/synthetic-recipe';

/** The last day of every made dataset: the end of a month and of a year, and a Thursday. */
const LAST_DAY = '2020-12-31';

const names: Readonly<Record<SyntheticModel, string>> = {
  normal: 'normal',
  student: 'Student t',
  factor: 'one factor',
  regimes: 'two regimes',
};

/** @param values one column an asset, as `drawReturns` of the engine gives them. */
export async function syntheticDataset(
  recipe: SyntheticRecipe,
  values: readonly Float64Array[],
): Promise<Dataset> {
  const { model, frequency, t, seed } = recipe;
  const index = datesOf(frequency, t);
  const columns = columnsOf(recipe, values);
  return {
    id: writeRecipe(recipe),
    title: `Made: ${names[model]}, seed ${seed}`,
    description: describe(recipe),
    frequency,
    periodsPerYear: periodsOf[frequency],
    kind: 'returns',
    dated: true,
    index,
    columns,
    values,
    fingerprint: await fingerprintInSlices(
      columns.map(({ id }) => id),
      index,
      values,
    ),
  };
}

/** "A" to "Z", then "AA" and on. */
export function columnName(a: number): string {
  const letter = String.fromCharCode(65 + (a % 26));
  return a < 26 ? letter : `${columnName(Math.floor(a / 26) - 1)}${letter}`;
}

/** Month ends, Thursdays or weekdays, in ascending order. */
function datesOf(frequency: SyntheticFrequency, count: number): string[] {
  const dates = [LAST_DAY];
  while (dates.length < count) dates.push(dateBefore(dates[dates.length - 1], frequency));
  return dates.reverse();
}

function dateBefore(date: string, frequency: SyntheticFrequency): string {
  if (frequency === 'monthly') return labelBefore(date, 'monthly').padStart(10, '0');
  const day = dayOf(date);
  if (frequency === 'weekly') return dateOfDay(day - 7);
  return dateOfDay(day - (weekdayOfDay(day) === 0 ? 3 : 1));
}

function columnsOf(recipe: SyntheticRecipe, values: readonly Float64Array[]): Column[] {
  const betas = betasOf(recipe);
  return values.map((column, a) => {
    const id = columnName(a);
    const truth =
      recipe.model === 'factor' ? [`Its true beta to the factor is ${rounded(betas[a])}.`] : [];
    const excess = column.some((value) => value < -1) ? ['Some returns are below -100 %.'] : [];
    return {
      ...{ id, name: id, label: id, role: 'asset', currency: '', unit: 'return per period' },
      source: 'Drawn by this page',
      licence: 'None needed',
      attribution: 'Drawn by this page from a known model: nobody could ever have invested in it.',
      caveats: [...truth, ...excess],
      distortions: [],
    };
  });
}

function describe(recipe: SyntheticRecipe): string {
  const { correlation, ...figures } = trueFigures(recipe);
  const { excessKurtosis } = figures;
  const percent = (value: number) => `${rounded(100 * value)} %`;
  const pairs = correlation === undefined ? '' : `, correlation ${rounded(correlation)}`;
  const kurtosis = excessKurtosis === undefined ? 'is not finite' : `is ${rounded(excessKurtosis)}`;
  return [
    `Made-up returns. ${modelSentence(recipe)}`,
    `True of ${recipe.n === 1 ? 'it' : 'its assets on average'}: mean ${percent(figures.mean)} and volatility ${percent(figures.volatility)} a year${pairs}.`,
    `True of the equal mix of all: volatility ${percent(figures.mixVolatility)} a year, value at risk (95 %, one period) ${percent(figures.valueAtRisk)}, expected shortfall ${percent(figures.expectedShortfall)}; its excess kurtosis ${kurtosis}.`,
  ].join(' ');
}

function modelSentence(recipe: SyntheticRecipe): string {
  const { model, df, fmu, fvol, lo, hi, own, amu, avol, arho, bmu, bvol, brho } = recipe;
  switch (model) {
    case 'normal':
      return 'Jointly normal, independent from period to period.';
    case 'student':
      return `Jointly Student t with ${df} degrees of freedom, independent from period to period.`;
    case 'factor':
      return `Beta times one factor (normal, mean ${fmu} % and volatility ${fvol} % a year) and a normal part of its own (volatility ${own} % a year); betas from ${lo} to ${hi} in equal steps.`;
    case 'regimes': {
      const [first, second] = regimesOf(recipe);
      const regime = (mean: number, volatility: number, correlation: number) =>
        `mean ${mean} %, volatility ${volatility} % a year, correlation ${correlation} %`;
      return `Normal in each of two regimes: ${regime(amu, avol, arho)}; and ${regime(bmu, bvol, brho)}. In the long run ${rounded(100 * first.share)} % and ${rounded(100 * second.share)} % of the periods; the next period is in the same regime with ${recipe.astay} % and ${recipe.bstay} %.`;
    }
  }
}

/** To four digits that count. */
function rounded(value: number): string {
  return String(Number(value.toPrecision(4)));
}
