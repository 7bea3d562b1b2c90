/** The part of the script that simulates, and prints what came of it with its standard errors. */
import type { ReproduceFile } from '../view';
import { weightsSource } from './reproduce-plan';
import { type WealthParameters } from './spec';
import { percentiles } from './result';

/** More paths would only make the errors smaller. */
const MOST_PATHS = 100_000;
/** Each of these paths is followed fifty times. */
const MOST_SOLVED = 20_000;

export function figuresSource(p: WealthParameters, file: ReproduceFile): string {
  const compared = p.compare !== 'none';
  const factor = p.solve !== 'none' && p.solve !== 'horizon';
  return `
paths = ${Math.min(p.scenarios, MOST_PATHS)}${p.scenarios > MOST_PATHS ? `  # not ${p.scenarios}: more would only make the errors smaller` : ''}
at_once = max(1, 2_000_000 // (steps * (n + 2)))
bounds = [math.floor(j * steps / 5 + 0.5) for j in range(6)]
${p.solve === 'none' ? '' : solveSource(p)}
def joined(parts):
    return {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}

own, stretches${compared ? ', other' : ''}${p.solve === 'none' ? '' : ', solved'} = [], []${compared ? ', []' : ''}${p.solve === 'none' ? '' : ', []'}
for first in range(0, paths, at_once):
    draws = list(draw(min(at_once, paths - first)))
    prices = price_levels(draws)
    mix_growth = grow(draws, weights, "${p.rebalancing}")
    own.append(outcomes(mix_growth, prices, spend))
    stretches.append([np.prod(mix_growth[a:b], axis=0) for a, b in zip(bounds, bounds[1:])])
${compared ? `    other.append(${otherSource(p, file)})\n` : ''}${
    p.solve === 'none'
      ? ''
      : factor
        ? `    if first < ${MOST_SOLVED}:
        solved.append(critical(mix_growth, prices))
`
        : '    solved.append(succeeding(mix_growth, prices).sum(axis=1))\n'
  }own, stretches = joined(own), np.concatenate(stretches, axis=1)

def show(name, value, error):
    print(f"{name} {value:.17g} {error:.17g}")

def show_quantile(name, values, p):
    """With half the distance between the order statistics one standard error of the rank away."""
    error = math.sqrt(p * (1 - p) / len(values))
    low, value, high = np.quantile(values, [max(0, p - error), p, min(1, p + error)])
    show(name, value, (high - low) / 2)

def show_mean(name, values):
    show(name, values.mean(), values.std() / math.sqrt(len(values)))

def show_chance(name, happened):
    p = (happened.sum() + 0.5) / (len(happened) + 1)  # so that none in many has an error, too
    show(name, happened.mean(), math.sqrt(p * (1 - p) / len(happened)))

def show_outcome(prefix, of):
    for name, values in of.items():
        if name == "ranOut":
            name, values = "ruinYears", values[values >= 0] / f
        if len(values) > 0:
            for percent in ${JSON.stringify(percentiles)}:
                show_quantile(f"{prefix}{name}.{percent}", values, percent / 100)
            show_mean(f"{prefix}{name}.mean", values)
    for terms in goal:
        show_chance(f"{prefix}reachesGoal.{terms}", of["finalWealth." + terms] >= goal[terms])
    show_chance(prefix + "runsOut", of["ranOut"] >= 0)
    show_chance(prefix + "endsBelowStart", of["finalWealth.real"] < start)

show_outcome("", own)

def ranks(values):
    """Equal values share the mean of their ranks."""
    _, place, count = np.unique(values, return_inverse=True, return_counts=True)
    return (np.cumsum(count) - (count + 1) / 2)[place.reshape(-1)]

# How much the growth of a stretch of years had to do with the end; the error is that of no relation.
if steps >= 5:
    for j, stretch in enumerate(stretches):
        if np.ptp(stretch) > 1e-12 and np.ptp(own["finalWealth.real"]) > 0:
            related = np.corrcoef(ranks(stretch), ranks(own["finalWealth.real"]))[0, 1]
            show(f"stretches.{j}.correlation", related, 1 / math.sqrt(paths))
    for j, fifth in enumerate(np.array_split(np.argsort(stretches[0]), 5)):
        show_chance(f"fifths.{j}.runsOut", own["ranOut"][fifth] >= 0)
        show_chance(f"fifths.{j}.reachesGoal.real", own["finalWealth.real"][fifth] >= goal["real"])
${
  compared
    ? `
# The other plan on the same draws, path by path.
other = joined(other)
show_outcome("other.", other)
for terms in goal:
    show_mean(f"comparison.difference.{terms}", other["finalWealth." + terms] - own["finalWealth." + terms])
show_mean("comparison.runsOut", (other["ranOut"] >= 0) * 1.0 - (own["ranOut"] >= 0))
show_chance("comparison.endsAhead", other["finalWealth.nominal"] > own["finalWealth.nominal"])
show_chance("comparison.endsAlike", other["finalWealth.nominal"] == own["finalWealth.nominal"])
`
    : ''
}${p.solve === 'none' ? '' : factor ? showFactor(p) : showHorizon(p)}`;
}

function otherSource(p: WealthParameters, file: ReproduceFile): string {
  switch (p.compare) {
    case 'mix':
      return `outcomes(grow(draws, ${weightsSource(p.otherMix, file)}, "${p.rebalancing}"), prices, spend)`;
    case 'rebalancing':
      return `outcomes(grow(draws, weights, "${p.otherRebalancing}"), prices, spend)`;
    default:
      return 'outcomes(mix_growth, prices, other_spend)';
  }
}

function solveSource(p: WealthParameters): string {
  if (p.solve === 'horizon') {
    const success =
      p.aim === 'lasts'
        ? `(ran_out < 0) | (ran_out ${p.timing === 'end' ? '>' : '>='} np.arange(steps + 1)[:, None])`
        : `wealth >= ${p.aim === 'goal-real' ? 'goal["real"] * prices' : 'goal["nominal"]'}`;
    return `
def succeeding(mix_growth, prices):
    """Whether the plan would have succeeded had it ended at time 0, 1, ... steps."""
    wealth, ran_out, _ = live(mix_growth, prices, spend)
    return ${success}
`;
  }
  const success =
    p.aim === 'lasts'
      ? 'ran_out < 0'
      : p.aim === 'goal-real'
        ? 'wealth[-1] / prices[-1] >= goal["real"]'
        : 'wealth[-1] >= goal["nominal"]';
  const scaled = {
    withdrawals: 'more_out=factor',
    contributions: 'more_in=factor',
    start: 'begin=factor * start',
  }[p.solve as 'withdrawals' | 'contributions' | 'start'];
  const goesUp = p.solve === 'withdrawals' ? 'success' : '~success';
  return `
def critical(mix_growth, prices):
    """By path, the factor of ${p.solve === 'start' ? 'the start' : `all ${p.solve}`} at which success turns: bisection of x, factor x / (1 - x)."""
    low, high = np.zeros(mix_growth.shape[1]), np.ones(mix_growth.shape[1])
    for _ in range(45):
        middle = (low + high) / 2
        factor = middle / (1 - middle)
        wealth, ran_out, _ = live(mix_growth, prices, spend, ${scaled})
        success = ${success}
        low, high = np.where(${goesUp}, middle, low), np.where(${goesUp}, high, middle)
    return low / (1 - low)
`;
}

function showFactor(p: WealthParameters): string {
  const share = p.solve === 'withdrawals' ? `1 - ${p.wanted} / 100` : `${p.wanted} / 100`;
  return `
# The factor with which ${p.wanted} % of the paths succeed; none is shown where none does it, or any.
solved = np.concatenate(solved)
if 1e-6 < np.quantile(solved, ${share}) < 1e6:
    show_quantile("solution", solved, ${share})
`;
}

function showHorizon(p: WealthParameters): string {
  const search =
    p.aim === 'lasts'
      ? `too_few = np.flatnonzero(share[1:] < wanted)
    return (too_few[0] if len(too_few) > 0 else steps) / f`
      : `enough = np.flatnonzero(share >= wanted)
    return (enough[0] if len(enough) > 0 else steps) / f`;
  const until = p.aim === 'lasts' ? 'less than' : 'at least';
  return `
# Years until ${until} ${p.wanted} % of the plans would have succeeded, at most those of the plan.
share, wanted = np.sum(solved, axis=0) / paths, ${p.wanted} / 100

def horizon(wanted):
    ${search}

error = math.sqrt(wanted * (1 - wanted) / paths)
show("solution", horizon(wanted), max(1 / f, abs(horizon(wanted - error) - horizon(wanted + error)) / 2))
`;
}
