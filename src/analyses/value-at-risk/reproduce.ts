/**
 * The NumPy script of the room. History and formula give the same numbers; the simulation
 * is an independent one, with NumPy's own generator, that agrees within its standard error. Its
 * draws are independent ones also where those of the page were spread.
 */
import { pythonPreamble, studentFitSource, suggestedBlockSource } from '../python';
import type { Reproduce } from '../view';
import type { ValueAtRiskParameters } from './spec';

export const reproduce: Reproduce = (scenario, file) => {
  const p = scenario.parameters as ValueAtRiskParameters;
  return `${pythonPreamble(scenario, file)}
from statistics import NormalDist

tail, h, scenarios = ${p.tail}, ${p.horizon}, ${p.scenarios}
model, degrees, block, decay = ${JSON.stringify(p.model)}, ${p.degrees}, ${p.blockLength}, ${p.decay}
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

# Cornish-Fisher: moments with divisor T, over h independent periods.
d = mix - mix.mean()
sigma = math.sqrt((d ** 2).mean())
if sigma > 0:
    skew, kurt = (d ** 3).mean() / sigma ** 3 / math.sqrt(h), ((d ** 4).mean() / sigma ** 4 - 3) / h
    bent = z + (z * z - 1) * skew / 6 + (z ** 3 - 3 * z) * kurt / 24 - (2 * z ** 3 - 5 * z) * skew ** 2 / 36
    print(f"cornishFisherVaR {-(mix.mean() * h + sigma * math.sqrt(h) * bent):.17g}")

variance = mix[0] ** 2
for r in mix[1:]:
    variance = decay * variance + (1 - decay) * r * r
print(f"ewmaVaR {-math.sqrt(variance * h) * z:.17g}")

${studentFitSource}
def t_distribution(x, degrees):
    """P(t <= x) for x <= 0, by the substitution x = -sqrt(degrees) tan(a) and Gauss-Legendre."""
    nodes, gauss = np.polynomial.legendre.leggauss(200)
    start = math.atan(-x / math.sqrt(degrees))
    angle = start + (math.pi / 2 - start) * (nodes + 1) / 2
    constant = math.exp(math.lgamma((degrees + 1) / 2) - math.lgamma(degrees / 2)) / math.sqrt(math.pi)
    return constant * (gauss * np.cos(angle) ** (degrees - 1)).sum() * (math.pi / 2 - start) / 2

df = fitted_degrees() if sigma > 0 and T >= 10 else 30
if sigma > 0 and T >= 10 and h == 1:
    _, location, scale = fit_location_scale(df)
    low, high = -1e6, 0.0
    for _ in range(200):
        middle = (low + high) / 2
        low, high = (middle, high) if t_distribution(middle, df) < p else (low, middle)
    print(f"studentVaR {-(location + scale * (low + high) / 2):.17g}")

${suggestedBlockSource}
${
  p.sampler === 'independent'
    ? ''
    : '# These draws are independent, those of the page were spread: its error is smaller than the one below.\n'
}generator = np.random.default_rng(${scenario.seed})
if model == "student":
    degrees = degrees or min(30, max(3, math.floor(df + 0.5)))
if model == "stationary-bootstrap":
    block = block or suggested_block(1)

def draw(size):
    """Returns of the mix over the horizon in so many scenarios."""
    if "bootstrap" in model:
        length = block if model == "stationary-bootstrap" else 1
        dates = generator.integers(T, size=(size, h))
        follow = generator.random((size, h)) >= 1 / length
        for t in range(1, h):
            dates[:, t] = np.where(follow[:, t], (dates[:, t - 1] + 1) % T, dates[:, t])
        return np.prod(1 + mix[dates], axis=1) - 1
    normals = (generator.multivariate_normal(np.zeros(n), covariance, size) @ weights)[:, None] \
        if h == 1 else s * generator.standard_normal((size, h))
    if model == "student":
        normals = normals * np.sqrt((degrees - 2) / generator.chisquare(degrees, (size, h)))
    # What has lost everything stays worth nothing.
    return np.prod(np.maximum(0, 1 + m + normals) if h > 1 else 1 + m + normals, axis=1) - 1

simulated = np.concatenate([draw(min(65536, scenarios - start)) for start in range(0, scenarios, 65536)])
simulated.sort()
var, es = losses(simulated)
spread = math.sqrt(p * (1 - p) / scenarios)
low, high = np.quantile(simulated, [max(0, p - spread), min(1, p + spread)])
beyond = -simulated[:rank(scenarios)]
print(f"simulatedVaR {var:.17g} {(high - low) / 2:.17g}")
print(f"simulatedES {es:.17g} {math.sqrt((beyond.var() + (1 - p) * (es - var) ** 2) / (scenarios * p)):.17g}")
`;
};
