/**
 * The panel: one analysis on one scenario. It runs it, shows the finding, the figures, the
 * charts and the disclosures, and offers the actions. It is the same for every room.
 *
 * It owns no state of the scenario: what a person changes goes up as `mix-set-parameter`. Once
 * its first view stands, it says `mix-ready`.
 */
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { findSpec } from '../analyses/catalog';
import type { ParameterSpec } from '../analyses/parameters';
import { ofMix, ofSecondMix, type Scenario } from '../analyses/scenario';
import type { Dropped } from '../analyses/scenario-data';
import type { Content, Numbers } from '../analyses/view';
import { caveatOf } from '../finance/caveats';
import type { Dataset } from '../finance/dataset';
import type { Engine } from '../engine/engine';
import type { Chart } from '../ui/chart';
import { copyText } from '../ui/clipboard';
import { download } from '../ui/download';
import { emit } from '../ui/emit';
import { figuresStrip, figuresStyles } from '../ui/figures';
import { hasOpenLayer } from '../ui/open-layer';
import { baseStyles, controlStyles } from '../ui/theme';
import { whenIdle } from '../ui/when-idle';
import { Announcement } from './announcement';
import { foldedDisclosure, reproduceDisclosure } from './disclosures';
import { exportMenu } from './export-menu';
import {
  exerciseProblem,
  isHidden,
  isLocked,
  noExercise,
  type Area,
  type Exercise,
} from './exercise';
import { exportItems } from './exports';
import { measureStyles } from './measure-styles';
import { panelStyles } from './panel-styles';
import { PartLoader } from './part-loader';
import { reportHead, unfoldForPrint } from './report';
import {
  explaining,
  folded,
  glanceOf,
  resultFiles,
  roomOf,
  scriptOf,
  type Part,
  type Room,
  verifier,
} from './rooms';
import { RunController, type Shown } from './run-controller';
import { settings } from './settings';
import { stackPictures } from './stack-pictures';
import { isUnloaded, runLine, trouble, unloadedNotice } from './run-line';
import { RunReport } from './run-report';
import { drawings, findings, numbersOf, pairCharts, type MixRuns, type Seen } from './two-mixes';
import { viewContext } from './view-context';
import { words } from './words';

interface Explained {
  readonly measure: string;
  readonly room: string;
  /** What asked for it, and gets the focus back. */
  readonly asker: HTMLElement;
}

export class MixPanel extends LitElement {
  static override readonly styles = [
    baseStyles,
    controlStyles,
    figuresStyles,
    panelStyles,
    measureStyles,
  ];

  @property({ attribute: false }) accessor engine: Engine | undefined = undefined;
  @property({ attribute: false }) accessor scenario: Scenario | undefined = undefined;
  @property({ attribute: false }) accessor data: Dataset | undefined = undefined;
  /** Rows of the sources that the data lack. */
  @property({ attribute: false }) accessor dropped: readonly Dropped[] = [];
  /** Other analyses of the same mix whose small forms stand beside this one. */
  @property({ attribute: false }) accessor glances: readonly Scenario[] = [];
  /** What a teacher settles. */
  @property({ attribute: false }) accessor exercise: Exercise = noExercise;
  /** In a page that is not the lab's, which has no glossary. */
  @property({ type: Boolean }) accessor alone = false;
  /** Part of a report: nothing to set and nothing to take away. */
  @property({ type: Boolean }) accessor plain = false;
  /** The address of the scenario, where it is not that of the page. */
  @property({ attribute: false }) accessor link: string | undefined = undefined;
  /** What is shown has no address: it stands in a page that says nothing of it. */
  @property({ type: Boolean }) accessor unlinked = false;
  /** Something is being dragged: previews are wanted, not digits. */
  @property({ type: Boolean }) accessor dragging = false;
  /** A person has asked for something, so work beyond a second may start. */
  @property({ type: Boolean }) accessor asked = false;

  @state() private accessor problems: Readonly<Record<string, string>> = {};
  /** The measure that is explained in the dialog. */
  @state() private accessor explained: Explained | undefined = undefined;
  /** What is folded up is made once the first view stands, or when it is printed or looked at. */
  @state() private accessor foldedWanted = false;
  /** The script is loaded when it is first looked at. */
  @state() private accessor scriptWanted = false;

  private readonly first = this.runs((scenarios) => emit(this, 'mix-reached', { scenarios }));
  /** Those of the second mix, where there is one. */
  private readonly second = this.runs();
  private readonly report = new RunReport(this, this.first.main);
  private readonly parts = new PartLoader(this);
  private readonly announcement = new Announcement(this, () => this.said());
  private ready = false;
  /** The focus is where a run is started and ended. */
  private atRun = false;
  private named: string | undefined;

  constructor() {
    super();
    unfoldForPrint(this, this.wantFolded);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('keydown', this.onKey);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('keydown', this.onKey);
  }

  override willUpdate(changed: PropertyValues<this>): void {
    this.dropProblems(changed.get('scenario'));
    this.atRun = this.hasUpdated && this.renderRoot.querySelector('#run:focus-within') !== null;
    const { engine, scenario, data: dataset } = this;
    if (engine === undefined || scenario === undefined || dataset === undefined) return;
    // They come while the numbers do.
    for (const part of this.needed()) this.parts.get(part);
    for (const [{ main, glances }, of] of [
      [this.first, ofMix],
      [this.second, ofSecondMix],
    ] as const) {
      const update = (run: RunController, wanted: Scenario | undefined, asked: boolean) => {
        if (wanted === undefined) run.clear();
        else run.update(engine, wanted, dataset, this.dragging, asked);
      };
      update(main, of(scenario), this.asked);
      while (glances.length < this.glances.length)
        glances.push(new RunController(this, { glance: true }));
      this.glances.forEach((glance, i) => update(glances[i], of(glance), false));
    }
  }

  /**
   * Starts what waits for a click and resolves to what is shown once it is complete. Rejects with
   * what went wrong; an abort cancels the run.
   */
  async run(signal?: AbortSignal): Promise<Shown> {
    signal?.throwIfAborted();
    const complete = this.report.complete();
    const abort = () => this.cancel();
    signal?.addEventListener('abort', abort, { once: true });
    await this.updateComplete;
    for (const run of this.mains) run.go();
    this.requestUpdate();
    return complete.finally(() => signal?.removeEventListener('abort', abort));
  }

  /** What is shown stays, and the run can be started again. */
  cancel(): void {
    for (const run of this.mains) run.cancel();
    this.report.cancelled();
  }

  /** What is shown: possibly a preview, which has no digest. */
  get shown(): Shown | undefined {
    return this.currentOf(this.first);
  }

  /** The complete result as a text. Rejects where there is none, or its writer cannot be loaded. */
  async write(format: 'csv' | 'json'): Promise<string> {
    if (import.meta.env.MODE === 'frame') throw new Error(words.notComplete);
    const { shown } = this;
    const spec = findSpec(shown?.scenario.analysis ?? '');
    const room = roomOf(shown?.scenario.analysis ?? '')?.value;
    const complete = shown?.digest !== undefined && !this.first.main.stale;
    if (!complete || spec === undefined || room === undefined) {
      throw new Error(words.notComplete);
    }
    const { resultCsv, resultJson } = await resultFiles.load();
    return format === 'json'
      ? resultJson(room, spec, shown)
      : resultCsv(room, spec, shown, viewContext(shown));
  }

  /** The charts of a mix as they are shown, as one PNG; 0 is the first. */
  async picture(mix = 0): Promise<Blob> {
    if (import.meta.env.MODE === 'frame') throw new Error(words.noCharts);
    const part = `.charts > :nth-child(${mix + 1}) mix-chart`;
    const charts = [...this.renderRoot.querySelectorAll<Chart>(part)];
    if (charts.length === 0) throw new Error(words.noCharts);
    return stackPictures(await Promise.all(charts.map((chart) => chart.toBlob())));
  }

  override updated(): void {
    this.report.update();
    pairCharts(this.renderRoot);
    this.openExplained();
    // Its button went with what it did: whoever pressed it stays in its place.
    const run = this.renderRoot.querySelector<HTMLElement>('#run');
    if (this.atRun && run?.matches(':focus-within') === false) run.focus();
    const title = roomOf(this.scenario?.analysis ?? '')?.value?.text.title;
    if (title !== undefined && title !== this.named) emit(this, 'mix-title', { title });
    this.named = title;
    const runs = [this.first.main, ...this.first.glances];
    const all = runs.every(({ shown, running }) => shown !== undefined && !running);
    if (this.ready || !all || this.parts.loading) return;
    this.ready = true;
    emit(this, 'mix-ready');
    // Nobody has asked for it: what does not come is told to whoever does.
    whenIdle(() => void folded.load().then(this.wantFolded, () => {}));
  }

  override render(): TemplateResult {
    const { scenario } = this;
    const spec = findSpec(scenario?.analysis ?? '');
    if (scenario === undefined || spec === undefined)
      return html`<article aria-busy="true"></article>`;
    const room = this.parts.get(roomOf(scenario.analysis));
    const current = this.currentOf(this.first);
    return html`
      <article
        class=${this.mains.some(({ stale }) => stale) ? 'stale' : ''}
        aria-busy=${String(this.parts.loading || this.mains.some(({ running }) => running))}
        @mix-parameter=${this.setParameter}
        @mix-explain=${this.explain}
        @mix-cancel=${() => this.cancel()}
        @mix-good-enough=${() => this.mains.forEach((run) => run.goodEnough())}
      >
        <div class="title">
          <h1>${room?.text.title ?? (this.unloaded() === undefined ? nothing : spec.menu)}</h1>
          ${room && current && !this.plain && !this.hides('actions') ? this.renderActions(room, current, this.currentOf(this.second)) : nothing}
        </div>
        ${trouble(this.mains, (details) => void this.copy(details))}
        ${unloadedNotice(this.unloaded(), () => this.retry())}
        ${room && current ? this.renderShown(room, current, this.currentOf(this.second)) : this.renderBlank()}
      </article>
      <p class="visually-hidden" role="status">${this.announcement.text}</p>
    `;
  }

  private renderShown(room: Room, shown: Shown, second: Shown | undefined): TemplateResult {
    const spec = findSpec(shown.scenario.analysis);
    if (spec === undefined) return html``;
    const one = this.seen(room, this.first, shown);
    const other = second && this.seen(room, this.second, second);
    return html`
      ${findings(one, other)} ${reportHead(room.text, one.context)}
      ${other && reportHead(room.text, other.context)}
      ${this.hides('figures') ? nothing : figuresStrip(one.figures, other?.figures, words.sides)}
      ${this.renderSettings(room)}
      <div id="run" role="group" aria-label=${words.theRun} tabindex="-1">
        ${runLine(this.scenario, this.mains)}
      </div>
      ${drawings(one, other)}
      ${this.hides('details') ? nothing : this.renderDetails(room, shown, second, one, other)}
      ${this.renderExplained(shown, one, other)}
    `;
  }

  private renderDetails(
    room: Room,
    shown: Shown,
    second: Shown | undefined,
    one: Seen,
    other: Seen | undefined,
  ): TemplateResult {
    const spec = findSpec(shown.scenario.analysis);
    if (spec === undefined) return html``;
    const content = this.foldedWanted ? folded.value : undefined;
    const { columns } = one.context;
    return html`
      ${foldedDisclosure(
        'how',
        content?.howContent(spec, room.text, shown, columns, {
          numbers: (measure) => numbersOf(measure, one.parts.numbers, other?.parts.numbers),
          workings: one.parts.workings,
        }),
        this.wantFolded,
      )}
      ${foldedDisclosure(
        'data',
        content?.dataContent(shown, columns, this.dropped, () => emit(this, 'mix-download-data')),
        this.wantFolded,
      )}
      ${this.renderReproduce(shown, second)}
    `;
  }

  /** The measure that a person asked for, of this room or of one whose small form stands here. */
  private renderExplained(
    { series, scenario }: Shown,
    one: Seen,
    other: Seen | undefined,
  ): TemplateResult | typeof nothing {
    if (this.explained === undefined) return nothing;
    const { measure, room: id } = this.explained;
    const spec = findSpec(id)?.measures[measure];
    const room = roomOf(id)?.value;
    const dialog = explaining.value;
    if (spec === undefined || room === undefined || dialog === undefined) return nothing;
    const [numbers, second] =
      id === scenario.analysis
        ? [one.parts.numbers, other?.parts.numbers]
        : [this.numbersBeside(id, room, this.first), this.numbersBeside(id, room, this.second)];
    return dialog.explainDialog(
      {
        room: id,
        id: measure,
        text: room.text.measures[measure],
        caveat: caveatOf(spec, one.context.columns, series.weights)?.long,
        numbers: numbersOf(measure, numbers, second),
      },
      () => {
        // Inside a shadow root not every browser remembers where the focus came from.
        this.explained?.asker.focus();
        this.explained = undefined;
      },
      !this.alone,
    );
  }

  private readonly wantFolded = (): void => {
    this.foldedWanted = true;
  };

  /** What is folded up is on the paper as well, unless it cannot come. */
  private async printAll(): Promise<void> {
    await folded.load().then(this.wantFolded, () => {});
    await this.updateComplete;
    print();
  }

  private openExplained(): void {
    const dialog = this.renderRoot.querySelector<HTMLDialogElement>('#explain');
    if (dialog !== null && !dialog.open && this.explained !== undefined) {
      explaining.value?.openBeside(dialog, this.explained.asker);
    }
  }

  /** What the view of another room says of the result behind its small form. */
  private numbersBeside(id: string, room: Room, { glances }: MixRuns): Numbers | undefined {
    const found = glances[this.glances.findIndex(({ analysis }) => analysis === id)]?.shown;
    // What was computed for the small form alone is less than the view reads.
    if (found?.digest === undefined) return undefined;
    return room.view(found.result, viewContext(found, !this.settled)).numbers;
  }

  /** What there is to see of a mix: the open analysis and the small forms of others. */
  private seen(room: Room, { glances }: MixRuns, shown: Shown): Seen {
    const context = viewContext(shown, !this.settled);
    const parts = room.view(shown.result, context);
    const small = this.glances.flatMap((scenario, i) => {
      const found = glances[i]?.shown;
      const glance = this.parts.get(glanceOf(scenario.analysis));
      return found === undefined || glance === undefined
        ? []
        : [{ room: scenario.analysis, ...glance(found.result, viewContext(found, !this.settled)) }];
    });
    const figuresBeside = small.flatMap(({ room: other, figures }) =>
      figures.map((figure) => ({ ...figure, room: other })),
    );
    return {
      context,
      parts,
      figures: [...parts.figures, ...figuresBeside],
      findings: [parts.finding, ...small.map((glance) => glance.finding)],
      side: [
        parts.side,
        ...small.map((glance) => glance.side && this.withWay(glance.room, glance.side)),
      ].filter((one) => one !== undefined),
    };
  }

  private renderSettings(room: Room): TemplateResult | typeof nothing {
    const { scenario, data: dataset, problems, exercise } = this;
    if (scenario === undefined || dataset === undefined) return nothing;
    if (this.plain || this.hides('settings')) return nothing;
    return settings(room.text, scenario, dataset, problems, exercise);
  }

  private renderActions(room: Room, shown: Shown, second: Shown | undefined): TemplateResult {
    const spec = findSpec(shown.scenario.analysis);
    if (spec === undefined) return html``;
    const mixes = (second === undefined ? [shown] : [shown, second]).map((one) => ({
      shown: one,
      context: viewContext(one, !this.settled),
    }));
    return html`<div class="actions" role="group" aria-label=${words.actions}>
      ${
        this.unlinked
          ? nothing
          : html`<button class="quiet" @click=${() => emit(this, 'mix-copy-link')}>
              ${words.copyLink}
            </button>`
      }
      ${
        // A sandboxed frame may save nothing and print nothing.
        import.meta.env.MODE === 'frame'
          ? nothing
          : exportMenu(
              exportItems(room, spec, mixes, {
                picture: (name, mix) => this.savePicture(name, mix),
                scenario: (name) => emit(this, 'mix-download-scenario', { name }),
                say: (message) => emit(this, 'mix-say', { message }),
                print: () => this.printAll(),
              }),
            )
      }
    </div>`;
  }

  /** Parts of rooms that are on the screen, or were asked for. */
  private needed(): readonly (Part<unknown> | undefined)[] {
    const analysis = this.scenario?.analysis ?? '';
    return [
      roomOf(analysis),
      ...this.glances.map((glance) => glanceOf(glance.analysis)),
      ...(this.scriptWanted ? [scriptOf(analysis), verifier] : []),
      ...(this.foldedWanted ? [folded] : []),
      ...(this.explained ? [explaining, roomOf(this.explained.room)] : []),
    ];
  }

  /** Why code that is needed did not come. */
  private unloaded(): Error | undefined {
    const run = this.mains.find(({ failure }) => isUnloaded(failure));
    return this.parts.failureOf(this.needed()) ?? run?.failure;
  }

  private retry(): void {
    this.parts.retry();
    for (const run of this.mains) if (run.failure !== undefined) run.retry();
  }

  private renderBlank(): TemplateResult | typeof nothing {
    const { main } = this.first;
    const { parts } = this;
    if (main.problem ?? main.failure ?? this.unloaded()) return nothing;
    return html`<p class="finding">${main.slow || parts.slow ? words.computing : nothing}</p>`;
  }

  private renderReproduce(shown: Shown, second: Shown | undefined): TemplateResult {
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
      made: dataset.madeOf && dataset,
    });
    return reproduceDisclosure(
      shown,
      script,
      {
        offered: part !== undefined,
        want: () => (this.scriptWanted = true),
        copy: (text) => void this.copy(text),
        download: (text) =>
          download(`${scenario.analysis}.py`, new Blob([text], { type: 'text/x-python' })),
      },
      this.unlinked ? undefined : (this.link ?? window.location.href),
      second,
    );
  }

  /** The small form of a room, and the way into it. */
  private withWay(id: string, side: Content): TemplateResult {
    return html`<div>
      ${side}
      <button class="quiet inset no-print" @click=${() => emit(this, 'mix-open-room', { id })}>
        ${words.moreOf(findSpec(id)?.menu ?? id)}
      </button>
    </div>`;
  }

  private runs(onReached?: (scenarios: number) => void): MixRuns {
    return { main: new RunController(this, { onReached }), glances: [] };
  }

  /** The findings as they stand, of both mixes; of a long run its start and its end. */
  private said(): string {
    if (this.plain || !this.asked) return '';
    if (this.mains.some(({ slow }) => slow)) return words.computing;
    const told = this.renderRoot.querySelectorAll('.finding, #run .waiting .said');
    return Array.from(told, ({ textContent }) => textContent.trim().replaceAll(/\s+/g, ' ')).join(
      ' ',
    );
  }

  /** The open analysis of the mixes that there are. */
  private get mains(): readonly RunController[] {
    return this.scenario?.compare === undefined
      ? [this.first.main]
      : [this.first.main, this.second.main];
  }

  private get settled(): boolean {
    return this.mains.every((run) => run.settled);
  }

  /** What is shown of a mix, unless it is of another analysis. */
  private currentOf({ main: { shown } }: MixRuns): Shown | undefined {
    return shown?.scenario.analysis === this.scenario?.analysis ? shown : undefined;
  }

  private hides(area: Area): boolean {
    return (
      isHidden(this.exercise, area) || (this.exercise.layout === 'result' && area !== 'figures')
    );
  }

  private setParameter(
    event: CustomEvent<{ id: string; value: number | string; final: boolean }>,
  ): void {
    event.stopPropagation();
    const { id, final } = event.detail;
    const spec: ParameterSpec | undefined = findSpec(this.scenario?.analysis ?? '')?.parameters[id];
    if (spec === undefined) return;
    const value = optionOf(spec, event.detail.value);
    if (isLocked(this.exercise, id)) return;
    const problem = exerciseProblem(this.exercise, id, spec, value);
    const { [id]: _mended, ...others } = this.problems;
    this.problems = problem === undefined ? others : { ...others, [id]: problem };
    if (problem === undefined) emit(this, 'mix-set-parameter', { id, value, final });
  }

  /** What was refused is forgotten with the room, and where another value has come since. */
  private dropProblems(before: Scenario | undefined): void {
    const { scenario, problems } = this;
    if (before === undefined || scenario === undefined) return;
    const standing = Object.entries(problems).filter(
      ([id]) =>
        before.analysis === scenario.analysis && before.parameters[id] === scenario.parameters[id],
    );
    if (standing.length < Object.keys(problems).length)
      this.problems = Object.fromEntries(standing);
  }

  private explain(event: CustomEvent<{ measure: string; room?: string }>): void {
    event.stopPropagation();
    const { measure, room = this.scenario?.analysis ?? '' } = event.detail;
    const [asker] = event.composedPath();
    if (asker instanceof HTMLElement) this.explained = { measure, room, asker };
    const beside = this.glances.findIndex(({ analysis }) => analysis === room);
    for (const { glances } of [this.first, this.second]) glances[beside]?.whole();
  }

  private readonly onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.defaultPrevented || !this.mains.some(({ slow }) => slow))
      return;
    if (hasOpenLayer()) return;
    this.cancel();
  };

  private async copy(text: string): Promise<void> {
    const copied = await copyText(text);
    emit(this, 'mix-say', { message: copied ? words.copied : words.notCopied });
  }

  private async savePicture(name: string, mix: number): Promise<void> {
    try {
      download(name, await this.picture(mix));
    } catch {
      emit(this, 'mix-say', { message: words.noPicture });
    }
  }
}

/** A form speaks text: the option that reads like it is meant. */
function optionOf(spec: ParameterSpec, value: number | string): number | string {
  if (spec.kind !== 'choice') return value;
  return spec.options.find((option) => String(option) === String(value)) ?? value;
}
