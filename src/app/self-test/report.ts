/** What the self-test has found, in a sentence, as a text to send and as tables of a CSV. */
import { formatCount, formatNumber } from '../../ui/format';
import { tablesToCsv, type CsvTable } from '../../ui/csv';
import { closer, holds, type Line } from './check';
import { agrees, places, type Agreement } from './run';
import type { Speed } from './speeds';
import { words } from './words';

export interface Report {
  readonly lines: readonly Line[];
  readonly agreements: readonly Agreement[];
  readonly speeds: readonly Speed[];
  /** Name and value of what it was computed by. */
  readonly environment: readonly (readonly [string, string])[];
}

/** Everything that was looked at is as it should be. */
export function allWell({ lines, agreements }: Pick<Report, 'lines' | 'agreements'>): boolean {
  return lines.every(holds) && agreements.every(agrees);
}

/** "1,388 of 1,388 reference numbers hold; largest error …; the digests of 6 …." */
export function summaryOf({ lines, agreements }: Pick<Report, 'lines' | 'agreements'>): string {
  const { held, count } = tally(lines);
  const worst = lines.reduce<Line | undefined>(
    (so, line) => (so === undefined ? line : closer(so, line)),
    undefined,
  );
  const digests = formatCount(agreements.length);
  const differing = agreements.filter((one) => !agrees(one)).length;
  const said = [
    held === count
      ? words.allHold(formatCount(count))
      : words.someHold(formatCount(held), formatCount(count)),
    ...(worst === undefined ? [] : [errorOf(worst)]),
    ...(agreements.length === 0
      ? []
      : [
          differing === 0
            ? words.digestsAgree(digests)
            : words.digestsDiffer(formatCount(differing), digests),
        ]),
  ];
  return `${said.join('; ')}.`;
}

/** How many numbers the lines compare, and how many of them hold. */
export function tally(lines: readonly Line[]): { readonly held: number; readonly count: number } {
  return lines.reduce(
    (sum, line) => ({ held: sum.held + line.held, count: sum.count + line.count }),
    { held: 0, count: 0 },
  );
}

/** How far the worst number of the lines is off, and how far it may be. */
export function errorOf({ error, tolerance }: Line): string {
  if (error === 0) return words.noError;
  if (!Number.isFinite(error)) return words.missing;
  return words.largest(sizeOf(error), sizeOf(tolerance));
}

/** The size of an error in one digit: "3e-13". */
export function sizeOf(error: number): string {
  if (error === 0) return '0';
  if (!Number.isFinite(error)) return words.nothing;
  return error.toExponential(0);
}

/** A number with the digits that a comparison needs. */
export function digitsOf(value: number): string {
  if (Number.isNaN(value)) return words.nothing;
  return Number(value.toPrecision(12)).toString().replace('-', '−');
}

export function speedText({ id, amount, seconds, problem }: Speed): string {
  const { rate } = words.speedOf[id];
  if (problem !== undefined || seconds === 0) return words.nothing;
  if (rate === undefined) return words.milliseconds(formatNumber((1_000 * seconds) / amount, 1));
  const millions = amount / seconds / 1e6;
  return words.millionsPerSecond(formatNumber(millions, millions < 10 ? 1 : 0), rate);
}

export function reportText(report: Report): string {
  const { lines, agreements, speeds, environment } = report;
  const wrong = lines.filter((line) => !holds(line));
  return [
    `${words.title}: ${summaryOf(report)}`,
    ...(allWell(report) ? [] : [words.wrong]),
    '',
    ...environment.map(([name, value]) => `${name}: ${value}`),
    '',
    ...wrong.map(
      ({ part, what, source, expected, here, problem }) =>
        `${words.notOk}: ${words.parts[part]}, ${what}: ${problem ?? here}, ${source} ${expected}`,
    ),
    ...agreements.map(
      (one) =>
        `${one.what}: ${one.expected}${agrees(one) ? '' : ` ${one.runs.map(({ on, digest, problem }) => `${words.places[on]} ${digest ?? problem}`).join(', ')}`}`,
    ),
    '',
    ...speeds.map(
      (one) => `${words.speedOf[one.id].what}: ${speedText(one)}, ${words.workers(one.workers)}`,
    ),
    '',
  ].join('\n');
}

export function reportCsv({ lines, agreements, speeds, environment }: Report): string {
  const column = <T>(
    items: readonly T[],
    label: string,
    value: (item: T) => number | string,
  ): CsvTable['columns'][number] => ({ label, values: items.map(value) });
  return tablesToCsv([
    {
      title: words.environment,
      columns: [column(environment, '', ([name]) => name), column(environment, '', ([, v]) => v)],
    },
    {
      title: words.numbers,
      columns: [
        column(lines, 'part', ({ part }) => words.parts[part]),
        column(lines, 'what', ({ what }) => what),
        column(lines, 'reference', ({ source }) => source),
        column(lines, 'numbers', ({ count }) => count),
        column(lines, 'held', ({ held }) => held),
        column(lines, 'expected', ({ expected }) => expected),
        column(lines, 'here', ({ here, problem }) => problem ?? here),
        column(lines, 'relative error', ({ error }) => error),
        column(lines, 'allowed', ({ tolerance }) => tolerance),
        column(lines, 'verdict', (line) => (holds(line) ? words.ok : words.notOk)),
      ],
    },
    {
      title: words.simulations,
      columns: [
        column(agreements, 'simulation', ({ what }) => what),
        column(agreements, 'wanted', ({ expected }) => expected),
        ...places.map((place) =>
          column(agreements, words.places[place], ({ runs }) => {
            const ran = runs.find(({ on }) => on === place);
            return ran?.digest ?? ran?.problem ?? '';
          }),
        ),
      ],
    },
    {
      title: words.speeds,
      columns: [
        column(speeds, 'what', ({ id }) => words.speedOf[id].what),
        column(speeds, 'amount', ({ amount }) => amount),
        column(speeds, 'seconds', ({ seconds }) => seconds),
        column(speeds, 'workers', ({ workers }) => workers),
      ],
    },
  ]);
}
