/** The NumPy script of the room: the chosen measure by every convention, from the definitions. */
import { pythonPreamble } from '../python';
import type { Reproduce } from '../view';
import { pairSource } from './reproduce-pair';
import { sharpeSource, valueAtRiskSource, volatilitySource } from './reproduce-mix';
import type { ConventionsParameters, Measure } from './spec';

const sources: Readonly<Record<Measure, string>> = {
  volatility: volatilitySource,
  sharpe: sharpeSource,
  valueAtRisk: valueAtRiskSource,
  covariance: pairSource,
  correlation: pairSource,
};

export const reproduce: Reproduce = (scenario, file) => {
  const p = scenario.parameters as ConventionsParameters;
  const position = (id: string, otherwise: string) =>
    id === '' ? otherwise : `assets.index(${JSON.stringify(id)})`;
  return `${pythonPreamble(scenario, file)}
f, dated, frequency = ${file.periodsPerYear}, ${file.dated ? 'True' : 'False'}, "${scenario.data.frequency}"
daily = f > 200
measure, tail, rebalancing = "${p.measure}", ${p.tail}, "${p.rebalancing}"
has_rate = ${file.riskFree === undefined ? 'False' : 'True'}
first = ${position(p.first, '0')}
second = ${position(p.second, '(0 if first == 1 else min(1, n - 1))')}
figures = {}

def put(name, value, applies=True):
    """Keeps what applies here and is a number."""
    if applies and value is not None and np.isfinite(value):
        figures[name] = float(value)

def month(t):
    """Months since the year 0 at row t, or where the row after the last one is expected."""
    if t == T:
        return month(T - 1) + (max(1, 12 // int(f)) if f <= 12 else 0)
    return int(labels[t][:4]) * 12 + int(labels[t][5:7]) - 1

def path(rule):
    """Returns of the mix, reset to its weights at the ends that the rule names."""
    months = {"monthly": 1, "quarterly": 3, "yearly": 12}.get(rule)
    def resets(t):
        if rule == "every-period" or months is None:
            return rule == "every-period"
        if dated:
            return month(t) // months != month(t + 1) // months
        unit = lambda row: math.floor(row * (12 // months) / f)
        return unit(t) != unit(t + 1)
    holdings, value, found = weights.copy(), 1.0, []
    for t in range(T):
        holdings = holdings * (1 + returns[t])
        after = holdings.sum()
        found.append(after / value - 1)
        value = after
        if resets(t):
            holdings = weights * after
    return np.array(found)

longer = None if frequency == "yearly" else "months" if frequency in ("daily", "weekly") else "years"
m = 12 if longer == "months" else 1

def resample(column):
    """Compounded to calendar months or years; None where there are no dates or too few units."""
    if longer is None or not dated:
        return None
    units = np.array([int(name[:4]) * 12 + (int(name[5:7]) if longer == "months" else 0) for name in labels])
    starts = np.flatnonzero(np.concatenate([[True], units[1:] != units[:-1]]))
    return np.multiply.reduceat(1 + column, starts) - 1 if len(starts) > 2 else None

recent = math.floor(3 * f + 0.5)
has_recent = 2 < recent < T
mix = returns @ weights
logs = lambda r: np.log1p(r) if np.all(r > -1) else np.full(len(r), np.nan)

${sources[p.measure]}
for name, figure in figures.items():
    print(f"{name} {figure:.17g}")
`;
};
