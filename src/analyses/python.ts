/**
 * The part that all reproduce scripts share: read the exported CSV, check its fingerprint,
 * and select columns and rows as the scenario says.
 */
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
  return `# Needs Python 3.9 or later with NumPy, and ${file.name} (Data, "Download the data") beside it.
import csv, hashlib, math, sys
import numpy as np

with open(sys.argv[1] if len(sys.argv) > 1 else ${JSON.stringify(file.name)}, newline="", encoding="utf-8") as handle:
    rows = list(csv.reader(handle))
ids, labels = rows[0][1:], [row[0] for row in rows[1:]]
table = np.array([[float(cell or "nan") for cell in row[1:]] for row in rows[1:]])

# The data must be the ones the page used: SHA-256 of column ids, labels and values by column.
head = "".join(line + "\\n" for line in ids + labels).encode()
body = b"".join(np.ascontiguousarray(column + 0.0, dtype="<f8").tobytes() for column in table.T)
found = hashlib.sha256(head + body).hexdigest()
expected = "${file.fingerprint}"
if found != expected:
    sys.exit(f"This file is not the one the scenario was made with: fingerprint {found}, expected {expected}")

${file.kind === 'prices' ? 'table, labels = table[1:] / table[:-1] - 1, labels[1:]\n' : ''}key = ${file.dated ? 'str' : 'int'}
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
