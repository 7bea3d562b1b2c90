/** The frame of the dialog and its stages without a table. */
import { css } from 'lit';

export const importStyles = css`
  :host {
    display: contents;
  }
  dialog {
    width: min(640px, 100vw - 2 * var(--s5));
    max-width: none;
    max-height: calc(100dvh - 2 * var(--s5));
    padding: 0;
    border: 1px solid var(--line);
    border-radius: 8px;
    background: var(--paper);
    color: var(--ink);
    overflow: hidden;
  }
  dialog[open] {
    display: flex;
    flex-direction: column;
  }
  dialog.preview,
  dialog.importing {
    width: min(1200px, 100vw - 2 * var(--s5));
    height: calc(100dvh - 2 * var(--s5));
  }
  dialog.hovered {
    border-color: var(--accent);
    outline: 2px solid var(--accent);
  }
  dialog::backdrop {
    /* Tokens do not reach a backdrop in every browser; black darkens either theme. */
    background: rgb(0 0 0 / 45%);
  }
  .head {
    padding: var(--s4) var(--s5) var(--s3);
    border-bottom: 1px solid var(--line);
  }
  h1 {
    font-size: 20px;
    line-height: 26px;
    overflow-wrap: anywhere;
  }
  h1:focus {
    outline: none;
  }
  .head mix-progress {
    margin-top: var(--s1);
  }
  .body {
    flex: 1 1 auto;
    min-height: 0;
    padding: var(--s4) var(--s5);
    overflow: auto;
    overscroll-behavior: contain;
  }
  .body > * + * {
    margin-top: var(--s3);
  }
  .foot {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: flex-end;
    gap: var(--s2);
    padding: var(--s3) var(--s5);
    border-top: 1px solid var(--line);
  }
  .foot p {
    flex: 1 1 240px;
    font-size: 12px;
    line-height: 16px;
  }
  .action:disabled {
    border-color: var(--line);
    background: var(--wash);
    color: var(--muted);
    cursor: default;
  }
  .message,
  .remark,
  .why {
    padding: var(--s2) var(--s3);
    border-left: 3px solid var(--line);
    background: var(--wash);
    overflow-wrap: anywhere;
  }
  .message,
  .why {
    border-color: var(--loss);
  }
  .why b {
    white-space: nowrap;
  }
  .reason {
    color: var(--loss);
  }
  .drop {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: center;
    gap: var(--s3);
    padding: var(--s6) var(--s4);
    border: 1px dashed var(--muted);
    border-radius: 8px;
    background: var(--wash);
  }
  .hovered .drop {
    border-color: var(--accent);
  }
  pre {
    margin: 0;
    padding: var(--s2) var(--s3);
    border-radius: 4px;
    background: var(--wash);
    overflow-x: auto;
  }
  .paste {
    display: block;
  }
  .paste textarea {
    display: block;
    width: 100%;
    margin-top: var(--s1);
    font: 12px/18px var(--mono);
    resize: vertical;
  }
  @media (pointer: coarse) {
    /* Nothing can be dropped with a finger; smaller text would make a phone zoom in. */
    .pointer {
      display: none;
    }
    .paste textarea {
      font-size: 16px;
    }
  }
  @media (max-width: 760px) {
    dialog,
    dialog.preview,
    dialog.importing {
      width: 100vw;
      height: 100dvh;
      max-height: none;
      margin: 0;
      border: 0;
      border-radius: 0;
    }
    .head,
    .body,
    .foot {
      padding-left: var(--s4);
      padding-right: var(--s4);
    }
    .foot p {
      flex-basis: 100%;
    }
  }
`;
