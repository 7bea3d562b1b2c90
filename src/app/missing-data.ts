/** In place of the panel, where a scenario lacks its data: what they were, and how to bring them. */
import { html, nothing, type TemplateResult } from 'lit';
import type { MissingSource } from './state';
import { words } from './words';

export interface MissingActs {
  choose(source: MissingSource): void;
  instead(): void;
}

export function missingData(
  sources: readonly MissingSource[],
  { choose, instead }: MissingActs,
): TemplateResult {
  const { title, help, file, size, fingerprint } = words.missing;
  return html`<main id="analysis" class="missing">
    <h1>${title}</h1>
    <p>${help}</p>
    ${sources.map(
      (source) => html`
        <section aria-label=${source.title}>
          <h2>${source.title}</h2>
          <dl>
            <dt>${file}</dt>
            <dd>${source.name}</dd>
            <dt>${size}</dt>
            <dd>${words.missing.sizes(source.bytes, source.rows, source.columns)}</dd>
            <dt>${fingerprint}</dt>
            <dd><code>${source.fingerprint}</code></dd>
          </dl>
          ${source.reason === undefined ? nothing : html`<p role="alert">${source.reason}</p>`}
          <button class="action" @click=${() => choose(source)}>${words.missing.choose}</button>
        </section>
      `,
    )}
    <p><button class="quiet inset" @click=${instead}>${words.missing.instead}</button></p>
  </main>`;
}
