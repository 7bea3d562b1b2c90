/**
 * The part of a reproduce script that takes the sources of a scenario through its steps: only
 * what these use is in it.
 */
import type { Recipe } from './scenario-recipe';

/**
 * Python source that defines `ids`, `labels` and `table` (T x columns) of simple returns from
 * the files of the sources, which `read(name, expected)` gives as ids, labels and table.
 */
export function stepsSource(recipe: Recipe, periodsPerYear: number): string {
  const { sources, cleaning, columns, conversions, to } = recipe;
  const used = new Set(cleaning.map(({ step }) => step.step));
  const names = ['fill', 'split', 'winsorize', 'desmooth'] as const;
  const functions = names.filter((name) => used.has(name)).map((name) => functionsOf[name]);
  const needsReturns = used.has('winsorize') || used.has('desmooth');
  const calls = cleaning.map(cleaningCall);
  return [
    `paths = sys.argv[1:] or ${text(sources.map(({ name }) => name))}`,
    `kinds = ${text(sources.map(({ kind }) => kind))}`,
    `sources = [read(path, expected) for path, expected in zip(paths, ${text(sources.map(({ fingerprint }) => fingerprint))})]`,
    '',
    ...(needsReturns ? [returnsSource] : []),
    ...functions,
    ...(calls.length > 0
      ? [
          '# Cleaning, in its order.',
          'at = lambda s, name: sources[s][2][:, sources[s][0].index(name)]',
          ...calls,
          '',
        ]
      : []),
    joinSource,
    `frequency, resampled = ${text(to ?? sources[0].frequency)}, ${to === undefined ? 'False' : 'True'}`,
    `frequencies = ${text(sources.map(({ frequency }) => frequency))}`,
    `starts = ${text(sources.map(({ start }) => start))}`,
    `needed = ${text(sources.map((_, s) => columns.filter(({ source }) => source === s).map(({ column }) => column)))}`,
    `ids = ${text(sources.flatMap((_, s) => columns.filter(({ source }) => source === s).map(({ id }) => id)))}`,
    'labels, table = joined()',
    '',
    ...(conversions.length > 0
      ? [
          '# Conversions, in their order.',
          `f = ${periodsPerYear}`,
          'raw = dict(zip(ids, table.T))',
          'now = dict(raw)',
          ...conversions.map(conversionLines),
          'table = np.column_stack([now[name] for name in ids])',
          '',
        ]
      : []),
  ].join('\n');
}

/** A value as Python reads it: JSON without true, false and null is Python. */
function text(value: string | number | readonly unknown[]): string {
  return JSON.stringify(value);
}

function cleaningCall({ step, source: s, column = '', role }: Recipe['cleaning'][number]): string {
  const place = `at(${s}, ${text(column)})`;
  switch (step.step) {
    case 'drop':
      return `sources[${s}][2][[sources[${s}][1].index(name) for name in ${text(step.dates)}]] = np.nan`;
    case 'fill': {
      const still = `kinds[${s}] == "returns"`;
      return `${place}[:] = fill(${place}, sources[${s}][1], ${step.limit}, ${text(step.dates ?? [])}, ${role === 'rate' ? 'False' : still})`;
    }
    case 'split':
      return `${place}[:] = split(${place}, sources[${s}][1].index(${text(step.date)}), kinds[${s}], ${step.factor})`;
    case 'winsorize':
      return `${place}[:] = winsorize(${place}, kinds[${s}], ${step.tail})`;
    case 'desmooth':
      return `${place}[:] = desmooth(${place}, kinds[${s}], ${step.weight})`;
  }
}

function conversionLines({ step, columns, by }: Recipe['conversions'][number]): string {
  const each = (formula: string) => `for name in ${text(columns)}:\n    now[name] = ${formula}`;
  switch (step.step) {
    case 'convert':
      return each(
        `(1 + now[name]) ${step.invert === true ? '/' : '*'} (1 + raw[${text(by ?? '')}]) - 1`,
      );
    case 'real':
      return each(`(1 + now[name]) / (1 + raw[${text(by ?? '')}]) - 1`);
    case 'excess':
      return `cash = now[${text(by ?? '')}]\n${each('now[name] - cash')}`;
    case 'leverage': {
      const cash = by === undefined ? '0' : `now[${text(by)}]`;
      const { factor, spread = 0 } = step;
      return each(`${factor} * now[name] - (${factor} - 1) * (${cash} + ${spread} / f)`);
    }
    case 'fee':
      return each(`(1 + now[name]) * (1 - ${step.rate}) ** (1 / f) - 1`);
  }
}

const returnsSource = `def returns_of(values, kind):
    """Returns from one known value to the next, and the rows at which they end."""
    rows = np.flatnonzero(~np.isnan(values))
    return (rows, values[rows]) if kind == "returns" else (rows[1:], np.diff(values[rows]) / values[rows[:-1]])
`;

const functionsOf = {
  fill: `def fill(values, labels, limit, dates, still):
    """Repeats the last value (with \`still\`: gives no change) where one is missing or its date is named."""
    result, last, run = np.full(len(values), np.nan), np.nan, 0
    for t, value in enumerate(values):
        if not np.isnan(value) and labels[t] not in dates:
            result[t], last, run = value, value, 0
            continue
        run += 1
        if not np.isnan(last) and run <= limit:
            result[t] = 0 if still else last
    return result
`,
  split: `def split(values, row, kind, factor):
    result = values.copy()
    if kind == "prices":
        result[:row] /= factor
    else:
        result[row] = (1 + result[row]) * factor - 1
    return result
`,
  winsorize: `def winsorize(values, kind, tail):
    """Returns limited to their quantiles; prices rebuilt from the first."""
    rows, returns = returns_of(values, kind)
    within = np.clip(returns, *np.quantile(returns, [tail, 1 - tail]))
    result = values.copy()
    known = values[~np.isnan(values)]
    result[rows] = within if kind == "returns" else known[0] * np.cumprod(1 + within)
    return result
`,
  desmooth: `def desmooth(values, kind, weight):
    """Geltner (1993): r*_t = (r_t - w r_(t-1)) / (1 - w); without the first return."""
    rows, returns = returns_of(values, kind)
    real = (returns[1:] - weight * returns[:-1]) / (1 - weight)
    result = np.full(len(values), np.nan)
    if kind == "returns":
        follows = np.diff(rows) == 1
        result[rows[1:][follows]] = real[follows]
    else:
        result[rows] = values[rows[0]] * np.cumprod(np.concatenate([[1], 1 + real]))
    return result
`,
} as const;

const joinSource = `from datetime import date, timedelta

periods = {"daily": 252, "weekly": 52, "monthly": 12, "quarterly": 4, "yearly": 1}

def unit_of(label, frequency):
    """The number of the calendar unit that a date lies in; weeks begin on Monday."""
    day = date.fromisoformat(label)
    if frequency == "daily":
        return day.toordinal()
    if frequency == "weekly":
        return (day.toordinal() - day.weekday()) // 7
    return (12 * day.year + day.month - 1) // (12 // periods[frequency])

def has_ended(label, own, to):
    """Whether no more rows of a source are to be expected in the unit of its last one."""
    unit = unit_of(label, to)
    ahead = lambda days: date.fromisoformat(label) + timedelta(days)
    if own == "weekly":
        return unit_of(ahead(7).isoformat(), to) != unit
    if own != "daily":
        return (unit_of(label, "monthly") + 12 // periods[own]) // (12 // periods[to]) != unit
    weekdays, days = 0, 1
    while weekdays < 2 and unit_of(ahead(days).isoformat(), to) == unit:
        weekdays += ahead(days).weekday() < 5
        days += 1
    return weekdays < 2

def points(s):
    """Points in time of a source: label, stretch and row of each; between stretches nothing is known."""
    names, labels, values = sources[s]
    values = values[:, [names.index(name) for name in needed[s]]]
    rows = np.flatnonzero(~np.isnan(values).any(axis=1))
    if kinds[s] == "prices":
        return values, [(labels[t], 0, t) for t in rows]
    found, stretch = [], -1
    for k, t in enumerate(rows):
        if k == 0 or rows[k - 1] != t - 1:
            stretch += 1
            found.append((starts[s] if t == 0 else labels[t - 1], stretch, t - 1))
        found.append((labels[t], stretch, t))
    return values, found

def joined():
    """Returns of all sources between the calendar units that all of them have."""
    every = [points(s) for s in range(len(sources))]
    units = []
    for s, (_, found) in enumerate(every):
        if len(sources) == 1 and not resampled:
            units.append({k: point for k, point in enumerate(found)})
            continue
        last = {unit_of(point[0], frequency): point for point in found}
        if resampled and frequencies[s] != frequency and found and not has_ended(found[-1][0], frequencies[s], frequency):
            last.pop(unit_of(found[-1][0], frequency))
        units.append(last)
    common = [unit for unit in units[0] if all(unit in other for other in units)]
    labels, rows = [], []
    for a, b in zip(common, common[1:]):
        if any(last[a][1] != last[b][1] for last in units):
            continue
        labels.append(units[0][b][0])
        row = []
        for s, (values, _) in enumerate(every):
            begin, end = units[s][a][2], units[s][b][2]
            if kinds[s] == "prices":
                row.extend(values[end] / values[begin] - 1)
            else:
                row.extend(np.prod(1 + values[begin + 1:end + 1], axis=0) - 1)
        rows.append(row)
    return labels, np.array(rows)
`;
