/** The lessons as a page beside the lab; `#lessons/rebalancing` opens one of them. */
import { html } from 'lit';
import { contents, placeOf } from '../../lessons/contents';
import '../../lessons/register';
import type { PageModule } from '../pages';

export const lessons: PageModule = {
  title: (at) => contents[placeOf(at)]?.title,
  page: ({ actions, engine }, at) =>
    html`<mix-lessons .engine=${engine} .load=${actions.loadDataset} .at=${at}></mix-lessons>`,
};
