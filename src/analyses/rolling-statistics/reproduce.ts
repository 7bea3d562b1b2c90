/** The NumPy script of the room. */
import { pythonPreamble } from '../python';
import type { Reproduce } from '../view';
import type { RollingParameters } from './spec';

export const reproduce: Reproduce = (scenario, file) => {
  const p = scenario.parameters as RollingParameters;
  const against = p.against === '' ? '0' : `assets.index(${JSON.stringify(p.against)})`;
  return `${pythonPreamble(scenario, file)}
f, w = ${file.periodsPerYear}, ${p.window}
least = ${p.minimum === 0 ? 'w' : `min(${p.minimum}, w)`}
mix = returns @ weights
other = returns[:, ${against}]
level = 100 * np.cumprod(1 + mix)
nan = float("nan")

def windows(series, function):
    """The function of every window that holds enough periods, by its last row."""
    return [function(series[max(0, t - w + 1):t + 1], slice(max(0, t - w + 1), t + 1))
            if min(t + 1, w) >= least else nan for t in range(T)]

def standardized(x, power):
    return (((x - x.mean()) / x.std()) ** power).mean() if x.std() > 0 else nan

def skewness(x):
    n = len(x)
    return math.sqrt(n * (n - 1)) / (n - 2) * standardized(x, 3) if n > 2 else nan

def kurtosis(x):
    n = len(x)
    if n < 4:
        return nan
    return (n - 1) / ((n - 2) * (n - 3)) * ((n + 1) * (standardized(x, 4) - 3) + 6)

def drawdown(x):
    wealth = np.concatenate([[1.0], np.cumprod(1 + x)])
    return (wealth / np.maximum.accumulate(wealth) - 1).min()

def sharpe(x):
    return x.mean() / x.std(ddof=1) * math.sqrt(f) if len(x) > 1 and x.std(ddof=1) > 0 else nan

def beta(x, rows):
    y = other[rows]
    return np.cov(x, y, ddof=1)[0, 1] / y.var(ddof=1) if len(x) > 1 and y.std() > 0 else nan

def correlation(x, rows):
    y = other[rows]
    return np.corrcoef(x, y)[0, 1] if len(x) > 1 and x.std() > 0 and y.std() > 0 else nan

rolled = {
    "mean": windows(mix, lambda x, _: x.mean() * f),
    "volatility": windows(mix, lambda x, _: x.std(ddof=1) * math.sqrt(f) if len(x) > 1 else nan),
    "sharpe": windows(mix - risk_free, lambda x, _: sharpe(x)),
    "minimum": windows(mix, lambda x, _: x.min()),
    "maximum": windows(mix, lambda x, _: x.max()),
    "median": windows(mix, lambda x, _: np.quantile(x, 0.5)),
    "quantile": windows(mix, lambda x, _: np.quantile(x, ${p.quantile} / 100)),
    "skewness": windows(mix, lambda x, _: skewness(x)),
    "kurtosis": windows(mix, lambda x, _: kurtosis(x)),
    "drawdown": windows(mix, lambda x, _: drawdown(x)),
    "value-at-risk": windows(mix, lambda x, _: -np.sort(x)[max(1, -(-${p.tail} * len(x) // 1_000_000)) - 1]),
    "beta": windows(mix, beta),
    "correlation": windows(mix, correlation),
    "moving-average": windows(level, lambda x, _: x.mean()),
    "distance": windows(level, lambda x, _: x[-1] / x.mean() - 1),
}
if w <= T:
    for name in ${JSON.stringify(p.shown === '' ? [] : p.shown.split(','))}:
        print(name + " " + " ".join(f"{value:.17g}" for value in rolled[name]))

h = math.floor(${p.years} * f + 0.5)
if h <= T:
    holding = [np.prod(1 + mix[t:t + h]) ** (1 / ${p.years}) - 1 for t in range(T - h + 1)]
    print("holding " + " ".join(f"{value:.17g}" for value in holding))
`;
};
