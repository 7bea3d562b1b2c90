/** The mix editor for a scenario: the rows it shows, and what a person does with them. */
import { html, type TemplateResult } from 'lit';
import { chosenOf, type Scenario } from '../analyses/scenario';
import type { AssetMix, Dataset } from '../finance/dataset';
import { displayOrder, isSameMix, presetMix, presets, type PresetId } from '../finance/mixes';
import type { AddableGroup } from '../ui/find-assets';
import { words as uiWords } from '../ui/words';
import { mixLine } from './mix-line';

/** Which of the two mixes of a scenario. */
export type Side = 'mix' | 'compare';

export interface MixState {
  readonly scenario: Scenario;
  readonly dataset: Dataset;
  /** The mix that the sliders move. */
  readonly side: Side;
  /** Assets that keep their weight while others move. */
  readonly locked: readonly string[];
  /** Its name where several stand on a page. */
  readonly label?: string | undefined;
  /** The mix is shown and cannot be changed. */
  readonly fixed?: boolean;
  /** What could be added, asked for while it is searched. */
  readonly addable: () => readonly AddableGroup[];
}

/** What a person asks for. */
export interface MixActions {
  setWeight(id: string, weight: number, final: boolean): void;
  toggleLock(id: string, locked: boolean): void;
  removeAsset(id: string): void;
  /** From one of the `addable` groups. */
  addFrom(group: string, id: string): void;
  applyPreset(preset: PresetId): void;
  compareWith(preset: PresetId | 'same'): void;
  editSide(side: Side): void;
  swapMixes(): void;
  stopComparing(): void;
}

export function mixControls(state: MixState, actions: MixActions): TemplateResult {
  const { scenario, dataset, side } = state;
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
    part="mix"
    .rows=${rowsOf(mix)}
    .label=${state.label}
    .side=${side}
    ?fixed=${state.fixed === true}
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
    .addable=${state.addable}
    .summary=${mixLine(mix, dataset)}
    @mix-weight=${(e: CustomEvent<{ id: string; weight: number; final: boolean }>) =>
      actions.setWeight(e.detail.id, e.detail.weight, e.detail.final)}
    @mix-lock=${(e: CustomEvent<{ id: string; locked: boolean }>) =>
      actions.toggleLock(e.detail.id, e.detail.locked)}
    @mix-remove=${(e: CustomEvent<{ id: string }>) => actions.removeAsset(e.detail.id)}
    @mix-add=${(e: CustomEvent<{ group: string; id: string }>) =>
      actions.addFrom(e.detail.group, e.detail.id)}
    @mix-preset=${(e: CustomEvent<{ id: PresetId }>) => actions.applyPreset(e.detail.id)}
    @mix-compare=${(e: CustomEvent<{ id: PresetId | 'same' }>) => actions.compareWith(e.detail.id)}
    @mix-side=${(e: CustomEvent<{ side: Side }>) => actions.editSide(e.detail.side)}
    @mix-swap=${() => actions.swapMixes()}
    @mix-keep=${() => actions.stopComparing()}
  ></mix-editor>`;
}
