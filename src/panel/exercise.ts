/**
 * What a teacher settles of a room: what stands still, is hidden or bounded, what can be taken up
 * at once, and a question. It guides and secures nothing: the page can be changed by whoever has
 * it, and says so.
 */
import { parameterProblem, type ParameterSpec } from '../analyses/parameters';
import { formatInput } from '../ui/format';

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
