/**
 * Defines the elements of the interface, once, however often this module is loaded. Those of a
 * form that only some rooms have are in `register-fields.ts`; `dot-table.ts` comes with its room.
 */
import { BarTable } from './bar-table';
import { Chart } from './chart';
import { Fold } from './fold';
import { HeatTable } from './heat-table';
import { MixEditor } from './mix-editor';
import { ParameterForm } from './parameter-form';
import { ProgressLine } from './progress-line';

const elements = {
  'mix-bar-table': BarTable,
  'mix-chart': Chart,
  'mix-editor': MixEditor,
  'mix-fold': Fold,
  'mix-form': ParameterForm,
  'mix-heat-table': HeatTable,
  'mix-progress': ProgressLine,
} as const;

for (const [name, element] of Object.entries(elements)) {
  if (customElements.get(name) === undefined) customElements.define(name, element);
}

declare global {
  interface HTMLElementTagNameMap {
    'mix-bar-table': BarTable;
    'mix-chart': Chart;
    'mix-editor': MixEditor;
    'mix-fold': Fold;
    'mix-form': ParameterForm;
    'mix-heat-table': HeatTable;
    'mix-progress': ProgressLine;
  }
}
