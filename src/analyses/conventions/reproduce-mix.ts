/** Parts of the script that are about the mix: volatility, Sharpe ratio and value at risk. */

export const volatilitySource = `mean, s, year = mix.mean(), mix.std(ddof=1), math.sqrt(f)
covariance = np.cov(returns, rowvar=False, ddof=1).reshape(n, n)

def ewma(decay):
    variance = mix[0] ** 2
    for r in mix[1:]:
        variance = decay * variance + (1 - decay) * r * r
    return math.sqrt(variance * f)

put("ours", math.sqrt(weights @ covariance @ weights * f))
put("log", logs(mix).std(ddof=1) * year)
if mean > -1:
    ratio = s * s / (1 + mean) ** 2
    put("compounded", math.sqrt((1 + mean) ** (2 * f) * math.expm1(f * math.log1p(ratio))))
put("zeroMean", math.sqrt((mix ** 2).mean() * f))
put("ewma94", ewma(0.94))
put("ewma97", ewma(0.97))
put("population", mix.std() * year)
for days in (250, 252, 260, 365):
    put(f"days{days}", s * math.sqrt(days), daily and f != days)
put("yearly", path("yearly").std(ddof=1) * year)
put("drifting", path("none").std(ddof=1) * year)
units = resample(mix)
put("resampled", None if units is None else units.std(ddof=1) * math.sqrt(m))
put("threeYears", mix[-recent:].std(ddof=1) * year, has_recent)
put("perPeriod", s, f != 1)
put("wrongDays", s * math.sqrt(252), not daily)
put("twelve", s * math.sqrt(12), f > 12)
put("timesPeriods", s * f, f != 1)
put("weightedAverage", weights @ np.sqrt(np.diag(covariance)) * year)
put("semideviation", math.sqrt((np.minimum(mix - mean, 0) ** 2).mean()) * year)
put("downside", math.sqrt((np.minimum(mix, 0) ** 2).mean()) * year)
put("averageDeviation", np.abs(mix - mean).mean() * year)
put("medianDeviation", 1.4826 * np.median(np.abs(mix - np.median(mix))) * year)
`;

export const sharpeSource = `own, year = path(rebalancing), math.sqrt(f)
excess = own - risk_free
s = excess.std(ddof=1)
moves = lambda deviation: deviation > 1e-14    # less is nothing but rounding

def ratio(e, periods=f):
    deviation = e.std(ddof=1)
    return e.mean() / deviation * math.sqrt(periods) if moves(deviation) else None

put("ours", ratio(excess))
put("noRiskFree", ratio(own), has_rate)
growth = lambda r: math.expm1(logs(r).mean() * f)
total = own.std(ddof=1) * year
if moves(total):
    put("geometric", (growth(own) - growth(risk_free)) / total)
    put("geometricExcess", growth(excess) / total)
    put("totalDeviation", (own.mean() - risk_free.mean()) * f / total, has_rate)
put("log", ratio(logs(own) - logs(risk_free)))
if moves(s):
    q, d = math.floor(f + 0.5), excess - excess.mean()
    rho = [(d[k:] * d[:-k]).sum() / (d * d).sum() if k < T else 0 for k in range(1, q)]
    spread = q + 2 * sum((q - k) * rho[k - 1] for k in range(1, q))
    put("lo", excess.mean() / s * q / math.sqrt(spread) if spread > 0 else None)
    put("population", excess.mean() / excess.std() * year)
    put("perPeriod", excess.mean() / s, f != 1)
    put("wrongDays", excess.mean() / s * math.sqrt(252), not daily)
    put("twelve", excess.mean() / s * math.sqrt(12), f > 12)
    put("timesPeriods", excess.mean() / s * f, f != 1)
for name, rule in (("everyPeriod", "every-period"), ("yearly", "yearly"), ("drifting", "none")):
    put(name, ratio(path(rule) - risk_free), rule != rebalancing)
units, rates = resample(own), resample(risk_free)
put("resampled", None if units is None else ratio(units - rates, m))
put("threeYears", ratio(excess[-recent:]), has_recent)
put("annualRate", ratio(own - f * risk_free), has_rate and f != 1)
downside = math.sqrt((np.minimum(excess, 0) ** 2).mean())
put("sortino", excess.mean() / downside * year if moves(downside) else None)
`;

export const valueAtRiskSource = `from fractions import Fraction
from statistics import NormalDist

p, probability = tail / 1e6, Fraction(tail, 1_000_000)
z = NormalDist().inv_cdf(p)
ordered = np.sort(mix)
mean, s = mix.mean(), mix.std(ddof=1)

def loss(column):
    """The order statistic of rank p n, rounded up."""
    return -np.sort(column)[max(1, math.ceil(probability * len(column))) - 1]

def quantile(kind):
    """Hyndman and Fan's definitions, with positions in exact fractions."""
    shift = {3: Fraction(-1, 2), 5: Fraction(1, 2), 6: probability, 7: 1 - probability,
             8: (probability + 1) / 3, 9: probability / 4 + Fraction(3, 8)}.get(kind, 0)
    position = T * probability + shift
    j = math.floor(position)
    g = position - j
    if kind == 2:
        g = 1 if g > 0 else 0.5
    if kind == 3:
        g = 0 if g == 0 and j % 2 == 0 else 1
    at = lambda rank: ordered[min(T, max(1, rank)) - 1]
    return (1 - float(g)) * at(j) + float(g) * at(j + 1)

def bent(moments):
    m1, deviation, skew, kurt = moments
    h = z + (z * z - 1) * skew / 6 + (z ** 3 - 3 * z) * kurt / 24 - (2 * z ** 3 - 5 * z) * skew ** 2 / 36
    return -(m1 + deviation * h)

put("normal", -(mean + z * s))
put("normalPopulation", -(mean + z * mix.std()))
put("zeroMean", -z * s)
variance = mix[0] ** 2
for r in mix[1:]:
    variance = 0.94 * variance + 0.06 * r * r
put("ewma94", -z * math.sqrt(variance))
d = mix - mean
sigma = mix.std()
if s > 1e-14:
    skew, kurt = (d ** 3).mean() / sigma ** 3, (d ** 4).mean() / sigma ** 4 - 3
    put("cornishFisher", bent((mean, sigma, skew, kurt)))
    if T > 3:
        skew *= math.sqrt(T * (T - 1)) / (T - 2)
        kurt = (T - 1) / ((T - 2) * (T - 3)) * ((T + 1) * kurt + 6)
        put("cornishFisherSample", bent((mean, s, skew, kurt)))
put("twoSided", -(mean + NormalDist().inv_cdf(p / 2) * s))
if T >= 20:
    ours = loss(mix)
    put("ours", ours)
    put("log", -math.log1p(-ours) if ours < 1 else None)
    put("relative", ours + mean)
    for kind in range(2, 10):
        put(f"type{kind}", -quantile(kind))
    position = (T - 1) * probability
    lower, higher = ordered[math.floor(position)], ordered[math.ceil(position)]
    put("lower", -lower)
    put("higher", -higher)
    put("midpoint", -(lower + higher) / 2)
    put("textbookIndex", -ordered[math.floor(T * probability)])
    put("drifting", loss(path("none")))
    put("threeYears", loss(mix[-recent:]), has_recent and recent >= 20)
    k, mass = max(1, math.ceil(T * probability)), T * p
    put("expectedShortfall", -(ordered[:k - 1].sum() + (mass - (k - 1)) * ordered[k - 1]) / mass)
    put("otherTail", np.quantile(mix, 1 - p))
    put("annualized", ours * math.sqrt(f), f != 1)
    put("addedUp", sum(w * loss(column) for w, column in zip(weights, returns.T)))
`;
