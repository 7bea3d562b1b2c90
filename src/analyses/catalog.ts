/**
 * The menu, one room a line, in teaching order. Computes and views are found by their folders.
 */
import type { AnalysisSpec } from './analysis';
import { spec as conventions } from './conventions/spec';
import { spec as correlation } from './correlation/spec';
import { spec as mixSummary } from './mix-summary/spec';
import { spec as rollingStatistics } from './rolling-statistics/spec';
import { spec as valueAtRisk } from './value-at-risk/spec';
import { spec as wealthPaths } from './wealth-paths/spec';

export const catalog: readonly AnalysisSpec[] = [
  mixSummary,
  correlation,
  rollingStatistics,
  valueAtRisk,
  conventions,
  wealthPaths,
];

/** The spec of an analysis, or undefined where the catalog has no such room. */
export function findSpec(id: string): AnalysisSpec | undefined {
  return catalog.find((spec) => spec.id === id);
}
