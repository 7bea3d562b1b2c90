/**
 * What a teacher settles of a room: what stands still, is hidden or bounded, what can be taken up
 * at once, and a question. It guides and secures nothing: the page can be changed by whoever has
 * it, and says so.
 */
import { parameterProblem, type ParameterSpec } from '../analyses/parameters';
import { formatInput, formatNumber, parseNumber } from '../ui/format';
import { words } from './words';

/** How much of the room is shown: the result alone, with its settings and the mix, or all rooms. */
export const layouts = ['result', 'panel', 'lab'] as const;
export type Layout = (typeof layouts)[number];

/** What can be hidden beside single settings. */
export const areas = ['mix', 'settings', 'figures', 'details', 'actions'] as const;
export type Area = (typeof areas)[number];

/** A question with one number for its answer. */
export interface Check {
  readonly question: string;
  /** In the unit. */
  readonly answer: number;
  /** How far from the answer is still right, in the unit; at least 0. */
  readonly tolerance: number;
  /** Written behind the number, `%` for one; may be empty. */
  readonly unit: string;
}

/** A scenario that is taken up by its name. */
export interface Preset {
  readonly label: string;
  /** Its link, without `#s=`. */
  readonly link: string;
}

export interface Exercise {
  readonly layout: Layout;
  /** Ids of parameters, `mix`, or `all`: shown, and cannot be changed. */
  readonly lock: readonly string[];
  /** Ids of parameters, or areas. */
  readonly hide: readonly string[];
  /** Smallest and largest value by the id of a parameter. */
  readonly ranges: Readonly<Record<string, readonly [number, number]>>;
  readonly presets: readonly Preset[];
  readonly check?: Check;
}

/** Nothing is settled. */
export const noExercise: Exercise = {
  layout: 'panel',
  lock: [],
  hide: [],
  ranges: {},
  presets: [],
};

export function isLocked({ lock }: Exercise, id: string): boolean {
  return lock.includes('all') || lock.includes(id);
}

export function isHidden({ hide }: Exercise, id: string): boolean {
  return hide.includes(id);
}

/** The parameter within the bounds that the exercise sets. */
export function boundedSpec(spec: ParameterSpec, bounds: readonly [number, number] | undefined) {
  if (bounds === undefined || !('minimum' in spec)) return spec;
  const minimum = Math.max(bounds[0], spec.minimum ?? -Infinity);
  const maximum = Math.min(bounds[1], spec.maximum ?? Infinity);
  return { ...spec, minimum, maximum };
}

/** What is wrong with a value in this exercise, in a sentence that says what to do. */
export function exerciseProblem(
  { ranges }: Exercise,
  id: string,
  spec: ParameterSpec,
  value: unknown,
): string | undefined {
  return parameterProblem(boundedSpec(spec, ranges[id]), value, formatInput);
}

/** What a person answered, or why it is no answer. */
export type Answer =
  | { readonly given: number; readonly correct: boolean }
  | { readonly problem: string };

/** Judges what was typed: a number in the locale of the page, with or without its unit. */
export function judge({ answer, tolerance, unit }: Check, text: string): Answer {
  const bare = text.trim();
  const number = unit !== '' && bare.endsWith(unit) ? bare.slice(0, -unit.length) : bare;
  const given = parseNumber(number.trim());
  if (given === undefined || !Number.isFinite(given)) return { problem: words.noNumber };
  // A tolerance of 0.1 takes 12.3 for 12.4, whatever binary fractions make of it.
  const slack = 1e-9 * Math.max(Math.abs(answer), tolerance);
  return { given, correct: Math.abs(given - answer) <= tolerance + slack };
}

/** The answer as it is told, to the digits of the tolerance. */
export function formatAnswer({ answer, tolerance, unit }: Check): string {
  const digits = tolerance > 0 ? Math.max(0, Math.min(6, Math.ceil(-Math.log10(tolerance)))) : 6;
  const number = formatNumber(answer, digits);
  return unit === '' ? number : `${number} ${unit}`;
}
