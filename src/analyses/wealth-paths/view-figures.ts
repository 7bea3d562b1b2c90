/** The strip of headline figures. */
import { caveatOf } from '../../finance/caveats';
import { isDefined, type Quantity } from '../../finance/quantity';
import { formatMoney } from '../../ui/format';
import type { Figure, ViewContext } from '../view';
import { spec } from './spec';
import type { Distribution, PlanOutcome } from './result';
import { text } from './text';
import { errorsText, MIDDLE, parametersOf, spreadText, valueText, type Kind } from './view-numbers';
import { takesOut } from './view-plan';
import { words } from './view-words';

export function figures(outcome: PlanOutcome, context: ViewContext): Figure[] {
  const parameters = parametersOf(context);
  const { terms, start, goal } = parameters;
  const final = outcome.finalWealth[terms];
  const spread = (of: Distribution, kind: Kind) => {
    const range = spreadText(of, kind);
    return range === '' ? '' : words.nineInTen(range);
  };
  const middle = ({ percentiles: of }: Distribution) => of[MIDDLE];
  const one = (
    measure: keyof typeof spec.measures,
    quantity: Quantity | undefined,
    kind: Kind,
    label: string,
    more = '',
    loss = false,
  ) => figure(measure, quantity, kind, label, more, loss, context);
  return [
    one(
      'finalWealth',
      middle(final),
      'money',
      `${text.measures.finalWealth.label}, ${words.inTerms[terms]}`,
      spread(final, 'money'),
    ),
    one(
      'growthRate',
      middle(outcome.growthRate),
      'percent',
      words.growth,
      spread(outcome.growthRate, 'percent'),
    ),
    one('reachesGoal', outcome.reachesGoal[terms], 'percent', words.reaches(formatMoney(goal))),
    ...(takesOut(parameters)
      ? [one('runsOut', outcome.runsOut, 'percent', text.measures.runsOut.label, '', true)]
      : []),
    // Nothing ends below nothing.
    ...(start > 0
      ? [
          one(
            'endsBelowStart',
            outcome.endsBelowStart,
            'percent',
            words.belowStart,
            words.inTerms.real,
            true,
          ),
        ]
      : []),
    one(
      'worstFall',
      middle(outcome.worstFall),
      'percent',
      words.worstFall,
      spread(outcome.worstFall, 'percent'),
      true,
    ),
  ];
}

function figure(
  measure: keyof typeof spec.measures,
  quantity: Quantity | undefined,
  kind: Kind,
  label: string,
  more: string,
  loss: boolean,
  { columns, series }: ViewContext,
): Figure {
  if (quantity === undefined) return { measure, label, value: '—' };
  if (!isDefined(quantity)) return { measure, label, value: '—', note: quantity.reason };
  const caveat = caveatOf(spec.measures[measure], columns, series.weights);
  const notes = [more, errorsText(quantity, kind), caveat?.short];
  return {
    measure,
    label,
    value: valueText(quantity, kind),
    note: notes.filter(Boolean).join(' · '),
    loss: loss && quantity.value !== 0,
  };
}
