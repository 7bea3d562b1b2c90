/**
 * The conversions of a scenario, which act on its joined table of simple returns, in their order.
 *
 * Exchange rates and inflation are taken as the sources have them, so that it does not matter
 * whether returns are first made real or first converted. Cash is taken as the steps before have
 * left it: once returns are real, so is the cash that is taken off them.
 */
import { requireReturn } from '../finance/cleaning';
import {
  afterFee,
  beyondCash,
  compounded,
  leftByFee,
  leveraged,
  relativeTo,
} from '../finance/conversions';
import type { Dataset } from '../finance/dataset';
import { stepError, type Changed } from './scenario-cleaning';
import { defaultColumn, placeOf, workingId } from './scenario-columns';
import { ScenarioError, type Draft } from './scenario-draft';
import { isConversion, ofStep, type ConversionStep } from './scenario-steps';

/** A step with its defaults filled in. */
export interface Conversion {
  readonly position: number;
  readonly step: ConversionStep;
  /** The columns that it changes. */
  readonly columns: readonly string[];
  /** Column of the exchange rate, of inflation or of cash. */
  readonly by?: string;
}

export interface Conversions {
  readonly list: readonly Conversion[];
  /** No riskless rate is left to be taken off. */
  readonly excess: boolean;
  /** No inflation is left to be taken off. */
  readonly real: boolean;
}

/**
 * @param chosen the chosen assets of each source.
 * @throws ScenarioError naming the step that cannot be taken.
 */
export function conversionsOf(
  data: Pick<Draft['data'], 'steps' | 'riskFree'>,
  sources: readonly Dataset[],
  chosen: readonly (readonly string[])[],
): Conversions {
  const assets = chosen.flatMap((ids, s) => ids.map((id) => workingId(sources, s, id)));
  const riskFree = defaultColumn(sources, 'defaultRiskFree');
  const inflation = defaultColumn(sources, 'defaultInflation');
  let [excess, real] = [false, false];

  const resolve = (step: ConversionStep): Omit<Conversion, 'position' | 'step'> => {
    switch (step.step) {
      case 'convert': {
        requireNone(step.fx, 'inflation', sources);
        const others = assets.filter((id) => id !== step.fx);
        return { columns: step.columns ?? others, by: step.fx };
      }
      case 'real': {
        if (real) throw new RangeError('the returns are real already. Take one of the two out.');
        const by = step.inflation ?? inflation;
        if (by === undefined) {
          throw new RangeError('the data have no inflation. Join data that have, or take it out.');
        }
        const { s, j } = placeOf(by, sources);
        if (sources[s].columns[j].role !== 'inflation') {
          throw new RangeError(`${by} is no column of inflation. Choose one that is.`);
        }
        real = true;
        return { columns: assets, by };
      }
      case 'excess': {
        if (excess) throw new RangeError('cash is taken off already. Take one of the two out.');
        const by = step.cash ?? riskFree;
        if (by === undefined) {
          throw new RangeError('the data have no riskless rate. Name a column of cash.');
        }
        requireNone(by, 'inflation', sources);
        excess = true;
        return { columns: assets, by };
      }
      case 'leverage': {
        if (step.factor < 1 && step.spread !== undefined && step.spread > 0) {
          throw new RangeError('a factor below 1 borrows nothing. Leave the spread out.');
        }
        const by = step.cash ?? (excess ? undefined : riskFree);
        if (by !== undefined) requireNone(by, 'inflation', sources);
        return { columns: [step.column], by };
      }
      case 'fee':
        return { columns: step.columns ?? assets };
    }
  };

  const list = (data.steps ?? []).flatMap((step, position): Conversion[] => {
    if (!isConversion(step)) return [];
    try {
      const { columns, by } = resolve(step);
      if (by !== undefined) placeOf(by, sources);
      const stranger = columns.find((id) => !assets.includes(id));
      if (stranger !== undefined) {
        throw new RangeError(`${stranger} is not among the chosen assets. Choose it first.`);
      }
      if (step.step === 'excess' && typeof data.riskFree === 'string') {
        throw new ScenarioError(
          'data.riskFree',
          ofStep(
            position,
            step,
            `cash is taken off the returns here, so ${data.riskFree} cannot be the riskless rate as well. Choose none.`,
          ),
        );
      }
      return [{ position, step, columns, by }];
    } catch (error) {
      throw stepError(error, position, step);
    }
  });
  // What is cash anywhere gets real along with the assets.
  const cash = list.flatMap(({ step, by }) =>
    by !== undefined && (step.step === 'excess' || step.step === 'leverage') ? [by] : [],
  );
  const riskless = data.riskFree === undefined ? riskFree : (data.riskFree ?? undefined);
  const money = [...assets, ...cash, ...(riskless === undefined ? [] : [riskless])];
  const deflated = [...new Set(money)];
  return {
    list: list.map((one) => (one.step.step === 'real' ? { ...one, columns: deflated } : one)),
    excess,
    real,
  };
}

/** @throws RangeError where a column is not there, or has this role. */
function requireNone(id: string, role: 'inflation', sources: readonly Dataset[]): void {
  const { s, j } = placeOf(id, sources);
  if (sources[s].columns[j].role === role) {
    throw new RangeError(`${id} is a column of ${role}. Choose another.`);
  }
}

export interface Converted {
  readonly values: readonly Float64Array[];
  readonly changed: readonly Changed[];
}

/**
 * @param table the joined returns, with every column that the conversions name.
 * @throws ScenarioError naming the step and the date where nothing or less would be left.
 */
export function convertTable(
  { list }: Conversions,
  table: Pick<Dataset, 'columns' | 'values' | 'index' | 'periodsPerYear'>,
): Converted {
  const { columns, index, periodsPerYear } = table;
  const raw = new Map(columns.map(({ id }, j) => [id, table.values[j]]));
  const now = new Map(raw);
  const changed = list.map(({ position, step, columns: ids, by = '' }): Changed => {
    const given = (step.step === 'convert' || step.step === 'real' ? raw : now).get(by);
    const change = changeBy(step, periodsPerYear);
    const rows = new Uint8Array(index.length);
    let count = 0;
    try {
      for (const id of ids) {
        const before = now.get(id) ?? new Float64Array(0);
        const after = before.map((r, t) => change(r, given === undefined ? 0 : given[t], index[t]));
        after.forEach((r, t) => {
          if (r !== before[t]) [rows[t], count] = [1, count + 1];
        });
        now.set(id, after);
      }
    } catch (error) {
      throw stepError(error, position, step);
    }
    const [first, last] = [rows.indexOf(1), rows.lastIndexOf(1)];
    return { step: position, count, first: index[first] ?? '', last: index[last] ?? '' };
  });
  return { values: columns.map(({ id }, j) => now.get(id) ?? table.values[j]), changed };
}

/** What a step makes of a return, given the one of the column it goes by. */
function changeBy(
  step: ConversionStep,
  periodsPerYear: number,
): (r: number, by: number, label: string) => number {
  const left = step.step === 'fee' ? leftByFee(step.rate, periodsPerYear) : 1;
  const checked = (r: number, label: string): number => {
    requireReturn(r, label);
    return r;
  };
  switch (step.step) {
    case 'convert':
    case 'real': {
      const divides = step.step === 'real' || step.invert === true;
      return (r, by, label) => {
        requireReturn(by, label);
        return divides ? relativeTo(r, by) : compounded(r, by);
      };
    }
    case 'excess':
      return (r, by, label) => checked(beyondCash(r, by), label);
    case 'leverage': {
      const { factor, spread = 0 } = step;
      const margin = spread / periodsPerYear;
      return (r, by, label) => checked(leveraged(r, factor, by + margin), label);
    }
    case 'fee':
      return (r) => afterFee(r, left);
  }
}
