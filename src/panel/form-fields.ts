/** The form of an analysis, made from the declaration of its parameters. */
import { findSpec } from '../analyses/catalog';
import { parameterInForce } from '../analyses/parameters';
import { assetsOf, type Scenario } from '../analyses/scenario';
import type { RoomText } from '../analyses/text';
import type { Dataset } from '../finance/dataset';
import { displayOrder } from '../finance/mixes';
import { formatCount } from '../ui/format';
import type { FormField } from '../ui/parameter-form';

/** The fields that are in force: those of use to many, or the `advanced` ones. */
export function formFields(
  text: RoomText,
  scenario: Scenario,
  dataset: Dataset,
  problems: Readonly<Record<string, string>>,
  advanced: boolean,
): FormField[] {
  return Object.entries(findSpec(scenario.analysis)?.parameters ?? {})
    .filter(([, spec]) => (spec.advanced ?? false) === advanced)
    .filter(([, spec]) => parameterInForce(spec, scenario.parameters))
    .map(([id, spec]): FormField => {
      const { label, help, options = {} } = text.parameters[id];
      const common = { id, label, help, value: scenario.parameters[id], problem: problems[id] };
      const named = (value: string | number) => ({ value, label: options[value] ?? String(value) });
      switch (spec.kind) {
        case 'choice':
        case 'choices':
          return { ...common, kind: spec.kind, options: spec.options.map(named) };
        case 'asset':
          return {
            ...common,
            kind: 'choice',
            options: [named(''), ...assetOptions(scenario, dataset)],
          };
        case 'scenarios':
          return {
            ...common,
            ...spec,
            suggestions: spec.suggestions.map((value) => ({ value, label: formatCount(value) })),
          };
        case 'rows':
        case 'mix':
          return { ...common, kind: 'choice', options: [] };
        default:
          return { ...common, ...spec };
      }
    });
}

function assetOptions(scenario: Scenario, dataset: Dataset) {
  const chosen = assetsOf(scenario);
  return displayOrder(dataset.columns)
    .filter(({ id }) => chosen.includes(id))
    .map(({ id, label }) => ({ value: id, label }));
}
