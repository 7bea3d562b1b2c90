/** The small form of the room: the loss in a figure, and the history that it comes from. */
import type { Glance, ViewContext } from '../view';
import type { ValueAtRiskGlance } from './compute-glance';
import { methodOf, type ValueAtRiskParameters, type ValueAtRiskResult } from './spec';
import { historyChart } from './view-charts';
import { headline, lossSentence, oneIn } from './view-figures';

export function glance(
  result: ValueAtRiskGlance | ValueAtRiskResult,
  context: ViewContext,
): Glance {
  const { method } = context.scenario.parameters as ValueAtRiskParameters;
  const chosen = 'simulated' in result ? methodOf(result, method) : result.historical;
  const risk = chosen.valueAtRisk;
  return {
    finding: lossSentence(result, context, chosen),
    figures: [headline('valueAtRisk', oneIn(result, context, risk), risk, context)],
    side: historyChart(result, context, chosen, 120),
  };
}
