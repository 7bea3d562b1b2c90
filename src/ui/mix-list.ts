/**
 * Which rows of a long mix are listed, and in which order. Assets without weight stand behind a
 * line that tells how many they are; one that was moved or added while it was looked at stays.
 * The order is made when it is asked for and not while weights move: a row stays under the hand.
 */

export interface ListedRow {
  readonly id: string;
  readonly label: string;
  readonly weight: number;
}

export type MixOrder = 'listed' | 'weight' | 'name';

/** Rows from which a list is long. */
const LONG = 16;
/** So many at least are worth a line of their own. */
const LEAST_ASLEEP = 4;
/** More new ones at once are another choice of columns, not what a person has just added. */
const MOST_ADDED = 3;

export class MixList {
  filter = '';
  order: MixOrder = 'listed';
  /** Whether those without weight are listed as well. */
  whole = false;

  #known: ReadonlySet<string> = new Set();
  #awake = new Set<string>();
  #rank: ReadonlyMap<string, number> = new Map();

  /** Learns of new rows. */
  take(rows: readonly ListedRow[]): void {
    const added = rows.filter(({ id }) => !this.#known.has(id));
    const other = added.length > rows.length / 2;
    if (other) {
      this.filter = '';
      this.order = 'listed';
      this.whole = false;
      this.#rank = new Map();
      this.#awake.clear();
    } else if (added.length <= MOST_ADDED) for (const { id } of added) this.#awake.add(id);
    for (const { id, weight } of rows) if (weight > 0) this.#awake.add(id);
    this.#known = new Set(rows.map(({ id }) => id));
  }

  /** Another mix is wanted: what had weight only before is listed no longer. */
  forget(): void {
    this.#awake.clear();
  }

  sort(order: MixOrder, rows: readonly ListedRow[]): void {
    this.order = order;
    const sorted =
      order === 'weight'
        ? rows.toSorted((a, b) => b.weight - a.weight)
        : rows.toSorted((a, b) => a.label.localeCompare(b.label, 'en', { numeric: true }));
    this.#rank = new Map(
      order === 'listed' ? [] : sorted.map(({ id }, position) => [id, position]),
    );
  }

  isLong(rows: readonly ListedRow[]): boolean {
    return rows.length >= LONG;
  }

  /** The rows to list, and how many without weight are left out. */
  listed<Row extends ListedRow>(rows: readonly Row[]): { rows: readonly Row[]; asleep: number } {
    if (!this.isLong(rows)) return { rows, asleep: 0 };
    const wanted = this.filter.trim().toLowerCase();
    const rank = ({ id }: Row) => this.#rank.get(id) ?? rows.length;
    const sorted = this.#rank.size === 0 ? rows : rows.toSorted((a, b) => rank(a) - rank(b));
    if (wanted !== '') {
      return {
        rows: sorted.filter(({ label }) => label.toLowerCase().includes(wanted)),
        asleep: 0,
      };
    }
    const awake = sorted.filter(({ id }) => this.#awake.has(id));
    const asleep = sorted.length - awake.length;
    if (asleep < LEAST_ASLEEP) return { rows: sorted, asleep: 0 };
    return { rows: this.whole ? sorted : awake, asleep };
  }
}
