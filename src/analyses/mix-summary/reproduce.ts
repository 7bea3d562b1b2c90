/** The NumPy script of the room: the same figures without this app. */
import { pythonPreamble } from '../python';
import type { Reproduce } from '../view';
import type { MixSummaryParameters } from './spec';

export const reproduce: Reproduce = (scenario, file) => {
  const p = scenario.parameters as MixSummaryParameters;
  return `${pythonPreamble(scenario, file)}
f = ${p.periodsPerYear || file.periodsPerYear}          # periods a year
rule, band, cost = ${JSON.stringify(p.rebalancing)}, ${p.band} / 100, ${p.costBasisPoints} / 10000
dated = ${file.dated ? 'True' : 'False'}

def period_ends(t):
    """Whether the calendar unit of the rule ends with row t."""
    if rule == "every-period":
        return True
    months = {"monthly": 1, "quarterly": 3, "yearly": 12}.get(rule)
    if months is None:
        return False
    if not dated:
        unit = lambda row: math.floor(row * (12 // months) / ${file.periodsPerYear})
        return unit(t) != unit(t + 1)
    return month(t) // months != month(t + 1) // months

def month(t):
    """Months since the year 0 at row t, or where the row after the last one is expected."""
    if t == T:
        return month(T - 1) + ${file.periodsPerYear <= 12 ? Math.max(1, Math.floor(12 / file.periodsPerYear)) : 0}
    return int(labels[t][:4]) * 12 + int(labels[t][5:7]) - 1

def out_of_band(share):
    away = np.abs(share - weights)
    if rule == "absolute-band":
        return bool(np.any(away > band))
    if rule == "relative-band":
        return bool(np.any(away > band * weights))
    if rule == "five-twenty-five":
        return bool(np.any(away > np.minimum(0.05, 0.25 * weights)))
    return False

holdings, value, path, turnover = weights.copy(), 1.0, [], 0.0
for t in range(T):
    holdings = holdings * (1 + returns[t])
    after = holdings.sum()
    if period_ends(t) or out_of_band(holdings / after):
        traded = np.abs(holdings - weights * after).sum()
        turnover += traded / after / 2
        after -= cost * traded
        holdings = weights * after
    path.append(after / value - 1)
    value = after
path = np.array(path)

mean = returns.mean(axis=0)
covariance = np.cov(returns, rowvar=False, ddof=1).reshape(n, n)
wealth = np.concatenate([[1.0], np.cumprod(1 + path)])
excess = path - risk_free
figures = {
    "finalAmount": ${p.startAmount} * value,
    "returnGeometric": math.prod(1 + path) ** (f / T) - 1,
    "returnArithmetic": path.mean() * f,
    "volatility": math.sqrt(weights @ covariance @ weights * f),
    "volatilityPath": path.std(ddof=1) * math.sqrt(f),
    "worstFall": (wealth / np.maximum.accumulate(wealth) - 1).min(),
    "positiveShare": (path > 0).mean(),
    "expectedReturn": weights @ mean * f,
    "effectiveAssets": 1 / (weights ** 2).sum(),
    "turnover": turnover / (T / f),
}
if inflation is not None:
    figures["returnReal"] = math.prod((1 + path) / (1 + inflation)) ** (f / T) - 1
# A deviation below 1e-14 is nothing but rounding.
if excess.std(ddof=1) > 1e-14:
    figures["sharpe"] = excess.mean() / excess.std(ddof=1) * math.sqrt(f)
downside = math.sqrt((np.minimum(excess, 0) ** 2).mean())
if downside > 1e-14:
    figures["sortino"] = excess.mean() / downside * math.sqrt(f)
if weights @ covariance @ weights > 0:
    figures["diversificationRatio"] = weights @ np.sqrt(np.diag(covariance)) / math.sqrt(weights @ covariance @ weights)
for name, figure in figures.items():
    print(f"{name} {figure:.17g}")
`;
};
