/** The promises as a page beside the lab. */
import { html } from 'lit';
import type { PageModule } from '../pages';
import { MixPromises } from './promise-list';

if (customElements.get('mix-promises') === undefined) {
  customElements.define('mix-promises', MixPromises);
}

export const page: PageModule['page'] = () => html`<mix-promises></mix-promises>`;
