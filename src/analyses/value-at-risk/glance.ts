/** The small form of the room: the loss in a figure, and the history that it comes from. */
import type { Glance, ViewContext } from '../view';
import { methodOf, type ValueAtRiskParameters, type ValueAtRiskResult } from './spec';
import { historyChart } from './view-charts';
import { headline, lossSentence, oneIn } from './view-figures';

export function glance(result: ValueAtRiskResult, context: ViewContext): Glance {
  const { method } = context.scenario.parameters as ValueAtRiskParameters;
  const chosen = methodOf(result, method);
  const risk = chosen.valueAtRisk;
  return {
    finding: lossSentence(result, context),
    figures: [headline('valueAtRisk', oneIn(result, context, risk), risk, context)],
    side: historyChart(result, context, chosen, 120),
  };
}
