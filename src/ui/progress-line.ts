/** `<mix-progress>`: how much of the work is done, with the ways to end it early. */
import { css, html, LitElement, nothing } from 'lit';
import { property } from 'lit/decorators.js';
import { emit } from './emit';
import { baseStyles } from './theme';
import { words } from './words';

export class ProgressLine extends LitElement {
  static override styles = [
    baseStyles,
    css`
      .line {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--s1) var(--s3);
        font-size: 12px;
        color: var(--muted);
      }
      progress {
        appearance: none;
        flex: 1 1 120px;
        height: 3px;
        border: 0;
        border-radius: 2px;
        background: var(--line);
        overflow: hidden;
      }
      progress::-webkit-progress-bar {
        background: var(--line);
      }
      progress::-webkit-progress-value {
        background: var(--accent);
      }
      progress::-moz-progress-bar {
        background: var(--accent);
      }
      button {
        font-size: 12px;
      }
    `,
  ];

  @property({ type: Number }) accessor done = 0;
  @property({ type: Number }) accessor total = 1;
  /** What is being done and how far it is, in words. */
  @property() accessor text = '';
  /** There is a result that can be kept. */
  @property({ type: Boolean }) accessor enough = false;

  override render() {
    return html`<div class="line">
      <progress
        max=${Math.max(this.total, 1)}
        .value=${Math.min(this.done, this.total)}
        aria-label=${words.progress}
        aria-valuetext=${this.text || nothing}
      ></progress>
      <span aria-hidden="true">${this.text}</span>
      ${
        this.enough
          ? html`<button class="quiet" @click=${() => emit(this, 'mix-good-enough')}>
              ${words.goodEnough}
            </button>`
          : nothing
      }
      <button class="quiet" @click=${() => emit(this, 'mix-cancel')}>${words.cancel}</button>
    </div>`;
  }
}
