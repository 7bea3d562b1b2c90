/** The words around the drawings of this room. */
import { periods } from '../text';

export const viewWords = {
  glance: 'How they move together',
  closest: (a: string, b: string, rho: string) =>
    `Of what it holds, ${a} and ${b} move together most, with a correlation of ${rho}.`,
  /** Where there is no other pair, none moves together most. */
  onePair: (a: string, b: string, rho: string) => `${a} and ${b} have a correlation of ${rho}.`,
  heat: 'Everyone with everyone',
  heatNote: 'correlation, related assets side by side',
  most: 'Most related',
  least: 'Least related',
  pairNote: 'correlation',
  pair: 'Pair',
  allows: 'History allows',
  to: 'to',
  scatter: (a: string, b: string) => `${a} against ${b}`,
  scatterNote: 'one dot a period',
  scatterSummary: (a: string, b: string, rho: string, beta: string) =>
    `${a} and ${b} have a correlation of ${rho}. When ${a} moves by 1 %, ${b} moves by ${beta} % on average.`,
  rolling: (a: string, b: string) => `${a} and ${b} over time`,
  rollingNote: (window: string, periods: string) => `correlation over ${window} ${periods}`,
  rollingSummary: (low: string, high: string) =>
    `The rolling correlation ranged from ${low} to ${high}.`,
  stress: (asset: string) => `Bad periods of ${asset}`,
  stressNote: (threshold: string, bad: string, calm: string) =>
    `${threshold} or worse: ${bad} bad periods, ${calm} others`,
  tooFewBad: 'There are too few bad periods to compute correlations in them.',
  split: (asset: string, count: string, all: string) =>
    `Return of ${asset}: ${count} of ${all} periods.`,
  asset: 'Asset',
  otherAssets: (count: string) => `${count} other assets`,
  calm: 'Otherwise',
  bad: 'In bad periods',
  change: 'Change',
  components: 'How many forces there are',
  componentsNote: 'share of the variance',
  component: (k: number) => `Component ${k}`,
  date: 'Date',
  correlationColumn: 'Correlation',
  hardly: 'less than 0.0001',
  repaired: (how: string, moved: string) =>
    `Repaired (${how}): the correlations moved by ${moved} in all.`,
  notDefinite:
    'The covariance is singular, so no mix can be optimized on it as it stands. A repair is among the settings.',
  finding: {
    pairsWith: 'are most related',
    apart: 'least',
  },
  periods,
} as const;
