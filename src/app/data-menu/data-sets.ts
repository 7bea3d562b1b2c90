/** `<mix-data-sets>`: what opens below the button of the data: which sets, assets, dates and seed. */
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { emit } from '../../ui/emit';
import { formatMoment } from '../../ui/format';
import { baseStyles, controlStyles } from '../../ui/theme';
import { localeChoice } from '../locale-choice';
import type { Actions } from '../actions';
import type { State } from '../state';
import { words } from '../words';
import type { DataMenuHost } from './data-menu';
import { dataSetsStyles } from './data-sets-styles';
import { datesAndSeed } from './dates-and-seed';
import { ownSets } from './own-sets';
import { choice, count, span } from './set-choice';
import { sourceList } from './source-list';
import { storageLine } from './storage-line';

export class MixDataSets extends LitElement {
  static override readonly styles = [baseStyles, controlStyles, dataSetsStyles];

  @property({ attribute: false }) accessor state: State | undefined = undefined;
  @property({ attribute: false }) accessor actions: Actions | undefined = undefined;
  @property({ attribute: false }) accessor host: DataMenuHost | undefined = undefined;

  /** Id of the own set whose name is being changed. */
  @state() private accessor renaming: string | undefined = undefined;
  @state() private accessor filters: readonly string[] = [];

  override render(): TemplateResult | typeof nothing {
    const { state: page, actions, host } = this;
    const { dataset, scenario } = page ?? {};
    if (page === undefined || actions === undefined || host === undefined) return nothing;
    const { entries, own, sources, missing } = page;
    const here = missing === undefined;
    const open = here && sources.length === 1 ? sources[0].id : undefined;
    const choose = async (id: string) => {
      if (!(await actions.openDataset(id))) this.chooseAgain();
    };
    return html`
      <fieldset>
        <legend>${words.builtIn}</legend>
        ${entries.map(({ id, label, frequency, span: ends, columns }) =>
          choice(
            { id, title: label, open: id === open },
            [words.frequencies[frequency], span(ends), count(columns)],
            () => void choose(id),
          ),
        )}
      </fieldset>
      ${ownSets(own, {
        open,
        renaming: this.renaming,
        choose: (id) => void choose(id),
        startRenaming: (id) => void this.startRenaming(id),
        rename: (id, title) => {
          this.renaming = undefined;
          if (title !== undefined) void actions.renameDataset(id, title);
        },
        exportSet: (id) => host.exportOwn(id),
        remove: (id) => void actions.removeDataset(id),
      })}
      <p class="buttons">
        <button class="action" @click=${this.leaving(host.bringIn)}>${words.bringIn}</button>
        <button class="quiet" @click=${this.leaving(host.openScenario)}>
          ${words.openScenario}
        </button>
        <button class="quiet inset" @click=${this.leaving(host.makeData)}>${words.makeData}</button>
      </p>
      ${
        page.recent.length === 0
          ? nothing
          : html`<details class="recent">
              <summary>${words.recent}</summary>
              <ul>
                ${page.recent.map(
                  ({ link, title, time }) =>
                    html`<li>
                      <button class="quiet" @click=${this.leaving(() => actions.openRecent(link))}>
                        ${title}<small>${formatMoment(new Date(time))}</small>
                      </button>
                    </li>`,
                )}
              </ul>
              <button class="quiet inset" @click=${() => actions.clearRecent()}>
                ${words.clearRecent}
              </button>
            </details>`
      }
      ${
        here && dataset !== undefined && scenario !== undefined
          ? html`
              ${sourceList(page, scenario, dataset, actions, this.filters, (s, text) => {
                const filters = [...this.filters];
                filters[s] = text;
                this.filters = Array.from(filters, (filter) => filter ?? '');
              })}
              <p class="buttons">
                <button class="quiet inset" @click=${this.leaving(host.check)}>
                  ${words.checkData}
                </button>
              </p>
              ${datesAndSeed(scenario, dataset, actions)}
            `
          : nothing
      }
      <p class="narrow">
        <button class="quiet inset" @click=${host.undo}>${words.undo}</button>
        <button class="quiet" @click=${host.redo}>${words.redo}</button>
        ${localeChoice(page.locale, host.locale)}
        <button class="quiet" @click=${host.theme}>${words.theme}</button>
      </p>
      ${storageLine(page, () => void actions.persist())}
      <p><small>${words.privacy}</small></p>
    `;
  }

  /** What could not be opened is not left chosen. */
  private chooseAgain(): void {
    const { sources } = this.state ?? {};
    const open = sources?.length === 1 ? sources[0].id : undefined;
    const radios = this.renderRoot.querySelectorAll('input[type=radio]');
    for (const other of radios as Iterable<HTMLInputElement>) other.checked = other.value === open;
  }

  private async startRenaming(id: string): Promise<void> {
    this.renaming = id;
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLInputElement>('.rename input')?.select();
  }

  /** The menu stands above everything, also above what it opens. */
  private leaving(act: () => void): () => void {
    return () => {
      emit(this, 'mix-close');
      act();
    };
  }
}
