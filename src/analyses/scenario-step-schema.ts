/** What may stand in a link or a file for a step of the data, and what is said where it does not. */
import * as v from 'valibot';
import { MOST_STEPS, stepNames, type Step } from './scenario-steps';

const label = v.pipe(
  v.string('A date of a step is a text.'),
  v.maxLength(200, 'A date of a step is too long.'),
);
const id = v.pipe(
  v.string('A step names its columns and sources by their ids.'),
  v.maxLength(200, 'The id of a column in a step is too long.'),
);
const dates = v.pipe(
  v.array(label, 'The dates of a step are a list.'),
  v.minLength(1, 'A step with dates needs at least one.'),
  v.maxLength(1_000, 'A step names at most 1,000 dates.'),
);
const columns = v.pipe(
  v.array(id, 'The columns of a step are a list of ids.'),
  v.minLength(1, 'A step with columns needs at least one.'),
  v.maxLength(1_000, 'A step names at most 1,000 columns.'),
);

const number = (low: number, high: number, message: string, whole = false) =>
  v.pipe(
    v.number(message),
    v.check(
      (value) => value >= low && value <= high && (!whole || Number.isInteger(value)),
      message,
    ),
  );

const stepSchema: v.GenericSchema<unknown, Step> = v.variant(
  'step',
  [
    v.strictObject({ step: v.literal('drop'), source: id, dates }),
    v.strictObject({
      step: v.literal('fill'),
      column: id,
      limit: number(1, 1_000, 'Values are filled for 1 to 1,000 rows in a row.', true),
      dates: v.optional(dates),
    }),
    v.strictObject({
      step: v.literal('split'),
      column: id,
      date: label,
      factor: number(1e-6, 1e6, 'The factor of a split is a number from 0.000001 to 1,000,000.'),
    }),
    v.strictObject({
      step: v.literal('winsorize'),
      column: id,
      tail: number(1e-6, 0.25, 'The tail of "winsorize" is a number from 0.000001 to 0.25.'),
    }),
    v.strictObject({
      step: v.literal('desmooth'),
      column: id,
      weight: v.pipe(
        number(0, 0.95, 'The weight of "desmooth" is a number above 0, at most 0.95.'),
        v.gtValue(0, 'The weight of "desmooth" is a number above 0, at most 0.95.'),
      ),
    }),
    v.strictObject({
      step: v.literal('resample'),
      to: v.picklist(
        ['weekly', 'monthly', 'quarterly', 'yearly'],
        'Data can be resampled to weekly, monthly, quarterly or yearly ones.',
      ),
    }),
    v.strictObject({
      step: v.literal('convert'),
      fx: id,
      columns: v.optional(columns),
      invert: v.optional(v.literal(true, '"invert" of "convert" is true or left out.')),
    }),
    v.strictObject({ step: v.literal('real'), inflation: v.optional(id) }),
    v.strictObject({ step: v.literal('excess'), cash: v.optional(id) }),
    v.strictObject({
      step: v.literal('leverage'),
      column: id,
      factor: number(0, 10, 'The factor of "leverage" is a number from 0 to 10.'),
      spread: v.optional(
        number(0, 1, 'The spread of "leverage" is a fraction a year, from 0 to 1.'),
      ),
      cash: v.optional(id),
    }),
    v.strictObject({
      step: v.literal('fee'),
      columns: v.optional(columns),
      rate: number(0, 0.5, 'The rate of "fee" is a fraction a year, from 0 to 0.5.'),
    }),
    v.strictObject({
      step: v.literal('form'),
      kind: v.picklist(['prices', 'returns'], 'The form of data is "prices" or "returns".'),
    }),
  ],
  `There is no step of this name; there are ${stepNames.join(', ')}.`,
);

export const stepsSchema = v.pipe(
  v.array(stepSchema, 'The steps of the data are a list.'),
  v.maxLength(MOST_STEPS, `Data take at most ${MOST_STEPS} steps.`),
);
