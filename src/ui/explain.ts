/**
 * A label that asks for the explanation of its measure: `mix-explain` with `{ measure, room }`.
 * A template function: the element that uses it adds `explainStyles` to its own.
 */
import { css, html, type TemplateResult } from 'lit';
import { emit } from './emit';

/** `room` only where the measure is not one of the room that is shown. */
export function explainButton(label: unknown, measure: string, room?: string): TemplateResult {
  const explain = (event: Event) => {
    if (event.currentTarget !== null) emit(event.currentTarget, 'mix-explain', { measure, room });
  };
  return html`<button type="button" class="explain" aria-haspopup="dialog" @click=${explain}>
    ${label}
  </button>`;
}

export const explainStyles = css`
  .explain {
    border: 0;
    background: none;
    padding: 4px 0;
    margin: -4px 0;
    color: inherit;
    font: inherit;
    line-height: 16px;
    text-align: left;
    cursor: help;
    text-decoration: underline dotted var(--line);
    text-decoration-thickness: 1px;
    text-underline-offset: 3px;
  }
  th > .explain {
    /* One in each row: none may reach into that of the next. */
    margin: -3px 0;
  }
  .explain:hover,
  .explain:focus-visible {
    color: var(--ink);
    text-decoration-color: currentcolor;
  }
`;
