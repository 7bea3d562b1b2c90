/**
 * What a lesson is: prose in sections, with formulas and live rooms put in where the prose wants
 * them. Every number of the prose that depends on data stands in `facts`, where a test holds it.
 */
import type { TemplateResult } from 'lit';
import { encodeDraft } from '../analyses/link';
import type { Draft } from '../analyses/scenario';
import { noExercise, type Check, type Exercise, type Preset } from '../panel/exercise';
import { formatPercent } from '../ui/format';

export interface LessonFormula {
  /** LaTeX, typeset when the page is built. */
  readonly formula: string;
  readonly symbols?: string;
}

/** A live room with the questions that it answers. */
export interface Example {
  /** Its name on the page and for assistive technology. */
  readonly label: string;
  /** What to do with it. */
  readonly task: string;
  readonly draft: Draft;
  readonly exercise: Exercise;
  /** By a name of their own, under which the test reads their answers from the result. */
  readonly questions: Readonly<Record<string, Check>>;
}

/** Puts a formula or a room in its place. */
export interface Parts<F extends string = string, R extends string = string> {
  formula(id: F): TemplateResult;
  room(id: R): TemplateResult;
}

export interface Section<F extends string = string, R extends string = string> {
  readonly heading: string;
  body(parts: Parts<F, R>): TemplateResult;
}

export interface Lesson<F extends string = string, R extends string = string> {
  readonly facts: Readonly<Record<string, number>>;
  readonly formulas: Readonly<Record<F, LessonFormula>>;
  readonly rooms: Readonly<Record<R, Example>>;
  readonly sections: readonly Section<F, R>[];
  readonly sources: readonly string[];
}

type Settled = Omit<Example, 'exercise'> & { readonly exercise?: Partial<Exercise> };

/** A lesson whose prose can name only formulas and rooms that it has. */
export function defineLesson<const F extends string, const R extends string>(
  lesson: Omit<Lesson<F, R>, 'rooms'> & { readonly rooms: Readonly<Record<R, Settled>> },
): Lesson {
  const rooms = Object.entries<Settled>(lesson.rooms).map(
    ([id, room]) => [id, { ...room, exercise: { ...noExercise, ...room.exercise } }] as const,
  );
  return { ...lesson, rooms: Object.fromEntries(rooms) };
}

/** The datasets that lessons stand on. */
export const monthlySince1975 = 'us-asset-classes-monthly';
export const monthlySince1871 = 'us-stocks-bonds-cpi-monthly-1871';

/** Calendar years, for data whose months end at their last day. */
export function years(from: number, to: number): { from: string; to: string } {
  return { from: `${from}-01-31`, to: `${to}-12-31` };
}

/** The same scenario in other years, to be taken up by the name of a button. */
export function inYears(draft: Draft, spans: Readonly<Record<string, readonly [number, number]>>) {
  return Object.entries(spans).map(([label, [from, to]]): Preset => {
    const data = { ...draft.data, range: years(from, to) };
    return { label, link: encodeDraft({ ...draft, data }) };
  });
}

/** A fact that is given in percent. */
export function percent(value: number, digits = 1): string {
  return formatPercent(value / 100, digits);
}
