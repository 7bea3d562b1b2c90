/**
 * A scenario as it stands in a link or a file, with what is left to its defaults left out.
 *
 * Whatever the shape allows but is not available yet is refused by name, so that the shape
 * never has to change.
 */
import * as v from 'valibot';
import { assetClasses, frequencies, kinds } from '../finance/dataset';
import { LONGEST_TEXT } from './parameter-rows';
import { stepsSchema } from './scenario-step-schema';
import { orderProblem } from './scenario-steps';

export type { Step } from './scenario-steps';

/** A scenario that cannot be run: where it is wrong, and what to do. */
export class ScenarioError extends Error {
  override readonly name = 'ScenarioError';
  readonly where: string;
  constructor(where: string, message: string) {
    super(message);
    this.where = where;
  }
}

const refused = (what: string) => v.undefined(`${what} is not available in this version.`);
/** One line: it may come into a script, a file or the name of one. */
const text = v.pipe(
  v.string(),
  v.maxLength(200),
  v.regex(/^[^\p{Cc}\u2028\u2029]*$/u, 'A text of this scenario holds a control character.'),
);
/** As the reader of files makes them: they stand bare in the first line of an exported table. */
const columnId = v.pipe(
  v.string(),
  v.regex(/^\w{1,80}$/u, 'The id of a column in this link is none.'),
);
const parameterText = v.pipe(v.string(), v.maxLength(LONGEST_TEXT));
const seedSchema = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(0xffff_ffff));
const shortList = <T extends v.GenericSchema>(item: T) => v.pipe(v.array(item), v.maxLength(1_000));

/**
 * What a person chose when they brought a file in, and how it is recognized on a machine that
 * lacks it. The fingerprint covers ids, dates and values; these say how they are meant.
 */
const fileSchema = v.strictObject({
  title: text,
  name: text,
  bytes: v.pipe(v.number(), v.integer(), v.minValue(0)),
  rows: v.pipe(v.number(), v.integer(), v.minValue(0)),
  columns: v.pipe(v.number(), v.integer(), v.minValue(0)),
  kind: v.picklist(kinds),
  frequency: v.picklist(frequencies),
  periodsPerYear: v.pipe(v.number(), v.gtValue(0), v.maxValue(10_000)),
  /** Columns that are not assets. */
  roles: v.optional(v.record(text, v.picklist(['inflation', 'rate']))),
});

/** The values of a person's own data, where these are small enough to go along. */
const tableSchema = v.strictObject({
  /** The first date and the days from each to the next, or the number of rows without dates. */
  rows: v.union([
    v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(20_000)),
    v.strictObject({
      from: v.pipe(v.string(), v.isoDate('A date of the data in this link is damaged.')),
      days: v.pipe(v.array(v.pipe(v.number(), v.integer(), v.minValue(1))), v.maxLength(20_000)),
    }),
  ]),
  columns: shortList(
    v.strictObject({ id: columnId, name: text, class: v.optional(v.picklist(assetClasses)) }),
  ),
  /** A column a list; null is missing. */
  values: shortList(v.pipe(v.array(v.nullable(v.number())), v.maxLength(20_000))),
});

const mixSchema = v.strictObject({ assets: shortList(text), weights: shortList(v.number()) });

/** What a link or a file may hold: everything may be left out but the source. */
const draftSchema = v.strictObject({
  version: v.optional(v.literal(1, 'This scenario was made by a newer version of the app.')),
  numbersVersion: v.optional(v.number()),
  data: v.strictObject({
    sources: v.pipe(
      v.array(
        v.strictObject({
          id: text,
          fingerprint: v.optional(text),
          columns: v.optional(shortList(text)),
          file: v.optional(fileSchema),
          table: v.optional(tableSchema),
        }),
      ),
      v.minLength(1, 'A scenario needs at least one source of data.'),
      v.maxLength(10, 'A scenario joins at most 10 sources.'),
    ),
    join: v.optional(v.literal('inner', 'Only the join "inner" is available.')),
    range: v.optional(
      v.strictObject({ from: v.optional(v.nullable(text)), to: v.optional(v.nullable(text)) }),
    ),
    frequency: v.optional(text),
    steps: v.optional(stepsSchema),
    currency: v.optional(refused('A currency')),
    deflator: v.optional(refused('A deflator')),
    riskFree: v.optional(v.nullable(text)),
  }),
  mix: v.optional(mixSchema),
  compare: v.optional(mixSchema),
  analysis: v.optional(text),
  parameters: v.optional(v.record(text, v.union([v.number(), parameterText]))),
  seed: v.optional(seedSchema),
});

/** A scenario with its defaults still left out, as it stands in a link or a file. */
export type Draft = v.InferOutput<typeof draftSchema>;

/** @throws ScenarioError naming the field that is missing, unknown or not available. */
export function readDraft(json: unknown): Draft {
  const parsed = v.safeParse(draftSchema, json);
  if (parsed.success) {
    requireOrder(parsed.output.data.steps);
    return parsed.output;
  }
  const issue = parsed.issues[0];
  const where = v.getDotPath(issue) ?? 'scenario';
  // A message of our own names what it is about; the others need the place.
  const ownMessage = !issue.message.startsWith('Invalid ');
  throw new ScenarioError(where, ownMessage ? issue.message : `${where}: ${issue.message}`);
}

/** @throws ScenarioError naming the first step that stands in a wrong place. */
export function requireOrder(steps: Draft['data']['steps'] = []): void {
  const problem = orderProblem(steps);
  if (problem === undefined) return;
  throw new ScenarioError(`data.steps.${problem.position}`, problem.message);
}

/** What a link says of a source that is a person's own file. */
export type FileFacts = v.InferOutput<typeof fileSchema>;

/** The values that a link says of it. */
export type LinkTable = v.InferOutput<typeof tableSchema>;
