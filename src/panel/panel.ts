/**
 * The panel: one analysis on one scenario. It runs it, shows the finding, the figures, the
 * charts and the disclosures, and offers the actions. It is the same for every room.
 *
 * It owns no state of the scenario: what a person changes goes up as `mix-set-parameter`. Once
 * its first view stands, it says `mix-ready`.
 */
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { keyed } from 'lit/directives/keyed.js';
import { repeat } from 'lit/directives/repeat.js';
import { findSpec } from '../analyses/catalog';
import { parameterProblem, type ParameterSpec } from '../analyses/parameters';
import type { Scenario } from '../analyses/scenario';
import type { Dropped } from '../analyses/scenario-data';
import type { Figure, ViewContext } from '../analyses/view';
import type { Dataset } from '../finance/dataset';
import type { Engine } from '../engine/engine';
import { EngineError } from '../engine/engine-error';
import type { Chart } from '../ui/chart';
import { emit } from '../ui/emit';
import { figuresStrip, figuresStyles } from '../ui/figures';
import { formatCount } from '../ui/format';
import { hasOpenLayer } from '../ui/open-layer';
import { baseStyles, controlStyles } from '../ui/theme';
import { dataDisclosure, howDisclosure, reproduceDisclosure } from './disclosures';
import { download, stackPictures } from './download';
import { exportMenu } from './export-menu';
import { exportItems } from './exports';
import { formFields } from './form-fields';
import { panelStyles } from './panel-styles';
import { PartLoader } from './part-loader';
import { reportHead, unfoldForPrint } from './report';
import { glanceOf, roomOf, scriptOf, type Part, type Room } from './rooms';
import { RunController, type Shown } from './run-controller';
import { viewContext } from './view-context';
import { words } from './words';

export class MixPanel extends LitElement {
  static override readonly styles = [baseStyles, controlStyles, figuresStyles, panelStyles];

  @property({ attribute: false }) accessor engine: Engine | undefined = undefined;
  @property({ attribute: false }) accessor scenario: Scenario | undefined = undefined;
  @property({ attribute: false }) accessor data: Dataset | undefined = undefined;
  /** Rows of the sources that the data lack. */
  @property({ attribute: false }) accessor dropped: readonly Dropped[] = [];
  /** Other analyses of the same mix whose small forms stand beside this one. */
  @property({ attribute: false }) accessor glances: readonly Scenario[] = [];
  /** Something is being dragged: previews are wanted, not digits. */
  @property({ type: Boolean }) accessor dragging = false;
  /** A person has asked for something, so work beyond a second may start. */
  @property({ type: Boolean }) accessor asked = false;

  @state() private accessor problems: Readonly<Record<string, string>> = {};
  /** The script is loaded when it is first looked at. */
  @state() private accessor scriptWanted = false;

  private readonly main = new RunController(this, {
    onReached: (scenarios) => emit(this, 'mix-reached', { scenarios }),
  });
  private beside: RunController[] = [];
  private readonly parts = new PartLoader(this);
  private ready = false;
  private named: string | undefined;

  constructor() {
    super();
    unfoldForPrint(this);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('keydown', this.onKey);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('keydown', this.onKey);
  }

  override willUpdate(): void {
    const { engine, scenario, data: dataset } = this;
    if (engine === undefined || scenario === undefined || dataset === undefined) return;
    // They come while the numbers do.
    for (const part of this.needed()) this.parts.get(part);
    this.main.update(engine, scenario, dataset, this.dragging, this.asked);
    while (this.beside.length < this.glances.length) {
      this.beside.push(new RunController(this, { glance: true }));
    }
    this.glances.forEach((glance, i) =>
      this.beside[i].update(engine, glance, dataset, this.dragging, false),
    );
  }

  override updated(): void {
    const title = roomOf(this.scenario?.analysis ?? '')?.value?.text.title;
    if (title !== undefined && title !== this.named) emit(this, 'mix-title', { title });
    this.named = title;
    const runs = [this.main, ...this.beside];
    const all = runs.every(({ shown, running }) => shown !== undefined && !running);
    if (this.ready || !all || this.parts.loading) return;
    this.ready = true;
    emit(this, 'mix-ready');
  }

  override render(): TemplateResult {
    const { scenario } = this;
    const spec = findSpec(scenario?.analysis ?? '');
    if (scenario === undefined || spec === undefined)
      return html`<article aria-busy="true"></article>`;
    const room = this.parts.get(roomOf(scenario.analysis));
    const { shown } = this.main;
    const current = shown?.scenario.analysis === scenario.analysis ? shown : undefined;
    return html`
      <article
        class=${this.main.stale ? 'stale' : ''}
        aria-busy=${String(this.main.running || this.parts.loading)}
        @mix-parameter=${this.setParameter}
        @mix-explain=${this.explain}
        @mix-cancel=${() => this.main.cancel()}
        @mix-good-enough=${() => this.main.goodEnough()}
      >
        <div class="title">
          <h1>${room?.text.title ?? (this.unloaded() === undefined ? nothing : spec.menu)}</h1>
          ${room && current ? this.renderActions(room, current) : nothing}
        </div>
        ${this.renderTrouble()} ${this.renderUnloaded()}
        ${room && current ? this.renderShown(room, current) : this.renderBlank()}
      </article>
    `;
  }

  private renderShown(room: Room, shown: Shown): TemplateResult {
    const spec = findSpec(shown.scenario.analysis);
    if (spec === undefined) return html``;
    const context = this.contextOf(shown);
    const parts = room.view(shown.result, context);
    const glances = this.glances.flatMap((scenario, i) => {
      const other = this.beside[i]?.shown;
      const glance = this.parts.get(glanceOf(scenario.analysis));
      return other === undefined || glance === undefined
        ? []
        : [glance(other.result, this.contextOf(other))];
    });
    const figures: readonly Figure[] = [
      ...parts.figures,
      ...glances.flatMap((glance) => glance.figures),
    ];
    return html`
      <p class="finding" aria-live="polite">${parts.finding}</p>
      ${reportHead(room.text, context)} ${figuresStrip(figures)} ${this.renderSettings(room)}
      ${this.renderProgress()}
      <div class=${parts.side === undefined && glances.length === 0 ? 'charts wide' : 'charts'}>
        <div>${parts.main}</div>
        <div class="side">
          ${parts.side ?? nothing} ${glances.map((glance) => glance.side ?? nothing)}
        </div>
      </div>
      ${howDisclosure(spec, room.text, shown, context.columns, parts.workings)}
      ${dataDisclosure(shown, context.columns, this.dropped, () => emit(this, 'mix-download-data'))}
      ${this.renderReproduce(shown)}
    `;
  }

  private renderSettings(room: Room): TemplateResult {
    const { scenario, data: dataset } = this;
    if (scenario === undefined || dataset === undefined) return html``;
    const { common, sections } = formFields(room.text, scenario, dataset, this.problems);
    // What is open, or half written, in one room is not so in another.
    return html`${keyed(
      scenario.analysis,
      html`
        <mix-form compact aria-label=${words.settings} .fields=${common}></mix-form>
        <div class="sections">
          ${repeat(
            sections,
            ({ heading }) => heading,
            ({ heading, fields, changed }) =>
              html`<details class="more">
                <summary>
                  ${heading}${changed ? html`<span>${words.changed}</span>` : nothing}
                </summary>
                <mix-form aria-label=${heading} .fields=${fields}></mix-form>
              </details>`,
          )}
        </div>
      `,
    )}`;
  }

  private renderActions(room: Room, shown: Shown): TemplateResult {
    const spec = findSpec(shown.scenario.analysis);
    if (spec === undefined) return html``;
    const items = exportItems(room, spec, shown, this.contextOf(shown), {
      picture: (name) => this.savePicture(name),
      scenario: (name) => emit(this, 'mix-download-scenario', { name }),
      say: (message) => emit(this, 'mix-say', { message }),
      print: () => print(),
    });
    return html`<div class="actions" role="group" aria-label=${words.actions}>
      <button class="quiet" @click=${() => emit(this, 'mix-copy-link')}>${words.copyLink}</button>
      ${exportMenu(items)}
    </div>`;
  }

  private renderTrouble(): TemplateResult | typeof nothing {
    const { problem, failure } = this.main;
    if (problem !== undefined) return html`<p class="notice" role="alert">${problem.message}</p>`;
    if (failure === undefined || isUnloaded(failure)) return nothing;
    const details = `${failure.name}: ${failure.message}\n${failure.stack ?? ''}`;
    return html`<div class="notice" role="alert">
      <p><b>${words.brokeTitle}</b> ${words.brokeHelp}</p>
      <code>${failure.name}: ${failure.message}</code>
      <button class="quiet inset" @click=${() => this.copy(details)}>${words.copyDetails}</button>
    </div>`;
  }

  /** Parts of rooms that are on the screen. */
  private needed(): readonly (Part<unknown> | undefined)[] {
    const analysis = this.scenario?.analysis ?? '';
    return [
      roomOf(analysis),
      ...this.glances.map((glance) => glanceOf(glance.analysis)),
      ...(this.scriptWanted ? [scriptOf(analysis)] : []),
    ];
  }

  /** Why code that is needed did not come. */
  private unloaded(): Error | undefined {
    const { failure } = this.main;
    return this.parts.failureOf(this.needed()) ?? (isUnloaded(failure) ? failure : undefined);
  }

  private renderUnloaded(): TemplateResult | typeof nothing {
    const { main, parts } = this;
    const failure = this.unloaded();
    if (failure === undefined) return nothing;
    const retry = () => {
      parts.retry();
      if (main.failure !== undefined) main.retry();
    };
    return html`<div class="notice" role="alert">
      <p><b>${words.unloadedTitle}</b> ${words.unloadedHelp}</p>
      <code>${failure.message}</code>
      <button class="chip" @click=${retry}>${words.tryAgain}</button>
    </div>`;
  }

  private renderBlank(): TemplateResult | typeof nothing {
    const { main, parts } = this;
    if (main.problem ?? main.failure ?? this.unloaded()) return nothing;
    return html`<p class="finding">${main.slow || parts.slow ? words.computing : nothing}</p>`;
  }

  private renderProgress(): TemplateResult | typeof nothing {
    const { progress, waiting, slow, stale, shown } = this.main;
    if (waiting !== undefined && shown !== undefined) {
      const count = scenariosOf(this.scenario ?? shown.scenario);
      const seconds = `${formatCount(Math.max(1, Math.round(waiting.seconds)))} s`;
      return html`<p class="waiting">
        ${waiting.cancelled === true ? words.cancelled : words.postponed}
        <button class="chip" @click=${() => this.main.go()}>
          ${Number.isNaN(count) ? words.runAgain : words.run(formatCount(count), seconds)}
        </button>
      </p>`;
    }
    if (!slow) return nothing;
    return html`
      <mix-progress
        .done=${progress?.done ?? 0}
        .total=${progress?.total ?? 1}
        .text=${words.progress(formatCount(progress?.done ?? 0), formatCount(progress?.total ?? 0))}
        .enough=${(progress?.done ?? 0) > 0}
      ></mix-progress>
      ${stale ? html`<p class="waiting">${words.previous}</p>` : nothing}
    `;
  }

  private renderReproduce(shown: Shown): TemplateResult {
    const { dataset, scenario } = shown;
    const part = scriptOf(scenario.analysis);
    const script = part?.value?.(scenario, {
      name: `${dataset.id}.csv`,
      kind: dataset.kind,
      dated: dataset.dated,
      fingerprint: dataset.fingerprint,
      assets: shown.series.assets,
      periodsPerYear: dataset.periodsPerYear,
      riskFree: scenario.data.riskFree ?? undefined,
      inflation: dataset.defaultInflation,
    });
    return reproduceDisclosure(shown, script, {
      want: () => (this.scriptWanted = true),
      copy: (text) => void this.copy(text),
      download: (text) =>
        download(`${scenario.analysis}.py`, new Blob([text], { type: 'text/x-python' })),
    });
  }

  private contextOf(shown: Shown): ViewContext {
    return viewContext(shown, !this.main.settled);
  }

  private setParameter(
    event: CustomEvent<{ id: string; value: number | string; final: boolean }>,
  ): void {
    event.stopPropagation();
    const { id, final } = event.detail;
    const spec: ParameterSpec | undefined = findSpec(this.scenario?.analysis ?? '')?.parameters[id];
    if (spec === undefined) return;
    const value = optionOf(spec, event.detail.value);
    const problem = parameterProblem(spec, value);
    const { [id]: _mended, ...others } = this.problems;
    this.problems = problem === undefined ? others : { ...others, [id]: problem };
    if (problem === undefined) emit(this, 'mix-set-parameter', { id, value, final });
  }

  private async explain(event: CustomEvent<{ measure: string }>): Promise<void> {
    const how = this.renderRoot.querySelector<HTMLDetailsElement>('#how');
    if (how === null) return;
    how.open = true;
    await this.updateComplete;
    const entry = this.renderRoot.querySelector<HTMLElement>(`#measure-${event.detail.measure}`);
    entry?.scrollIntoView({ block: 'center' });
    entry?.focus({ preventScroll: true });
  }

  private readonly onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.defaultPrevented || !this.main.slow) return;
    if (hasOpenLayer()) return;
    this.main.cancel();
  };

  private async copy(text: string): Promise<void> {
    try {
      await navigator.clipboard.writeText(text);
      emit(this, 'mix-say', { message: words.copied });
    } catch {
      emit(this, 'mix-say', { message: words.notCopied });
    }
  }

  private async savePicture(name: string): Promise<void> {
    const charts = [
      ...this.renderRoot.querySelectorAll<Chart>('.charts > div:first-child mix-chart'),
    ];
    try {
      const pictures = await Promise.all(charts.map((chart) => chart.toBlob()));
      download(name, await stackPictures(pictures));
    } catch {
      emit(this, 'mix-say', { message: words.noPicture });
    }
  }
}

/** Code that did not come, which is no bug of the analysis. */
function isUnloaded(failure: Error | undefined): boolean {
  return failure instanceof EngineError && failure.code === 'not-loaded';
}

function scenariosOf({ analysis, parameters }: Scenario): number {
  const specs = Object.entries(findSpec(analysis)?.parameters ?? {});
  const [id] = specs.find(([, spec]) => spec.kind === 'scenarios') ?? [''];
  return Number(parameters[id]);
}

/** A form speaks text: the option that reads like it is meant. */
function optionOf(spec: ParameterSpec, value: number | string): number | string {
  if (spec.kind !== 'choice') return value;
  return spec.options.find((option) => String(option) === String(value)) ?? value;
}
