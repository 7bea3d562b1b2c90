/** Every word of form, menu and definitions in the room "What could it grow to?". */
import { rebalancingNames, type RoomText } from '../text';
import type { spec } from './spec';

const spending = {
  none: 'nothing',
  constant: 'a constant amount',
  percent: 'a share of the wealth',
  bounded: 'a share, with floor and ceiling',
};

const terms = { real: 'today’s money', nominal: 'money of that time' };

const every = { month: 'month', year: 'year' };

export const text: RoomText<typeof spec> = {
  title: 'What could it grow to?',
  description:
    'Many possible futures of a plan: money put into the mix, paid in and taken out over the years, with inflation, fees and rebalancing. What is left at the end, how often it runs out, and what would have to change.',
  sections: {
    plan: 'Money in and out',
    rebalancing: 'Rebalancing and change of the mix',
    returns: 'Returns and inflation',
    compare: 'Compare with another plan',
    solve: 'What would it take?',
    path: 'One path closely',
  },
  parameters: {
    start: { label: 'Start', help: 'Money in the mix at the start.' },
    years: { label: 'Years' },
    spending: {
      label: 'Take out',
      help: 'A rule for regular withdrawals. Single ones and money paid in are rows under “Money in and out”.',
      options: spending,
    },
    spendingAmount: { label: 'Amount taken out', help: 'In today’s money.' },
    spendingRate: { label: 'Share taken out', help: 'Of the wealth at that time.' },
    goal: { label: 'Goal', help: 'Wealth at the end that counts as reached.' },
    terms: {
      label: 'Shown in',
      help: 'Today’s money has inflation taken out. It changes what is shown, not what is computed.',
      options: terms,
    },
    flows: {
      label: 'Paid in and taken out',
      help: 'Years count from the start of the plan.',
      columns: {
        kind: { label: 'What', options: { contribution: 'paid in', withdrawal: 'taken out' } },
        amount: { label: 'Amount' },
        every: { label: 'Every', options: every },
        terms: { label: 'In', options: terms },
        growth: { label: 'Growth, % a year', help: 'By which the amount grows every year.' },
        from: { label: 'From year' },
        to: { label: 'To year' },
      },
    },
    spendingEvery: { label: 'Take out every', options: every },
    spendingFrom: { label: 'Take out from', help: 'Years after the start of the plan.' },
    spendingTo: { label: 'Take out until', help: 'Years after the start of the plan.' },
    floor: { label: 'At least', help: 'In today’s money. The floor wins over the ceiling.' },
    ceiling: { label: 'At most', help: 'In today’s money.' },
    timing: {
      label: 'Money moves',
      options: { end: 'at the end of month or year', start: 'at the start of month or year' },
    },
    fee: { label: 'Fee', help: 'Taken off the growth of every asset.' },
    age: { label: 'Age at the start', help: 'To say at which age money runs out.' },
    rebalancing: { label: 'Rebalance', options: rebalancingNames },
    band: {
      label: 'Band',
      help: 'Points of the mix (absolute), or percent of the target weight (relative).',
    },
    costBasisPoints: {
      label: 'Cost of trading',
      help: 'Of what is bought and of what is sold, when rebalancing.',
    },
    glide: {
      label: 'Target mix',
      options: { none: 'stays', 'to-mix': 'glides to another mix' },
    },
    glideMix: { label: 'Glides to', help: 'Empty: the mix of the scenario.' },
    glideFrom: { label: 'Glides from', help: 'Years after the start of the plan.' },
    glideTo: { label: 'Glides until', help: 'Years after the start of the plan.' },
    model: {
      label: 'Draw',
      help: 'What every step of a future is drawn from.',
      options: {
        'stationary-bootstrap': 'blocks of the history, of random length',
        'circular-bootstrap': 'blocks of the history, of equal length',
        bootstrap: 'single dates of the history',
        normal: 'normal returns',
        student: 'Student t returns',
      },
    },
    blockLength: {
      label: 'Block length',
      help: 'In steps; the mean length where it is random. 0 takes the suggested one.',
    },
    degrees: {
      label: 'Degrees of freedom',
      help: 'Fewer degrees, heavier tails. All assets share the same bad draws.',
      options: { 0: 'as fitted' },
    },
    inflation: {
      label: 'Inflation',
      help: 'Drawn together with the returns, or fixed.',
      options: { history: 'as in the data', fixed: 'fixed' },
    },
    inflationRate: {
      label: 'Inflation rate',
      help: 'Where inflation is fixed, or the data have none.',
    },
    assumptions: {
      label: 'Returns assumed',
      help: 'In place of what the history says; an open cell leaves the history’s.',
      columns: {
        asset: { label: 'Asset' },
        expectedReturn: { label: 'Expected return, % a year', help: 'Arithmetic mean.' },
        volatility: { label: 'Volatility, % a year' },
      },
    },
    correlations: {
      label: 'Correlations assumed',
      help: 'In place of what the history says.',
      columns: {
        first: { label: 'Asset' },
        second: { label: 'With' },
        correlation: { label: 'Correlation' },
      },
    },
    repair: {
      label: 'Correlations that cannot all hold',
      options: { none: 'are refused', nearest: 'become the nearest that can' },
    },
    compare: {
      label: 'Compare with',
      options: {
        none: 'nothing',
        mix: 'another mix',
        rebalancing: 'another rebalancing',
        spending: 'another way to take out',
      },
    },
    otherMix: { label: 'Other mix', help: 'Empty: the mix of the scenario.' },
    otherRebalancing: { label: 'Other rebalancing', options: rebalancingNames },
    otherSpending: { label: 'Other way to take out', options: spending },
    otherAmount: { label: 'Other amount', help: 'In today’s money.' },
    otherRate: { label: 'Other share', help: 'Of the wealth at that time.' },
    solve: {
      label: 'Find',
      options: {
        none: 'nothing',
        withdrawals: 'how much can be taken out',
        contributions: 'how much must be paid in',
        start: 'how much is needed at the start',
        horizon: 'how many years it holds',
      },
    },
    aim: {
      label: 'So that',
      options: {
        lasts: 'the money lasts',
        'goal-real': 'the goal is reached in today’s money',
        'goal-nominal': 'the goal is reached in money of that time',
      },
    },
    wanted: { label: 'With a probability of' },
    closeUp: {
      label: 'Path',
      options: { percentile: 'at a percentile of final wealth', number: 'by its number' },
    },
    percentile: {
      label: 'Percentile',
      help: '5: five of a hundred paths end with less in today’s money.',
    },
    path: { label: 'Number of the path', help: 'From 0 up to the number of scenarios less one.' },
    scenarios: {
      label: 'Scenarios',
      help: 'Simulated futures. More of them shrink the simulation error.',
    },
    precision: {
      label: 'Stop at a precision',
      help: 'Half the width of the simulation interval of the median, relative to it.',
      options: { none: 'no', '2%': '±2 %', '1%': '±1 %', '0.5%': '±0.5 %', '0.2%': '±0.2 %' },
    },
    resamples: {
      label: 'Resampled histories',
      help: 'Histories put together from blocks of the real one, behind the ranges that history allows. 0 leaves these out.',
    },
  },
  measures: {
    finalWealth: {
      label: 'Final wealth',
      definition:
        'What is left after the last step and its payments. The middle case is the median over all paths: half of them end with less. One path in 20 ends below the 5th percentile, one in 20 above the 95th.',
      formula: String.raw`W_k = W_{k-1} F_k + C_k - P_k, \allowbreak \text{in today’s money } \frac{W_k}{I_k}`,
      symbols:
        'W wealth after step k, F growth of the mix in the step, C paid in, P paid out, I price level',
      misleads:
        'The middle path is not what one life brings: half of all futures end with less. Nine in ten leaves one in ten outside, and money of that time looks larger than it is.',
      reference: 'Ibbotson and Sinquefield, Journal of Business 49 (1976)',
    },
    growthRate: {
      label: 'Growth a year',
      definition:
        'What the mix itself grew by a year, after fees and the cost of rebalancing, before money in and out and before inflation: the time-weighted return.',
      formula: String.raw`(F_1 F_2 \cdots F_n)^{f/n} - 1`,
      symbols: 'F growth of the mix in a step, n steps of the plan, f steps a year',
      misleads:
        'With money in and out nobody earns just this: what counts then is when the mix grows. It is before inflation.',
      reference: 'Feibel, Investment Performance Measurement (2003)',
    },
    reachesGoal: {
      label: 'Reaches the goal',
      definition: 'Share of paths with at least the goal at the end, in the money that is shown.',
      formula: String.raw`\mathrm{P}\left(\frac{W_n}{I_n} \ge G\right) \allowbreak \text{ or } \mathrm{P}(W_n \ge G)`,
      symbols:
        'W final wealth, I price level, G goal; the first in today’s money, the second in money of that time',
      misleads:
        'A path that misses the goal by a little counts like one that loses everything. Whether the future is like the past is not in it.',
      reference: 'Wilson, Journal of the American Statistical Association 22 (1927), for its error',
    },
    runsOut: {
      label: 'Runs out',
      definition:
        'Share of paths in which a payment could not be made in full at some time. A path that has run out goes on, and later contributions may bring wealth again.',
      formula: String.raw`\mathrm{P}(P_k < D_k \text{ for some } k)`,
      symbols: 'P paid out at step k, D due at step k',
      misleads:
        'It says neither when nor by how much, and people would spend less before it comes to that. A plan that never runs out may leave much unspent.',
      reference:
        'Bengen, Journal of Financial Planning 7 (1994); Cooley, Hubbard and Walz, AAII Journal 20 (1998)',
    },
    endsBelowStart: {
      label: 'Ends below the start',
      definition:
        'Share of paths that end with less than the start in today’s money, with whatever was paid in and out in between.',
      formula: String.raw`\mathrm{P}\left(\frac{W_n}{I_n} < W_0\right)`,
      symbols: 'W wealth at the end and at the start, I price level',
      misleads:
        'Where money is taken out, ending below the start may be the plan. Where money is paid in, ending above it is no success.',
      reference: 'Bodie, Financial Analysts Journal 51 (1995)',
    },
    ruinAge: {
      label: 'Age at which it runs out',
      definition: 'Among the paths that run out: when that happens for the first time.',
      formula: String.raw`a + \frac{k}{f}, \allowbreak k = \min\{\, k : P_k < D_k \,\}`,
      symbols: 'a age at the start, P paid out and D due at step k, f steps a year',
      misleads:
        'It is only of the paths that run out. Where these are few, their middle is no age to expect.',
      reference: 'Milevsky, The Calculus of Retirement Income (2006)',
    },
    worstFall: {
      label: 'Worst fall',
      definition:
        'Deepest fall below an earlier peak that one unit of money in the mix takes on the way. Money in and out does not count.',
      formula: String.raw`\min_k \left(\frac{U_k}{\max_{j \le k} U_j} - 1\right), \allowbreak U_k = F_1 F_2 \cdots F_k`,
      symbols: 'U value of one unit in the mix, 1 at the start, F growth of the mix in a step',
      misleads:
        'What falls and rises within a step is not seen. Single dates drawn at random tear long falls apart and can make it milder than blocks do.',
      reference: 'Magdon-Ismail and Atiya, Risk 17 (2004)',
    },
    underWater: {
      label: 'Years under water',
      definition:
        'The longest time from a peak until it is reached again, or until the end where it is not.',
      formula: String.raw`\max \frac{k - j}{f}, \allowbreak U_i < U_j \text{ for } j < i < k`,
      symbols:
        'U value of one unit in the mix with a peak at step j, k the step that is back at it or the last one, f steps a year',
      misleads:
        'It is that of the mix: who takes money out waits longer, who pays in less. What is still under water is cut off at the end of the plan.',
      reference: 'Magdon-Ismail and Atiya, Risk 17 (2004)',
    },
    income: {
      label: 'Income received',
      definition: 'Everything that was paid out over the whole time, in today’s money.',
      formula: String.raw`\sum_k \frac{P_k}{I_k}`,
      symbols: 'P paid out at step k, I price level',
      misleads:
        'A large sum may come in few good years. It counts what was paid, not whether it was enough.',
      reference: 'Guyton and Klinger, Journal of Financial Planning 19 (2006)',
    },
    orderOfReturns: {
      label: 'Order of returns',
      definition:
        'How much the growth in one stretch of years decides how a path ends: the correlation of the ranks of both over all paths. Without money in or out every stretch counts alike.',
      formula: String.raw`\rho\left(\operatorname{rank} \prod_{k \in \text{stretch}} F_k,\ \operatorname{rank} \frac{W_n}{I_n}\right)`,
      symbols:
        'ρ correlation over all paths, F growth of the mix in a step, W final wealth, I price level',
      misleads:
        'Ranks say how surely a stretch decides, not by how much. A longer stretch weighs more by its length alone.',
      reference:
        'Spearman, American Journal of Psychology 15 (1904); Milevsky, The Calculus of Retirement Income (2006)',
    },
    solution: {
      label: 'What it would take',
      definition:
        'All withdrawals, all contributions or the start are multiplied by one factor. On every path there is a factor at which it just succeeds; the answer makes the wanted share of paths succeed. For the horizon: the longest time over which the wanted share of paths lasts, or the shortest after which the wanted share has the goal.',
      formula: String.raw`x = c_{(k)}, \allowbreak k = \lfloor (1 - p) N \rfloor + 1 \allowbreak \text{ or } k = \lceil p\, N \rceil`,
      symbols:
        'c₍ₖ₎ the k-th smallest critical factor of N paths, p the wanted probability; the first k for withdrawals, the second for contributions and the start',
      misleads:
        'The last few percent of probability cost a lot: try several. It is found on a part of the paths, so its error is larger than that of the other figures.',
      reference: 'Milevsky and Robinson, Financial Analysts Journal 61 (2005)',
    },
    difference: {
      label: 'Difference',
      definition:
        'Mean of the other plan’s final wealth minus this one’s, path by path on the same draws: what both have in common cancels.',
      formula: String.raw`\frac{1}{N} \sum_{s=1}^{N} (W'_s - W_s) \pm 1.96\, \frac{\sigma}{\sqrt{N}}`,
      symbols:
        'W final wealth of this plan and W′ of the other on path s of N, σ standard deviation of the differences',
      misleads:
        'A few very good futures pull a mean up: the other plan can be ahead on average and behind in most futures. See how often it ends ahead.',
      reference: 'Glasserman, Monte Carlo Methods in Financial Engineering (2003)',
    },
    endsAhead: {
      label: 'Ends ahead',
      definition: 'Share of paths on which the other plan ends with more than this one.',
      formula: String.raw`\mathrm{P}(W'_n > W_n)`,
      symbols: 'W final wealth of this plan, W′ of the other',
      misleads:
        'It counts how often, not by how much: mostly a little ahead and seldom far behind gives a high share.',
      reference: 'Glasserman, Monte Carlo Methods in Financial Engineering (2003)',
    },
    replay: {
      label: 'Replay of the history',
      definition:
        'The plan on the returns and the inflation as they were, begun once in every step of the history after which enough of it is left. Starts that lie close share most of their years.',
      formula: String.raw`W_k = W_{k-1} F_{s+k} + C_k - P_k, \allowbreak s = 0, 1, 2, \ldots`,
      symbols:
        's every start, W wealth after step k, F growth of the mix in a step of the history, C paid in, P paid out',
      misleads:
        'It is one history, seen through many windows that overlap. That no start failed does not say that none can.',
      reference:
        'Bengen, Journal of Financial Planning 7 (1994); Cooley, Hubbard and Walz, AAII Journal 20 (1998)',
    },
    simulationError: {
      label: 'Simulation error and what history allows',
      definition:
        'Two errors, both at 95 %. More scenarios shrink the simulation error. What history allows comes from other histories, put together from blocks of the real one: only more history shrinks that. It covers the mean and the volatility of the mix and nothing else.',
      formula: String.raw`\text{shares: } \frac{\hat p + \frac{z^2}{2N} \pm z \sqrt{\frac{\hat p (1 - \hat p)}{N} + \frac{z^2}{4 N^2}}}{1 + \frac{z^2}{N}}, \allowbreak \text{means: } \pm z\, \frac{\sigma}{\sqrt{N}}`,
      symbols:
        'p̂ share among N paths, z = 1.96, σ standard deviation over the paths. Percentiles lie between the ranks that bound them, which are binomial',
      misleads:
        'A small simulation error does not make a forecast: it says what more scenarios would change, which is little. That the future may be of another kind is in neither error.',
      reference:
        'Wilson, Journal of the American Statistical Association 22 (1927); David and Nagaraja, Order Statistics (2003), 7.1; Künsch, Annals of Statistics 17 (1989); Politis and Romano, Exploring the Limits of Bootstrap (1992) and Journal of the American Statistical Association 89 (1994)',
    },
  },
  assumptions: [
    'The past, or the numbers put in its place, is all that the futures know: nothing outside them can happen. Blocks of the history keep some of what follows upon what; single dates and made-up returns keep nothing of it.',
    'Steps are the periods of the data, months at most: payments, fees and rebalancing fall on the ends of steps.',
    'Money in and out moves all holdings in proportion and trades without cost; only rebalancing costs.',
    'There are no taxes.',
    'An asset that falls by more than everything is worth nothing, and stays so until the mix is rebalanced.',
    'A plan is kept whatever happens: nobody panics, and nobody spends less, unless the rule says so.',
    'What history allows covers the mean and the volatility of the mix only; that the future may be of another kind is in no range.',
    'The replay has few independent stretches: forty years hold one and a third of thirty.',
  ],
};
