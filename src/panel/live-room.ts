/**
 * `<mix-room>`: a whole room that stands by itself: the mix, the settings and the result of one
 * scenario, what a teacher settles of them, undo, and the way back to where it began. The page
 * that shows it gives an engine and a way to the data; what a person does stays in here.
 *
 * Events: `mix-input` and `mix-change` { link } while and after a person changes something, never
 * where its owner does; those of the panel and of a check question; `mix-ready`. It leaves
 * `mix-download-data` to its owner.
 *
 * Its parts, and those of the panel, can be styled from outside: `mix`, `settings`, `finding`,
 * `figures`, `charts`, `details`, `check`.
 */
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { catalog } from '../analyses/catalog';
import { decodeScenario, encodeScenario, scenarioFile } from '../analyses/link';
import {
  chosenOf,
  prepareScenario,
  withAnalysis,
  type Draft,
  type Prepared,
  type Scenario,
} from '../analyses/scenario';
import { loadStepWork } from '../analyses/scenario-step-loader';
import { meantAs } from '../analyses/scenario-data';
import type { ParameterValue } from '../analyses/parameters';
import type { Engine } from '../engine/engine';
import type { Column, Dataset } from '../finance/dataset';
import { displayOrder } from '../finance/mixes';
import { copyText } from '../ui/clipboard';
import { download } from '../ui/download';
import { emit } from '../ui/emit';
import type { AddableAsset } from '../ui/find-assets';
import { tabStyles } from '../ui/tab-styles';
import { baseStyles, controlStyles } from '../ui/theme';
import { isHidden, isLocked, noExercise, type Exercise } from './exercise';
import { liveRoomStyles } from './live-room-styles';
import { mixControls, type Side } from './mix-controls';
import { createMixEditing } from './mix-editing';
import type { MixPanel } from './panel';
import { exerciseWords } from './exercise-words';
import { words } from './words';

/** Where it stands: what is shown, and how a person came there. */
interface Steps {
  readonly past: readonly Scenario[];
  readonly future: readonly Scenario[];
}

/** A scenario with its data, and the datasets that these were made of. */
type Opened = Prepared & { readonly sources: readonly Dataset[] };

const MOST_STEPS = 100;

export class LiveRoom extends LitElement {
  static override readonly styles = [baseStyles, controlStyles, tabStyles, liveRoomStyles];

  @property({ attribute: false }) accessor engine: Engine | undefined = undefined;
  /** A dataset by its id; `title` is what a link calls somebody's own. Rejects where there is none. */
  @property({ attribute: false }) accessor load:
    | ((id: string, title?: string) => Promise<Dataset>)
    | undefined = undefined;
  /** What is shown at first and after a reset. */
  @property({ attribute: false }) accessor draft: Draft | undefined = undefined;
  @property({ attribute: false }) accessor exercise: Exercise = noExercise;
  /** Something that a person should know, such as a wish that could not be fulfilled. */
  @property({ attribute: false }) accessor notices: readonly string[] = [];
  /** An answer that came along. */
  @property({ attribute: false }) accessor given: number | undefined = undefined;
  /** The address of a scenario by its link; with it the link can be copied. */
  @property({ attribute: false }) accessor address:
    | ((link: string, given?: number) => string)
    | undefined = undefined;
  /** Its name for assistive technology, where several stand on a page. */
  @property() accessor label: string | undefined = undefined;

  @state() private accessor prepared: Opened | undefined = undefined;
  @state() private accessor failure: Error | undefined = undefined;
  @state() private accessor side: Side = 'mix';
  @state() private accessor kept: readonly string[] = [];
  @state() private accessor dragging = false;
  @state() private accessor asked = false;
  @state() private accessor steps: Steps = { past: [], future: [] };
  @state() private accessor message = '';
  /** The scenario as it was when a drag began. */
  private dragFrom: Scenario | undefined;
  private beginning: Opened | undefined;
  private turn = 0;
  private tellOpened: () => void = () => {};
  private readonly firstOpened = new Promise<void>((resolve) => (this.tellOpened = resolve));
  private opening: Promise<void> | undefined;
  private silence?: ReturnType<typeof setTimeout>;
  private lastGiven: number | undefined;
  private parameters: Readonly<Record<string, Readonly<Record<string, ParameterValue>>>> = {};

  private readonly mixes = createMixEditing({
    held: () => ({ ...this.prepared, side: this.side, locked: this.kept }),
    change: (edit, final = true) => {
      if (this.scenario !== undefined) this.step(edit(this.scenario), final);
    },
    setSide: (side) => (this.side = side),
    setLocked: (locked) => (this.kept = locked),
    tell: (message) => this.say(message),
  });

  // What the page that shows it can ask for.

  /** The scenario that is shown; undefined until its data are there. */
  get scenario(): Scenario | undefined {
    return this.prepared?.scenario;
  }

  /** The datasets of the scenario, in its order. */
  get sources(): readonly Dataset[] {
    return this.prepared?.sources ?? [];
  }

  /** What the scenario computes on. */
  get data(): Dataset | undefined {
    return this.prepared?.dataset;
  }

  /** Its link, without `#s=`. */
  get link(): string | undefined {
    return this.prepared && encodeScenario(this.prepared.scenario, this.prepared.sources);
  }

  /** Resolves when the data of the draft are there, or `trouble` says why they are not. */
  get opened(): Promise<void> {
    return this.opening ?? this.firstOpened;
  }

  /** Why it does not show what was asked for. */
  get trouble(): Error | undefined {
    return this.failure;
  }

  /** Shows another scenario. @throws Error where it cannot be shown: nothing has changed then. */
  async show(draft: Draft): Promise<void> {
    const turn = ++this.turn;
    const prepared = await this.prepare(draft);
    if (turn === this.turn) this.become(prepared);
  }

  /** Back to where it began. */
  reset(): void {
    const { beginning } = this;
    if (beginning === undefined || this.prepared === undefined || this.atBeginning) return;
    this.kept = [];
    this.side = 'mix';
    this.go(beginning);
  }

  /** Shows the scenario of a link for a person who asked for it. */
  async takeUp(link: string): Promise<void> {
    const turn = ++this.turn;
    try {
      const prepared = await this.prepare(decodeScenario(link));
      if (turn === this.turn && this.prepared !== undefined) this.go(prepared);
    } catch (error) {
      if (turn === this.turn) this.fail(error);
    }
  }

  undo(): void {
    this.travel('past', 'future');
  }

  redo(): void {
    this.travel('future', 'past');
  }

  /** Undefined until the first view stands. */
  get panel(): MixPanel | null {
    return this.renderRoot.querySelector('mix-panel');
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('draft') && !changed.has('load')) return;
    const { draft, load } = this;
    if (draft === undefined || load === undefined) return;
    const turn = ++this.turn;
    this.opening = this.prepare(draft).then(
      (prepared) => {
        if (turn === this.turn) this.become(prepared);
      },
      (error: unknown) => {
        if (turn === this.turn) this.fail(error);
      },
    );
    void this.opening.then(this.tellOpened);
  }

  override render(): TemplateResult {
    const { layout } = this.exercise;
    const { prepared } = this;
    return html`<section class=${layout} aria-label=${this.label ?? nothing} @keydown=${this.onKey}>
      ${this.notices.map((notice) => html`<p class="notice" role="alert">${notice}</p>`)}
      ${this.renderFailure()}
      ${layout === 'lab' && prepared ? this.renderRooms(prepared.scenario) : nothing}
      ${layout === 'result' || prepared === undefined ? nothing : this.renderBar()}
      ${
        prepared === undefined
          ? this.failure === undefined
            ? html`<p class="loading" aria-busy="true">${exerciseWords.loadingData}</p>`
            : nothing
          : this.renderBody(prepared)
      }
      ${
        this.exercise.check === undefined
          ? nothing
          : html`<mix-check
              part="check"
              .check=${this.exercise.check}
              .given=${this.given}
              @mix-check=${(event: CustomEvent<{ given: number }>) =>
                (this.lastGiven = event.detail.given)}
            ></mix-check>`
      }
      ${this.renderFoot()}
      <p class="message" role="status">${this.message}</p>
    </section>`;
  }

  private renderBody({ scenario, dataset, dropped }: Prepared): TemplateResult {
    const { exercise } = this;
    const mix = exercise.layout !== 'result' && !isHidden(exercise, 'mix');
    const held = new Set((scenario[this.side] ?? scenario.mix).assets);
    const assets = displayOrder(chosenOf(scenario, dataset.columns)).filter(
      ({ id }) => !held.has(id),
    );
    return html`<div class="body ${mix ? 'with-mix' : ''}">
      ${
        mix
          ? mixControls(
              {
                scenario,
                dataset,
                side: this.side,
                label: this.label && exerciseWords.mixIn(this.label),
                locked: this.kept,
                fixed: isLocked(exercise, 'mix'),
                addable: () => [{ id: 'here', title: dataset.title, assets: assets.map(addable) }],
              },
              { ...this.mixes, addFrom: (_group, id) => this.mixes.addAsset(id) },
            )
          : nothing
      }
      <mix-panel
        exportparts="settings, finding, figures, charts, details"
        .engine=${this.engine}
        .scenario=${scenario}
        .data=${dataset}
        .dropped=${dropped}
        .exercise=${exercise}
        .alone=${true}
        ?unlinked=${this.address === undefined}
        .dragging=${this.dragging}
        .asked=${this.asked}
        .link=${this.dragging ? undefined : this.address?.(this.link ?? '')}
        @mix-set-parameter=${this.setParameter}
        @mix-reached=${this.reached}
        @mix-copy-link=${this.copyLink}
        @mix-download-scenario=${this.saveScenario}
        @mix-say=${(event: CustomEvent<{ message: string }>) => this.say(event.detail.message)}
      ></mix-panel>
    </div>`;
  }

  private renderRooms({ analysis }: Scenario): TemplateResult {
    return html`<nav aria-label=${exerciseWords.rooms}>
      ${catalog.map(
        (spec) =>
          html`<button
            class="tab"
            aria-current=${spec.id === analysis ? 'page' : nothing}
            ?disabled=${isLocked(this.exercise, 'analysis')}
            @click=${() => this.openRoom(spec.id)}
          >
            ${spec.menu}
          </button>`,
      )}
    </nav>`;
  }

  private renderBar(): TemplateResult {
    const { presets } = this.exercise;
    const { past, future } = this.steps;
    return html`<div class="bar" role="group" aria-label=${exerciseWords.stepsOf}>
      ${presets.map(
        ({ label, link }) =>
          html`<button class="chip" @click=${() => void this.takeUp(link)}>${label}</button>`,
      )}
      <span class="steps">
        <button class="quiet" ?disabled=${past.length === 0} @click=${() => this.undo()}>
          ${exerciseWords.undo}
        </button>
        <button class="quiet" ?disabled=${future.length === 0} @click=${() => this.redo()}>
          ${exerciseWords.redo}
        </button>
        <button class="quiet" ?disabled=${this.atBeginning} @click=${() => this.reset()}>
          ${exerciseWords.startOver}
        </button>
        ${
          this.exercise.check === undefined || this.address === undefined
            ? nothing
            : html`<button class="quiet" @click=${this.copyLink}>
                ${exerciseWords.copyAnswer}
              </button>`
        }
      </span>
    </div>`;
  }

  private renderFailure(): TemplateResult | typeof nothing {
    if (this.failure === undefined) return nothing;
    return html`<div class="notice" role="alert">
      <p>${this.failure.message}</p>
      ${
        this.prepared === undefined
          ? html`<button class="chip" @click=${() => this.requestUpdate('draft')}>
              ${words.tryAgain}
            </button>`
          : html`<button class="quiet" @click=${() => (this.failure = undefined)}>
              ${exerciseWords.dismiss}
            </button>`
      }
    </div>`;
  }

  /** What has to be said of every room in a foreign page. */
  private renderFoot(): TemplateResult {
    const { lock, hide, ranges } = this.exercise;
    const settled = lock.length + hide.length + Object.keys(ranges).length > 0;
    return html`<p class="foot">
      ${words.notAdvice} ${settled ? exerciseWords.locksGuide : nothing}
    </p>`;
  }

  private async prepare(draft: Draft): Promise<Opened> {
    const { load } = this;
    if (load === undefined) throw new Error(exerciseWords.noData);
    const sources = await Promise.all(draft.data.sources.map((source) => find(source, load)));
    // The data here may be newer than the link: its figures are computed on the present ones.
    const data = {
      ...draft.data,
      sources: draft.data.sources.map((source, s) =>
        source.fingerprint === sources[s].fingerprint
          ? source
          : { ...source, fingerprint: undefined },
      ),
    };
    await loadStepWork(data.steps);
    return { ...prepareScenario({ ...draft, data }, sources), sources };
  }

  private become(prepared: Opened): void {
    this.prepared = prepared;
    this.beginning = prepared;
    // Its owner did it, not the person who sits in front of it.
    this.asked = false;
    this.failure = undefined;
    this.steps = { past: [], future: [] };
    this.kept = [];
    this.side = 'mix';
    this.dragging = false;
    this.dragFrom = undefined;
  }

  private fail(error: unknown): void {
    this.failure = error instanceof Error ? error : new Error(String(error));
    emit(this, 'mix-error', { message: this.failure.message });
  }

  /** What a person did: a step that can be undone once it is final. */
  private step(scenario: Scenario, final: boolean): void {
    const { prepared } = this;
    if (prepared === undefined) return;
    const before = this.dragFrom ?? prepared.scenario;
    this.dragFrom = final ? undefined : before;
    this.asked = true;
    this.dragging = !final;
    this.prepared = { ...prepared, scenario };
    if (scenario.compare === undefined) this.side = 'mix';
    if (final && before !== scenario) {
      this.steps = { past: [...this.steps.past, before].slice(-MOST_STEPS), future: [] };
    }
    emit(this, final ? 'mix-change' : 'mix-input', { link: this.link });
  }

  private travel(from: 'past' | 'future', to: 'past' | 'future'): void {
    const scenario = this.steps[from].at(-1);
    const { prepared } = this;
    if (scenario === undefined || prepared === undefined) return;
    this.steps = {
      ...this.steps,
      [from]: this.steps[from].slice(0, -1),
      [to]: [...this.steps[to], prepared.scenario],
    };
    this.prepared = { ...prepared, scenario };
    if (scenario.compare === undefined) this.side = 'mix';
    emit(this, 'mix-change', { link: this.link });
  }

  private openRoom(id: string): void {
    const { scenario } = this;
    if (scenario === undefined) return;
    this.parameters = { ...this.parameters, [scenario.analysis]: scenario.parameters };
    this.step(withAnalysis(scenario, id, this.parameters[id]), true);
  }

  /** Steps are of one set of data: other data begin anew, and are no way back. */
  private go(prepared: Opened): void {
    const { beginning } = this;
    if (this.isOnSame(prepared)) return this.step(prepared.scenario, true);
    this.become(prepared);
    this.beginning = beginning;
    this.asked = true;
    emit(this, 'mix-change', { link: this.link });
  }

  private isOnSame({ sources }: Opened): boolean {
    const shown = this.sources;
    return sources.length === shown.length && sources.every((one, s) => one === shown[s]);
  }

  private get atBeginning(): boolean {
    return this.scenario === this.beginning?.scenario;
  }

  private readonly setParameter = (
    event: CustomEvent<{ id: string; value: number | string; final: boolean }>,
  ): void => {
    event.stopPropagation();
    const { scenario } = this;
    const { id, value, final } = event.detail;
    if (scenario === undefined) return;
    const parameters = { ...scenario.parameters, [id]: value };
    this.step(withAnalysis(scenario, scenario.analysis, parameters), final);
  };

  /** *Good enough* settled for fewer scenarios: the scenario says so, which is no step. */
  private readonly reached = (event: CustomEvent<{ scenarios: number }>): void => {
    const { prepared } = this;
    if (prepared === undefined) return;
    const { scenario } = prepared;
    const parameters = { ...scenario.parameters, scenarios: event.detail.scenarios };
    this.prepared = { ...prepared, scenario: { ...scenario, parameters } };
  };

  private readonly copyLink = async (): Promise<void> => {
    const address = this.address?.(this.link ?? '', this.lastGiven ?? this.given);
    if (address === undefined) return;
    // A frame without the right to the clipboard can still show it.
    const copied = await copyText(address);
    this.say(copied ? words.copied : `${exerciseWords.copyThis} ${address}`);
  };

  private readonly saveScenario = (event: CustomEvent<{ name: string }>): void => {
    const { scenario } = this;
    if (scenario === undefined) return;
    const file = new Blob([scenarioFile(scenario, this.sources)], { type: 'application/json' });
    download(event.detail.name, file);
  };

  private readonly onKey = (event: KeyboardEvent): void => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.key.toLowerCase() !== 'z')
      return;
    const [target] = event.composedPath();
    if (target instanceof HTMLInputElement && !['range', 'checkbox'].includes(target.type)) return;
    event.preventDefault();
    if (event.shiftKey) this.redo();
    else this.undo();
  };

  private say(message: string): void {
    this.message = message;
    clearTimeout(this.silence);
    this.silence = setTimeout(() => (this.message = ''), 6_000);
  }
}

/** The data of a source: those that the link brings along, else those of its owner. */
async function find(
  { id, fingerprint, file, table }: Draft['data']['sources'][number],
  load: NonNullable<LiveRoom['load']>,
): Promise<Dataset> {
  if (file === undefined || fingerprint === undefined || table === undefined) {
    return load(id, file?.title);
  }
  const { datasetOf } = await import('../analyses/link-dataset');
  return meantAs(datasetOf({ id, fingerprint }, file, table), id, file);
}

function addable({ id, label, name, assetClass }: Column): AddableAsset {
  return { id, label, terms: `${name} ${assetClass}` };
}
