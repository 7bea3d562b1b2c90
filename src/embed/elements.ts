/**
 * The elements for pages of others: one module that defines `<mix-analysis>` and `<mix-lab>`. It
 * holds the kernels and the code of the workers, and fetches only the data that it shows.
 */
import { MixAnalysis as AnalysisElement } from './mix-analysis';
import type { MixElement, MixElementClass, MixEventMap } from './mix-element';
import { MixLab as LabElement } from './mix-lab';

export type {
  ExportFormat,
  MixElement,
  MixElementClass,
  MixEventMap,
  MixResult,
  MixScenario,
} from './mix-element';
export type { Check, Exercise, Preset } from '../panel/exercise';

/** One room, with the mix and its settings. */
export const MixAnalysis: MixElementClass = AnalysisElement;

/** Everything: the rooms, the mix, and the choice of the data. */
export const MixLab: MixElementClass = LabElement;

for (const [name, element] of [
  ['mix-analysis', MixAnalysis],
  ['mix-lab', MixLab],
] as const) {
  if (customElements.get(name) === undefined) customElements.define(name, element);
}

declare global {
  interface HTMLElementTagNameMap {
    'mix-analysis': MixElement;
    'mix-lab': MixElement;
  }
  interface HTMLElementEventMap extends MixEventMap {}
}
