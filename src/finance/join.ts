/**
 * Sources joined on their calendar units (inner): a unit counts where every source has a point
 * in it, and the returns of each source are compounded from one common unit to the next.
 */
import type { Levels } from './levels';
import type { Chosen } from './resample';

/** One source of a join, with the columns wanted of it by position. */
export interface Joinable {
  readonly levels: Levels;
  readonly chosen: Chosen;
  readonly columns: readonly number[];
}

export interface Joined {
  /** Labels of the first source. */
  readonly index: readonly string[];
  /** One array a column, in the order of the sources and of their columns. */
  readonly returns: readonly Float64Array[];
  /** For each source, the labels of its points that the others lack. */
  readonly unmatched: readonly (readonly string[])[];
  /** Labels of the rows that span more units than one, because no source has a point between. */
  readonly spanning: readonly string[];
}

export function join(sources: readonly Joinable[]): Joined {
  const common = commonUnits(sources.map(({ chosen }) => chosen.units));
  const at = sources.map(({ chosen }) => new Map(chosen.units.map((unit, k) => [unit, k])));
  const pointOf = (s: number, unit: number) => sources[s].chosen.points[at[s].get(unit) ?? 0];

  const index: string[] = [];
  const spanning: string[] = [];
  const ends: (readonly [from: number, to: number])[] = [];
  for (let k = 1; k < common.length; k += 1) {
    const [from, to] = [common[k - 1], common[k]];
    const known = sources.every(
      ({ levels: { stretches } }, s) => stretches[pointOf(s, from)] === stretches[pointOf(s, to)],
    );
    if (!known) continue;
    const label = sources[0].levels.labels[pointOf(0, to)];
    index.push(label);
    ends.push([from, to]);
    if (to > from + 1) spanning.push(label);
  }
  return {
    index,
    returns: sources.flatMap(({ levels, columns }, s) =>
      columns.map((column) =>
        Float64Array.from(ends, ([from, to]) =>
          levels.growth(column, pointOf(s, from), pointOf(s, to)),
        ),
      ),
    ),
    unmatched: sources.map(({ levels, chosen }) => {
      const kept = new Set(common);
      return chosen.units.flatMap((unit, k) =>
        kept.has(unit) ? [] : [levels.labels[chosen.points[k]]],
      );
    }),
    spanning,
  };
}

function commonUnits([first, ...others]: readonly (readonly number[])[]): number[] {
  const sets = others.map((units) => new Set(units));
  return first.filter((unit) => sets.every((set) => set.has(unit)));
}
