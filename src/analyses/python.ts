/**
 * What reproduce scripts share: all of them read the exported CSV, check its fingerprint, and
 * select columns and rows as the scenario says; some fit a model to the mix.
 */
import { stepsSource } from './python-steps';
import { recipeOf } from './scenario-recipe';
import type { ReproduceFile } from './view';
import type { Scenario } from './scenario';

/** Python source that defines `returns` (T x n), `weights`, `risk_free`, `inflation`, `labels`. */
export function pythonPreamble(scenario: Scenario, file: ReproduceFile): string {
  const { assets } = file;
  const { from, to } = scenario.data.range;
  const weights = assets.map((id) => {
    const position = scenario.mix.assets.indexOf(id);
    return position < 0 ? 0 : scenario.mix.weights[position];
  });
  const label = (value: string | null) => (value === null ? 'None' : JSON.stringify(value));
  const recipe = file.made && recipeOf(scenario, file.made);
  const files =
    recipe === undefined ? file.name : recipe.sources.map(({ name }) => name).join(', ');
  // Whatever a file is called, a comment ends with its line.
  const named = files.replaceAll(/\s+/g, ' ');
  return `# Needs Python 3.9 or later with NumPy, and ${named} (Data, "Download the data") beside it.
import csv, hashlib, math, sys
import numpy as np

${readSource}
${recipe === undefined ? exportedSource(file) : stepsSource(recipe, file.periodsPerYear)}key = ${file.dated ? 'str' : 'int'}
first, last = ${label(from)}, ${label(to)}
chosen = [t for t, name in enumerate(labels)
          if (first is None or key(name) >= key(first)) and (last is None or key(name) <= key(last))]
table, labels = table[chosen], [labels[t] for t in chosen]
column = lambda name: table[:, ids.index(name)]

assets = ${JSON.stringify(assets)}
weights = np.array(${JSON.stringify(weights)}) / 10000
returns = np.column_stack([column(name) for name in assets])
T, n = returns.shape
risk_free = ${file.riskFree === undefined ? 'np.zeros(T)' : `column(${JSON.stringify(file.riskFree)})`}
inflation = ${file.inflation === undefined ? 'None' : `column(${JSON.stringify(file.inflation)})`}
`;
}

/** Python source that defines `ids`, `labels` and `table` of simple returns from the one file. */
function exportedSource({ name, fingerprint, kind }: ReproduceFile): string {
  return `ids, labels, table = read(sys.argv[1] if len(sys.argv) > 1 else ${JSON.stringify(name)}, "${fingerprint}")
${kind === 'prices' ? 'table, labels = table[1:] / table[:-1] - 1, labels[1:]\n' : ''}`;
}

/** Python source of `read(path, expected)`: ids, labels and table of a file, which must be that one. */
const readSource = `def read(path, expected):
    with open(path, newline="", encoding="utf-8") as handle:
        rows = list(csv.reader(handle))
    ids, labels = rows[0][1:], [row[0] for row in rows[1:]]
    table = np.array([[float(cell or "nan") for cell in row[1:]] for row in rows[1:]])
    # The data must be the ones the page used: SHA-256 of column ids, labels and values by column.
    head = "".join(line + "\\n" for line in ids + labels).encode()
    body = b"".join(np.ascontiguousarray(column + 0.0, dtype="<f8").tobytes() for column in table.T)
    found = hashlib.sha256(head + body).hexdigest()
    if found != expected:
        sys.exit(f"{path} is not the one the scenario was made with: fingerprint {found}, expected {expected}")
    return ids, labels, table
`;

/** `fitted_degrees()`: those of a Student t fitted to `mix`, `T` returns, by maximum likelihood. */
export const studentFitSource = `def fit_location_scale(degrees):
    """Maximum likelihood of location and scale for given degrees, by EM; and the likelihood."""
    location, square = np.median(mix), mix.var()
    for _ in range(2000):
        weight = (degrees + 1) / (degrees + (mix - location) ** 2 / square)
        before = (location, square)
        location = (weight * mix).sum() / weight.sum()
        square = (weight * (mix - location) ** 2).mean()
        if abs(location - before[0]) < 1e-14 and abs(square / before[1] - 1) < 1e-13:
            break
    constant = math.lgamma((degrees + 1) / 2) - math.lgamma(degrees / 2) - math.log(degrees * math.pi * square) / 2
    likelihood = T * constant - (degrees + 1) / 2 * np.log1p((mix - location) ** 2 / degrees / square).sum()
    return likelihood, location, math.sqrt(square)

def fitted_degrees():
    low, high = math.log(1), math.log(1000)
    golden = (math.sqrt(5) - 1) / 2
    while high - low > 1e-9:
        a, b = high - golden * (high - low), low + golden * (high - low)
        if fit_location_scale(math.exp(a))[0] > fit_location_scale(math.exp(b))[0]:
            high = b
        else:
            low = a
    return math.exp((low + high) / 2)
`;

/** `suggested_block(ratio)`: the block length for `d`, the deviations of `T` returns from their mean. */
export const suggestedBlockSource = `def suggested_block(ratio):
    """Politis and White (2004), corrected 2009: ratio 1 for the stationary bootstrap, 1.5 for the circular."""
    if T < 12 or np.ptp(d) < 1e-14:
        return 1
    covariances = [(d[:T - k] * d[k:]).sum() / T for k in range(T)]
    run = max(5, math.floor(math.log10(T)))
    limit, bound = math.ceil(math.sqrt(T)) + run, 2 * math.sqrt(math.log10(T) / T)
    quiet, m = 0, limit
    for k in range(1, limit):
        early, late = d[:T - k], d[k:]
        related = (early * late).sum() / math.sqrt((early ** 2).sum() * (late ** 2).sum())
        quiet = quiet + 1 if abs(related) < bound else 0
        if quiet == run:
            m = min(limit, 2 * (k - run + 1))
            break
    window = [1 if 2 * k <= m else 2 * (1 - k / m) for k in range(1, m + 1)]
    g = 2 * sum(w * k * c for w, k, c in zip(window, range(1, m + 1), covariances[1:]))
    spectrum = covariances[0] + 2 * sum(w * c for w, c in zip(window, covariances[1:]))
    return max(1, min(math.ceil(min(3 * math.sqrt(T), T / 3)), (ratio * abs(g / spectrum) ** 2 * T) ** (1 / 3)))
`;
