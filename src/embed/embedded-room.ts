/**
 * What `<mix-analysis>` and `<mix-lab>` have in common: they make a scenario of attributes and
 * properties, find its data, and show it in a `<mix-room>`.
 *
 * Until it comes near the screen an element is an empty box: nothing is fetched or computed. What
 * the page sets anew while it is shown begins anew; how it looks can change at any time.
 */
import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { keyed } from 'lit/directives/keyed.js';
import { decodeScenario, scenarioFile } from '../analyses/link';
import { datasetOf } from '../analyses/link-dataset';
import { ScenarioError, type Draft } from '../analyses/scenario';
import { loadStepWork } from '../analyses/scenario-step-loader';
import { exportDataset } from '../data/built-in';
import { datasetProblem } from '../data/check-dataset';
import type { Engine } from '../engine/engine';
import type { Dataset } from '../finance/dataset';
import { noExercise, type Check, type Exercise, type Layout, type Preset } from '../panel/exercise';
import type { LiveRoom } from '../panel/live-room';
import type { MixPanel } from '../panel/panel';
import '../panel/register';
import { download } from '../ui/download';
import { tokens } from '../ui/theme';
import { lookAttributes, scenarioAttributes } from './attributes';
import { words } from './element-words';
import type { ExportFormat, MixElement, MixResult, MixScenario } from './mix-element';
import { payloadOf, readLook, readScenario, type Look } from './read-attributes';
import { settle, type Settled } from './settle';
import { holdEngine, openShelf, releaseEngine, wishLocale, type Shelf } from './shared';

/** What the parts of a room tell each other, and no page. */
export const innerEvents = [
  'mix-add',
  'mix-cancel',
  'mix-compare',
  'mix-copy-link',
  'mix-download-data',
  'mix-download-scenario',
  'mix-explain',
  'mix-good-enough',
  'mix-keep',
  'mix-lock',
  'mix-open-room',
  'mix-parameter',
  'mix-pick',
  'mix-preset',
  'mix-reached',
  'mix-remove',
  'mix-say',
  'mix-set-parameter',
  'mix-side',
  'mix-swap',
  'mix-title',
  'mix-weight',
];

const formats: readonly ExportFormat[] = ['csv', 'json', 'data', 'scenario'];

const noLook: Look = {
  exercise: noExercise,
  theme: 'system',
  locale: undefined,
  given: undefined,
  notices: [],
};

export abstract class EmbeddedRoom extends LitElement implements MixElement {
  static override readonly styles = [
    tokens,
    css`
      :host {
        display: block;
        min-height: 240px;
        background: var(--paper);
        color: var(--ink);
        /* A page's own text is not to be seen in here. */
        letter-spacing: normal;
        line-height: normal;
        text-align: start;
        text-indent: 0;
        text-transform: none;
        white-space: normal;
        word-spacing: normal;
      }
      :host([hidden]) {
        display: none;
      }
    `,
  ];

  static override get observedAttributes(): string[] {
    return [...super.observedAttributes, ...scenarioAttributes, ...lookAttributes];
  }

  @property({ attribute: false }) accessor scenario: MixScenario | undefined = undefined;
  @property({ attribute: false }) accessor data: Dataset | readonly Dataset[] | undefined =
    undefined;
  @property({ attribute: false }) accessor exercise: Partial<Exercise> | undefined = undefined;
  @property({ attribute: false }) accessor presets: readonly Preset[] | undefined = undefined;
  @property({ attribute: false }) accessor check: Check | undefined = undefined;

  @state() private accessor engine: Engine | undefined = undefined;
  @state() private accessor settled: Settled | undefined = undefined;
  @state() protected accessor shelf: Shelf | undefined = undefined;
  /** Near the screen, or asked for something. */
  @state() private accessor wanted = false;
  /** What is computed has been set anew. */
  @state() private accessor outdated = true;

  /** How much is shown where nothing says so. */
  protected abstract readonly usualLayout: Layout;
  protected look: Look = noLook;
  private locale: string | undefined;
  private themed = false;
  /** Data of the page, and those that came along, by their ids. */
  private here = new Map<string, Dataset>();
  /** Titles of own data that a state names and does not bring along. */
  private readonly elsewhere = new Map<string, string>();
  private turn = 0;
  private opening: Promise<void> = Promise.resolve();
  private watching: IntersectionObserver | undefined;
  /** The page itself changes something. */
  private silent = false;

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.wanted) this.engine = holdEngine(this);
    else this.watch();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.watching?.disconnect();
    this.engine = undefined;
    releaseEngine(this);
  }

  override attributeChangedCallback(name: string, old: string | null, value: string | null): void {
    super.attributeChangedCallback(name, old, value);
    if (old === value) return;
    if (scenarioAttributes.includes(name)) this.outdated = true;
    else this.requestUpdate();
  }

  // What a page can ask for.

  async run({ signal }: { readonly signal?: AbortSignal } = {}): Promise<MixResult> {
    signal?.throwIfAborted();
    const room = await this.open();
    signal?.throwIfAborted();
    const { scenario, result, digest = '' } = await panelOf(room).run(signal);
    return { scenario, result, digest };
  }

  cancel(): void {
    this.room?.panel?.cancel();
  }

  reset(): void {
    this.silent = true;
    this.room?.reset();
    this.silent = false;
  }

  getState(): string | undefined {
    return this.room?.link;
  }

  async setState(link: string): Promise<void> {
    if (typeof link !== 'string') throw new TypeError(words.noState);
    const draft = decodeScenario(payloadOf(link));
    const room = await this.openRoom();
    this.takeTables(draft);
    await room.show(draft);
    await room.updateComplete;
  }

  async exportData(format: ExportFormat): Promise<string> {
    if (!formats.includes(format)) throw new RangeError(words.noFormat(formats.join(', ')));
    const room = await this.open();
    if (format === 'csv' || format === 'json') return panelOf(room).write(format);
    const { scenario, data } = room;
    if (scenario === undefined || data === undefined) throw new Error(words.notShown);
    return format === 'data' ? exportDataset(data) : scenarioFile(scenario, room.sources);
  }

  async toImage(): Promise<Blob> {
    return panelOf(await this.open()).picture();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    this.look = readLook((name) => this.getAttribute(name), this.exercise, this.usualLayout);
    this.wearTheme(this.look.theme);
    const { locale } = this.look;
    if (locale !== undefined) this.speak(locale);
    if (changed.has('scenario') || changed.has('data')) this.outdated = true;
    if (!this.wanted || !this.outdated) return;
    this.outdated = false;
    this.opening = this.prepare(++this.turn);
  }

  override render(): TemplateResult {
    const { engine, settled } = this;
    if (settled === undefined) return html`<div aria-busy=${String(this.wanted)}></div>`;
    const { exercise } = this.look;
    return html`${this.renderAbove()}
    ${keyed(
      this.locale,
      html`<mix-room
        exportparts="mix, settings, finding, figures, charts, details, check"
        .engine=${engine}
        .load=${this.load}
        .draft=${settled.draft}
        .given=${this.look.given}
        .notices=${[...this.look.notices, ...settled.notices]}
        .exercise=${{
          ...exercise,
          presets: this.presets ?? exercise.presets,
          check: this.check ?? exercise.check,
        }}
        @mix-input=${this.onChange}
        @mix-change=${this.onChange}
        @mix-download-data=${this.saveData}
      ></mix-room>`,
    )}`;
  }

  protected override firstUpdated(): void {
    for (const name of innerEvents) {
      this.renderRoot.addEventListener(name, (event) => event.stopPropagation());
    }
  }

  /** What stands above the room. */
  protected renderAbove(): TemplateResult | typeof nothing {
    return nothing;
  }

  /** The room shows another scenario. */
  protected changed(): void {}

  protected get room(): LiveRoom | null {
    return this.renderRoot?.querySelector('mix-room') ?? null;
  }

  /** Data that the page gave, as far as they can be computed on. */
  protected get given(): readonly Dataset[] {
    const { data } = this;
    const all = data === undefined ? [] : Array.isArray(data) ? data : [data];
    return (all as readonly Dataset[]).filter((one) => datasetProblem(one) === undefined);
  }

  /** The room with what attributes and properties say by now. Rejects with what is wrong. */
  private async open(): Promise<LiveRoom> {
    const room = await this.openRoom();
    if (room.scenario === undefined) throw room.trouble ?? new Error(words.notShown);
    return room;
  }

  /** The same, also where it shows nothing. */
  private async openRoom(): Promise<LiveRoom> {
    if (!this.isConnected) throw new Error(words.notConnected);
    this.show();
    await this.updateComplete;
    for (let turn = 0; turn !== this.turn;) {
      ({ turn } = this);
      await this.opening;
    }
    const { room } = this;
    if (room === null) throw new Error(words.notShown);
    await room.updateComplete;
    await room.opened;
    await room.updateComplete;
    return room;
  }

  private watch(): void {
    this.watching ??= new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) this.show();
      },
      { rootMargin: '200px' },
    );
    this.watching.observe(this);
  }

  private show(): void {
    this.watching?.disconnect();
    this.wanted = true;
    if (this.isConnected) this.engine = holdEngine(this);
  }

  /** Settles what is to be shown, and waits until it is. Never rejects. */
  private async prepare(turn: number): Promise<void> {
    const { settled, notices } = await this.toBeShown();
    if (turn !== this.turn) return;
    this.settled = { draft: settled.draft, notices: [...notices, ...settled.notices] };
    await this.updateComplete;
    await this.room?.updateComplete;
    await this.room?.opened;
    this.changed();
  }

  private async toBeShown(): Promise<{ settled: Settled; notices: readonly string[] }> {
    const { given } = this;
    this.here = new Map(given.map((one) => [one.id, one]));
    const [first, ...others] = given.map(({ id }) => id);
    const usual = [first ?? (await this.firstShipped()), ...others] as const;
    const get = (name: string) => this.getAttribute(name);
    const { draft, notices: said } = readScenario(get, this.scenario, usual);
    const notices = [...this.problemsOfData(), ...said];
    try {
      this.takeTables(draft);
      return { settled: await this.settle(draft), notices };
    } catch (error) {
      const asIs = { settled: { draft, notices: [] }, notices };
      // The data are not to be had: the room says so, and how to go on.
      if (!(error instanceof ScenarioError) || this.elsewhere.size > 0) return asIs;
      const plain = { ...draft, data: { sources: usual.map((id) => ({ id })) } };
      return this.settle(plain).then(
        (settled) => ({ settled, notices: [...notices, words.fellBack(error.message)] }),
        () => asIs,
      );
    }
  }

  private async settle(draft: Draft): Promise<Settled> {
    const loading = draft.data.sources.map(({ id }) => this.load(id));
    await loadStepWork(draft.data.steps);
    return settle(draft, await Promise.all(loading));
  }

  private problemsOfData(): string[] {
    const { data } = this;
    const all: readonly unknown[] = data === undefined ? [] : Array.isArray(data) ? data : [data];
    return all.flatMap((one) => {
      const problem = datasetProblem(one);
      return problem === undefined ? [] : [words.ignored('data', problem.message)];
    });
  }

  /** Only what a scenario names is fetched, and nothing where the page gives the data. */
  protected readonly load = async (id: string): Promise<Dataset> => {
    const here = this.here.get(id);
    if (here !== undefined) return here;
    const title = this.elsewhere.get(id);
    if (title !== undefined) throw new ScenarioError('data.sources', words.notHere(title));
    const found = await (await this.openShelf()).load(id);
    if (found === undefined) throw new ScenarioError('data.sources', words.noDataset(id));
    return found;
  };

  /** Empty where the index cannot be fetched: whoever loads it then says so. */
  private async firstShipped(): Promise<string> {
    const shelf = await this.openShelf().catch(() => undefined);
    return shelf?.entries.at(0)?.id ?? '';
  }

  protected async openShelf(): Promise<Shelf> {
    const said = this.getAttribute('data-base');
    const base =
      said === null
        ? new URL(/* @vite-ignore */ './data/', import.meta.url)
        : new URL(said.endsWith('/') ? said : `${said}/`, document.baseURI);
    const shelf = await openShelf(base);
    this.shelf = shelf;
    return shelf;
  }

  /** Own data of a state: it may bring them along. @throws ScenarioError where they are damaged. */
  private takeTables({ data }: Draft): void {
    this.elsewhere.clear();
    for (const { id, fingerprint, file, table } of data.sources) {
      if (fingerprint === undefined || file === undefined || this.here.has(id)) continue;
      if (table === undefined) this.elsewhere.set(id, file.title);
      else this.here.set(id, datasetOf({ id, fingerprint }, file, table));
    }
  }

  private wearTheme(theme: Look['theme']): void {
    if (theme !== 'system') this.dataset['theme'] = theme;
    // The page may have set it by itself.
    else if (this.themed) delete this.dataset['theme'];
    this.themed = theme !== 'system';
  }

  /** Numbers that stand already are written again by a room that begins where this one stands. */
  private speak(wish: NonNullable<Look['locale']>): void {
    const locale = wishLocale(this, wish);
    if (locale !== wish) {
      const notice = words.passedOver('locale', wish, words.oneLanguage(locale));
      this.look = { ...this.look, notices: [...this.look.notices, notice] };
    }
    if (locale === this.locale) return;
    const link = this.getState();
    if (link !== undefined && this.settled !== undefined) {
      this.settled = { ...this.settled, draft: decodeScenario(link) };
    }
    this.locale = locale;
  }

  private readonly onChange = (event: Event): void => {
    if (this.silent) event.stopPropagation();
    this.changed();
  };

  private readonly saveData = (): void => {
    const { data } = this.room ?? {};
    if (data === undefined) return;
    for (const one of [data, ...(data.madeOf ?? [])]) {
      download(`${one.id}.csv`, new Blob([exportDataset(one)], { type: 'text/csv' }));
    }
  };
}

function panelOf(room: LiveRoom): MixPanel {
  const { panel } = room;
  if (panel === null) throw new Error(words.notShown);
  return panel;
}
