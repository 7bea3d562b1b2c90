/**
 * `<mix-check>`: a question with one number for its answer. It tells every answer (`mix-check`:
 * `question`, `given`, `correct`, `attempts`) and shows the right one to whoever asks for it
 * after a few attempts.
 */
import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { property, state } from 'lit/decorators.js';
import { emit } from '../ui/emit';
import { formatInput } from '../ui/format';
import { baseStyles, controlStyles } from '../ui/theme';
import { formatAnswer, judge, type Answer } from './answer';
import type { Check } from './exercise';
import { exerciseWords } from './exercise-words';

/** From then on the answer can be shown. */
const PATIENCE = 3;

export interface CheckDetail {
  readonly question: string;
  readonly given: number;
  readonly correct: boolean;
  readonly attempts: number;
}

export class CheckQuestion extends LitElement {
  static override styles = [
    baseStyles,
    controlStyles,
    css`
      .question {
        display: flex;
        flex-wrap: wrap;
        gap: var(--s2);
        align-items: center;
      }
      label {
        flex-basis: 100%;
        font: 400 16px/24px var(--serif);
        max-width: 68ch;
      }
      input {
        width: 112px;
        text-align: right;
      }
      .verdict {
        flex-basis: 100%;
      }
      .verdict b {
        color: var(--ink);
      }
      /* On paper there is room to answer, and nothing that was answered. */
      @media print {
        .verdict {
          display: none;
        }
        input.field {
          border-width: 0 0 1px;
          color: transparent;
        }
      }
    `,
  ];

  @property({ attribute: false }) accessor check: Check | undefined = undefined;
  /** An answer that came along, as when a learner sends theirs. */
  @property({ attribute: false }) accessor given: number | undefined = undefined;

  @state() private accessor answer: Answer | undefined = undefined;
  @state() private accessor attempts = 0;
  @state() private accessor revealed = false;

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('check') && !changed.has('given')) return;
    const { check, given } = this;
    this.attempts = 0;
    this.revealed = false;
    this.answer =
      check === undefined || given === undefined ? undefined : judge(check, formatInput(given));
  }

  override render() {
    const { check, answer } = this;
    if (check === undefined) return nothing;
    const problem = answer !== undefined && 'problem' in answer ? answer.problem : undefined;
    // No form: a sandboxed frame may not submit one, and tells nobody that it was tried.
    return html`<div class="question" role="group">
      <label for="answer">${check.question}</label>
      <input
        class="field"
        id="answer"
        type="text"
        inputmode="decimal"
        autocomplete="off"
        aria-invalid=${problem === undefined ? nothing : 'true'}
        aria-describedby="verdict"
        .value=${this.given === undefined ? '' : formatInput(this.given)}
        @keydown=${(event: KeyboardEvent) => {
          if (event.key === 'Enter' && !event.isComposing) this.#judge();
        }}
      />
      ${check.unit === '' ? nothing : html`<small>${check.unit}</small>`}
      <button class="chip" @click=${this.#judge}>${exerciseWords.checkAnswer}</button>
      <p class="verdict" id="verdict" role="status">${this.#verdict(check)}</p>
    </div>`;
  }

  #verdict(check: Check) {
    const { answer, attempts } = this;
    if (answer === undefined) return nothing;
    if ('problem' in answer) return answer.problem;
    if (answer.correct)
      return html`<b>${exerciseWords.correct}</b> ${exerciseWords.attempts(attempts)}`;
    if (this.revealed) return exerciseWords.answerIs(formatAnswer(check));
    return html`<b>${exerciseWords.incorrect}</b> ${exerciseWords.attempts(attempts)}
      ${
        attempts < PATIENCE
          ? nothing
          : html`<button type="button" class="quiet inset" @click=${() => (this.revealed = true)}>
              ${exerciseWords.showAnswer}
            </button>`
      }`;
  }

  #judge = (): void => {
    const { check } = this;
    const text = this.renderRoot.querySelector<HTMLInputElement>('#answer')?.value ?? '';
    if (check === undefined) return;
    const answer = judge(check, text);
    this.answer = answer;
    this.revealed = false;
    if ('problem' in answer) return;
    this.attempts += 1;
    const { given, correct } = answer;
    const detail: CheckDetail = {
      question: check.question,
      given,
      correct,
      attempts: this.attempts,
    };
    emit(this, 'mix-check', detail);
  };
}
