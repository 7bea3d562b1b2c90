/** Defines the fields that are tables or mixes, once, however often this module is loaded. */
import { MixField } from './mix-field';
import { RowsField } from './rows-field';

const elements = { 'mix-field': MixField, 'mix-rows-field': RowsField } as const;

for (const [name, element] of Object.entries(elements)) {
  if (customElements.get(name) === undefined) customElements.define(name, element);
}

declare global {
  interface HTMLElementTagNameMap {
    'mix-field': MixField;
    'mix-rows-field': RowsField;
  }
}
