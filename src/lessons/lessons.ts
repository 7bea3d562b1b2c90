/**
 * `<mix-lessons>`: the contents, or one lesson with its rooms. The text of a lesson and its
 * formulas are loaded when it is opened.
 */
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { keyed } from 'lit/directives/keyed.js';
import type { LiveRoom } from '../panel/live-room';
import { formatCount } from '../ui/format';
import { baseStyles } from '../ui/theme';
import { contents, placeOf, type Entry } from './contents';
import type { Lesson, Parts } from './lesson';
import { lessonsStyles } from './lessons-styles';
import type { LiveExample } from './live-example';
import { words } from './words';

type Formulas = Readonly<Record<string, TemplateResult>>;

const texts = import.meta.glob<Lesson>('./[1-9]-*.ts', { import: 'lesson' });
const formulas = import.meta.glob<Formulas>('./[1-9]-*.ts', {
  query: '?formulas',
  import: 'formulas',
});

interface Loaded {
  readonly at: string;
  readonly lesson: Lesson;
  readonly formulas: Formulas;
}

export class MixLessons extends LitElement {
  static override readonly styles = [baseStyles, lessonsStyles];

  @property({ attribute: false }) accessor engine: LiveRoom['engine'] = undefined;
  /** A dataset by its id. */
  @property({ attribute: false }) accessor load: LiveRoom['load'] = undefined;
  /** The lesson that is open; empty for the contents. */
  @property() accessor at = '';

  @state() private accessor loaded: Loaded | undefined = undefined;
  @state() private accessor failure: Error | undefined = undefined;
  @state() private accessor printing = false;
  /** Another lesson was opened from this one, and its title has not been given the focus yet. */
  private titleDue = false;

  override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('at')) return;
    this.titleDue = this.hasUpdated;
    this.failure = undefined;
    void this.loadLesson();
  }

  override updated(): void {
    const place = placeOf(this.at);
    const there = place < 0 || this.loaded?.at === this.at;
    const title = this.renderRoot.querySelector('h1');
    if (!this.titleDue || !there || title === null) return;
    this.titleDue = false;
    title.tabIndex = -1;
    title.focus();
  }

  override render(): TemplateResult {
    const place = placeOf(this.at);
    if (place < 0) return this.renderContents();
    const entry = contents[place];
    return html`
      <p class="kind">${words.lesson(formatCount(place + 1))}</p>
      <h1>${entry.title}</h1>
      <p class="intro">${entry.about}</p>
      ${this.renderLesson()} ${renderWays(place)}
    `;
  }

  private renderContents(): TemplateResult {
    return html`
      <h1>${words.title}</h1>
      ${this.at === '' ? nothing : html`<p class="notice" role="status">${words.unknown}</p>`}
      <p class="intro">${words.intro}</p>
      <ol class="contents">
        ${contents.map(
          ({ id, title, about }, i) =>
            html`<li>
              <span>${formatCount(i + 1)}</span>
              <span><a href=${hrefOf(id)}>${title}</a><br />${about}</span>
            </li>`,
        )}
      </ol>
      <p class="notice">${words.notAdvice}</p>
    `;
  }

  private renderLesson(): TemplateResult {
    const { loaded, failure } = this;
    if (failure !== undefined)
      return html`<div class="notice" role="alert">
        <p>${words.failed} ${failure.message}</p>
        <button class="chip" @click=${() => void this.loadLesson()}>${words.retry}</button>
      </div>`;
    if (loaded === undefined || loaded.at !== this.at)
      return html`<p aria-busy="true">${words.loading}</p>`;
    const { lesson } = loaded;
    const parts: Parts = {
      formula: (id) =>
        html`<div class="formula">
          ${loaded.formulas[id]}
          ${lesson.formulas[id]?.symbols === undefined ? nothing : html`<p>${lesson.formulas[id].symbols}</p>`}
        </div>`,
      room: (id) =>
        html`<mix-example
          .engine=${this.engine}
          .load=${this.load}
          .example=${lesson.rooms[id]}
        ></mix-example>`,
    };
    // The rooms of another lesson are others, not these with another draft.
    return html`${keyed(
      loaded.at,
      html`
        <p class="notice">${words.notAdvice}</p>
        <p class="bar">
          <button class="quiet" ?disabled=${this.printing} @click=${this.print}>
            ${this.printing ? words.printing : words.print}
          </button>
        </p>
        ${lesson.sections.map(
          ({ heading, body }) =>
            html`<section class="prose">
              <h2>${heading}</h2>
              ${body(parts)}
            </section>`,
        )}
        <h2>${words.sources}</h2>
        <ul class="sources">
          ${lesson.sources.map((source) => html`<li>${source}</li>`)}
        </ul>
      `,
    )}`;
  }

  private async loadLesson(): Promise<void> {
    const { at } = this;
    const place = placeOf(at);
    if (place < 0) return;
    const file = `./${place + 1}-${at}.ts`;
    this.failure = undefined;
    try {
      const [lesson, typeset] = await Promise.all([texts[file]?.(), formulas[file]?.()]);
      if (lesson === undefined || typeset === undefined) throw new Error(words.unknown);
      if (at === this.at) this.loaded = { at, lesson, formulas: typeset };
    } catch (error) {
      if (at === this.at) this.failure = error instanceof Error ? error : new Error(String(error));
    }
  }

  /** Rooms that were never seen have to be computed before they can be on paper. */
  private readonly print = async (): Promise<void> => {
    const rooms = this.renderRoot.querySelectorAll<LiveExample>('mix-example');
    this.printing = true;
    await Promise.all(Array.from(rooms, (room) => room.open()));
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    this.printing = false;
    await this.updateComplete;
    print();
  };
}

function renderWays(place: number): TemplateResult {
  const way = (entry: Entry | undefined, label: (title: string) => string, rel: string) =>
    entry === undefined
      ? nothing
      : html`<a href=${hrefOf(entry.id)} rel=${rel}>${label(entry.title)}</a>`;
  return html`<nav class="bar" aria-label=${words.ways}>
    ${way(contents[place - 1], words.previous, 'prev')}
    <a href=${hrefOf('')}>${words.all}</a>
    ${way(contents[place + 1], words.next, 'next')}
  </nav>`;
}

function hrefOf(id: string): string {
  return id === '' ? '#lessons' : `#lessons/${id}`;
}
