/** Finds assets by the words a person types: in name, id, class, and the title of the dataset. */

export interface AddableAsset {
  readonly id: string;
  readonly label: string;
  /** What else it is found by: its long name, its class. */
  readonly terms?: string;
}

export interface AddableGroup {
  readonly id: string;
  readonly title: string;
  /** Frequency and span of the data, and what joining them costs. */
  readonly note?: string;
  /** Why nothing of it can be added, in a sentence. */
  readonly blocked?: string;
  readonly assets: readonly AddableAsset[];
}

export interface FoundAssets {
  /** Those that hold something, in their order. */
  readonly groups: readonly AddableGroup[];
  /** How many more there are than `groups` hold. */
  readonly left: number;
}

/**
 * Every word has to be found; assets whose label begins with the text come first in their group.
 * A group that is blocked is there, empty, where it would have held something.
 */
export function findAssets(
  groups: readonly AddableGroup[],
  text: string,
  most = Infinity,
): FoundAssets {
  const wanted = plain(text);
  const words = wanted.split(' ').filter((word) => word !== '');
  const found: AddableGroup[] = [];
  let room = most;
  let left = 0;
  for (const group of groups) {
    const title = plain(group.title);
    const matches = group.assets.filter(({ id, label, terms = '' }) => {
      const where = `${plain(label)} ${plain(id)} ${plain(terms)} ${title}`;
      return words.every((word) => where.includes(word));
    });
    if (matches.length === 0) continue;
    if (group.blocked !== undefined) {
      found.push({ ...group, assets: [] });
      continue;
    }
    const rank = ({ label }: AddableAsset) => (plain(label).startsWith(wanted) ? 0 : 1);
    const assets = matches.toSorted((a, b) => rank(a) - rank(b)).slice(0, room);
    room -= assets.length;
    left += matches.length - assets.length;
    if (assets.length > 0) found.push({ ...group, assets });
  }
  return { groups: found, left };
}

/** Without case, accents and double spaces. */
function plain(text: string): string {
  return text
    .normalize('NFD')
    .replaceAll(/\p{Diacritic}/gu, '')
    .toLowerCase()
    .replaceAll(/[\s\u00a0]+/g, ' ')
    .trim();
}
