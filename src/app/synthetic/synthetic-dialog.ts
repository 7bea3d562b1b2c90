/**
 * `<mix-synthetic>`: the dialog in which a dataset with a known truth is made. `mix-synthetic` with
 * `{ id }` asks to open it; the owner closes the dialog, or says why it could not.
 */
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { drawSynthetic } from '../../engine/draw-synthetic';
import { periodsOf } from '../../finance/dataset';
import { sampleFigures, trueFigures, type SyntheticFigures } from '../../finance/synthetic-figures';
import {
  boundedField,
  fieldsOf,
  firstRecipe,
  recipeProblems,
  syntheticFrequencies,
  syntheticModels,
  writeRecipe,
  type FieldId,
  type SyntheticRecipe,
} from '../../finance/synthetic-recipe';
import { emit } from '../../ui/emit';
import type { FormField, ParameterDetail } from '../../ui/form-field';
import { formatCorrelation, formatInput, formatNumber, formatPercent } from '../../ui/format';
import { baseStyles } from '../../ui/theme';
import { importStyles } from '../import/import-styles';
import { messageOf } from '../message';
import { syntheticStyles } from './synthetic-styles';
import { words } from './words';

/** A person who types is not done yet. */
const REST_MILLISECONDS = 120;
/** Of a large dataset a scenario holds so many assets at first. */
const CHOSEN_AT_FIRST = 20;

const FIGURES = Object.keys(words.figures) as (keyof SyntheticFigures)[];

/** What was drawn of a recipe. */
interface Sample {
  readonly id: string;
  readonly figures: SyntheticFigures;
  /** Returns below -100 %. */
  readonly belowAll: number;
}

export class MixSynthetic extends LitElement {
  static override readonly styles = [baseStyles, importStyles, syntheticStyles];

  @property({ attribute: false }) accessor draw: (
    recipe: SyntheticRecipe,
  ) => Promise<Float64Array[]> = drawSynthetic;

  @state() private accessor stage: 'closed' | 'open' | 'opening' = 'closed';
  /** As entered: a field may hold a text that is no number yet. */
  @state() private accessor recipe: SyntheticRecipe = firstRecipe;
  @state() private accessor sample: Sample | undefined = undefined;
  @state() private accessor message = '';

  #resting?: ReturnType<typeof setTimeout>;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.close();
  }

  /** Opens the dialog as it was left. */
  open(): void {
    if (this.stage !== 'closed') return;
    this.stage = 'open';
    this.message = '';
    void this.drawSample();
  }

  close(): void {
    clearTimeout(this.#resting);
    this.stage = 'closed';
  }

  get isOpen(): boolean {
    return this.stage !== 'closed';
  }

  /** Shows why the dataset could not be opened. */
  fails(message: string): void {
    if (this.stage === 'opening') this.stage = 'open';
    this.message = message;
  }

  override updated(changed: PropertyValues): void {
    const dialog = this.renderRoot.querySelector('dialog');
    if (dialog === null || !changed.has('stage')) return;
    if (this.stage === 'closed') dialog.close();
    else if (!dialog.open) {
      dialog.showModal();
      dialog.querySelector<HTMLElement>('h1')?.focus();
    }
  }

  override render(): TemplateResult {
    // What is pressed and pasted here is not meant for the page below.
    return html`<dialog
      class="synthetic"
      aria-labelledby="heading"
      @close=${this.onClose}
      @keydown=${(event: Event) => event.stopPropagation()}
      @paste=${(event: Event) => event.stopPropagation()}
    >
      ${this.stage === 'closed' ? nothing : this.renderOpen()}
    </dialog>`;
  }

  private renderOpen(): TemplateResult {
    const { recipe, message } = this;
    const problems = recipeProblems(recipe, formatInput);
    const right = Object.keys(problems).length === 0;
    const opening = this.stage === 'opening';
    return html`<div class="head">
        <h1 id="heading" tabindex="-1">${words.title}</h1>
      </div>
      <div class="body">
        ${message === '' ? nothing : html`<p class="message" role="alert">${message}</p>`}
        <p>${words.intro}</p>
        <div class="halves">
          <div>
            <mix-form .fields=${this.fields(problems)} @mix-parameter=${this.onField}></mix-form>
            <p>
              <button class="chip" ?disabled=${'seed' in problems} @click=${this.takeAnotherSeed}>
                ${words.another}
              </button>
            </p>
            <p><small>${words.abouts[recipe.model]}</small></p>
          </div>
          <div class="truth">${right ? this.renderTruth() : html`<p>${words.mend}</p>`}</div>
        </div>
      </div>
      <div class="foot">
        <p>${right ? words.linked : words.wrong}</p>
        <button class="quiet" @click=${this.close}>${words.cancel}</button>
        <button class="action" ?disabled=${!right || opening} @click=${this.ask}>
          ${opening ? words.opening : words.open}
        </button>
      </div>`;
  }

  private renderTruth(): TemplateResult {
    const { recipe, sample } = this;
    const truth = trueFigures(recipe);
    const current = sample?.id === writeRecipe(recipe);
    const rows = FIGURES.filter((figure) => figure !== 'correlation' || recipe.n > 1);
    return html`<table class=${current ? 'figures-table' : 'figures-table waiting'}>
        <caption class="visually-hidden">
          ${words.title}
        </caption>
        <thead>
          <tr>
            <th scope="col">${words.figure}</th>
            <th scope="col">${words.truth}</th>
            <th scope="col">${words.sample}</th>
          </tr>
        </thead>
        <tbody>
          ${rows.map(
            (figure) =>
              html`<tr>
                <th scope="row">${words.figures[figure]}</th>
                <td>${written(figure, truth[figure])}</td>
                <td>${sample === undefined ? '…' : written(figure, sample.figures[figure])}</td>
              </tr>`,
          )}
        </tbody>
      </table>
      <p>
        <small>${recipe.n > 1 ? words.averaged : ''} ${words.chance}</small>
      </p>
      ${
        current && sample.belowAll > 0
          ? html`<p class="remark">${words.belowAll(sample.belowAll)}</p>`
          : nothing
      }
      ${
        recipe.n > CHOSEN_AT_FIRST
          ? html`<p><small>${words.manyAssets(CHOSEN_AT_FIRST, recipe.n)}</small></p>`
          : nothing
      }
      <p class="visually-hidden" role="status">${current ? '' : words.drawing}</p>`;
  }

  private fields(problems: Partial<Record<FieldId, string>>): FormField[] {
    const { model, frequency, n } = this.recipe;
    const numbers = fieldsOf(model).map((id): FormField => {
      const { minimum, maximum, decimals } = boundedField(id, n);
      return {
        ...{ id, ...words.fields[id], minimum, maximum },
        kind: decimals === 0 ? 'integer' : 'number',
        value: this.recipe[id],
        ...(problems[id] !== undefined && { problem: problems[id] }),
        disabled: id.endsWith('rho') && n === 1,
      };
    });
    const [assets, periods, ...others] = numbers;
    return [
      {
        ...{ id: 'model', kind: 'choice', label: words.model, value: model },
        options: syntheticModels.map((value) => ({ value, label: words.models[value] })),
      },
      assets,
      periods,
      {
        ...{ id: 'frequency', kind: 'choice', label: words.frequency, value: frequency },
        options: syntheticFrequencies.map((value) => ({
          value,
          label: words.frequencies[value],
        })),
      },
      ...others,
    ];
  }

  private readonly onClose = (): void => {
    // Opened again before the browser told of the closing.
    if (this.renderRoot.querySelector('dialog')?.open !== true) this.close();
  };

  private readonly onField = (event: CustomEvent<ParameterDetail>): void => {
    event.stopPropagation();
    const { id, value } = event.detail;
    this.change({ [id]: value });
  };

  private readonly takeAnotherSeed = (): void => {
    this.change({ seed: (this.recipe.seed + 1) % 0x1_0000_0000 });
  };

  private change(part: object): void {
    this.recipe = { ...this.recipe, ...part };
    this.message = '';
    clearTimeout(this.#resting);
    this.#resting = setTimeout(() => void this.drawSample(), REST_MILLISECONDS);
  }

  /** What was drawn of an earlier recipe is shown until then, and marked. */
  private async drawSample(): Promise<void> {
    const { recipe } = this;
    if (Object.keys(recipeProblems(recipe)).length > 0) return;
    const id = writeRecipe(recipe);
    if (this.sample?.id === id) return;
    try {
      const columns = await this.draw(recipe);
      if (this.recipe !== recipe) return;
      const belowAll = columns.reduce(
        (sum, column) => sum + column.filter((value) => value < -1).length,
        0,
      );
      const figures = sampleFigures(columns, periodsOf[recipe.frequency]);
      this.sample = { id, figures, belowAll };
    } catch (error) {
      if (this.recipe === recipe) this.message = words.notDrawn(messageOf(error));
    }
  }

  private readonly ask = (): void => {
    this.stage = 'opening';
    this.message = '';
    emit(this, 'mix-synthetic', { id: writeRecipe(this.recipe) });
  };
}

function written(figure: keyof SyntheticFigures, value: number | undefined): string {
  if (value === undefined) return words.notFinite;
  if (figure === 'correlation') return formatCorrelation(value);
  return figure === 'excessKurtosis' ? formatNumber(value, 1) : formatPercent(value, 2);
}
