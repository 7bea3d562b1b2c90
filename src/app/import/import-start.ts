/** The first sight of the dialog: where a file or a text goes in, and what is accepted. */
import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { words } from './words';

/** The data that a scenario was made with and that are not here. */
export interface Wanted {
  readonly title: string;
  readonly rows: number;
  readonly columns: number;
  readonly bytes: number;
  readonly fingerprint: string;
}

export interface Start {
  readonly kept: string;
  readonly wanted: Wanted | undefined;
  readonly pasted: string;
  choose(): void;
  paste(text: string): void;
  readPasted(): void;
}

export function importStart(start: Start): TemplateResult {
  const { wanted } = start;
  return html`
    ${
      wanted === undefined
        ? nothing
        : html`<p class="remark wanted">
            ${words.wanted(wanted.title, wanted.rows, wanted.columns, wanted.bytes)}
          </p>`
    }
    <div class="drop">
      <span class="pointer">${words.drop}</span>
      <button class="action" @click=${start.choose}>${words.choose}</button>
    </div>
    <p><small>${words.privacy} ${start.kept}</small></p>
    <p>${words.accepted}</p>
    <pre aria-label=${words.example}>${words.exampleText}</pre>
    <label class="paste">
      ${words.paste}
      <textarea
        class="field"
        rows="4"
        spellcheck="false"
        autocomplete="off"
        .value=${live(start.pasted)}
        @input=${(event: Event) => start.paste((event.target as HTMLTextAreaElement).value)}
      ></textarea>
    </label>
    <button class="chip" @click=${start.readPasted}>${words.readPasted}</button>
  `;
}
