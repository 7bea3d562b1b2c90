/**
 * The recipe of a dataset that is drawn from a known model, and its form as an id: all that is
 * needed to draw the same numbers anywhere, such as
 * `made-student-n4-t600-m-mu6-vol15-rho30-df4-seed7`.
 *
 * Every text is the id of one recipe at most: numbers stand in their shortest form, in the order of
 * `fieldsOf`, and whatever else is in the text makes it none.
 */
import type { Frequency } from './dataset';

export const syntheticModels = ['normal', 'student', 'factor', 'regimes'] as const;

export type SyntheticModel = (typeof syntheticModels)[number];

export type SyntheticFrequency = Extract<Frequency, 'daily' | 'weekly' | 'monthly'>;

export interface RecipeField {
  readonly minimum: number;
  readonly maximum: number;
  /** Digits behind the point at most. */
  readonly decimals: number;
  readonly fallback: number;
}

const whole = (minimum: number, maximum: number, fallback: number): RecipeField => ({
  ...{ minimum, maximum, fallback },
  decimals: 0,
});
const tenths = (minimum: number, maximum: number, fallback: number): RecipeField => ({
  ...{ minimum, maximum, fallback },
  decimals: 1,
});

/** Names as they stand in an id. Means and volatilities are percent a year, correlations percent. */
export const recipeFields = {
  /** Assets, and periods. */
  n: whole(1, 50, 4),
  t: whole(24, 20_000, 600),
  mu: tenths(-50, 50, 6),
  vol: tenths(0.5, 100, 15),
  rho: whole(-99, 99, 30),
  /** Degrees of freedom. */
  df: whole(3, 30, 4),
  /** The factor's mean and volatility, the betas of the first and the last asset, the own volatility. */
  fmu: tenths(-50, 50, 6),
  fvol: tenths(0.5, 100, 15),
  lo: tenths(-3, 3, 0.5),
  hi: tenths(-3, 3, 1.5),
  own: tenths(0.5, 100, 10),
  /** Of the first regime and the second; `stay` is the chance of the next period, in percent. */
  amu: tenths(-50, 50, 10),
  avol: tenths(0.5, 100, 10),
  arho: whole(-99, 99, 20),
  astay: tenths(0, 99.9, 98),
  bmu: tenths(-50, 50, -10),
  bvol: tenths(0.5, 100, 30),
  brho: whole(-99, 99, 70),
  bstay: tenths(0, 99.9, 90),
  seed: whole(0, 0xffff_ffff, 1),
} as const satisfies Record<string, RecipeField>;

export type FieldId = keyof typeof recipeFields;

/** Numbers of fields that the model does not have are without meaning. */
export interface SyntheticRecipe extends Readonly<Record<FieldId, number>> {
  readonly model: SyntheticModel;
  readonly frequency: SyntheticFrequency;
}

const ofModel: Readonly<Record<SyntheticModel, readonly FieldId[]>> = {
  normal: ['mu', 'vol', 'rho'],
  student: ['mu', 'vol', 'rho', 'df'],
  factor: ['fmu', 'fvol', 'lo', 'hi', 'own'],
  regimes: ['amu', 'avol', 'arho', 'astay', 'bmu', 'bvol', 'brho', 'bstay'],
};

const letters = { daily: 'd', weekly: 'w', monthly: 'm' } as const;
export const syntheticFrequencies = Object.keys(letters) as SyntheticFrequency[];

const ids = Object.keys(recipeFields) as FieldId[];

/** What every field begins with. */
export const firstRecipe: SyntheticRecipe = {
  ...{ model: 'student', frequency: 'monthly' },
  ...(Object.fromEntries(ids.map((id) => [id, recipeFields[id].fallback])) as Record<
    FieldId,
    number
  >),
};

/** The fields of a model, in the order of its id. */
export function fieldsOf(model: SyntheticModel): readonly FieldId[] {
  return ['n', 't', ...ofModel[model], 'seed'];
}

/** A field with the bounds that it has beside the others: correlations depend on their number. */
export function boundedField(id: FieldId, n: number): RecipeField {
  const field = recipeFields[id];
  if (!id.endsWith('rho')) return field;
  return { ...field, minimum: Math.max(field.minimum, leastCorrelation(n)) };
}

/** What is wrong with the numbers of the recipe, by field. */
export function recipeProblems(
  recipe: SyntheticRecipe,
  write: (value: number) => string = String,
): Partial<Record<FieldId, string>> {
  const problems: Partial<Record<FieldId, string>> = {};
  for (const id of fieldsOf(recipe.model)) {
    const { minimum, maximum, decimals } = boundedField(id, recipe.n);
    const value: unknown = recipe[id];
    if (isNumber(value, decimals) && value >= minimum && value <= maximum) continue;
    const [kind, digits] = decimals === 0 ? ['whole number', ''] : ['number', ', to one decimal'];
    problems[id] = `Enter a ${kind} from ${write(minimum)} to ${write(maximum)}${digits}.`;
  }
  return problems;
}

/** @throws RangeError naming the first field that is wrong. */
export function writeRecipe(recipe: SyntheticRecipe): string {
  const [problem] = Object.entries(recipeProblems(recipe));
  if (problem !== undefined) throw new RangeError(`${problem[0]}: ${problem[1]}`);
  const [n, t, ...others] = fieldsOf(recipe.model).map((id) => `${id}${String(recipe[id])}`);
  return ['made', recipe.model, n, t, letters[recipe.frequency], ...others].join('-');
}

/** Undefined where the text is not the id of a recipe. */
export function readRecipe(id: string): SyntheticRecipe | undefined {
  const model = syntheticModels.find((one) => id.startsWith(`made-${one}-`));
  if (model === undefined || id.length > LONGEST) return undefined;
  const number = String.raw`(-?\d+(?:\.\d)?)`;
  const [n, t, ...others] = fieldsOf(model).map((field) => `${field}${number}`);
  const form = ['made', model, n, t, '([dwm])', ...others].join('-');
  const [, assets, periods, letter, ...rest] = new RegExp(`^${form}$`).exec(id) ?? [];
  const frequency = syntheticFrequencies.find((one) => letters[one] === letter);
  if (frequency === undefined) return undefined;
  const given = [assets, periods, ...rest].map(Number);
  const numbers = Object.fromEntries(fieldsOf(model).map((field, k) => [field, given[k]]));
  const recipe: SyntheticRecipe = { ...firstRecipe, model, frequency, ...numbers };
  if (Object.keys(recipeProblems(recipe)).length > 0) return undefined;
  return writeRecipe(recipe) === id ? recipe : undefined;
}

/** Of the longest model with its longest numbers; links hold ids of 200 characters. */
const LONGEST = 150;

/** In whole percent: n equal correlations are possible together above -1 / (n - 1). */
function leastCorrelation(n: number): number {
  return n > 1 ? Math.floor(-100 / (n - 1)) + 1 : -99;
}

function isNumber(value: unknown, decimals: number): value is number {
  if (typeof value !== 'number' || !Number.isFinite(value) || Object.is(value, -0)) return false;
  return new RegExp(decimals === 0 ? String.raw`^-?\d+$` : String.raw`^-?\d+(\.\d)?$`).test(
    String(value),
  );
}
