/** The part of the script that is about two assets: covariance and correlation. */

export const pairSource = `pair = returns[:, [first, second]]
x, y = pair.T

def ewma():
    found = np.outer(returns[0], returns[0])
    for row in returns[1:]:
        found = 0.94 * found + 0.06 * np.outer(row, row)
    return found

def shrink(target, intensity):
    return (1 - intensity) * S + intensity * target

centered = returns - returns.mean(axis=0)
S = centered.T @ centered / T              # divisor T, for the shrinkage estimators
mu = np.trace(S) / n
squares = centered ** 2

def ledoit_wolf():
    d2 = ((S - mu * np.eye(n)) ** 2).sum() / n
    b2 = min(d2, ((squares.T @ squares / T - S ** 2).sum() / T) / n)
    return shrink(mu * np.eye(n), b2 / d2 if d2 > 0 else 0)

def ledoit_wolf_constant():
    s = np.sqrt(np.diag(S))
    average = ((S / np.outer(s, s)).sum() - n) / (n * (n - 1)) if n > 1 else 0
    target = average * np.outer(s, s)
    np.fill_diagonal(target, np.diag(S))
    pi = squares.T @ squares / T - S ** 2
    theta = (centered ** 3).T @ centered / T - np.diag(S)[:, None] * S
    rho = np.diag(pi).sum() + average * ((s[None, :] / s[:, None] * theta).sum() - np.diag(theta).sum())
    gamma = ((S - target) ** 2).sum()
    return shrink(target, max(0, min(1, (pi.sum() - rho) / gamma / T)) if gamma > 0 else 0)

def oas():
    alpha = (S ** 2).mean()
    denominator = (T + 1) * (alpha - mu ** 2 / n)
    part = 0 if n == 1 else 1 if denominator == 0 else min((alpha + mu ** 2) / denominator, 1)
    return shrink(mu * np.eye(n), part)

def weighted(bias):
    """About weighted means, with weights that sum to 1."""
    u = 0.94 ** np.arange(T - 1, -1, -1)
    u /= u.sum()
    d = pair - u @ pair
    found = (d * u[:, None]).T @ d
    return found if bias else found / (1 - (u ** 2).sum())

def long_run():
    d = pair - pair.mean(axis=0)
    lags = min(T - 1, math.floor(4 * (T / 100) ** (2 / 9)))
    found = d.T @ d
    for lag in range(1, lags + 1):
        product = d[lag:].T @ d[:-lag]
        found = found + (1 - lag / (lags + 1)) * (product + product.T)
    return found / T

chosen = lambda matrix: matrix[np.ix_([first, second], [first, second])]
sample = lambda columns, ddof=1: np.cov(columns, rowvar=False, ddof=ddof)
units = [resample(column) for column in (x, y)]
spreads = {
    "ours": sample(pair),
    "log": sample(np.column_stack([logs(x), logs(y)])),
    "zeroMean": pair.T @ pair / T,
    "ewma94": chosen(ewma()),
    "ewm": weighted(False),
    "ledoitWolf": chosen(ledoit_wolf()),
    "ledoitWolfConstant": chosen(ledoit_wolf_constant()),
    "oas": chosen(oas()),
    "neweyWest": long_run(),
    "population": sample(pair, 0),
}
if units[0] is not None:
    spreads["resampled"] = sample(np.column_stack(units))
if has_recent:
    spreads["threeYears"] = sample(pair[-recent:])

def correlation(spread):
    # A deviation below 1e-14 is nothing but rounding.
    a, b = math.sqrt(spread[0, 0]), math.sqrt(spread[1, 1])
    return spread[0, 1] / a / b if min(a, b) > 1e-14 else None

def ranks(column):
    """From 1; equal values share the mean of their ranks."""
    _, inverse, counts = np.unique(column, return_inverse=True, return_counts=True)
    return (np.cumsum(counts) - (counts - 1) / 2)[inverse]

def kendall():
    """tau-b, pair of periods by pair of periods."""
    net, ties_x, ties_y = 0, 0, 0
    for t in range(1, T):
        a, b = np.sign(x[t] - x[:t]), np.sign(y[t] - y[:t])
        net += (a * b).sum()
        ties_x += (a == 0).sum()
        ties_y += (b == 0).sum()
    pairs = T * (T - 1) / 2
    return net / math.sqrt(pairs - ties_x) / math.sqrt(pairs - ties_y) if pairs > max(ties_x, ties_y) else None

own = correlation(spreads["ours"])
if measure == "covariance":
    for name, spread in spreads.items():
        put(name, spread[0, 1] * (m / f if name == "resampled" else 1))
    put("ewmBias", weighted(True)[0, 1])
    covariance = spreads["ours"][0, 1]
    put("annualized", f * covariance, f != 1)
    put("wrongDays", 252 * covariance, not daily)
    put("percent", 10_000 * covariance)
    put("correlation", own)
else:
    for name, spread in spreads.items():
        put(name, correlation(spread))
    put("spearman", correlation(sample(np.column_stack([ranks(x), ranks(y)]))))
    put("kendall", kendall())
    if own is not None:
        put("mixedDivisors", own * T / (T - 1))
        put("squared", own ** 2)
    put("levels", correlation(sample(np.cumprod(1 + pair, axis=0))))
`;
