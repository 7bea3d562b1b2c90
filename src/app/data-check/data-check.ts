/** `<mix-data-check>`: the dialog that shows what may be wrong with the data, and changes them. */
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { prepareScenario, type Draft, type Scenario } from '../../analyses/scenario';
import { workingId } from '../../analyses/scenario-data';
import { toDraft, withoutStep } from '../../analyses/scenario-edit';
import { stepWords } from '../../analyses/step-text';
import { examine, unitsMissing, type ColumnReport, type Sign } from '../../finance/data-doctor';
import type { Column, Dataset } from '../../finance/dataset';
import { emit } from '../../ui/emit';
import { formatCount } from '../../ui/format';
import { baseStyles } from '../../ui/theme';
import type { Actions } from '../actions';
import { importStyles } from '../import/import-styles';
import { messageOf } from '../message';
import type { State } from '../state';
import { choiceRows } from './choice-rows';
import { choicesFor, draftOf, type Choice, type Patient } from './choices';
import { dataCheckStyles } from './data-check-styles';
import { effectOf, type Effect } from './effect';
import { stepForm, type StepDraft } from './step-form';
import { describe, shortDate, words } from './words';

/** One asset that the scenario takes, with what its values show. */
interface Asset {
  readonly patient: Patient;
  readonly label: string;
  readonly report: ColumnReport;
}

export class MixDataCheck extends LitElement {
  static override readonly styles = [baseStyles, importStyles, dataCheckStyles];

  @property({ attribute: false }) accessor state: State | undefined = undefined;
  @property({ attribute: false }) accessor actions: Actions | undefined = undefined;

  @state() private accessor shown = false;
  /** Keys of the signs that are looked at. */
  @state() private accessor unfolded: ReadonlySet<string> = new Set();
  /** Numbers that a person has set, by the key of their choice. */
  @state() private accessor settings: ReadonlyMap<string, number> = new Map();
  @state() private accessor adding: StepDraft | undefined = undefined;
  @state() private accessor message = '';
  @state() private accessor problem: string | undefined = undefined;

  /** Of each source, once it was looked at: reports do not depend on the scenario. */
  private readonly reports = new WeakMap<Dataset, readonly ColumnReport[]>();
  private effects:
    | { readonly of: Scenario; readonly known: Map<string, Effect | string> }
    | undefined;

  open(): void {
    this.shown = true;
  }

  close(): void {
    this.shown = false;
    this.unfolded = new Set();
    this.adding = undefined;
    this.message = '';
    this.problem = undefined;
  }

  get isOpen(): boolean {
    return this.shown;
  }

  override updated(): void {
    const dialog = this.renderRoot.querySelector('dialog');
    if (dialog === null || dialog.open === this.shown) return;
    if (!this.shown) return dialog.close();
    dialog.showModal();
    dialog.querySelector<HTMLElement>('h1')?.focus();
  }

  override render(): TemplateResult {
    return html`<dialog class="preview" aria-labelledby="heading" @close=${() => this.close()}>
      ${this.shown ? this.renderOpen() : nothing}
      <p class="visually-hidden" role="status">${this.message}</p>
    </dialog>`;
  }

  private renderOpen(): TemplateResult | typeof nothing {
    const { scenario, sources, missing } = this.state ?? {};
    if (scenario === undefined || sources === undefined || missing !== undefined) return nothing;
    const assets = this.assets(scenario, sources);
    const ill = assets.filter(({ report }) => report.signs.length > 0);
    return html`<div class="head">
        <h1 id="heading" tabindex="-1">${words.title}</h1>
        <p class="muted">${words.intro}</p>
      </div>
      <div class="body">
        ${this.problem === undefined ? nothing : html`<p class="message" role="alert">${this.problem}</p>`}
        ${this.renderSteps(scenario)} ${this.renderAssets(assets)}
        ${sources.map((source) => gapsOf(source))}
        ${ill.length === 0 ? html`<p>${words.healthy}</p>` : nothing}
        ${ill.map((asset) => this.renderAsset(asset, scenario, sources))}
      </div>
      <div class="foot">
        <p class="muted">${words.effectsNote}</p>
        <button
          class="quiet"
          ?disabled=${this.state?.canUndo !== true}
          @click=${() => emit(this, 'mix-undo')}
        >
          ${words.undo}
        </button>
        <button class="action" @click=${() => this.close()}>${words.close}</button>
      </div>`;
  }

  private renderSteps(scenario: Scenario): TemplateResult {
    const { sources = [], changed = [] } = this.state ?? {};
    const { steps } = scenario.data;
    const counts = new Map(changed.map(({ step, count }) => [step, count]));
    const columns = sources.flatMap((source, s) => workingColumns(scenario, source, s));
    return html`<section>
      <h2>${words.changes}</h2>
      ${
        steps.length === 0
          ? html`<p class="muted">${words.nothing}</p>`
          : html`<ol class="steps">
              ${steps.map((step, position) => {
                const told = stepWords(step, columns, sources);
                const count = counts.get(position);
                return html`<li>
                  <span>
                    ${told}
                    ${count === undefined ? nothing : html`<small>${words.changed(count)}</small>`}
                  </span>
                  <button class="quiet" @click=${() => this.takeBack(scenario, position, told)}>
                    ${words.takeBack}<span class="visually-hidden"> ${told}</span>
                  </button>
                </li>`;
              })}
            </ol>`
      }
      <details class="adding">
        <summary>${words.add}</summary>
        ${stepForm(
          { scenario, sources, columns, draft: this.adding },
          {
            edit: (draft) => (this.adding = draft),
            add: (draft, told) => {
              if (!this.change(draft, told)) return;
              this.adding = undefined;
            },
          },
        )}
      </details>
    </section>`;
  }

  private renderAssets(assets: readonly Asset[]): TemplateResult {
    return html`<section>
      <h2>${words.assets}</h2>
      <div class="scroll" role="group" tabindex="0" aria-label=${words.assets}>
        <table class="figures-table">
          <thead>
            <tr>
              ${[
                words.asset,
                words.signs,
                words.first,
                words.last,
                words.values,
                words.missing,
              ].map((head) => html`<th scope="col">${head}</th>`)}
            </tr>
          </thead>
          <tbody>
            ${assets.map(
              ({ label, patient: { source }, report: { span, observations, signs } }) => {
                const at = (row: number) =>
                  shortDate(source.index[row], source.frequency, source.dated);
                const inside = span === undefined ? 0 : span[1] - span[0] + 1 - observations;
                return html`<tr>
                  <th scope="row">${label}</th>
                  <td>${signs.length === 0 ? words.none : formatCount(signs.length)}</td>
                  <td>${span && at(span[0])}</td>
                  <td>${span && at(span[1])}</td>
                  <td>${formatCount(observations)}</td>
                  <td>${formatCount(inside)}</td>
                </tr>`;
              },
            )}
          </tbody>
        </table>
      </div>
    </section>`;
  }

  private renderAsset(
    { patient, label, report: { signs } }: Asset,
    scenario: Scenario,
    sources: readonly Dataset[],
  ): TemplateResult {
    const { source } = patient;
    const dates = (row: number) => shortDate(source.index[row], source.frequency, source.dated);
    return html`<section>
      <h2>${label}</h2>
      ${signs.map((sign, k) => {
        const key = `${patient.s} ${patient.column} ${sign.sign} ${k}`;
        return html`<details
          class="sign"
          ?open=${this.unfolded.has(key)}
          @toggle=${({ target }: Event) => this.fold(key, (target as HTMLDetailsElement).open)}
        >
          <summary>
            ${words.signNames[sign.sign]} <span>${this.settled(scenario, patient)}</span>
          </summary>
          <p>${describe(sign, dates)}</p>
          ${
            this.unfolded.has(key)
              ? this.renderChoices(key, sign, { patient, label }, scenario, sources)
              : nothing
          }
        </details>`;
      })}
    </section>`;
  }

  private renderChoices(
    key: string,
    sign: Sign,
    { patient, label }: Pick<Asset, 'patient' | 'label'>,
    scenario: Scenario,
    sources: readonly Dataset[],
  ): TemplateResult {
    const lonely = scenario.data.sources[patient.s].columns.length === 1;
    const choices = choicesFor(sign)
      .filter(({ id }) => id !== 'exclude' || !lonely)
      .map((choice) => this.withSetting(key, choice));
    const asset = workingId(scenario.data.sources, patient.s, patient.column);
    return choiceRows(
      choices.map((choice) => ({
        choice,
        effect: this.effect(scenario, sources, asset, key, sign, patient, choice),
      })),
      scenario.data.frequency as Dataset['frequency'],
      {
        set: (choice, value) =>
          (this.settings = new Map(this.settings).set(`${key} ${choice.id}`, value)),
        choose: (choice) => {
          const draft = draftOf(scenario, patient, sign, choice);
          if (draft !== undefined)
            this.change(draft, words.chosen(words.choices[choice.id], label));
        },
      },
    );
  }

  private withSetting(key: string, choice: Choice): Choice {
    const value = this.settings.get(`${key} ${choice.id}`);
    if (value === undefined || choice.setting === undefined) return choice;
    return { ...choice, setting: { ...choice.setting, value } };
  }

  /** What a choice does, or why it cannot be made; computed once for each state of the scenario. */
  private effect(
    scenario: Scenario,
    sources: readonly Dataset[],
    asset: string,
    key: string,
    sign: Sign,
    patient: Patient,
    choice: Choice,
  ): Effect | string {
    if (this.effects?.of !== scenario) this.effects = { of: scenario, known: new Map() };
    const { known } = this.effects;
    // As it is now is the same for all signs of an asset.
    const name =
      choice.id === 'keep' ? `keep ${asset}` : `${key} ${choice.id} ${choice.setting?.value ?? ''}`;
    const before = known.get(name);
    if (before !== undefined) return before;
    let effect: Effect | string;
    try {
      const draft = draftOf(scenario, patient, sign, choice) ?? toDraft(scenario);
      effect = effectOf(draft, sources, asset);
    } catch (error) {
      effect = messageOf(error);
    }
    known.set(name, effect);
    return effect;
  }

  private assets(scenario: Scenario, sources: readonly Dataset[]): Asset[] {
    return sources.flatMap((source, s) => {
      const chosen = new Set(scenario.data.sources[s]?.columns);
      return this.reportsOf(source).flatMap((report) => {
        const column = source.columns.find(({ id }) => id === report.id);
        if (!chosen.has(report.id) || column === undefined) return [];
        return [{ patient: { s, source, column: report.id }, label: column.label, report }];
      });
    });
  }

  private reportsOf(source: Dataset): readonly ColumnReport[] {
    const known = this.reports.get(source);
    if (known !== undefined) return known;
    const reports = examine(source);
    this.reports.set(source, reports);
    return reports;
  }

  /** Whether something is done to an asset already. */
  private settled(scenario: Scenario, { s, column }: Patient): string {
    const id = workingId(scenario.data.sources, s, column);
    const about = scenario.data.steps.filter((step) => 'column' in step && step.column === id);
    return about.map((step) => words.stepNames[step.step]).join(', ');
  }

  private fold(key: string, open: boolean): void {
    if (this.unfolded.has(key) === open) return;
    const unfolded = new Set(this.unfolded);
    if (open) unfolded.add(key);
    else unfolded.delete(key);
    this.unfolded = unfolded;
  }

  private takeBack(scenario: Scenario, position: number, told: string): void {
    this.change(withoutStep(scenario, position), words.takenBack(told));
  }

  /** Says what was done, or why it cannot be. */
  private change(draft: Draft, told: string): boolean {
    try {
      prepareScenario(draft, this.state?.sources ?? []);
    } catch (error) {
      this.problem = messageOf(error);
      this.message = '';
      return false;
    }
    this.problem = undefined;
    this.message = told;
    this.actions?.changeData(draft);
    return true;
  }
}

/** The columns of a source under their ids in the working dataset. */
function workingColumns({ data }: Scenario, source: Dataset, s: number): Column[] {
  return source.columns.map((column) => ({
    ...column,
    id: workingId(data.sources, s, column.id),
  }));
}

function gapsOf(source: Dataset): TemplateResult[] {
  return unitsMissing(source).map(({ after, before, units }) => {
    const [a, b] = [after, before].map((label) => shortDate(label, source.frequency, source.dated));
    return html`<p>${words.unlike(a, b, units)}</p>`;
  });
}
