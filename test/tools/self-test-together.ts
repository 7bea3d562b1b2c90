/** What the self-test asks of *Together*: each estimator of covariance. */
import type { PlainScenario } from '../../src/app/self-test/cases';
import daily from '../reference/covariance-daily.json';
import european from '../reference/covariance-eu.json';
import monthly from '../reference/covariance-monthly.json';
import samples from '../reference/rooms-covariance.json';
import type { NamedCase, NamedCheck } from './self-test-cases';

const pandas = 'NumPy 2.4.6, pandas 3.0.6';
const scikit = 'scikit-learn 1.9.1';
const numpy = 'NumPy 2.4.6';

const sets = {
  monthly: ['us-asset-classes-monthly', 'US assets by month'],
  eu: ['eu-indices-daily', 'European indices by day'],
  daily: ['daily-markets', 'Daily markets'],
} as const;
type SetName = keyof typeof sets;

export function togetherCases(): NamedCase[] {
  return [
    ...(Object.keys(sets) as SetName[]).map(sampleCase),
    weightedCase('monthly', 0.97, monthly.entries['ewma_0.97'].value),
    weightedCase('daily', 0.94, daily.entries['ewma_0.94'].value),
    shrunkCase('monthly', 'ledoit-wolf-identity', monthly.entries.ledoit_wolf_identity.value),
    shrunkCase('daily', 'ledoit-wolf-identity', daily.entries.ledoit_wolf_identity.value),
    shrunkCase(
      'monthly',
      'ledoit-wolf-constant',
      monthly.entries.ledoit_wolf_constant_correlation.value,
    ),
    shrunkCase(
      'eu',
      'ledoit-wolf-constant',
      european.entries.ledoit_wolf_constant_correlation.value,
    ),
    shrunkCase('monthly', 'oas', monthly.entries.oas.value),
    shrunkCase('eu', 'oas', european.entries.oas.value),
  ];
}

const scenarioOf = (set: SetName, parameters: PlainScenario['parameters']): PlainScenario => ({
  dataset: sets[set][0],
  analysis: 'correlation',
  parameters: { resamples: 100, ...parameters },
});

function sampleCase(set: SetName): NamedCase {
  const { covariance, correlation } = samples.value[set];
  const all = { source: pandas, tolerance: 1e-12 };
  const of = (what: string) => `${sets[set][1]}: ${what}`;
  return {
    part: 'correlation',
    scenario: scenarioOf(set, {}),
    checks: [
      {
        what: of('covariance of the sample'),
        field: 'covariance',
        expected: covariance.flat(),
        ...all,
      },
      { what: of('correlations'), field: 'correlation', expected: correlation.flat(), ...all },
      ...conditionOf(set),
    ],
  };
}

/** Largest over smallest eigenvalue. */
function conditionOf(set: SetName): NamedCheck[] {
  if (set === 'daily') return [];
  const { entries } = set === 'monthly' ? monthly : european;
  const { value } = entries.eigenvalues_of_sample_covariance;
  return [
    {
      what: `${sets[set][1]}: condition number`,
      source: numpy,
      field: 'conditionNumber',
      expected: [value[0] / value[value.length - 1]],
      tolerance: 1e-10,
    },
  ];
}

function weightedCase(
  set: SetName,
  lambda: number,
  value: readonly (readonly number[])[],
): NamedCase {
  return {
    part: 'correlation',
    scenario: scenarioOf(set, { estimator: 'ewma', lambda }),
    checks: [
      {
        what: `${sets[set][1]}: exponentially weighted covariance, λ = ${lambda}`,
        source: numpy,
        field: 'covariance',
        expected: value.flat(),
        tolerance: 1e-12,
      },
    ],
  };
}

function shrunkCase(
  set: SetName,
  estimator: 'ledoit-wolf-identity' | 'ledoit-wolf-constant' | 'oas',
  { shrinkage, cov }: { shrinkage: number; cov: readonly (readonly number[])[] },
): NamedCase {
  const names = {
    'ledoit-wolf-identity': 'covariance of Ledoit and Wolf, identity',
    'ledoit-wolf-constant': 'covariance of Ledoit and Wolf, constant correlation',
    oas: 'covariance by OAS',
  };
  const source = estimator === 'ledoit-wolf-constant' ? numpy : scikit;
  const what = `${sets[set][1]}: ${names[estimator]}`;
  return {
    part: 'correlation',
    scenario: scenarioOf(set, { estimator }),
    checks: [
      { what, source, field: 'covariance', expected: cov.flat(), tolerance: 1e-12 },
      {
        ...{ what: `${what}, intensity`, source, field: 'intensity' },
        ...{ expected: [shrinkage], tolerance: 1e-11 },
      },
    ],
  };
}
