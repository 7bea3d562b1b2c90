/** The self-test as a page beside the lab, on the engine of the page. */
import { html } from 'lit';
import { loadDataset } from '../../data/built-in';
import type { Dataset } from '../../finance/dataset';
import type { PageModule } from '../pages';
import type { State } from '../state';
import { MixSelfTest } from './self-test';

if (customElements.get('mix-self-test') === undefined) {
  customElements.define('mix-self-test', MixSelfTest);
}

export const page: PageModule['page'] = ({ state, engine, say }) => {
  const load = (id: string) => shipped(state.entries, id);
  return html`<mix-self-test
    .engine=${engine}
    .load=${load}
    @mix-say=${(event: CustomEvent<{ message: string }>) => say(event.detail.message)}
  ></mix-self-test>`;
};

/** From its file, never from a copy in the browser's storage: what arrives is in question too. */
async function shipped(entries: State['entries'], id: string): Promise<Dataset> {
  const entry = entries.find((one) => one.id === id);
  if (entry === undefined) throw new Error(`The dataset ${id} is not in the list of this page.`);
  return loadDataset(entry, new URL('data/', document.baseURI));
}
