/** What a person can do to the mixes of a scenario, wherever that is kept. */
import { chosenOf, type Scenario } from '../analyses/scenario';
import type { AssetMix, Dataset } from '../finance/dataset';
import { presetMix, withAsset, withoutAsset, withWeight } from '../finance/mixes';
import type { MixActions, Side } from './mix-controls';
import { words } from './words';

/** Who keeps the scenario. */
export interface MixHolder {
  held(): {
    readonly scenario?: Scenario | undefined;
    readonly dataset?: Dataset | undefined;
    readonly side: Side;
    readonly locked: readonly string[];
  };
  change(edit: (scenario: Scenario) => Scenario, final?: boolean): void;
  setSide(side: Side): void;
  setLocked(locked: readonly string[]): void;
  tell(message: string): void;
}

export interface MixEditing extends Omit<MixActions, 'addFrom'> {
  /** An asset of the data that the mix does not hold. */
  addAsset(id: string): void;
}

export function createMixEditing(holder: MixHolder): MixEditing {
  /** The mix as it was when a drag began: every move starts from it, so that none is lost. */
  let origin: AssetMix | undefined;

  /** The mix that the sliders move. */
  const moved = () => {
    const { scenario, side } = holder.held();
    return scenario?.[side];
  };
  const setMix = (mix: AssetMix, final = true) =>
    holder.change((scenario) => ({ ...scenario, [holder.held().side]: mix }), final);
  const preset = (id: Parameters<MixActions['applyPreset']>[0]) => {
    const { scenario, dataset } = holder.held();
    return scenario && dataset && presetMix(id, chosenOf(scenario, dataset.columns));
  };
  const editSide = (side: Side) => {
    if (holder.held().scenario?.[side] !== undefined) holder.setSide(side);
  };

  return {
    editSide,

    setWeight(id, weight, final) {
      const mix = origin ?? moved();
      const changed = mix && withWeight(mix, id, weight, holder.held().locked);
      if (changed === undefined) return;
      origin = final ? undefined : mix;
      setMix(changed, final);
    },

    toggleLock(id, locked) {
      const others = holder.held().locked.filter((asset) => asset !== id);
      holder.setLocked(locked ? [...others, id] : others);
    },

    removeAsset(id) {
      const mix = moved();
      if (mix === undefined || mix.assets.length < 2 || !mix.assets.includes(id)) return;
      const without = withoutAsset(mix, id, holder.held().locked);
      if (without === undefined) holder.tell(words.cannotRemove);
      else setMix(without);
    },

    addAsset(id) {
      const mix = moved();
      if (mix !== undefined && !mix.assets.includes(id)) setMix(withAsset(mix, id));
    },

    applyPreset(id) {
      const mix = preset(id);
      if (mix !== undefined) setMix(mix);
    },

    compareWith(id) {
      const compare = id === 'same' ? holder.held().scenario?.mix : preset(id);
      if (compare !== undefined) holder.change((scenario) => ({ ...scenario, compare }));
      editSide('compare');
    },

    swapMixes() {
      holder.change(({ compare, ...scenario }) =>
        compare === undefined ? scenario : { ...scenario, mix: compare, compare: scenario.mix },
      );
    },

    stopComparing() {
      const kept = moved();
      holder.change(({ compare: _second, ...scenario }) => ({
        ...scenario,
        mix: kept ?? scenario.mix,
      }));
    },
  };
}
