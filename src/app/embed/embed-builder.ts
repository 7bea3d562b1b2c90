/**
 * `<mix-embed-builder>`: how a room looks in another page, what a teacher settles of it, a live
 * preview, and the line to paste. What is pasted is the very address that the preview shows.
 * `mix-back` leaves it.
 */
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import { catalog, findSpec } from '../../analyses/catalog';
import { encodeScenario } from '../../analyses/link';
import type { ParameterSpecs } from '../../analyses/parameters';
import { withAnalysis, type Scenario } from '../../analyses/scenario';
import { seriesOf } from '../../analyses/series';
import type { Figure } from '../../analyses/view';
import type { Engine } from '../../engine/engine';
import type { Dataset } from '../../finance/dataset';
import { readRecipe } from '../../finance/synthetic-recipe';
import { layouts, type Layout } from '../../panel/exercise';
import { writeExercise, type ExerciseQuery } from '../../panel/exercise-query';
import { roomOf, type Room } from '../../panel/rooms';
import { jobOf } from '../../panel/run-controller';
import { viewContext } from '../../panel/view-context';
import { copyText } from '../../ui/clipboard';
import { emit } from '../../ui/emit';
import { parseNumber } from '../../ui/format';
import { samples, type Locale } from '../../ui/locales';
import { baseStyles, controlStyles, type Theme } from '../../ui/theme';
import type { State } from '../state';
import {
  answerIn,
  boundsOf,
  exerciseOf,
  usualChoices,
  type Choices,
  type Freedom,
} from './choices';
import { embedBuilderStyles } from './embed-builder-styles';
import { elementSnippet, frameAddress, frameSnippet, type Embedded } from './snippets';
import { words } from './words';

/** The datasets that `embed.html` holds. */
const INSIDE = ['us-asset-classes-monthly', 'us-stocks-bonds-cpi-monthly-1871'];

type Form = keyof typeof words.forms;

/** Kept while the person goes back to the lab, as for a preset. */
let kept = usualChoices;

/** The preview is loaded anew only once the typing rests. */
const REST_MILLISECONDS = 400;
/** A second of work and less. */
const MOST_DRAWS = 1e8;

export class EmbedBuilder extends LitElement {
  static override readonly styles = [baseStyles, controlStyles, embedBuilderStyles];

  @property({ attribute: false }) accessor state: State | undefined = undefined;
  @property({ attribute: false }) accessor engine: Engine | undefined = undefined;

  @state() private accessor choices: Choices = kept;
  @state() private accessor room: Room | undefined = undefined;
  @state() private accessor figures: readonly Figure[] = [];
  @state() private accessor shown = '';
  private named: string | undefined;
  private computed = '';
  private resting?: ReturnType<typeof setTimeout>;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.resting);
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('choices')) kept = this.choices;
    const { scenario } = this;
    if (scenario === undefined) return;
    if (scenario.analysis !== this.named) {
      this.named = scenario.analysis;
      this.room = undefined;
      void this.loadRoom(scenario.analysis);
    }
  }

  protected override updated(): void {
    const { embedded } = this;
    void this.computeFigures();
    const address = embedded === undefined ? '' : frameAddress(embedded);
    if (address === this.shown) return;
    clearTimeout(this.resting);
    const rest = this.shown === '' ? 0 : REST_MILLISECONDS;
    this.resting = setTimeout(() => (this.shown = address), rest);
  }

  override render(): TemplateResult {
    const { scenario, embedded } = this;
    return html`
      <h1>${words.title}</h1>
      <p class="finding">${words.help}</p>
      <p>
        <button class="quiet inset" @click=${() => emit(this, 'mix-back')}>${words.back}</button>
      </p>
      ${
        scenario === undefined
          ? html`<p>${words.noScenario}</p>`
          : embedded === undefined
            ? html`<p class="notice" role="alert">${words.ownData}</p>`
            : this.renderBuilder(scenario, embedded)
      }
    `;
  }

  private renderBuilder(scenario: Scenario, embedded: Embedded): TemplateResult {
    return html`<form @submit=${(event: Event) => event.preventDefault()}>
        ${this.renderLook(scenario)} ${this.renderSettled(scenario)} ${this.renderPresets()}
        ${this.renderCheck()}
      </form>
      ${this.renderPreview(embedded)}
      <div class="results">
        ${this.renderResult('frame', frameSnippet(embedded))}
        ${this.renderResult('element', elementSnippet(embedded))}
        ${this.renderResult('link', frameAddress(embedded))}
      </div>`;
  }

  private renderLook(scenario: Scenario): TemplateResult {
    const { choices } = this;
    return html`<fieldset>
      <legend>${words.look}</legend>
      ${this.select(
        'room',
        words.room,
        scenario.analysis,
        catalog.map(({ id, menu }) => [id, menu]),
        (room) => ({ room }),
      )}
      ${this.select(
        'layout',
        words.layout,
        choices.layout,
        layouts.map((layout) => [layout, words.layouts[layout]]),
        (layout) => ({ layout: layout as Layout }),
      )}
      ${this.select('theme', words.theme, choices.theme, Object.entries(words.themes), (theme) => ({
        theme: theme as Theme,
      }))}
      ${this.select(
        'locale',
        words.locale,
        choices.locale ?? 'en',
        Object.entries(samples),
        (locale) => ({ locale: locale === 'en' ? undefined : (locale as Locale) }),
      )}
      ${this.text('height', words.height, String(choices.height), (text) => {
        const height = parseNumber(text);
        return height === undefined || !(height >= 120 && height <= 5_000)
          ? undefined
          : { height: Math.round(height) };
      })}
    </fieldset>`;
  }

  private renderSettled(scenario: Scenario): TemplateResult {
    const { room } = this;
    const { without } = this.choices;
    const specs = Object.entries(findSpec(scenario.analysis)?.parameters ?? {});
    const problems = specs.flatMap(([id, spec]) => {
      const label = room?.text.parameters[id]?.label ?? id;
      return boundsOf(this.choices, id, spec) === 'wrong' ? [words.badBounds(label)] : [];
    });
    return html`<fieldset>
      <legend>${words.settled}</legend>
      <p class="help">${words.settledHelp}</p>
      <div class="scroll">
        <table>
          <thead>
            <tr>
              <th>${words.setting}</th>
              <th>${words.state}</th>
              <th>${words.smallest}</th>
              <th>${words.largest}</th>
            </tr>
          </thead>
          <tbody>
            ${this.renderSetting('mix', words.mix, false)}
            ${specs.map(([id, spec]) =>
              this.renderSetting(id, room?.text.parameters[id]?.label ?? id, 'minimum' in spec),
            )}
          </tbody>
        </table>
      </div>
      ${problems.map((problem) => html`<p class="problem" role="alert">${problem}</p>`)}
      <div class="boxes" role="group" aria-label=${words.areasTitle}>
        ${(Object.keys(words.areas) as (keyof typeof words.areas)[]).map(
          (area) =>
            html`<label class="box">
              <input
                type="checkbox"
                .checked=${live(!without.includes(area))}
                @change=${() =>
                  this.choose({
                    without: without.includes(area)
                      ? without.filter((one) => one !== area)
                      : [...without, area],
                  })}
              />
              ${words.areas[area]}
            </label>`,
        )}
      </div>
    </fieldset>`;
  }

  private renderSetting(id: string, label: string, bounded: boolean): TemplateResult {
    const { freedom, bounds } = this.choices;
    const [low, high] = bounds[id] ?? ['', ''];
    const bound = (value: string, end: string, put: (text: string) => readonly [string, string]) =>
      bounded
        ? html`<input
            class="field"
            type="text"
            inputmode="decimal"
            autocomplete="off"
            aria-label=${words.boundOf(label, end)}
            .value=${live(value)}
            @input=${(event: Event) =>
              this.choose({
                bounds: { ...bounds, [id]: put((event.target as HTMLInputElement).value) },
              })}
          />`
        : nothing;
    return html`<tr>
      <th scope="row">${label}</th>
      <td>
        <select
          class="field"
          aria-label=${words.stateOf(label)}
          @change=${(event: Event) =>
            this.choose({
              freedom: { ...freedom, [id]: (event.target as HTMLSelectElement).value as Freedom },
            })}
        >
          ${Object.entries(words.states).map(
            ([value, text]) =>
              html`<option value=${value} .selected=${live((freedom[id] ?? 'free') === value)}>
                ${text}
              </option>`,
          )}
        </select>
      </td>
      <td>${bound(low, words.smallest, (text) => [text, high])}</td>
      <td>${bound(high, words.largest, (text) => [low, text])}</td>
    </tr>`;
  }

  private renderPresets(): TemplateResult {
    const { presets } = this.choices;
    return html`<fieldset>
      <legend>${words.presets}</legend>
      <p class="help">${words.presetsHelp}</p>
      <ul>
        ${presets.map(
          (preset) =>
            html`<li>
              ${preset.label}
              <button
                type="button"
                class="quiet"
                aria-label=${words.removePreset(preset.label)}
                @click=${() => this.choose({ presets: presets.filter((one) => one !== preset) })}
              >
                ×
              </button>
            </li>`,
        )}
      </ul>
      <div class="row">
        <label for="preset">${words.presetName}</label>
        <input class="field wide" id="preset" type="text" maxlength="60" autocomplete="off" />
        <button type="button" class="chip" @click=${this.addPreset}>${words.addPreset}</button>
      </div>
    </fieldset>`;
  }

  private renderCheck(): TemplateResult {
    const { question, answer, tolerance, unit } = this.choices;
    const lacks = question.trim() !== '' && parseNumber(answer) === undefined;
    return html`<fieldset>
      <legend>${words.check}</legend>
      ${this.text('ask', words.ask, question, (text) => ({ question: text.slice(0, 500) }), 'long')}
      ${this.text('answer', words.answer, answer, (text) => ({ answer: text }))}
      ${this.text('unit', words.unit, unit, (text) => ({ unit: text.trim().slice(0, 12) }))}
      ${this.text('tolerance', words.tolerance, tolerance, (text) => ({ tolerance: text }))}
      <select
        class="quiet take"
        aria-label=${words.takeAnswerLabel}
        ?disabled=${this.figures.length === 0}
        @change=${this.takeAnswer}
      >
        <option value="">${words.takeAnswer}</option>
        ${this.figures.map(
          ({ label, value }, i) => html`<option value=${i}>${label}: ${value}</option>`,
        )}
      </select>
      ${lacks ? html`<p class="problem" role="alert">${words.needsAnswer}</p>` : nothing}
    </fieldset>`;
  }

  private renderPreview(embedded: Embedded): TemplateResult {
    const [first] = this.scenario?.data.sources ?? [];
    const outside = first !== undefined && !INSIDE.includes(first.id);
    return html`<section aria-label=${words.preview}>
      <h2>${words.preview}</h2>
      ${
        outside
          ? html`<p class="notice">${words.notInside(this.state?.dataset?.title ?? first.id)}</p>`
          : nothing
      }
      ${navigator.onLine ? nothing : html`<p class="notice">${words.offline}</p>`}
      ${
        this.shown === ''
          ? nothing
          : html`<iframe
              title=${words.previewTitle}
              sandbox="allow-scripts"
              allow="clipboard-write"
              width="100%"
              height=${embedded.height}
              src=${this.shown}
            ></iframe>`
      }
    </section>`;
  }

  private renderResult(form: Form, text: string): TemplateResult {
    return html`<div class="result">
      <h2 id="${form}-title">${words.forms[form]}</h2>
      <p class="help">${words.formHelp[form]}</p>
      <textarea
        class="field"
        id=${form}
        readonly
        rows=${form === 'link' ? 2 : 4}
        aria-labelledby="${form}-title"
        .value=${text}
        @focus=${(event: Event) => (event.target as HTMLTextAreaElement).select()}
      ></textarea>
      <button type="button" class="chip" @click=${() => void this.copy(text)}>${words.copy}</button>
    </div>`;
  }

  private select(
    id: string,
    label: string,
    value: string,
    options: readonly (readonly [string, string])[],
    choice: (value: string) => Partial<Choices>,
  ): TemplateResult {
    return html`<div class="row">
      <label for=${id}>${label}</label>
      <select
        class="field"
        id=${id}
        @change=${(event: Event) => this.choose(choice((event.target as HTMLSelectElement).value))}
      >
        ${options.map(
          ([option, text]) =>
            html`<option value=${option} .selected=${live(option === value)}>${text}</option>`,
        )}
      </select>
    </div>`;
  }

  private text(
    id: string,
    label: string,
    value: string,
    choice: (text: string) => Partial<Choices> | undefined,
    size = '',
  ): TemplateResult {
    return html`<div class="row">
      <label for=${id}>${label}</label>
      <input
        class="field ${size}"
        id=${id}
        type="text"
        autocomplete="off"
        .value=${value}
        @input=${(event: Event) => {
          const chosen = choice((event.target as HTMLInputElement).value);
          if (chosen !== undefined) this.choose(chosen);
        }}
      />
    </div>`;
  }

  /** The scenario of the lab, in the room that is chosen here. */
  private get scenario(): Scenario | undefined {
    const { scenario, parameters = {} } = this.state ?? {};
    const room = this.choices.room;
    if (scenario === undefined || room === undefined || room === scenario.analysis) return scenario;
    return withAnalysis(scenario, room, parameters[room]);
  }

  /** Undefined where data would have to go along that a frame does not have. */
  private get embedded(): Embedded | undefined {
    const { scenario, choices } = this;
    const { sources = [] } = this.state ?? {};
    const lacks = ({ id, file }: Dataset) => file !== undefined || readRecipe(id) !== undefined;
    if (scenario === undefined || sources.some(lacks)) return undefined;
    const { theme, locale, height } = choices;
    const query: ExerciseQuery = {
      exercise: exerciseOf(choices, this.parameters),
      theme,
      locale,
    };
    return {
      base: new URL('.', document.baseURI).href,
      query: writeExercise(query),
      link: encodeScenario(scenario, sources),
      title: this.room?.text.title ?? scenario.analysis,
      height,
    };
  }

  /** Those of the room that is shown. */
  private get parameters(): ParameterSpecs {
    return findSpec(this.scenario?.analysis ?? '')?.parameters ?? {};
  }

  private choose(choices: Partial<Choices>): void {
    this.choices = { ...this.choices, ...choices };
  }

  private readonly addPreset = (): void => {
    const input = this.renderRoot.querySelector<HTMLInputElement>('#preset');
    const label = input?.value.trim() ?? '';
    const { embedded } = this;
    if (input === null || label === '' || embedded === undefined) return input?.focus();
    const others = this.choices.presets.filter((preset) => preset.label !== label);
    this.choose({ presets: [...others, { label, link: embedded.link }] });
    input.value = '';
  };

  private readonly takeAnswer = (event: Event): void => {
    const select = event.target as HTMLSelectElement;
    const figure = this.figures.at(Number(select.value || -1));
    select.selectedIndex = 0;
    const taken = figure && answerIn(figure.value);
    if (figure === undefined || taken === undefined) return;
    const asked = this.choices.question.trim() !== '';
    this.choose({ ...taken, ...(asked ? {} : { question: `${figure.label}?` }) });
  };

  /** The words of the room. */
  private async loadRoom(id: string): Promise<void> {
    const room = await roomOf(id)
      ?.load()
      .catch(() => undefined);
    if (this.named === id) this.room = room;
  }

  /** The figures of the result, where that is quick to have: an answer may be taken from them. */
  private async computeFigures(): Promise<void> {
    const { scenario, room, engine, embedded } = this;
    const { dataset } = this.state ?? {};
    if (scenario === undefined || room === undefined || dataset === undefined) return;
    if (embedded === undefined || embedded.link === this.computed) return;
    this.computed = embedded.link;
    this.figures = [];
    const draws = findSpec(scenario.analysis)?.draws;
    try {
      const series = seriesOf(scenario, dataset);
      const work = draws?.(scenario.parameters as never, series.assets.length) ?? 0;
      if (work > MOST_DRAWS) return;
      const run = engine?.run(jobOf({ scenario, dataset, series }));
      const outcome = await run?.result;
      if (outcome === undefined || this.computed !== embedded.link) return;
      const { result } = outcome;
      const context = viewContext({ scenario, dataset, series, result, digest: 'complete' });
      this.figures = room.view(result, context).figures;
    } catch {
      // The preview says what is wrong with the scenario; without figures one types the answer.
    }
  }

  private async copy(text: string): Promise<void> {
    const copied = await copyText(text);
    emit(this, 'mix-say', { message: copied ? words.copied : words.notCopied });
  }
}
