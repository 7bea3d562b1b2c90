/** How steps made the working dataset, with all defaults filled in: what a script has to repeat. */
import type { Dataset, Frequency, Role } from '../finance/dataset';
import { startOf } from '../finance/levels';
import type { Scenario } from './scenario';
import { placeOf } from './scenario-columns';
import { conversionsOf, type Conversion } from './scenario-conversions';
import { isCleaning, resampleIn, type CleaningStep, type ResampleStep } from './scenario-steps';

export interface Recipe {
  readonly sources: readonly RecipeSource[];
  /** Cleaning steps with what they act on; a drop acts on no single column. */
  readonly cleaning: readonly {
    readonly step: CleaningStep;
    readonly source: number;
    readonly column?: string;
    readonly role?: Role;
  }[];
  readonly to: ResampleStep['to'] | undefined;
  /** The columns of the working dataset, by their ids there and in their sources. */
  readonly columns: readonly {
    readonly id: string;
    readonly source: number;
    readonly column: string;
  }[];
  readonly conversions: readonly Conversion[];
}

/** A source as it was before any step: its exported CSV is what a script reads. */
export interface RecipeSource {
  readonly name: string;
  readonly fingerprint: string;
  readonly kind: Dataset['kind'];
  readonly frequency: Frequency;
  /** Where the first period of returns began. */
  readonly start: string;
}

/** Undefined where the exported working dataset says all: of data without other steps than resampling. */
export function recipeOf({ data }: Scenario, dataset: Dataset): Recipe | undefined {
  const { madeOf: sources } = dataset;
  if (sources === undefined) return undefined;
  const chosen = data.sources.map(({ columns }) => columns);
  const steps = [...data.steps];
  return {
    sources: sources.map((source) => ({
      name: `${source.id}.csv`,
      fingerprint: source.fingerprint,
      kind: source.kind,
      frequency: source.frequency,
      start: startOf(source),
    })),
    cleaning: steps.filter(isCleaning).map((step) => {
      if (step.step === 'drop') {
        return { step, source: sources.findIndex(({ id }) => id === step.source) };
      }
      const { s, j } = placeOf(step.column, sources);
      const { id, role } = sources[s].columns[j];
      return { step, source: s, column: id, role };
    }),
    to: resampleIn(steps)?.to,
    // One that is not complete takes no part, and would cost the others rows.
    columns: dataset.columns.flatMap(({ id }, k) => {
      if (dataset.values[k].some(Number.isNaN)) return [];
      const { s, j } = placeOf(id, sources);
      return [{ id, source: s, column: sources[s].columns[j].id }];
    }),
    conversions: conversionsOf({ ...data, steps }, sources, chosen).list,
  };
}
