/** The three disclosures below every analysis: how it is computed, on which data, and how to repeat it. */
import { html, nothing, type TemplateResult } from 'lit';
import { NUMBERS_VERSION } from '../analyses/scenario';
import type { Shown } from './run-controller';
import { words } from './words';

/** One whose content is made in `folded.ts`, which may have to be loaded: opening it asks for it. */
export function foldedDisclosure(
  id: 'how' | 'data',
  content: TemplateResult | undefined,
  want: () => void,
): TemplateResult {
  const [title, note] = id === 'how' ? [words.how, words.howNote] : [words.data, words.dataNote];
  return html`<details id=${id} part="details" @toggle=${want}>
    <summary>${title}<span>${note}</span></summary>
    ${content}
  </details>`;
}

export interface ScriptActs {
  /** Some pages have no scripts and nothing that computes a result once more. */
  readonly offered: boolean;
  /** It is looked at, so the script must come if it is not there. */
  want(): void;
  copy(script: string): void;
  download(script: string): void;
}

export function reproduceDisclosure(
  shown: Shown,
  script: string | undefined,
  acts: ScriptActs,
  /** The address that holds the scenario: whoever reads the paper can open the same page. */
  link: string | undefined,
  second?: Shown,
): TemplateResult {
  const { scenario, dataset, digest } = shown;
  const short =
    digest === undefined ? words.pending : `${digest.slice(0, 4)} ${digest.slice(4, 8)}`;
  return html`<details id="reproduce" part="details" @toggle=${acts.want}>
    <summary>
      ${words.reproduce}<span>
        ${acts.offered ? `${words.script} · ` : ''}${words.seed} ${scenario.seed} · ${words.digest}
        ${short}</span
      >
    </summary>
    <div class="body">
      <p>${words.digestHelp}</p>
      <dl class="facts">
        <dt>${words.digest}</dt>
        <dd><code>${digest ?? words.pending}</code></dd>
        ${
          second === undefined
            ? nothing
            : html`<dt>${words.digestOf(words.sides[1])}</dt>
                <dd><code>${second.digest ?? words.pending}</code></dd>`
        }
        <dt>${words.fingerprint}</dt>
        <dd><code>${dataset.fingerprint}</code></dd>
        <dt>${words.numbersVersion}</dt>
        <dd>${NUMBERS_VERSION}</dd>
        <dt class="on-paper">${words.seed}</dt>
        <dd class="on-paper">${scenario.seed}</dd>
        ${
          link === undefined
            ? nothing
            : html`<dt class="on-paper">${words.link}</dt>
                <dd class="on-paper"><a href=${link}>${link}</a></dd>`
        }
      </dl>
      ${
        acts.offered
          ? html`<mix-verify
              class="no-print"
              .shown=${second === undefined ? [shown] : [shown, second]}
            ></mix-verify>`
          : nothing
      }
      ${
        script === undefined
          ? nothing
          : html`<p>
                <button class="quiet inset" @click=${() => acts.copy(script)}>
                  ${words.copyScript}
                </button>
                <button class="quiet" @click=${() => acts.download(script)}>
                  ${words.downloadScript}
                </button>
              </p>
              <pre tabindex="0">${script}</pre>`
      }
    </div>
  </details>`;
}
