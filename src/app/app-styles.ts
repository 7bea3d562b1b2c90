/** The layout of the page around the panel. */
import { css } from 'lit';

export const appStyles = css`
  :host {
    display: block;
    min-height: 100vh;
  }
  .skip {
    position: absolute;
    top: var(--s2);
    left: var(--s2);
    z-index: 4;
    padding: var(--s1) var(--s3);
    background: var(--paper);
  }
  .skip:not(:focus) {
    clip-path: inset(50%);
    pointer-events: none;
  }
  header {
    display: flex;
    align-items: center;
    gap: var(--s5);
    height: 48px;
    padding: 0 var(--s5);
    border-bottom: 1px solid var(--line);
  }
  .word {
    font: 600 16px/20px var(--serif);
    letter-spacing: 0.01em;
    white-space: nowrap;
  }
  mix-data-menu {
    min-width: 0;
  }
  .right {
    margin-left: auto;
    display: flex;
    gap: var(--s1);
  }
  .locale {
    appearance: none;
    field-sizing: content;
    max-width: 24ch;
    text-overflow: ellipsis;
  }
  @media (max-width: 1100px) {
    .locale {
      max-width: 16ch;
    }
  }
  .locale option {
    color: var(--ink);
    background: var(--paper);
  }
  .beside {
    display: flex;
    gap: var(--s5);
    padding-left: var(--s5);
    border-left: 1px solid var(--line);
  }
  .beside:empty {
    display: none;
  }
  .page {
    display: block;
    max-width: 1080px;
    padding: var(--s5);
  }
  main {
    display: grid;
    grid-template-columns: 296px minmax(0, 1fr);
  }
  mix-editor {
    border-right: 1px solid var(--line);
  }
  .notice {
    margin: 0;
    padding: var(--s3) var(--s5);
    border-bottom: 1px solid var(--line);
    background: var(--wash);
    grid-column: 1 / -1;
  }
  .message {
    position: fixed;
    inset: auto 0 var(--s5) 0;
    margin: 0 auto;
    width: max-content;
    max-width: 90vw;
    padding: var(--s2) var(--s4);
    border-radius: 4px;
    background: var(--ink);
    color: var(--paper);
  }
  .message:empty {
    display: none;
  }
  .drop-here {
    position: fixed;
    inset: var(--s4);
    display: grid;
    place-items: center;
    margin: 0;
    border: 2px dashed var(--accent);
    border-radius: 4px;
    background: color-mix(in srgb, var(--paper) 88%, transparent);
    color: var(--accent);
    font: 400 22px/28px var(--serif);
    text-align: center;
    pointer-events: none;
    z-index: 3;
  }
  .missing {
    display: block;
    max-width: 72ch;
    padding: var(--s6) var(--s5);
  }
  .missing h1 {
    margin-bottom: var(--s3);
  }
  .missing section {
    margin: var(--s5) 0;
    padding-top: var(--s4);
    border-top: 1px solid var(--line);
  }
  .missing h2 {
    font: 600 14px/20px var(--sans);
    color: var(--ink);
  }
  .missing dl {
    display: grid;
    grid-template-columns: max-content minmax(0, 1fr);
    gap: var(--s1) var(--s4);
    margin-bottom: var(--s4);
  }
  .missing dt {
    color: var(--muted);
  }
  .missing code {
    font: 12px/18px var(--mono);
    overflow-wrap: anywhere;
  }
  .inset {
    margin-left: calc(-1 * var(--s2));
  }
  @media (max-width: 760px) {
    header {
      padding: 0 var(--s4);
      gap: var(--s2);
    }
    .right .wide {
      display: none;
    }
    .page {
      padding: var(--s4);
    }
    nav {
      padding: 0 var(--s4);
    }
    main {
      display: block;
    }
    mix-editor {
      border-right: 0;
    }
  }
  @media print {
    .skip,
    nav,
    .right,
    .notice,
    .message,
    mix-editor {
      display: none;
    }
    header {
      padding: 0;
    }
    main {
      display: block;
    }
  }
`;
