/** `<mix-promises>`: what is promised, how it is tested, and which build this is. */
import { css, html, LitElement, type TemplateResult } from 'lit';
import { formatDate } from '../../ui/format';
import { baseStyles } from '../../ui/theme';
import { figuresOf, promises } from './promises';
import { words } from './words';

export class MixPromises extends LitElement {
  static override readonly styles = [
    baseStyles,
    css`
      :host {
        max-width: 820px;
      }
      p,
      li {
        max-width: 72ch;
      }
      section {
        border-top: 1px solid var(--line);
        padding: var(--s3) 0;
      }
      section > * + * {
        margin-top: var(--s2);
      }
      h2 {
        font-size: 14px;
        line-height: 20px;
        color: var(--ink);
        margin: 0;
      }
      .intro {
        color: var(--muted);
        margin: var(--s1) 0 var(--s4);
      }
      .figure b {
        font-weight: 600;
      }
      ul {
        margin: 0;
        padding-left: var(--s4);
      }
      code {
        overflow-wrap: anywhere;
      }
      pre {
        white-space: pre-wrap;
      }
    `,
  ];

  override render(): TemplateResult {
    const build = document.querySelector<HTMLMetaElement>('meta[name=build]')?.content;
    return html`
      <h1>${words.title}</h1>
      <p class="intro">${words.intro}</p>
      ${promises.map(
        ({ id, title, how, figure, tests }) =>
          html`<section id=${id}>
            <h2>${title}</h2>
            <p>${how}</p>
            <p class="figure"><b>${words.figure}:</b> ${figure}</p>
            <p class="muted">
              ${words.tests}:
              ${tests.map((file, i) => html`${i > 0 ? ', ' : ''}<code>${file}</code>`)}
            </p>
          </section>`,
      )}
      <p class="muted">${words.of(formatDate(figuresOf, 'daily'))}</p>
      <section>
        <h2>${words.notTitle}</h2>
        <ul>
          ${words.not.map((line) => html`<li>${line}</li>`)}
        </ul>
      </section>
      <section id="build">
        <h2>${words.buildTitle}</h2>
        ${
          build === undefined
            ? html`<p>${words.noBuild}</p>`
            : html`<p>${words.build} <code>${build}</code></p>
                <p>${words.verify}</p>
                <pre><code>${words.command}</code></pre>`
        }
      </section>
    `;
  }
}
