/** What may stand in a link or a file for a step of the data, and what is said where it does not. */
import * as v from 'valibot';
import { MOST_STEPS, stepNames, type Step } from './scenario-steps';

const id = v.pipe(v.string(), v.maxLength(200));
const list = v.pipe(v.array(id), v.minLength(1), v.maxLength(1_000));

const number = (low: number, high: number, what: string) => {
  const message = `${what} is a number from ${low} to ${high}.`;
  return v.pipe(v.number(message), v.minValue(low, message), v.maxValue(high, message));
};

const weight = 'The weight of "desmooth"';

/** What each step has besides its name. */
const fields: Readonly<Record<Step['step'], v.ObjectEntries>> = {
  drop: { source: id, dates: list },
  fill: {
    column: id,
    limit: v.pipe(
      number(1, 1_000, 'How many rows in a row are filled'),
      v.integer('Rows are filled in whole numbers.'),
    ),
    dates: v.optional(list),
  },
  split: { column: id, date: id, factor: number(1e-6, 1e6, 'The factor of a split') },
  winsorize: { column: id, tail: number(1e-6, 0.25, 'The tail of "winsorize"') },
  desmooth: {
    column: id,
    weight: v.pipe(number(0, 0.95, weight), v.gtValue(0, `${weight} is above 0.`)),
  },
  resample: {
    to: v.picklist(
      ['weekly', 'monthly', 'quarterly', 'yearly'],
      'Data can be resampled to weekly, monthly, quarterly or yearly ones.',
    ),
  },
  convert: { fx: id, columns: v.optional(list), invert: v.optional(v.literal(true)) },
  real: { inflation: v.optional(id) },
  excess: { cash: v.optional(id) },
  leverage: {
    column: id,
    factor: number(0, 10, 'The factor of "leverage"'),
    spread: v.optional(number(0, 1, 'The spread of "leverage", a fraction a year,')),
    cash: v.optional(id),
  },
  fee: {
    columns: v.optional(list),
    rate: number(0, 0.5, 'The rate of "fee", a fraction a year,'),
  },
  form: { kind: v.picklist(['prices', 'returns'], 'The form of data is "prices" or "returns".') },
};

const step = v.picklist(stepNames, `There is no such step; there are ${stepNames.join(', ')}.`);

const schemas = new Map(
  stepNames.map((name) => [name, v.strictObject({ step, ...fields[name] })] as const),
);

const stepSchema = v.lazy((input) => {
  const name = (input as Partial<Step> | null)?.step;
  return (name && schemas.get(name)) ?? v.object({ step });
}) as unknown as v.GenericSchema<unknown, Step>;

export const stepsSchema = v.pipe(
  v.array(stepSchema),
  v.maxLength(MOST_STEPS, `Data take at most ${MOST_STEPS} steps.`),
);
