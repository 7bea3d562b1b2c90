/** The page: header, menu, mix editor and the panel of the open analysis. */
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { keyed } from 'lit/directives/keyed.js';
import { catalog } from '../analyses/catalog';
import { withAnalysis, type Scenario } from '../analyses/scenario';
import type { Engine } from '../engine/engine';
import type { Dataset } from '../finance/dataset';
import { mixControls } from '../panel/mix-controls';
import { loadAllRooms, roomsBeside } from '../panel/rooms';
import { copyText } from '../ui/clipboard';
import { download } from '../ui/download';
import { tabStyles } from '../ui/tab-styles';
import { baseStyles, controlStyles, setTheme, type Theme } from '../ui/theme';
import type { Actions } from './actions';
import { appStyles } from './app-styles';
import { assetGroups } from './asset-groups';
import type { TextFile } from './data-actions';
import type { DataMenuHost } from './data-menu/data-menu';
import type { LinkHistory } from './history';
import type { MixImport } from './import/import-dialog';
import { chooseLocale } from './locale';
import { localeChoice } from './locale-choice';
import { createIntake, type Intake } from './intake';
import { messageOf } from './message';
import { missingData } from './missing-data';
import type { Offline } from './offline';
import { hashOf, pages, type PageId, type PageModule, type Place } from './pages';
import type { MissingSource, Offer, State, Store } from './state';
import type { MixSynthetic } from './synthetic/synthetic-dialog';
import type { Locale } from '../ui/locales';
import { whenIdle } from '../ui/when-idle';
import { words } from './words';

const THEMES: readonly Theme[] = ['system', 'light', 'dark'];

export class MixApp extends LitElement {
  static override readonly styles = [baseStyles, controlStyles, tabStyles, appStyles];

  @property({ attribute: false }) accessor store: Store | undefined = undefined;
  @property({ attribute: false }) accessor actions: Actions | undefined = undefined;
  @property({ attribute: false }) accessor history: LinkHistory | undefined = undefined;
  @property({ attribute: false }) accessor engine: Engine | undefined = undefined;
  @property({ attribute: false }) accessor offline: Offline | undefined = undefined;

  @state() private accessor message = '';
  @state() private accessor hovered = false;
  /** The missing data that the dialog was opened for. */
  @state() private accessor wanted: MissingSource | undefined = undefined;

  /** What was loaded of the pages beside the lab, or why it was not. */
  @state() private accessor loaded: ReadonlyMap<PageId, PageModule | Error> = new Map();

  /** What the main part shows: a room, a page beside the lab, or that data are missing. */
  private shown: string | undefined;
  /** Something else was opened, and its title has not been given the focus yet. */
  private titleDue = false;
  /** What had the focus when another page or room was opened. */
  private leftFrom: Element | null = null;

  /** The focus is in a notice, which may go with what is pressed in it. */
  private atNotice = false;
  private unsubscribe = () => {};
  private silence?: ReturnType<typeof setTimeout>;
  private deafen = () => {};

  private readonly intake: Intake = createIntake({
    dialog: () => this.renderRoot.querySelector<MixImport>('mix-import'),
    ready: async () => this.actions?.watchKept(),
    openScenario: (text) => this.actions?.openScenario(text) ?? Promise.resolve(),
    tell: (message) => this.say(message),
    hover: (hovers) => (this.hovered = hovers),
  });

  private readonly menuHost: DataMenuHost = {
    opened: () =>
      void this.loadMenu().catch((error: unknown) => this.say(words.notLoaded(messageOf(error)))),
    bringIn: () => this.bringIn(),
    check: () => void this.checkData(),
    makeData: () => void this.makeData(),
    openScenario: () => this.renderRoot.querySelector<HTMLInputElement>('#scenario-file')?.click(),
    exportOwn: (id) => void this.save(this.actions?.exportOwn(id)),
    undo: () => this.history?.undo(),
    redo: () => this.history?.redo(),
    locale: (locale) => this.setLocale(locale),
    theme: () => this.nextTheme(),
  };

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('keydown', this.onKey);
    this.deafen = this.intake.listen(window);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.unsubscribe();
    this.deafen();
    document.removeEventListener('keydown', this.onKey);
  }

  override willUpdate(changed: PropertyValues<this>): void {
    this.atNotice = this.noticeHasFocus();
    if (!changed.has('store')) return;
    this.unsubscribe();
    this.unsubscribe = this.store?.subscribe(() => this.requestUpdate()) ?? (() => {});
  }

  override updated(): void {
    const { place, missing, scenario } = this.store?.state ?? {};
    const shown = place?.page ?? (missing === undefined ? scenario?.analysis : 'missing');
    // Who goes through the history by its buttons stays at them.
    const atHeader = this.renderRoot.querySelector('header:focus-within') !== null;
    if (shown !== this.shown) {
      this.titleDue = this.shown !== undefined && !atHeader;
      this.leftFrom = this.shadowRoot?.activeElement ?? null;
    }
    this.shown = shown;
    // What was pressed in a notice went with it.
    this.titleDue ||= this.atNotice && this.shadowRoot?.activeElement === null;
    if (this.titleDue) void this.toTitle();
    if (place === undefined) return;
    void this.loadPage(place.page);
    const page = this.loaded.get(place.page);
    const title = page instanceof Error ? undefined : page?.title?.(place.at);
    document.title = `${title ?? words.pages[place.page]} · ${words.name}`;
  }

  override render(): TemplateResult | typeof nothing {
    const { store } = this;
    if (store === undefined) return nothing;
    const { state } = store;
    return html`
      ${this.renderHeader(state)} ${this.renderNav(state)} ${this.renderNotice(state)}
      ${this.renderUpdate(state)} ${keyed(state.locale, this.renderMain(state))}
      ${this.renderIntake(state)}
      <mix-data-check
        .state=${state}
        .actions=${this.actions}
        @mix-undo=${() => this.history?.undo()}
      ></mix-data-check>
      <p class="message" role="status">${this.message}</p>
    `;
  }

  /** Built anew in another locale, so that every number is written again. */
  private renderMain(state: State): TemplateResult {
    const { place, missing, scenario, dataset } = state;
    if (place !== undefined) return this.renderPage(state, place);
    if (missing !== undefined) {
      return missingData(missing.sources, {
        choose: (source) => this.bringIn(source),
        instead: () => void this.actions?.openFirst(),
      });
    }
    const { actions } = this;
    if (scenario === undefined || dataset === undefined || actions === undefined)
      return this.renderLoading(state);
    return html`<main id="analysis">
      ${mixControls({ ...state, scenario, dataset, addable: () => assetGroups(state, scenario, dataset) }, actions)}
      <mix-panel
        .engine=${this.engine}
        .scenario=${scenario}
        .data=${dataset}
        .dropped=${state.dropped}
        .glances=${this.glances(scenario)}
        .dragging=${state.dragging}
        .asked=${state.asked}
        @mix-set-parameter=${(
          e: CustomEvent<{ id: string; value: number | string; final: boolean }>,
        ) => this.actions?.setParameter(e.detail.id, e.detail.value, e.detail.final)}
        @mix-reached=${(e: CustomEvent<{ scenarios: number }>) =>
          this.actions?.reached(e.detail.scenarios)}
        @mix-title=${(e: CustomEvent<{ title: string }>) => {
          document.title = `${e.detail.title} · ${words.name}`;
          if (this.titleDue) void this.toTitle();
        }}
        @mix-ready=${() => whenIdle(() => this.loadAhead())}
        @mix-open-room=${(e: CustomEvent<{ id: string }>) =>
          this.actions?.openAnalysis(e.detail.id)}
        @mix-copy-link=${this.copyLink}
        @mix-say=${(e: CustomEvent<{ message: string }>) => this.say(e.detail.message)}
        @mix-download-data=${async () => {
          for (const file of (await this.actions?.exportData()) ?? []) void this.save(file);
        }}
        @mix-download-scenario=${(e: CustomEvent<{ name: string }>) =>
          void this.save(this.actions?.saveScenario(e.detail.name))}
      ></mix-panel>
    </main>`;
  }

  private renderHeader(state: State): TemplateResult {
    const { theme, locale, canUndo, canRedo } = state;
    return html`<header>
      <a class="skip" href="#analysis" @click=${this.skip}>${words.skip}</a>
      <span class="word">${words.name}</span>
      ${
        state.scenario === undefined && state.missing === undefined
          ? nothing
          : html`<mix-data-menu
              .state=${state}
              .actions=${this.actions}
              .host=${this.menuHost}
            ></mix-data-menu>`
      }
      <div class="right">
        <button class="quiet wide" ?disabled=${!canUndo} @click=${() => this.history?.undo()}>
          ${words.undo}
        </button>
        <button class="quiet wide" ?disabled=${!canRedo} @click=${() => this.history?.redo()}>
          ${words.redo}
        </button>
        <button class="quiet" @click=${this.copyLink}>${words.share}</button>
        ${localeChoice(locale, this.setLocale)}
        <button
          class="quiet wide"
          title=${words.themeIs(words.themes[theme])}
          @click=${this.nextTheme}
        >
          ${words.theme}<span class="visually-hidden">: ${words.themes[theme]}</span>
        </button>
      </div>
    </header>`;
  }

  private renderNav({ scenario, place, missing }: State): TemplateResult {
    const open = place === undefined ? scenario?.analysis : undefined;
    const beside = Object.keys(pages) as PageId[];
    return html`<nav aria-label=${words.questions}>
      ${catalog.map(
        (spec) =>
          html`<button
            class="tab"
            aria-current=${spec.id === open ? 'page' : nothing}
            ?disabled=${scenario === undefined || missing !== undefined}
            @click=${() => this.actions?.openAnalysis(spec.id)}
          >
            ${spec.menu}
          </button>`,
      )}
      <span class="beside" role="group" aria-label=${words.beside}>
        ${beside.map(
          (page) =>
            html`<a
              class="tab"
              href=${hashOf({ page, at: '' })}
              aria-current=${page === place?.page ? 'page' : nothing}
              >${words.pages[page]}</a
            >`,
        )}
      </span>
    </nav>`;
  }

  private renderPage(state: State, { page, at }: Place): TemplateResult {
    const { actions, engine } = this;
    const loaded = this.loaded.get(page);
    if (loaded instanceof Error) {
      return html`<main id="analysis" class="page">
        <div class="notice" role="alert">
          <p><b>${words.pageFailed}</b> ${loaded.message}</p>
          <button class="chip" @click=${() => this.forgetPage(page)}>${words.retry}</button>
        </div>
      </main>`;
    }
    if (loaded === undefined || actions === undefined || engine === undefined) {
      return html`<main id="analysis" class="page" aria-busy="true">
        <p>${words.loadingPage}</p>
      </main>`;
    }
    const host = { state, actions, engine, say: (message: string) => this.say(message) };
    return html`<main id="analysis" class="page">${loaded.page(host, at)}</main>`;
  }

  private renderNotice({ notice, offer }: State): TemplateResult | typeof nothing {
    if (notice === undefined) return nothing;
    return html`<p class="notice" role="alert">
      ${notice}
      ${
        offer === undefined
          ? nothing
          : html`<button class="chip" @click=${() => this.takeUp(offer)}>
              ${words.offers[offer]}
            </button>`
      }
      <button class="quiet" @click=${() => this.actions?.dismissNotice()}>${words.dismiss}</button>
    </p>`;
  }

  private renderUpdate({ update }: State): TemplateResult | typeof nothing {
    if (update === undefined) return nothing;
    const { text, act } = words.updates[update];
    return html`<p class="notice update" role="status">
      ${text}
      <button class="chip" @click=${() => this.offline?.switchNow()}>${act}</button>
      <button class="quiet" @click=${() => this.offline?.later()}>${words.later}</button>
    </p>`;
  }

  private renderLoading({ failure }: State): TemplateResult {
    if (failure === undefined)
      return html`<main id="analysis"><p class="notice">${words.loading}</p></main>`;
    return html`<main id="analysis">
      <div class="notice" role="alert">
        <p><b>${words.failed}</b> ${failure}</p>
        <button class="chip" @click=${() => void this.actions?.start()}>${words.retry}</button>
      </div>
    </main>`;
  }

  /** The dialog of a person's own file, its undefined element until it is first wanted. */
  private renderIntake({ own, entries, storage, missing }: State): TemplateResult {
    const { engine, actions } = this;
    const lacking = missing?.sources ?? [];
    return html`<mix-import
        .read=${engine?.read}
        .make=${makeOwn}
        .takenIds=${[...entries, ...own].map(({ id }) => id)}
        .wanted=${lacking.find((source) => source === this.wanted) ?? lacking.at(0)}
        .keptMode=${storage?.mode ?? 'database'}
        .keptReason=${storage?.reason}
        @mix-import=${async ({ detail, target }: CustomEvent<{ datasets: readonly Dataset[] }>) => {
          try {
            await actions?.bringIn(detail.datasets);
            (target as MixImport).close();
          } catch (error) {
            (target as MixImport).fails(messageOf(error));
          }
        }}
      ></mix-import>
      <mix-synthetic
        @mix-synthetic=${async ({ detail, target }: CustomEvent<{ id: string }>) => {
          const opened = await actions?.openDataset(detail.id);
          const dialog = target as MixSynthetic;
          if (opened === true) dialog.close();
          else dialog.fails(this.store?.state.notice ?? '');
        }}
      ></mix-synthetic>
      <input
        id="scenario-file"
        type="file"
        hidden
        aria-label=${words.openScenario}
        accept=".json,application/json"
        @change=${({ target }: Event) => {
          const input = target as HTMLInputElement;
          const files = [...(input.files ?? [])];
          input.value = '';
          void this.intake.choose(files);
        }}
      />
      ${this.hovered ? html`<p class="drop-here" role="status">${words.dropHere}</p>` : nothing}`;
  }

  /** On the first page the small forms of the other rooms stand beside the overview. */
  private glances(scenario: Scenario): readonly Scenario[] {
    const { parameters } = this.store?.state ?? {};
    return roomsBeside(scenario.analysis).map((id) => withAnalysis(scenario, id, parameters?.[id]));
  }

  private readonly onKey = (event: KeyboardEvent): void => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.key.toLowerCase() !== 'z')
      return;
    const [target] = event.composedPath();
    // In a text field the keys undo typing, as everywhere.
    if (target instanceof HTMLInputElement && !['range', 'checkbox'].includes(target.type)) return;
    if (this.renderRoot.querySelector<MixImport>('mix-import')?.isOpen === true) return;
    event.preventDefault();
    if (event.shiftKey) this.history?.redo();
    else this.history?.undo();
  };

  private readonly copyLink = (): Promise<void> => this.copy(this.actions?.link());

  private async copy(link = ''): Promise<void> {
    this.say((await copyText(link)) ? words.linkCopied : words.linkNotCopied);
  }

  private readonly skip = (event: MouseEvent): void => {
    // The address is that of the scenario.
    event.preventDefault();
    this.titleDue = true;
    void this.toTitle(true);
  };

  /** Takes the focus to the title of what was opened, once there is one. */
  private async toTitle(skipping = false): Promise<void> {
    const main = this.renderRoot.querySelector('main');
    const last = main?.lastElementChild;
    if (last instanceof LitElement) await last.updateComplete;
    const title = (last?.shadowRoot ?? main)?.querySelector('h1');
    if (!this.titleDue || !title?.isConnected || title.textContent.trim() === '') return;
    this.titleDue = false;
    // A person may have gone on meanwhile, also to the very thing that was wanted.
    const focused = this.shadowRoot?.activeElement ?? null;
    const wentOn = focused !== null && focused !== this.leftFrom;
    if (!skipping && (wentOn || main?.matches(':focus-within') === true)) return;
    title.tabIndex = -1;
    title.focus();
  }

  private noticeHasFocus(): boolean {
    return this.hasUpdated && this.renderRoot.querySelector('.notice:focus-within') !== null;
  }

  private async loadPage(page: PageId): Promise<void> {
    if (this.loaded.has(page)) return;
    const keep = (found: PageModule | Error) =>
      (this.loaded = new Map(this.loaded).set(page, found));
    await pages[page]?.().then(keep, (error: unknown) => keep(new Error(messageOf(error))));
  }

  private forgetPage(page: PageId): void {
    const loaded = new Map(this.loaded);
    loaded.delete(page);
    this.loaded = loaded;
  }

  /** What is not on the first view, so that going there takes no time. */
  private loadAhead(): void {
    void loadAllRooms();
    void this.engine?.loadAhead();
    const others = [import('../analyses/link-dataset'), import('../ui/asset-search')];
    for (const one of [...others, this.loadMenu()]) one.catch(() => {});
  }

  /** What the menu of the data shows. */
  private async loadMenu(): Promise<void> {
    void this.actions?.watchKept();
    const { MixDataSets } = await import('./data-menu/data-sets');
    if (customElements.get('mix-data-sets') !== undefined) return;
    customElements.define('mix-data-sets', MixDataSets);
  }

  private bringIn(wanted?: MissingSource): void {
    this.wanted = wanted;
    void this.intake.openDialog();
  }

  private checkData(): Promise<void> {
    return this.openDialog('mix-data-check', async () => {
      return (await import('./data-check/data-check')).MixDataCheck;
    });
  }

  private makeData(): Promise<void> {
    return this.openDialog('mix-synthetic', async () => {
      return (await import('./synthetic/synthetic-dialog')).MixSynthetic;
    });
  }

  /** A dialog that is loaded when it is first wanted. */
  private async openDialog(
    name: string,
    load: () => Promise<CustomElementConstructor>,
  ): Promise<void> {
    try {
      const Dialog = await load();
      if (customElements.get(name) === undefined) customElements.define(name, Dialog);
      this.renderRoot.querySelector<HTMLElement & { open(): void }>(name)?.open();
    } catch (error) {
      this.say(words.notLoaded(messageOf(error)));
    }
  }

  private takeUp(offer: Offer): void {
    if (offer === 'check-data') void this.checkData();
    else if (offer === 'bring-back') void this.actions?.bringBack();
    else if (offer === 'keep-data') void this.actions?.keepCarried();
    else if (offer === 'link-with-data') void this.copy(this.actions?.linkWithData());
    else void this.save(this.actions?.saveScenario());
  }

  private async save(making: TextFile | Promise<TextFile | undefined> | undefined): Promise<void> {
    const file = await making;
    if (file) download(file.name, new Blob([...file.parts], { type: file.type }));
  }

  private readonly nextTheme = (): void => {
    const theme = THEMES[(THEMES.indexOf(this.store?.state.theme ?? 'system') + 1) % THEMES.length];
    setTheme(theme);
    this.store?.set({ theme });
  };

  private readonly setLocale = (locale: Locale): void => {
    chooseLocale(locale);
    this.store?.set({ locale });
  };

  private say(message: string): void {
    this.message = message;
    clearTimeout(this.silence);
    this.silence = setTimeout(() => (this.message = ''), 4_000);
  }
}

/** Loaded with the dialog, see `intake.ts`. */
const makeOwn: MixImport['make'] = async (...making) => {
  const { ownDataset } = await import('../data/own-dataset');
  return ownDataset(...making);
};
