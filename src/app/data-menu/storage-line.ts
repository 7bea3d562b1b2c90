/** Where a person's own sets are, how long they stay, and how much room they take. */
import { html, nothing, type TemplateResult } from 'lit';
import type { State } from '../state';
import { words } from '../words';

export function storageLine(
  { own, storage }: State,
  persist: () => void,
): TemplateResult | typeof nothing {
  if (storage === undefined) return nothing;
  if (storage.mode === 'memory') {
    return html`<p class="storage">
      <small>${storage.reason}</small>
    </p>`;
  }
  if (own.length === 0) return nothing;
  const { bytes, quota, persisted } = storage;
  return html`<p class="storage">
    <small>
      ${words.storage.database(own.length, bytes, quota)}
      ${persisted ? words.storage.persisted : words.storage.mayClear}
    </small>
    ${
      persisted
        ? nothing
        : html`<button class="chip" @click=${persist}>${words.storage.persist}</button>`
    }
  </p>`;
}
