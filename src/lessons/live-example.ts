/**
 * `<mix-example>`: a room of a lesson with its questions. The room is made once it comes near the
 * part of the page that is seen, so that a long lesson starts no work that nobody looks at.
 */
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { LiveRoom } from '../panel/live-room';
import { baseStyles } from '../ui/theme';
import type { Example } from './lesson';
import { words } from './words';

/** How far from the part that is seen. */
const NEAR = '400px';

export class LiveExample extends LitElement {
  static override readonly styles = [
    baseStyles,
    css`
      :host {
        border: 1px solid var(--line);
        border-radius: 4px;
        margin: var(--s5) 0;
      }
      .head {
        padding: var(--s3) var(--s4);
        border-bottom: 1px solid var(--line);
        background: var(--wash);
      }
      .head b {
        display: block;
      }
      .head p {
        max-width: 76ch;
      }
      .blank {
        min-height: 640px;
        padding: var(--s5) var(--s4);
        color: var(--muted);
      }
      .paper {
        display: none;
      }
      ol {
        margin: 0;
        padding: 0;
        list-style: none;
        border-top: 1px solid var(--line);
        background: var(--wash);
      }
      li {
        padding: var(--s3) var(--s4);
      }
      li + li {
        border-top: 1px solid var(--line);
      }
      @media print {
        :host {
          border-inline: 0;
          border-radius: 0;
        }
        .blank {
          min-height: 0;
        }
        .screen {
          display: none;
        }
        .paper {
          display: block;
        }
        li {
          break-inside: avoid;
        }
      }
    `,
  ];

  @property({ attribute: false }) accessor engine: LiveRoom['engine'] = undefined;
  @property({ attribute: false }) accessor load: LiveRoom['load'] = undefined;
  @property({ attribute: false }) accessor example: Example | undefined = undefined;

  @state() private accessor near = false;

  private readonly observer = new IntersectionObserver((entries) => this.seen(entries), {
    rootMargin: NEAR,
  });
  private settle: () => void = () => {};
  /** Its first result stands, or a message says why there is none. */
  private readonly settled: Promise<void> = new Promise((resolve) => (this.settle = resolve));

  override connectedCallback(): void {
    super.connectedCallback();
    if (!this.near) this.observer.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.observer.disconnect();
  }

  /** Makes the room wherever it is. */
  async open(): Promise<void> {
    this.near = true;
    this.observer.disconnect();
    await this.settled;
  }

  override render(): TemplateResult | typeof nothing {
    const { example } = this;
    if (example === undefined) return nothing;
    const { label, task, questions } = example;
    return html`
      <div class="head">
        <b>${label}</b>
        <p>${task}</p>
      </div>
      ${this.near ? this.renderRoom(example) : renderBlank()}
      <ol aria-label=${words.questions(label)}>
        ${Object.values(questions).map(
          (check) => html`<li><mix-check .check=${check}></mix-check></li>`,
        )}
      </ol>
    `;
  }

  private renderRoom({ draft, exercise, label }: Example): TemplateResult {
    return html`<mix-room
      .engine=${this.engine}
      .load=${this.load}
      .draft=${draft}
      .exercise=${exercise}
      .address=${addressOf}
      .label=${words.room(label)}
      @mix-result=${this.settle}
      @mix-error=${this.settle}
    ></mix-room>`;
  }

  private seen(entries: readonly IntersectionObserverEntry[]): void {
    if (entries.some(({ isIntersecting }) => isIntersecting)) void this.open();
  }
}

function renderBlank(): TemplateResult {
  return html`<p class="blank">
    <span class="screen">${words.comes}</span><span class="paper">${words.notOnPaper}</span>
  </p>`;
}

/** The scenario in the lab. */
function addressOf(link: string): string {
  return new URL(`#s=${link}`, window.location.href).href;
}
