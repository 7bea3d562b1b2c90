/** The steps of a scenario's data in words. */
import type { Step } from './scenario-steps';

interface Named {
  readonly id: string;
  readonly label: string;
}

/**
 * One plain sentence.
 * @param columns those of the working dataset and of its sources; what is not there goes by its id.
 * @param sources the datasets that the scenario joins.
 */
export function stepWords(
  step: Step,
  columns: readonly Named[],
  sources: readonly { readonly id: string; readonly title: string }[] = [],
): string {
  const name = (id: string) => columns.find((column) => column.id === id)?.label ?? id;
  const assets = (ids: readonly string[] | undefined, all: string) =>
    ids === undefined ? all : listed(ids.map(name));
  switch (step.step) {
    case 'drop': {
      const title = sources.find(({ id }) => id === step.source)?.title ?? step.source;
      const one = step.dates.length === 1;
      return `The ${one ? 'row' : 'rows'} of ${title} at ${listed(step.dates)} ${one ? 'is' : 'are'} left out`;
    }
    case 'fill': {
      const given = step.dates === undefined ? '' : `, and those at ${listed(step.dates)},`;
      return `Missing values of ${name(step.column)}${given} are filled forward, at most ${step.limit} in a row`;
    }
    case 'split':
      return `${name(step.column)} was split ${plain(step.factor)} for 1 at ${step.date}, which is taken out of its prices`;
    case 'winsorize':
      return `Returns of ${name(step.column)} are limited to what lies between their lowest and their highest ${percent(step.tail)}`;
    case 'desmooth':
      return `The smoothing of ${name(step.column)} is taken back, with a weight of ${percent(step.weight)} on the period before`;
    case 'resample':
      return `The data become ${step.to}`;
    case 'convert': {
      const what = assets(step.columns, 'All assets');
      const how = step.invert === true ? 'divided by' : 'compounded with';
      return `${what}: returns are converted to another currency, ${how} those of ${name(step.fx)}`;
    }
    case 'real':
      return `Returns of assets and cash are real, beyond ${step.inflation === undefined ? 'inflation' : name(step.inflation)}`;
    case 'excess':
      return `Returns are those beyond ${step.cash === undefined ? 'the riskless rate' : name(step.cash)}`;
    case 'leverage': {
      const { factor, spread = 0, cash } = step;
      const rate = cash === undefined ? 'the riskless rate' : name(cash);
      const margin = spread > 0 ? ` plus ${percent(spread)} a year` : '';
      const money =
        factor === 1
          ? 'with nothing borrowed'
          : factor > 1
            ? `borrowed at ${rate}${margin}`
            : `the rest at ${rate}`;
      return `${name(step.column)} is held ${plain(factor)} times, ${money}`;
    }
    case 'fee':
      return `${assets(step.columns, 'All assets')}: a fee of ${percent(step.rate)} a year is taken off`;
    case 'form':
      return step.kind === 'prices'
        ? 'The data are kept as prices, from 100 on'
        : 'The data are kept as returns';
  }
}

/** A few are named, of many the first and the last. */
function listed(names: readonly string[]): string {
  if (names.length > 4) return `${names[0]} to ${names[names.length - 1]} (${names.length})`;
  if (names.length < 2) return names[0] ?? '';
  return `${names.slice(0, -1).join(', ')} and ${names[names.length - 1]}`;
}

function percent(fraction: number): string {
  return `${plain(fraction * 100)} %`;
}

/** Without what floating point leaves behind the sixth digit. */
function plain(value: number): string {
  return String(Number(value.toPrecision(6)));
}
