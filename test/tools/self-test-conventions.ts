/** What the self-test asks of *Conventions*: each of them that is no mistake. */
import { conventions, type Measure } from '../../src/analyses/conventions/spec';
import { text } from '../../src/analyses/conventions/text';
import { valueAtRiskWords } from '../../src/analyses/conventions/view-words-loss';
import { correlationWords, covarianceWords } from '../../src/analyses/conventions/view-words-pair';
import { sharpeWords, volatilityWords } from '../../src/analyses/conventions/view-words-returns';
import reference from '../reference/rooms-conventions.json';
import type { NamedCase } from './self-test-cases';

const dataset = 'us-asset-classes-monthly';

const labels: Readonly<Record<Measure, Readonly<Record<string, { readonly label: string }>>>> = {
  volatility: volatilityWords,
  sharpe: sharpeWords,
  valueAtRisk: valueAtRiskWords,
  covariance: covarianceWords,
  correlation: correlationWords,
};

const sources: Readonly<Record<string, string>> = {
  ledoitWolf: 'scikit-learn 1.9.1',
  oas: 'scikit-learn 1.9.1',
  neweyWest: 'statsmodels 0.15.0',
  lo: 'statsmodels 0.15.0',
};

export function conventionCases(): NamedCase[] {
  return (Object.keys(conventions) as Measure[]).map(conventionCase);
}

function conventionCase(measure: Measure): NamedCase {
  const { mix, value } = reference.value[dataset];
  // Value at risk is there by its tail.
  const entry = measure === 'valueAtRisk' ? 'valueAtRisk50000' : measure;
  const expected: Readonly<Record<string, number>> = value[entry];
  const kinds: Readonly<Record<string, string>> = conventions[measure];
  const chosen = Object.keys(expected).filter((id) => kinds[id] !== 'mistake');
  return {
    part: 'conventions',
    scenario: { dataset, analysis: 'conventions', mix, parameters: { measure } },
    checks: chosen.map((id) => ({
      what: `${text.measures[measure].label}: ${labels[measure][id].label.replace('{longer}', 'yearly')}`,
      source: sources[id] ?? 'NumPy 2.4.6, pandas 3.0.6, SciPy 1.17.1',
      field: `conventions.${id}`,
      expected: [expected[id]],
      tolerance: reference.tolerance.relative,
    })),
  };
}
