/**
 * What can be done about a sign that the data show: each choice is a change of the scenario, which
 * can be looked at before it is made.
 */
import type { Scenario } from '../../analyses/scenario';
import { workingId } from '../../analyses/scenario-data';
import type { Draft, Step } from '../../analyses/scenario-draft';
import { toDraft, withColumns, withStep } from '../../analyses/scenario-edit';
import type { Sign } from '../../finance/data-doctor';
import type { Dataset } from '../../finance/dataset';

export type ChoiceId =
  | 'keep'
  | 'fill'
  | 'drop'
  | 'split'
  | 'winsorize'
  | 'desmooth'
  | 'start'
  | 'end'
  | 'exclude';

/** A number that a person may set before the choice is made. */
export interface Setting {
  readonly value: number;
  readonly least: number;
  readonly most: number;
  readonly step: number;
  /** The number is a fraction and shown in percent. */
  readonly percent?: boolean;
}

export interface Choice {
  readonly id: ChoiceId;
  readonly setting?: Setting;
}

/** The asset that shows a sign: the source by its position, and the id of its column there. */
export interface Patient {
  readonly s: number;
  readonly source: Dataset;
  readonly column: string;
}

/** As many dates as one step may name. */
const MOST_DATES = 1_000;

const keep: Choice = { id: 'keep' };
const drop: Choice = { id: 'drop' };
const exclude: Choice = { id: 'exclude' };
const winsorize: Choice = {
  id: 'winsorize',
  setting: { value: 0.01, least: 0.001, most: 0.25, step: 0.001, percent: true },
};

/** In the order in which they are shown: as it is, what mends it, what gives it up. */
export function choicesFor(sign: Sign): readonly Choice[] {
  const many = sign.rows.length > MOST_DATES;
  const dropping = many ? [] : [drop];
  switch (sign.sign) {
    case 'gap':
      return [keep, filling(sign.longest), exclude];
    case 'late':
      return [keep, { id: 'start' }, exclude];
    case 'early':
      return [keep, { id: 'end' }, exclude];
    case 'not-positive':
      return [keep, ...(many ? [] : [filling(sign.rows.length)]), ...dropping, exclude];
    case 'stale':
    case 'zeros':
      return [
        keep,
        ...dropping,
        ...(startsAt(sign) === undefined ? [] : [{ id: 'start' } as const]),
        exclude,
      ];
    case 'split':
      return [
        keep,
        { id: 'split', setting: { value: sign.factor, least: 0.0001, most: 10_000, step: 0.0001 } },
        drop,
        exclude,
      ];
    case 'spike':
      return [keep, ...(many ? [] : [filling(1)]), ...dropping, winsorize, exclude];
    case 'outlier':
      return [keep, winsorize, ...dropping, exclude];
    case 'rounding':
      return [keep, exclude];
    case 'averages':
    case 'smoothed':
      return [keep, desmoothing(sign.lag1), exclude];
  }
}

/**
 * The scenario with the choice made; undefined where the choice is to leave everything as it is.
 * @throws ScenarioError where it cannot be made.
 */
export function draftOf(
  scenario: Scenario,
  { s, source, column }: Patient,
  sign: Sign,
  { id, setting }: Choice,
): Draft | undefined {
  const working = workingId(scenario.data.sources, s, column);
  const value = setting?.value ?? 0;
  const { rows } = sign;
  const dates = affected(source, sign).map((t) => source.index[t]);
  const add = (step: Step) => withStep(scenario, step);
  const range = (change: Partial<Scenario['data']['range']>): Draft => {
    const draft = toDraft(scenario);
    return { ...draft, data: { ...draft.data, range: { ...scenario.data.range, ...change } } };
  };
  switch (id) {
    case 'keep':
      return undefined;
    case 'fill':
      return add(
        sign.sign === 'gap'
          ? { step: 'fill', column: working, limit: value }
          : { step: 'fill', column: working, limit: value, dates },
      );
    case 'drop':
      return add({ step: 'drop', source: source.id, dates });
    case 'split':
      return add({ step: 'split', column: working, date: source.index[rows[0]], factor: value });
    case 'winsorize':
      return add({ step: 'winsorize', column: working, tail: value });
    case 'desmooth':
      return add({ step: 'desmooth', column: working, weight: value });
    case 'start':
      return range({ from: source.index[startsAt(sign) ?? rows[0]] });
    case 'end':
      return range({ to: source.index[rows[0]] });
    case 'exclude': {
      const { columns } = scenario.data.sources[s];
      return withColumns(
        scenario,
        s,
        columns.filter((other) => other !== column),
      );
    }
  }
}

/** Of returns, the one that mends a jump is as wrong as the jump. */
function affected({ kind }: Dataset, { sign, rows }: Sign): readonly number[] {
  return sign === 'spike' && kind === 'returns' ? rows.flatMap((t) => [t, t + 1]) : rows;
}

/** Where a series begins that was filled up with zeros before; undefined where it was not. */
function startsAt({ sign, rows }: Sign): number | undefined {
  if (sign === 'late') return rows[0];
  if (sign !== 'zeros' || rows[0] !== 0) return undefined;
  const end = rows.findIndex((row, k) => row !== k);
  return end < 0 ? rows.length : end;
}

function filling(longest: number): Choice {
  const value = Math.min(longest, 1_000);
  return { id: 'fill', setting: { value, least: 1, most: 1_000, step: 1 } };
}

function desmoothing(lag1: number): Choice {
  const value = Math.min(0.95, Math.max(0.01, Math.round(lag1 * 100) / 100));
  return { id: 'desmooth', setting: { value, least: 0.01, most: 0.95, step: 0.01 } };
}
