/** The report as a page beside the lab; `#report/mix-summary,value-at-risk` says what is in it. */
import { html } from 'lit';
import { catalog } from '../../analyses/catalog';
import type { PageModule } from '../pages';
import { MixReport } from './report';

if (customElements.get('mix-report') === undefined) {
  customElements.define('mix-report', MixReport);
}

const NONE = 'none';

export const report: PageModule = {
  page({ state, actions, engine }, at) {
    const named = at.split(',');
    const rooms = catalog.flatMap(({ id }) => (at === '' || named.includes(id) ? [id] : []));
    const choose = ({ detail }: CustomEvent<{ rooms: readonly string[] }>) => {
      const all = detail.rooms.length === catalog.length;
      actions.visit({ page: 'report', at: all ? '' : detail.rooms.join(',') || NONE });
    };
    return html`<mix-report
      .state=${state}
      .engine=${engine}
      .rooms=${rooms}
      @mix-choose=${choose}
      @mix-back=${() => actions.visit(undefined)}
    ></mix-report>`;
  },
};
