"""The peers that run in Python; `python.ts` starts this file and talks to it.

A function takes the inputs of its case by name and returns the work: a function without arguments
that does it once, into memory it already has, and returns an array to be compared. They are the
fastest ways that were found: in pieces that fit the caches, by partition, with one product.
"""

import importlib
import json
import sys
import time

try:
    import numpy as np
except ImportError:
    sys.exit()


def optional(name):
    try:
        return importlib.import_module(name)
    except ImportError:
        return None


pd = optional("pandas")
bn = optional("bottleneck")

PIECE = 4000
STRIDE = 9973
NOTHING = np.empty(0)


def normals(count):
    generator = np.random.Generator(np.random.PCG64(1))
    out = np.empty(count)

    def work():
        generator.standard_normal(out=out)
        return NOTHING

    return work


def value_at_risk(scenarios, rank, factor, means, weights):
    def returns(z, r, out):
        np.matmul(z, factor.T, out=r)
        r += means
        np.matmul(r, weights, out=out)

    return simulate(scenarios, rank, len(means), returns)


def value_at_risk_collapsed(scenarios, rank, loadings, mean):
    def returns(z, r, out):
        np.matmul(z, loadings, out=out)
        out += mean

    return simulate(scenarios, rank, len(loadings), returns)


def value_at_risk_student(scenarios, rank, loadings, mean, degrees):
    generator = np.random.Generator(np.random.PCG64(2))
    gammas = np.empty(PIECE)

    def returns(z, r, out):
        gamma = gammas[: len(out)]
        generator.standard_gamma(degrees / 2, out=gamma)
        np.divide((degrees - 2) / 2, gamma, out=gamma)
        np.sqrt(gamma, out=gamma)
        np.matmul(z, loadings, out=out)
        out *= gamma
        out += mean

    return simulate(scenarios, rank, len(loadings), returns)


def simulate(scenarios, rank, assets, returns):
    generator = np.random.Generator(np.random.PCG64(1))
    z = np.empty((PIECE, assets))
    r = np.empty((PIECE, assets))
    mix = np.empty(scenarios)

    def work():
        for first in range(0, scenarios, PIECE):
            n = min(PIECE, scenarios - first)
            generator.standard_normal(out=z[:n])
            returns(z[:n], r[:n], mix[first : first + n])
        mix.partition(rank - 1)
        return mix[rank - 1 : rank]

    return work


class Paths:
    """Pieces of paths that grow period by period, and the means of their wealth and drawdown.

    A height is wealth by its peak so far: as it never exceeds 1, neither the peak is kept nor a
    division made.
    """

    def __init__(self, scenarios, piece):
        self.pieces = [slice(first, first + piece) for first in range(0, scenarios, piece)]
        self.wealth = np.empty(scenarios)
        self.lowest = np.empty(scenarios)
        self.height = np.empty(piece)

    def start(self, piece):
        for values in (self.wealth[piece], self.lowest[piece], self.height):
            values.fill(1)

    def grow(self, piece, factors):
        wealth, lowest, height = self.wealth[piece], self.lowest[piece], self.height
        np.multiply(wealth, factors, out=wealth)
        np.multiply(height, factors, out=height)
        np.minimum(height, 1, out=height)
        np.minimum(lowest, height, out=lowest)

    def means(self):
        return np.array([self.wealth.mean(), self.lowest.mean() - 1])


def paths(scenarios, periods, factor, means, weights):
    generator = np.random.Generator(np.random.PCG64(1))
    piece = 2000
    z = np.empty((piece, len(means)))
    r = np.empty_like(z)
    factors = np.empty(piece)
    every = Paths(scenarios, piece)

    def work():
        for part in every.pieces:
            every.start(part)
            for _ in range(periods):
                generator.standard_normal(out=z)
                np.matmul(z, factor.T, out=r)
                np.add(r, means, out=r)
                np.matmul(r, weights, out=factors)
                np.add(factors, 1, out=factors)
                np.maximum(factors, 0, out=factors)
                every.grow(part, factors)
        return every.means()

    return work


def bootstrap(scenarios, periods, block_length, series):
    """Draws how far it is to the next new block, instead of asking every path in every period."""
    generator = np.random.Generator(np.random.PCG64(1))
    piece = 5000
    T = len(series)
    # No path has to wrap around.
    growth = 1 + np.resize(series, T + periods)
    dates = np.empty(piece, np.intp)
    factors = np.empty(piece)
    every = Paths(scenarios, piece)
    total = piece * (periods - 1)
    count = int(total / block_length + 8 * np.sqrt(total / block_length)) + 10
    ends = np.arange(periods) * piece

    def work():
        for part in every.pieces:
            every.start(part)
            places = np.cumsum(generator.geometric(1 / block_length, count)) - 1
            places = places[: np.searchsorted(places, total)]
            fresh = generator.integers(T, size=len(places))
            bounds = np.searchsorted(places, ends)
            places %= piece
            dates[:] = generator.integers(T, size=piece)
            for t in range(periods):
                if t > 0:
                    np.add(dates, 1, out=dates)
                    new = slice(bounds[t - 1], bounds[t])
                    dates[places[new]] = fresh[new]
                np.take(growth, dates, out=factors, mode="clip")
                every.grow(part, factors)
        return every.means()

    return work


def bootstrap_stepwise(scenarios, periods, block_length, series):
    """One uniform a path and period decides whether a block begins, and where, as ours does."""
    generator = np.random.Generator(np.random.PCG64(1))
    piece = 5000
    T = len(series)
    growth = 1 + np.resize(series, T + periods)
    x = np.empty(piece)
    new = np.empty(piece, bool)
    dates = np.empty(piece, np.intp)
    factors = np.empty(piece)
    every = Paths(scenarios, piece)

    def work():
        for part in every.pieces:
            every.start(part)
            dates[:] = generator.integers(T, size=piece)
            for t in range(periods):
                if t > 0:
                    generator.random(out=x)
                    np.multiply(x, T * block_length, out=x)
                    np.less(x, T, out=new)
                    np.add(dates, 1, out=dates)
                    np.copyto(dates, x, where=new, casting="unsafe")
                np.take(growth, dates, out=factors, mode="clip")
                every.grow(part, factors)
        return every.means()

    return work


def wealth_paths(paths, start, months, factor, base, weights, withdrawals, ranks):
    """Wealth is kept in units of the mix, whose value begins anew at 1 with every reset.

    Withdrawals go on, so that a path whose units have fallen below 0 stays there: no step has to
    ask. What assets grow by without chance is a column of the factor, for a row of ones; zeros of
    the same shape make a faster maximum than a number.
    """
    generator = np.random.Generator(np.random.PCG64(1))
    paths, months = int(paths), int(months)
    places = ranks.astype(int) - 1
    piece = 2000
    n = len(base)
    loadings = np.column_stack([factor, base])
    z = np.ones((n + 1, piece))
    growth = np.empty((n, piece))
    holdings = np.empty_like(growth)
    nothing = np.zeros_like(growth)
    value = np.empty(piece)
    sold = np.empty(piece)
    wealth = np.empty(paths)

    def work():
        for first in range(0, paths, piece):
            units = wealth[first : first + piece]
            units.fill(start)
            for month, withdrawal in enumerate(withdrawals):
                generator.standard_normal(out=z[:n])
                np.matmul(loadings, z, out=growth)
                if month % months == 0:
                    np.maximum(growth, nothing, out=holdings)
                else:
                    np.maximum(growth, nothing, out=growth)
                    np.multiply(holdings, growth, out=holdings)
                np.matmul(weights, holdings, out=value)
                np.divide(withdrawal, value, out=sold)
                np.subtract(units, sold, out=units)
                if month % months == months - 1:
                    np.multiply(units, value, out=units)
        lasting = np.count_nonzero(wealth >= 0) / paths
        np.maximum(wealth, 0, out=wealth)
        wealth.partition(places)
        return np.append(wealth[places], lasting)

    return work


def quantiles(samples, rank):
    working = np.empty(samples.shape[1])
    out = np.empty(len(samples))

    def work():
        for i, values in enumerate(samples):
            working[:] = values
            working.partition(rank - 1)
            out[i] = working[rank - 1]
        return out

    return work


def moments(values):
    n = len(values)
    deviations = np.empty(n)
    squares = np.empty(n)

    def work():
        mean = values.mean()
        np.subtract(values, mean, out=deviations)
        np.multiply(deviations, deviations, out=squares)
        m2 = squares.sum() / n
        g1 = deviations @ squares / n / m2**1.5
        g2 = squares @ squares / n / m2**2 - 3
        skewness = g1 * np.sqrt(n * (n - 1)) / (n - 2)
        kurtosis = ((n + 1) * g2 + 6) * (n - 1) / ((n - 2) * (n - 3))
        return np.array([mean, m2 * n / (n - 1), skewness, kurtosis, values.min(), values.max()])

    return work


def covariance(columns):
    return lambda: np.cov(columns)


def rolling_mean(x, length, window):
    values = np.resize(x, length)
    return lambda: sample(window, bn.move_mean(values, window))


def rolling_deviation(x, length, window):
    values = np.resize(x, length)
    return lambda: sample(window, bn.move_std(values, window, ddof=1))


def rolling_minimum(x, length, window):
    values = np.resize(x, length)
    return lambda: sample(window, bn.move_min(values, window))


def rolling_deviation_pandas(x, length, window):
    rolling = pd.Series(np.resize(x, length)).rolling(window)
    return lambda: sample(window, rolling.std())


def rolling_skewness(x, length, window):
    rolling = pd.Series(np.resize(x, length)).rolling(window)
    return lambda: sample(window, rolling.skew())


def rolling_median(x, length, window):
    rolling = pd.Series(np.resize(x, length)).rolling(window)
    return lambda: sample(window, rolling.median())


def rolling_beta_correlation(x, y, length, window):
    series = pd.Series(np.resize(y, length))
    other = pd.Series(np.resize(x, length))

    def work():
        covariance = series.rolling(window).cov(other)
        variance = other.rolling(window).var()
        beta = covariance / variance
        correlation = covariance / np.sqrt(variance * series.rolling(window).var())
        return sample(window, beta, correlation)

    return work


def sample(window, *outputs):
    """The part to be compared, a copy, so that the whole does not stay."""
    return np.concatenate([np.asarray(out)[window - 1 :: STRIDE] for out in outputs])


def main():
    works = {}
    results = {}
    packages = {"numpy": np, "pandas": pd, "bottleneck": bn}
    answer({name: getattr(package, "__version__", None) for name, package in packages.items()})
    for line in sys.stdin.buffer:
        command = json.loads(line)
        case = command["id"]
        if command["do"] == "prepare":
            arrays = {name: read(shape) for name, shape in command["shapes"].items()}
            # Of one case at a time: several of the long ones would need much memory.
            own = case.partition("/")[0] + "/"
            works = {key: work for key, work in works.items() if key.startswith(own)}
            works[case] = globals()[command["function"]](**command["numbers"], **arrays)
            answer(None)
        elif command["do"] == "time":
            work = works[case]
            start = time.perf_counter()
            for _ in range(command["repeat"]):
                result = work()
            answer(time.perf_counter() - start)
            results[case] = result
        else:
            answer(results[case].ravel().tolist())


def read(shape):
    size = int(np.prod(shape))
    return np.frombuffer(sys.stdin.buffer.read(size * 8)).reshape(shape)


def answer(value):
    print(json.dumps(value), flush=True)


main()
