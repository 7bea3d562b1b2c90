/** The embed builder as a page beside the lab: `#embed`. */
import { html } from 'lit';
import type { PageModule } from '../pages';
import { EmbedBuilder } from './embed-builder';

if (customElements.get('mix-embed-builder') === undefined) {
  customElements.define('mix-embed-builder', EmbedBuilder);
}

export const embed: PageModule = {
  page: ({ state, actions, engine, say }) =>
    html`<mix-embed-builder
      .state=${state}
      .engine=${engine}
      @mix-say=${({ detail }: CustomEvent<{ message: string }>) => say(detail.message)}
      @mix-back=${() => actions.visit(undefined)}
    ></mix-embed-builder>`,
};
