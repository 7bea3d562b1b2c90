/**
 * The stored shape of a dataset: one record of facts, which makes it visible, and chunks of its
 * labels and values, see `store-chunks.ts`.
 */
import * as v from 'valibot';
import {
  assetClasses,
  distortions,
  frequencies,
  kinds,
  roles,
  type Dataset,
  type Frequency,
  type Role,
} from '../finance/dataset';
import { layoutOf, layoutSchema, type Layout, type Numbers } from './store-chunks';

/** What a list of kept datasets tells of each without reading its values. */
export interface StoredInfo {
  readonly id: string;
  readonly title: string;
  readonly fingerprint: string;
  readonly frequency: Frequency;
  readonly kind: Dataset['kind'];
  readonly dated: boolean;
  readonly rows: number;
  readonly span: readonly [string, string];
  readonly columns: readonly { readonly id: string; readonly label: string; readonly role: Role }[];
  readonly bytes: number;
  /** ISO date and time. */
  readonly added: string;
  /** Why it lasts only until this page is closed, where others are kept in the database. */
  readonly unkept?: string;
}

/** `own`: what a person brought in. `cache`: copies of the built-in sets, which may go any time. */
export type Shelf = 'own' | 'cache';

/** Everything of a dataset but its labels and values. */
export type Facts = Omit<Dataset, 'index' | 'values'>;

export interface StoredRecord {
  readonly shelf: Shelf;
  /** On the shelf of the cache: the fingerprint. */
  readonly id: string;
  readonly fingerprint: string;
  /** Version of this shape. */
  readonly envelope: number;
  /** Of the same shape in all versions, so that an older app can list what a newer one kept. */
  readonly info: StoredInfo;
  readonly facts: Facts;
  readonly layout: Layout;
}

const ENVELOPE = 1;

const infoSchema = v.object({
  id: v.string(),
  title: v.string(),
  fingerprint: v.string(),
  frequency: v.picklist(frequencies),
  kind: v.picklist(kinds),
  dated: v.boolean(),
  rows: v.number(),
  span: v.tuple([v.string(), v.string()]),
  columns: v.array(v.object({ id: v.string(), label: v.string(), role: v.picklist(roles) })),
  bytes: v.number(),
  added: v.string(),
});

// Loose: what a later `Dataset` holds besides comes back as it was kept.
const factsSchema = v.looseObject({
  id: v.string(),
  title: v.string(),
  description: v.string(),
  frequency: v.picklist(frequencies),
  periodsPerYear: v.number(),
  kind: v.picklist(kinds),
  dated: v.boolean(),
  columns: v.array(
    v.looseObject({
      id: v.string(),
      name: v.string(),
      label: v.string(),
      role: v.picklist(roles),
      assetClass: v.optional(v.picklist(assetClasses)),
      currency: v.string(),
      unit: v.string(),
      source: v.string(),
      licence: v.string(),
      attribution: v.string(),
      formula: v.optional(v.string()),
      caveats: v.array(v.string()),
      distortions: v.array(v.picklist(distortions)),
    }),
  ),
  fingerprint: v.string(),
  defaultRiskFree: v.optional(v.string()),
  defaultInflation: v.optional(v.string()),
  file: v.optional(v.object({ name: v.string(), bytes: v.number() })),
});

/**
 * The record of a dataset on a shelf. `before` is what it replaces: its id, its title and the
 * day on which it was added stay.
 * @throws Error where a column is not as long as the index.
 */
export function enclose(shelf: Shelf, dataset: Dataset, before?: StoredInfo): StoredRecord {
  const { index, values, ...given } = dataset;
  const { fingerprint, frequency, kind, dated } = dataset;
  const id = shelf === 'cache' ? fingerprint : (before?.id ?? dataset.id);
  const title = before?.title ?? dataset.title;
  const layout = layoutOf(dataset);
  const info: StoredInfo = {
    id,
    title,
    fingerprint,
    frequency,
    kind,
    dated,
    rows: index.length,
    span: [index[0] ?? '', index.at(-1) ?? ''],
    columns: dataset.columns.map((column) => ({
      id: column.id,
      label: column.label,
      role: column.role,
    })),
    bytes: index.reduce((sum, label) => sum + label.length, 8 * index.length * values.length),
    added: before?.added ?? new Date().toISOString(),
  };
  const facts = shelf === 'cache' ? given : { ...given, id, title };
  return { shelf, id, fingerprint, envelope: ENVELOPE, info, facts, layout };
}

/** What a list tells of a record, also of a newer or a damaged one, so that it can be removed. */
export function infoOf({ id, info }: StoredRecord): StoredInfo {
  const result = v.safeParse(infoSchema, info);
  if (result.success) return { ...result.output, id };
  const nothing = { rows: 0, span: ['', ''] as const, columns: [], bytes: 0, added: '' };
  const unknown = { fingerprint: '', frequency: 'daily', kind: 'prices', dated: false } as const;
  return { id, title: id, ...unknown, ...nothing };
}

/** @throws Error where a newer version of the app has kept it. */
export function refuseNewer(record: StoredRecord): void {
  if (record.envelope > ENVELOPE) {
    throw new Error(
      `“${infoOf(record).title}” was kept by a newer version of this app; reload the page to get it.`,
    );
  }
}

/** The checked facts of a record and the layout of its chunks; undefined where it is damaged. */
export function disclose(record: StoredRecord): { facts: Facts; layout: Layout } | undefined {
  const facts = v.safeParse(factsSchema, record.facts);
  const layout = v.safeParse(layoutSchema, record.layout);
  if (record.envelope !== ENVELOPE || !facts.success || !layout.success) return;
  if (layout.output.columns !== facts.output.columns.length) return;
  const title = record.shelf === 'own' ? infoOf(record).title : facts.output.title;
  return { facts: { ...facts.output, title }, layout: layout.output };
}

export function datasetOf(facts: Facts, { index, values }: Numbers): Dataset {
  return { ...facts, index, values };
}
