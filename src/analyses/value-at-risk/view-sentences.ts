/** Why the methods differ, in words made from the numbers. */
import { isDefined, type Quantity } from '../../finance/quantity';
import { formatPercent } from '../../ui/format';
import type { ValueAtRiskResult } from './spec';

/** The difference between history and the normal formula, and whether it is more than noise. */
export function methodSentence(result: ValueAtRiskResult): string {
  const { historical, normal, simulated } = result;
  const [byHistory, byFormula, bySimulation] = [historical, normal, simulated].map(
    (m) => m.valueAtRisk,
  );
  if (!isDefined(byHistory) || !isDefined(byFormula)) return agreement(byFormula, bySimulation);
  const difference = byHistory.value - byFormula.value;
  const range = byHistory.sampling;
  const [history, formula] = [byHistory.value, byFormula.value].map((v) => formatPercent(v, 1));
  if (history === formula) return `The normal formula says the same, ${formula}.`;
  const direction = difference < 0 ? 'more' : 'less';
  const first = `The normal formula says ${direction}, ${formula} against ${history} by history`;
  if (range === undefined) return `${first}.`;
  const inside = byFormula.value >= range.low && byFormula.value <= range.high;
  return inside
    ? `${first}; the difference is within what history allows.`
    : `${first}; the difference is more than what history allows by chance.`;
}

function agreement(formula: Quantity, simulation: Quantity): string {
  if (!isDefined(formula) || !isDefined(simulation)) return '';
  return `The normal formula says ${formatPercent(formula.value, 1)}, the simulation ${formatPercent(simulation.value, 1)}.`;
}
