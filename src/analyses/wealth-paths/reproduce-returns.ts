/** The parts of the script that make steps of the data, and draw returns for them. */
import { readRows } from '../parameter-rows';
import { studentFitSource, suggestedBlockSource } from '../python';
import type { Scenario } from '../scenario';
import type { ReproduceFile } from '../view';
import { spec, type WealthParameters } from './spec';

/** Defines `f`, `steps`, `growth` of each asset (T x n) and `price_growth` by step of the data. */
export function stepsSource(p: WealthParameters, scenario: Scenario, file: ReproduceFile): string {
  const monthly = file.periodsPerYear > 12;
  return `${monthly ? compoundSource(scenario, file) : ''}
f = ${monthly ? 12 : file.periodsPerYear}  # steps a year
steps = max(1, math.floor(${p.years} * f + 0.5))
fee = (1 - ${p.fee} / 100) ** (1 / f)
growth = np.maximum(0, 1 + returns) * fee
price_growth = ${drawsInflation(p, file) ? '1 + inflation' : `np.full(T, (1 + ${p.inflationRate} / 100) ** (1 / f))`}
`;
}

function compoundSource({ data }: Scenario, { dated, periodsPerYear }: ReproduceFile): string {
  const byCalendar = dated && (data.frequency === 'daily' || data.frequency === 'weekly');
  const units = byCalendar
    ? `month = [label[:7] for label in labels]
last = datetime.date.fromisoformat(labels[-1])
ahead = [last + datetime.timedelta(days) for days in range(1, 32)]
${
  data.frequency === 'weekly'
    ? 'finished = ahead[6].month != last.month'
    : 'finished = sum(day.month == last.month and day.weekday() < 5 for day in ahead) <= 1'
}`
    : `month = [math.floor(t * 12 / ${periodsPerYear}) for t in range(T + 1)]
finished = month.pop() != month[-1]`;
  return `
# The steps of a plan are months at most: an unfinished last one is left out.
${byCalendar ? 'import datetime\n' : ''}${units}
firsts = [t for t in range(T) if t == 0 or month[t] != month[t - 1]]
compound = lambda x: (np.multiply.reduceat(1 + x, firsts) - 1)[:len(firsts) - (not finished)]
returns = compound(returns)
inflation = None if inflation is None else compound(inflation)
T = len(returns)
`;
}

/** Defines `draw(size)`, which gives `growth` (n x size) and `price_growth` of one step at a time. */
export function returnsSource(p: WealthParameters, file: ReproduceFile): string {
  return `
# What the model takes the returns for; an asset without a row stays as it was in history.
mean, deviation = returns.mean(axis=0), returns.std(axis=0, ddof=1)
deviation[deviation < 1e-14] = 0
assumed_mean, assumed_deviation = mean.copy(), deviation.copy()
${overridesSource(p)}
generator = np.random.default_rng(1)  # any other seed agrees within the errors
${p.model === 'normal' || p.model === 'student' ? madeUpSource(p, file) : historySource(p)}`;
}

function overridesSource(p: WealthParameters): string {
  const rows = readRows(spec.parameters.assumptions.columns, p.assumptions);
  const lines = rows.flatMap(({ asset, expectedReturn, volatility }) => [
    ...(expectedReturn === undefined
      ? []
      : [`assumed_mean[assets.index(${JSON.stringify(asset)})] = ${expectedReturn} / 100 / f`]),
    ...(volatility === undefined
      ? []
      : [
          `assumed_deviation[assets.index(${JSON.stringify(asset)})] = ${volatility} / 100 / math.sqrt(f)`,
        ]),
  ]);
  return lines.map((line) => `${line}\n`).join('');
}

const mixSource = `mix = returns @ weights
d = mix - mix.mean()
`;

function historySource(p: WealthParameters): string {
  const suggested = p.model === 'circular-bootstrap' ? 1.5 : 1;
  const block =
    p.model === 'bootstrap'
      ? ''
      : p.blockLength > 0
        ? `block = ${p.blockLength}\n`
        : `${mixSource}\n${suggestedBlockSource}\nblock = suggested_block(${suggested})\n`;
  return `scale = np.divide(assumed_deviation, deviation, out=np.zeros(n), where=deviation > 0)
assumed = np.maximum(0, 1 + assumed_mean + scale * (returns - mean)) * fee
${block}${block === '' ? '' : 'print(f"blockLength {block:.17g}")\n'}
def draw(size):
    """Returns of dates drawn from history${p.model === 'bootstrap' ? '' : ', in blocks that go round from its end to its start'}."""
    for k in range(steps):
        fresh = generator.integers(T, size=size)
        ${datesSource(p)}
        yield assumed[dates].T, price_growth[dates]
`;
}

function datesSource(p: WealthParameters): string {
  switch (p.model) {
    case 'circular-bootstrap':
      return 'dates = fresh if k % max(1, math.floor(block + 0.5)) == 0 else (dates + 1) % T';
    case 'stationary-bootstrap':
      return `new = generator.random(size) < 1 / block
        dates = fresh if k == 0 else np.where(new, fresh, (dates + 1) % T)`;
    default:
      return 'dates = fresh';
  }
}

function madeUpSource(p: WealthParameters, file: ReproduceFile): string {
  const drawn = drawsInflation(p, file);
  const replaced = readRows(spec.parameters.correlations.columns, p.correlations).map(
    ({ first, second, correlation }) =>
      `correlate(${JSON.stringify(first)}, ${JSON.stringify(second)}, ${correlation})\n`,
  );
  return `variables = ${drawn ? 'np.column_stack([returns, inflation])  # inflation is drawn with the assets' : 'returns'}
covariance = np.cov(variables, rowvar=False, ddof=1).reshape(variables.shape[1], -1)
spread = np.sqrt(np.diag(covariance))
spread[spread < 1e-14] = 0
both = np.outer(spread, spread)
correlation = np.divide(covariance, both, out=np.zeros_like(both), where=both > 0)
np.fill_diagonal(correlation, 1)
${replaced.length > 0 ? correlateSource(p, replaced) : ''}
center = np.concatenate([assumed_mean, variables.mean(axis=0)[n:]])[:, None]
values, vectors = np.linalg.eigh(correlation)
loadings = vectors * np.sqrt(np.maximum(values, 0))  # times its transpose: the correlations
factor = np.concatenate([assumed_deviation, spread[n:]])[:, None] * loadings
${p.model === 'student' ? degreesSource(p) : ''}
def draw(size):
    """${p.model === 'student' ? 'Student t' : 'Normal'} returns of one step at a time."""
    for _ in range(steps):
        moves = factor @ generator.standard_normal((len(factor), size))
        ${p.model === 'student' ? 'moves *= np.sqrt((degrees - 2) / generator.chisquare(degrees, size))\n        ' : ''}change = 1 + center + moves
        yield np.maximum(0, change[:n]) * fee, ${drawn ? 'np.maximum(0.01, change[n])' : 'np.full(size, price_growth[0])'}
`;
}

function correlateSource(p: WealthParameters, rows: readonly string[]): string {
  return `
def correlate(first, second, value):
    i, j = assets.index(first), assets.index(second)
    if i != j:
        correlation[i, j] = correlation[j, i] = value

${rows.join('')}
${
  p.repair === 'nearest'
    ? `def nearest(matrix):
    """The nearest correlation matrix: Higham (2002), alternating projections with a correction."""
    y, correction = matrix.copy(), np.zeros_like(matrix)
    for _ in range(100_000):
        shifted = y - correction
        values, vectors = np.linalg.eigh(shifted)
        x = (vectors * np.maximum(values, 0)) @ vectors.T
        correction = x - shifted
        y = x.copy()
        np.fill_diagonal(y, 1)
        if np.abs(y - x).max() < 1e-13:
            break
    return y

if np.linalg.eigvalsh(correlation)[0] < -1e-10:
    repaired = nearest(correlation)
    print(f"repaired {np.linalg.norm(repaired - correlation):.17g}")
    correlation = repaired
`
    : `if np.linalg.eigvalsh(correlation)[0] < -1e-10:
    print("refused 1")  # these correlations cannot all hold at once
    sys.exit()
`
}`;
}

function degreesSource(p: WealthParameters): string {
  const degrees =
    p.degrees > 0
      ? `degrees = ${p.degrees}`
      : `${mixSource}
${studentFitSource}
degrees = min(30, max(3, math.floor(fitted_degrees() + 0.5))) if T >= 10 and np.ptp(d) > 1e-14 else 30`;
  return `${degrees}
print(f"degrees {degrees}")
`;
}

function drawsInflation(p: WealthParameters, file: ReproduceFile): boolean {
  return p.inflation === 'history' && file.inflation !== undefined;
}
