/** The NumPy script of the room. */
import { pythonPreamble } from '../python';
import type { Reproduce } from '../view';
import type { CorrelationParameters } from './spec';

export const reproduce: Reproduce = (scenario, file) => {
  const p = scenario.parameters as CorrelationParameters;
  const position = (id: string, otherwise: string) =>
    id === '' ? otherwise : `assets.index(${JSON.stringify(id)})`;
  return `${pythonPreamble(scenario, file)}
${p.repair === 'none' ? '' : '# A repair of a singular covariance is not repeated here: these are the estimates before it.\n'}estimator, decay, window = ${JSON.stringify(p.estimator)}, ${p.lambda}, ${p.window}
centered = returns - returns.mean(axis=0)
S = centered.T @ centered / T              # divisor T, for the shrinkage estimators
mu = np.trace(S) / n

def shrunk(target, intensity):
    return (1 - intensity) * S + intensity * target, intensity

if estimator == "sample":
    covariance, intensity = np.cov(returns, rowvar=False, ddof=1).reshape(n, n), None
elif estimator == "ewma":
    covariance, intensity = np.outer(returns[0], returns[0]), None
    for row in returns[1:]:
        covariance = decay * covariance + (1 - decay) * np.outer(row, row)
elif estimator == "ledoit-wolf-identity":
    squares = centered ** 2
    d2 = ((S - mu * np.eye(n)) ** 2).sum() / n
    b2 = min(d2, ((squares.T @ squares / T - S ** 2).sum() / T) / n)
    covariance, intensity = shrunk(mu * np.eye(n), b2 / d2 if d2 > 0 else 0)
elif estimator == "ledoit-wolf-constant":
    s = np.sqrt(np.diag(S))
    average = ((S / np.outer(s, s)).sum() - n) / (n * (n - 1)) if n > 1 else 0
    target = average * np.outer(s, s)
    np.fill_diagonal(target, np.diag(S))
    squares = centered ** 2
    pi = squares.T @ squares / T - S ** 2
    theta = (centered ** 3).T @ centered / T - np.diag(S)[:, None] * S
    ratio = s[None, :] / s[:, None]
    rho = np.diag(pi).sum() + average * ((ratio * theta).sum() - np.diag(theta).sum())
    gamma = ((S - target) ** 2).sum()
    covariance, intensity = shrunk(target, max(0, min(1, (pi.sum() - rho) / gamma / T)) if gamma > 0 else 0)
else:
    alpha = (S ** 2).mean()
    numerator, denominator = alpha + mu ** 2, (T + 1) * (alpha - mu ** 2 / n)
    covariance, intensity = shrunk(mu * np.eye(n), 0 if n == 1 else 1 if denominator == 0 else min(numerator / denominator, 1))

s = np.sqrt(np.diag(covariance))
correlation = covariance / np.outer(s, s)
print("covariance " + " ".join(f"{value:.17g}" for value in covariance.ravel()))
print("correlation " + " ".join(f"{value:.17g}" for value in correlation.ravel()))
print("eigenvalues " + " ".join(f"{value:.17g}" for value in np.linalg.eigvalsh(correlation)[::-1]))
if intensity is not None:
    print(f"intensity {intensity:.17g}")

first = ${position(p.first, '0')}
second = ${position(p.second, '(0 if first == 1 else min(1, n - 1))')}
x, y = returns[:, first], returns[:, second]
print(f"pairCorrelation {np.corrcoef(x, y)[0, 1]:.17g}")
w = min(window, T)
print("rolling " + " ".join(f"{np.corrcoef(x[t - w:t], y[t - w:t])[0, 1]:.17g}" for t in range(w, T + 1)))

chosen = returns[:, ${position(p.stressed, '0')}]
threshold = np.sort(chosen)[max(1, -(-T // 10)) - 1]
for name, rows in (("calm", chosen > threshold), ("stressed", chosen <= threshold)):
    if rows.sum() >= 12:
        print(name + " " + " ".join(f"{value:.17g}" for value in np.corrcoef(returns[rows], rowvar=False).ravel()))
`;
};
