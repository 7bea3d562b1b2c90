/**
 * The NumPy script of the room. History and formula give the same numbers; the simulation
 * is an independent one, with NumPy's own generator, that agrees within its standard error.
 */
import { pythonPreamble } from '../python';
import type { Reproduce } from '../view';
import type { ValueAtRiskParameters } from './spec';

export const reproduce: Reproduce = (scenario, file) => {
  const p = scenario.parameters as ValueAtRiskParameters;
  return `${pythonPreamble(scenario, file)}
from statistics import NormalDist

tail, h, scenarios = ${p.tail}, ${p.horizon}, ${p.scenarios}
p = tail / 1e6
mix = returns @ weights
level = np.concatenate([[1.0], np.cumprod(1 + mix)])
windows = np.sort([np.prod(1 + mix[t:t + h]) - 1 for t in range(T - h + 1)])

def rank(count):
    return max(1, -(-tail * count // 1_000_000))

def losses(ascending):
    """Order statistic and fractional expected shortfall of ascending returns."""
    count = len(ascending)
    k, mass = rank(count), tail * count / 1e6
    shortfall = -(ascending[:k - 1].sum() + (mass - (k - 1)) * ascending[k - 1]) / mass
    return -ascending[k - 1], shortfall

if T / h >= 20:
    var, es = losses(windows)
    by_convention = {
        "order-statistic": var,
        "interpolated": -np.quantile(windows, p),
        "textbook-index": -windows[tail * len(windows) // 1_000_000],
    }
    var = by_convention[${JSON.stringify(p.convention)}]
    print(f"historicalVaR {var:.17g}")
    print(f"historicalES {es:.17g}")

mean, covariance = returns.mean(axis=0), np.cov(returns, rowvar=False, ddof=1).reshape(n, n)
m, s = weights @ mean, math.sqrt(weights @ covariance @ weights)
z = NormalDist().inv_cdf(p)
print(f"normalVaR {-(m * h + s * math.sqrt(h) * z):.17g}")
print(f"normalES {-m * h + s * math.sqrt(h) * math.exp(-z * z / 2) / math.sqrt(2 * math.pi) / p:.17g}")

generator = np.random.default_rng(${scenario.seed})
simulated = np.empty(scenarios)
for start in range(0, scenarios, 65536):
    size = min(65536, scenarios - start)
    if h == 1:
        simulated[start:start + size] = generator.multivariate_normal(mean, covariance, size) @ weights
    else:
        simulated[start:start + size] = np.prod(1 + m + s * generator.standard_normal((size, h)), axis=1) - 1
simulated.sort()
var, es = losses(simulated)
spread = math.sqrt(p * (1 - p) / scenarios)
low, high = np.quantile(simulated, [max(0, p - spread), min(1, p + spread)])
beyond = -simulated[:rank(scenarios)]
print(f"simulatedVaR {var:.17g} {(high - low) / 2:.17g}")
print(f"simulatedES {es:.17g} {math.sqrt((beyond.var() + (1 - p) * (es - var) ** 2) / (scenarios * p)):.17g}")
`;
};
