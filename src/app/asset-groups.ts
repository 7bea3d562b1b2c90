/** What could be added to the mix, by dataset: what is in the data, was left out, or stands elsewhere. */
import { fittingSteps } from '../analyses/scenario-edit';
import { resampleIn } from '../analyses/scenario-steps';
import { assetsOf, type Scenario } from '../analyses/scenario';
import type { Column, Dataset, Frequency } from '../finance/dataset';
import { displayOrder } from '../finance/mixes';
import type { AddableAsset, AddableGroup } from '../ui/find-assets';
import { span } from './data-menu/set-choice';
import type { State } from './state';
import { words } from './words';

/** Where an asset to add comes from. */
type Place =
  | { readonly kind: 'here' }
  | { readonly kind: 'left-out'; readonly source: number }
  | { readonly kind: 'joined'; readonly dataset: string };

/** A dataset that is not open, as the index or the store tells of it. */
interface Other {
  readonly id: string;
  readonly title: string;
  readonly frequency: Frequency;
  readonly dated: boolean;
  readonly span: readonly [string, string];
  readonly columns: readonly (Pick<Column, 'id' | 'label' | 'role'> &
    Partial<Pick<Column, 'name' | 'assetClass'>>)[];
}

export function assetGroups(
  { entries, own, sources, side }: State,
  scenario: Scenario,
  dataset: Dataset,
): readonly AddableGroup[] {
  const held = new Set((scenario[side] ?? scenario.mix).assets);
  const chosen = new Set(assetsOf(scenario));
  const here = displayOrder(dataset.columns)
    .filter(({ id }) => chosen.has(id) && !held.has(id))
    .map(addable);
  const leftOut = sources.map((source, s): AddableGroup => {
    const among = new Set(scenario.data.sources[s].columns);
    const left = source.columns.filter(({ id, role }) => role === 'asset' && !among.has(id));
    return {
      id: groupId({ kind: 'left-out', source: s }),
      title: words.leftOutOf(source.title),
      note: facts(source.frequency, endsOf(source)),
      assets: left.map(addable),
    };
  });
  const open = new Set(sources.map(({ id }) => id));
  const undated = sources.find(({ dated }) => !dated);
  const others: Other[] = [
    ...entries.map((entry) => ({
      ...entry,
      title: entry.label,
      dated: entry.index.type === 'date',
    })),
    ...own,
  ].filter(({ id }) => !open.has(id));
  return [
    {
      id: groupId({ kind: 'here' }),
      title: words.notInMix,
      note: facts(dataset.frequency, endsOf(dataset)),
      assets: here,
    },
    ...leftOut,
    ...others.map((other): AddableGroup => {
      const stranger = undated ?? (other.dated ? undefined : other);
      return {
        id: groupId({ kind: 'joined', dataset: other.id }),
        title: other.title,
        note: [facts(other.frequency, other.span), cost(scenario, dataset, sources, other)]
          .filter((part) => part !== '')
          .join('. '),
        ...(stranger !== undefined && { blocked: words.cannotJoin(stranger.title) }),
        assets: other.columns.filter(({ role }) => role === 'asset').map(addable),
      };
    }),
  ].filter(({ assets }) => assets.length > 0);
}

function groupId(place: Place): string {
  if (place.kind === 'here') return 'here';
  return place.kind === 'left-out' ? `left-out:${place.source}` : `joined:${place.dataset}`;
}

export function placeOfGroup(group: string): Place {
  const [kind, ...rest] = group.split(':');
  if (kind === 'left-out') return { kind, source: Number(rest[0]) };
  return kind === 'joined' ? { kind, dataset: rest.join(':') } : { kind: 'here' };
}

function addable({ id, label, name, assetClass }: Other['columns'][number]): AddableAsset {
  return { id, label, terms: [name, assetClass].join(' ') };
}

/** What the data of the mix lose where another dataset is joined to them. */
function cost(
  scenario: Scenario,
  dataset: Dataset,
  sources: readonly Dataset[],
  other: Other,
): string {
  const step = resampleIn(fittingSteps(scenario.data.steps, [...sources, other]));
  const frequency = step?.to ?? other.frequency;
  const [first, last] = endsOf(dataset);
  const from = first > other.span[0] ? first : other.span[0];
  const to = last < other.span[1] ? last : other.span[1];
  if (from >= to) return words.nothingInCommon;
  const shorter = from.slice(0, 4) > first.slice(0, 4) || to.slice(0, 4) < last.slice(0, 4);
  return [
    shorter ? words.inCommon(span([from, to])) : '',
    frequency === dataset.frequency ? '' : words.allBecome(words.frequencies[frequency]),
  ]
    .filter((part) => part !== '')
    .join(', ');
}

function endsOf({ index }: Dataset): [string, string] {
  return [index[0], index[index.length - 1]];
}

function facts(frequency: Frequency, ends: readonly [string, string]): string {
  return `${words.frequencies[frequency]}, ${span(ends)}`;
}
