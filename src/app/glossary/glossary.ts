/**
 * `<mix-glossary>`: every measure of every room and the terms that their texts use, in
 * alphabetical order. `mix-open-room` with `{ room }` asks for a room.
 */
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { catalog } from '../../analyses/catalog';
import type { RoomText } from '../../analyses/text';
import { measureEntry } from '../../panel/measure-entry';
import { measureStyles } from '../../panel/measure-styles';
import { emit } from '../../ui/emit';
import { formatCount } from '../../ui/format';
import { baseStyles } from '../../ui/theme';
import { glossaryStyles } from './glossary-styles';
import { terms } from './terms';
import { words } from './words';

export interface Entry {
  /** What follows `#glossary/`: that of a term, or `room.measure`. */
  readonly id: string;
  readonly label: string;
  /** What a search looks at. */
  readonly found: string;
  readonly room?: { readonly id: string; readonly menu: string };
  readonly content: () => TemplateResult;
}

/** Matches up to which they are opened at once. */
const FEW = 3;

export class MixGlossary extends LitElement {
  static override readonly styles = [baseStyles, measureStyles, glossaryStyles];

  /** The texts of the rooms by their ids. */
  @property({ attribute: false }) accessor texts: ReadonlyMap<string, RoomText> = new Map();
  /** The entry that the address names. */
  @property() accessor entry = '';

  @state() private accessor query = '';

  private entries: readonly Entry[] = [];

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('texts')) this.entries = entriesOf(this.texts);
    // What the address names is shown whatever was searched for.
    if (changed.has('entry') && this.entry !== '') this.query = '';
  }

  override updated(changed: PropertyValues<this>): void {
    if (!changed.has('entry') && !changed.has('texts')) return;
    const named = this.renderRoot.querySelector<HTMLDetailsElement>(
      `#${CSS.escape(`entry-${this.entry}`)}`,
    );
    if (named === null) return;
    named.open = true;
    named.scrollIntoView({ block: 'start' });
    named.querySelector('summary')?.focus({ preventScroll: true });
  }

  override render(): TemplateResult {
    const matches = search(this.entries, this.query);
    const few = this.query.trim() !== '' && matches.length <= FEW;
    return html`<h1>${words.title}</h1>
      <p class="intro">${words.intro}</p>
      <label class="search">
        <span>${words.search}</span>
        <input
          class="field"
          type="search"
          autocomplete="off"
          .value=${this.query}
          @input=${(event: InputEvent) => (this.query = (event.target as HTMLInputElement).value)}
        />
        <small role="status"
          >${words.found(formatCount(matches.length), matches.length === 1)}</small
        >
      </label>
      <div class="entries">
        ${repeat(
          matches,
          ({ id }) => id,
          (entry) => this.renderEntry(entry, few),
        )}
      </div>`;
  }

  private renderEntry({ id, label, room, content }: Entry, few: boolean): TemplateResult {
    return html`<details id=${`entry-${id}`} ?open=${few}>
      <summary>${label}${room === undefined ? nothing : html`<span>${room.menu}</span>`}</summary>
      <div class="body">
        ${content()}
        <p class="foot">
          <a href=${`#glossary/${id}`}>${words.link}</a>
          ${
            room === undefined
              ? nothing
              : html`<button
                  class="quiet"
                  @click=${() => emit(this, 'mix-open-room', { room: room.id })}
                >
                  ${words.openRoom(room.menu)}
                </button>`
          }
        </p>
      </div>
    </details>`;
  }
}

/** All entries in alphabetical order; a name that several rooms use in that of the menu. */
export function entriesOf(texts: ReadonlyMap<string, RoomText>): Entry[] {
  const measures = catalog.flatMap(({ id: room, menu, measures: specs }) => {
    const { measures: of = {} } = texts.get(room) ?? {};
    return Object.keys(specs).flatMap((id): Entry[] => {
      const text = of[id];
      if (text === undefined) return [];
      const { label, definition, misleads } = text;
      return [
        {
          id: `${room}.${id}`,
          label,
          found: `${label} ${menu} ${definition} ${misleads}`.toLowerCase(),
          room: { id: room, menu },
          content: () => measureEntry({ room, id, text }),
        },
      ];
    });
  });
  const general = terms.map(({ id, term, text }): Entry => ({
    id,
    label: term,
    found: `${term} ${text}`.toLowerCase(),
    content: () => html`<p>${text}</p>`,
  }));
  return [...measures, ...general].sort((a, b) => a.label.localeCompare(b.label, 'en'));
}

/** The entries with every word that was typed; those with all of them in the name first. */
export function search(entries: readonly Entry[], query: string): readonly Entry[] {
  const wanted = query.toLowerCase().split(/\s+/).filter(Boolean);
  if (wanted.length === 0) return entries;
  const has = (text: string) => wanted.every((word) => text.includes(word));
  const matches = entries.filter(({ found }) => has(found));
  const named = matches.filter(({ label }) => has(label.toLowerCase()));
  return [...named, ...matches.filter((entry) => !named.includes(entry))];
}
