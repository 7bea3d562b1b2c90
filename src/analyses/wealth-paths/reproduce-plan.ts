/** The part of the script that follows the plan along any returns, and along history. */
import { readMix, readRows } from '../parameter-rows';
import type { ReproduceFile } from '../view';
import { spec, type WealthParameters } from './spec';

type Spending = Pick<WealthParameters, 'spending' | 'spendingAmount' | 'spendingRate'>;

/** Defines `follow(draws, ...)` and what it needs, and prints the replay. */
export function planSource(p: WealthParameters, file: ReproduceFile): string {
  return `
# The mix: growth is that of its value, with shares of its assets and target, both (n x paths).
band, cost = ${p.band} / 100, ${p.costBasisPoints} / 10000
${p.glide === 'none' ? '' : glideSource(p, file)}
def target(weights, k):
    """Weights the mix is reset to after step k."""
    ${p.glide === 'none' ? 'return weights[:, None]' : 'return (weights + glided(k / f) * (glide_mix - weights))[:, None]'}

def is_reset(rule, k, share, aim):
    """Whether a mix is reset after step k, by path."""
    if rule in ("none", "every-period"):
        return np.full(share.shape[1], rule == "every-period")
    if rule in ("monthly", "quarterly", "yearly"):
        a_year = {"monthly": 12, "quarterly": 4, "yearly": 1}[rule]
        ends = math.floor((k - 1) * a_year / f) != math.floor(k * a_year / f)
        return np.full(share.shape[1], ends)
    allowed = {"absolute-band": band, "relative-band": band * aim,
               "five-twenty-five": np.minimum(0.05, 0.25 * aim)}[rule]
    return (np.abs(share - aim) > allowed).any(axis=0)

def grow(draws, weights, rule):
    """Growth of the mix (steps x paths), after fees and costs."""
    share, result = target(weights, 0), []
    for k, (asset_growth, _) in enumerate(draws, 1):
        share = share * asset_growth
        value = share.sum(axis=0)
        lost = value == 0
        share, aim = share / np.where(lost, 1, value), target(weights, k)
        reset = is_reset(rule, k, share, aim)
        charged = reset * cost * np.abs(aim - share).sum(axis=0)
        # Where all was lost, new money buys the target.
        share = np.where(reset | lost, aim, share)
        result.append(value * (1 - charged))
    return np.array(result)

# The money: what is paid in and asked for at the times 0 to steps, in money of that time and of today.
start, goal = ${p.start}, {"real": ${p.goal}, "nominal": ${p.goal}}

def dues(every, begin, end):
    """Time (in steps) of each due from begin to end (in years), and whole years since begin."""
    a_year, found = 12 if every == "month" else 1, []
    for j in range(60 * a_year):
${
  p.timing === 'end'
    ? `        years = begin + (j + 1) / a_year
        k = math.ceil(years * f - 1e-9)
        if years <= end + 1e-9 and k <= steps:`
    : `        years = begin + j / a_year
        k = math.floor(years * f + 1e-9)
        if years < end - 1e-9 and k < steps:`
}
            found.append((k, j // a_year))
    return found

paid_in, asked = np.zeros((2, steps + 1)), np.zeros((2, steps + 1))
for kind, amount, every, terms, change, begin, end in [${rowsOf(p)}]:
    for k, years in dues(every, begin, end):
        into = paid_in if kind == "contribution" else asked
        into[1 if terms == "real" else 0, k] += amount * (1 + change / 100) ** years

spending_dues = np.zeros(steps + 1)
for k, _ in dues("${p.spendingEvery}", ${p.spendingFrom}, ${p.spendingTo}):
    spending_dues[k] += 1

def spend(wealth, price):
    """What one due of spending asks for."""
    return ${spendingOf(p, p)}
${
  p.compare === 'spending'
    ? `
def other_spend(wealth, price):
    return ${spendingOf(p, {
      spending: p.otherSpending,
      spendingAmount: p.otherAmount,
      spendingRate: p.otherRate,
    })}
`
    : ''
}
def live(mix_growth, prices, spend, begin=start, more_in=1, more_out=1):
    """Wealth at the times 0 to steps, the time it ran out (-1: never), and all that was paid, real."""
    wealth = begin * np.ones(mix_growth.shape[1])
    ran_out, income, kept = np.full(len(wealth), -1), np.zeros(len(wealth)), []
    for k, price in enumerate(prices):
        if k > 0:
            wealth = wealth * mix_growth[k - 1]
        ${p.timing === 'start' ? 'kept.append(wealth)  # a plan that ends now pays nothing any more\n        ' : ''}wealth = wealth + more_in * (paid_in[0, k] + paid_in[1, k] * price)
        wanted = more_out * (asked[0, k] + asked[1, k] * price + spending_dues[k] * spend(wealth, price))
        paid = np.minimum(wanted, wealth)
        wealth = wealth - paid
        ran_out[(wanted - paid > 1e-9 * wanted) & (ran_out < 0)] = k
        income += paid / price
        ${p.timing === 'end' ? 'kept.append(wealth)' : ''}
    return np.array(kept), ran_out, income

def price_levels(draws):
    return np.vstack([np.ones_like(draws[0][1]), np.cumprod([step for _, step in draws], axis=0)])

def outcomes(mix_growth, prices, spend):
    """What the plan led to, by path."""
    wealth, ran_out, income = live(mix_growth, prices, spend)
    level = np.vstack([np.ones_like(prices[0]), np.cumprod(mix_growth, axis=0)])
    peak = np.maximum.accumulate(level)
    below, times = level < peak, np.arange(steps + 1)[:, None]
    at_peak = np.maximum.accumulate(np.where(below, 0, times))
    # From a peak to the return to it, or to the end.
    lasting = np.where(below[1:] | below[:-1], times[1:] - at_peak[:-1], 0)
    return {
        "finalWealth.real": wealth[-1] / prices[-1],
        "finalWealth.nominal": wealth[-1].copy(),  # the rest of the wealth can go
        "growthRate": level[-1] ** (f / steps) - 1,
        "worstFall": (level / peak - 1).min(axis=0),
        "underWater": lasting.max(axis=0) / f,
        "income": income,
        "ranOut": ran_out,
    }

# History itself: the plan once from every step at which enough of it is left.
if steps <= T:
    begins = np.arange(T - steps + 1)
    replay = [(growth[begins + k].T, price_growth[begins + k]) for k in range(steps)]
    for name, by_start in outcomes(grow(replay, weights, "${p.rebalancing}"), price_levels(replay), spend).items():
        print(f"replay.{name} " + " ".join(f"{value:.17g}" for value in by_start))
`;
}

/** Weights in the order of the file's assets, as a NumPy array; no text: those of the scenario. */
export function weightsSource(text: string, { assets }: ReproduceFile): string {
  if (text === '') return 'weights';
  const mix = readMix(text);
  const weights = assets.map((id) => mix.weights[mix.assets.indexOf(id)] ?? 0);
  return `np.array(${JSON.stringify(weights)}) / 10000`;
}

function glideSource(p: WealthParameters, file: ReproduceFile): string {
  const share =
    p.glideTo > p.glideFrom
      ? `min(1, max(0, (years - ${p.glideFrom}) / (${p.glideTo} - ${p.glideFrom})))`
      : `1 if years >= ${p.glideFrom} else 0`;
  return `glide_mix = ${weightsSource(p.glideMix, file)}

def glided(years):
    """How much of the way to the other mix lies behind."""
    return ${share}
`;
}

function rowsOf(p: WealthParameters): string {
  const { columns } = spec.parameters.flows;
  return readRows(columns, p.flows)
    .map((row) => {
      const cells = Object.keys(columns).map((id) => JSON.stringify(row[id]));
      return `\n    (${cells.join(', ')}),`;
    })
    .join('');
}

/** What one due of a rule takes, as a Python expression. */
function spendingOf(p: WealthParameters, rule: Spending): string {
  const part = p.spendingEvery === 'month' ? ' / 12' : '';
  const share = `${rule.spendingRate} / 100${part} * wealth`;
  const money = (amount: number) => `${amount}${part} * price`;
  switch (rule.spending) {
    case 'none':
      return '0 * wealth';
    case 'constant':
      return money(rule.spendingAmount);
    case 'percent':
      return share;
    case 'bounded':
      return `np.maximum(${money(p.floor)}, np.minimum(${money(p.ceiling)}, ${share}))`;
  }
}
