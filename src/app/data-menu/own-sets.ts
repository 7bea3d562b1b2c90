/** What a person has brought in: open it, rename it, export it, remove it. */
import { html, nothing, type TemplateResult } from 'lit';
import type { StoredInfo } from '../../data/dataset-store';
import { formatBytes } from '../../ui/format';
import { words } from '../words';
import { choice, count, span } from './set-choice';

export interface OwnSets {
  /** Id of the one that is open. */
  readonly open: string | undefined;
  readonly renaming: string | undefined;
  choose(id: string): void;
  startRenaming(id: string): void;
  /** Without a title the old one stays. */
  rename(id: string, title?: string): void;
  exportSet(id: string): void;
  remove(id: string): void;
}

export function ownSets(own: readonly StoredInfo[], acts: OwnSets): TemplateResult {
  return html`<fieldset class="own">
    <legend>${words.yours}</legend>
    ${
      own.length === 0
        ? html`<p><small>${words.noneOfYours}</small></p>`
        : own.map((info) => (info.id === acts.renaming ? renaming(info, acts) : ownSet(info, acts)))
    }
  </fieldset>`;
}

function ownSet(info: StoredInfo, acts: OwnSets): TemplateResult {
  const { id, title, frequency, columns, bytes, unkept } = info;
  const act = (what: string, onClick: () => void) =>
    html`<button class="quiet" @click=${onClick}>
      ${what}<span class="visually-hidden"> ${title}</span>
    </button>`;
  return html`<div class="own-set">
    ${choice(
      { id, title, open: id === acts.open },
      [words.frequencies[frequency], span(info.span), count(columns), formatBytes(bytes)],
      () => acts.choose(id),
    )}
    ${unkept === undefined ? nothing : html`<p><small>${unkept}</small></p>`}
    <p class="acts">
      ${act(words.rename, () => acts.startRenaming(id))}
      ${act(words.exportData, () => acts.exportSet(id))} ${act(words.remove, () => acts.remove(id))}
    </p>
  </div>`;
}

function renaming({ id, title }: StoredInfo, { rename }: OwnSets): TemplateResult {
  return html`<form
    class="rename"
    @submit=${(event: SubmitEvent) => {
      event.preventDefault();
      const { value } = (event.target as HTMLFormElement).elements.namedItem(
        'title',
      ) as HTMLInputElement;
      rename(id, value.trim() === '' || value.trim() === title ? undefined : value.trim());
    }}
    @keydown=${(event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      // The menu stays open.
      event.preventDefault();
      event.stopPropagation();
      rename(id);
    }}
  >
    <input
      name="title"
      maxlength="200"
      required
      .value=${title}
      aria-label=${words.newName(title)}
    />
    <button class="quiet">${words.rename}</button>
    <button class="quiet" type="button" @click=${() => rename(id)}>${words.cancel}</button>
  </form>`;
}
