/** The side of the page where the mix stands: what of the state the editor shows, and what it asks for. */
import { html, type TemplateResult } from 'lit';
import type { Scenario } from '../analyses/scenario';
import type { AssetMix, Dataset } from '../finance/dataset';
import { displayOrder, presetMix, presets, type PresetId } from '../finance/mixes';
import { words as uiWords } from '../ui/words';
import { chosenOf, isSameMix, type Actions } from './actions';
import { assetGroups, placeOfGroup } from './asset-groups';
import { mixLine } from './mix-line';
import type { Side, State } from './state';

export function mixSide(
  state: State,
  scenario: Scenario,
  dataset: Dataset,
  actions: Actions | undefined,
): TemplateResult {
  const { side } = state;
  const mix = scenario[side] ?? scenario.mix;
  const order = displayOrder(dataset.columns);
  const rowsOf = ({ assets, weights }: AssetMix) =>
    assets.flatMap((id, i) => {
      const position = order.findIndex((column) => column.id === id);
      if (position < 0) return [];
      const color = `var(--series-${(position % 8) + 1})`;
      const locked = state.locked.includes(id);
      return [{ id, label: order[position].label, color, weight: weights[i], locked }];
    });
  const chosen = chosenOf(scenario, dataset.columns);
  const offered = (Object.keys(presets) as PresetId[]).flatMap((id) => {
    const preset = presetMix(id, chosen);
    return preset === undefined ? [] : [{ id, preset }];
  });
  return html`<mix-editor
    .rows=${rowsOf(mix)}
    .side=${side}
    .compared=${
      scenario.compare === undefined
        ? []
        : [
            { side: 'mix', rows: rowsOf(scenario.mix), summary: mixLine(scenario.mix, dataset) },
            {
              side: 'compare',
              rows: rowsOf(scenario.compare),
              summary: mixLine(scenario.compare, dataset),
            },
          ]
    }
    .presets=${offered.map(({ id, preset }) => ({
      id,
      label: uiWords.presetNames[id],
      pressed: isSameMix(preset, mix, chosen),
    }))}
    .addable=${() => assetGroups(state, scenario, dataset)}
    .summary=${mixLine(mix, dataset)}
    @mix-weight=${(e: CustomEvent<{ id: string; weight: number; final: boolean }>) =>
      actions?.setWeight(e.detail.id, e.detail.weight, e.detail.final)}
    @mix-lock=${(e: CustomEvent<{ id: string; locked: boolean }>) =>
      actions?.toggleLock(e.detail.id, e.detail.locked)}
    @mix-remove=${(e: CustomEvent<{ id: string }>) => actions?.removeAsset(e.detail.id)}
    @mix-add=${(e: CustomEvent<{ group: string; id: string }>) => {
      const { group, id } = e.detail;
      const place = placeOfGroup(group);
      if (place.kind === 'here') actions?.addAsset(id);
      else if (place.kind === 'left-out') actions?.addColumn(place.source, id);
      else void actions?.addSource(place.dataset, [id]);
    }}
    @mix-preset=${(e: CustomEvent<{ id: PresetId }>) => actions?.applyPreset(e.detail.id)}
    @mix-compare=${(e: CustomEvent<{ id: PresetId | 'same' }>) => actions?.compareWith(e.detail.id)}
    @mix-side=${(e: CustomEvent<{ side: Side }>) => actions?.editSide(e.detail.side)}
    @mix-swap=${() => actions?.swapMixes()}
    @mix-keep=${() => actions?.stopComparing()}
  ></mix-editor>`;
}
