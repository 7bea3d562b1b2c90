/** The words of the dialog in which data with a known truth are made. */
import type { SyntheticFigures } from '../../finance/synthetic-figures';
import type { FieldId, SyntheticFrequency, SyntheticModel } from '../../finance/synthetic-recipe';
import { formatCount } from '../../ui/format';

const models: Readonly<Record<SyntheticModel, string>> = {
  normal: 'Normal',
  student: 'Student t: fat tails',
  factor: 'One factor',
  regimes: 'Two regimes',
};

const abouts: Readonly<Record<SyntheticModel, string>> = {
  normal: 'All assets alike, jointly normal, independent from period to period.',
  student:
    'All assets alike. In each period one random number stretches the moves of all, so that they crash together.',
  factor:
    'Each asset returns its beta times a common factor, and something of its own. Betas go in equal steps from the first asset to the last.',
  regimes:
    'All assets alike, normal within a regime. From period to period a regime stays, or the other takes its place.',
};

const frequencies: Readonly<Record<SyntheticFrequency, string>> = {
  daily: 'days (252 a year)',
  weekly: 'weeks (52 a year)',
  monthly: 'months (12 a year)',
};

interface FieldWords {
  readonly label: string;
  readonly unit?: string;
}

const aYear = '% a year';

const fields: Readonly<Record<FieldId, FieldWords>> = {
  n: { label: 'Assets' },
  t: { label: 'Periods' },
  mu: { label: 'Mean', unit: aYear },
  vol: { label: 'Volatility', unit: aYear },
  rho: { label: 'Correlation', unit: '%' },
  df: { label: 'Degrees of freedom' },
  fmu: { label: 'Mean of the factor', unit: aYear },
  fvol: { label: 'Volatility of the factor', unit: aYear },
  lo: { label: 'First beta' },
  hi: { label: 'Last beta' },
  own: { label: 'Own volatility', unit: aYear },
  amu: { label: 'First regime: mean', unit: aYear },
  avol: { label: 'First: volatility', unit: aYear },
  arho: { label: 'First: correlation', unit: '%' },
  astay: { label: 'First: stays with', unit: '%' },
  bmu: { label: 'Second regime: mean', unit: aYear },
  bvol: { label: 'Second: volatility', unit: aYear },
  brho: { label: 'Second: correlation', unit: '%' },
  bstay: { label: 'Second: stays with', unit: '%' },
  seed: { label: 'Seed' },
};

const figures: Readonly<Record<keyof SyntheticFigures, string>> = {
  mean: 'Mean a year',
  volatility: 'Volatility a year of an asset',
  correlation: 'Correlation of two assets',
  mixVolatility: 'Volatility a year of the equal mix',
  valueAtRisk: 'Value at risk of the equal mix, 95 %, one period',
  expectedShortfall: 'Expected shortfall of the equal mix, 95 %, one period',
  excessKurtosis: 'Excess kurtosis of the equal mix',
};

export const words = {
  title: 'Make data with known truth',
  intro:
    'Returns are drawn from a model of yours. What is true of them is known: every room estimates it, and the truth stands under “Data” in each.',
  model: 'Model',
  models,
  abouts,
  frequency: 'A period is',
  frequencies,
  fields,
  figures,
  another: 'Another seed',
  figure: 'Figure',
  truth: 'True',
  sample: 'In this sample',
  notFinite: 'not finite',
  drawing: 'Drawing…',
  mend: 'What is true stands here once every field is right.',
  averaged: 'Of single assets and pairs: the average over all.',
  chance: 'A sample differs from it by chance: another seed gives another difference.',
  belowAll: (count: number) =>
    count === 1
      ? '1 return is below -100 %, which no asset could have. With a smaller volatility there are none.'
      : `${formatCount(count)} returns are below -100 %, which no asset could have. With a smaller volatility there are none.`,
  manyAssets: (first: number, all: number) =>
    `The mix begins with the first ${formatCount(first)} of the ${formatCount(all)} assets; the others can be chosen in the data menu.`,
  notDrawn: (why: string) => `The data could not be drawn. ${why}`,
  open: 'Open',
  opening: 'Opening…',
  cancel: 'Cancel',
  wrong: 'Please correct the marked fields first.',
  linked: 'A link to it holds the recipe: the same numbers are drawn on any machine.',
} as const;
