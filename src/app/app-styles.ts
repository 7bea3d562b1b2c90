/** The layout of the page around the panel. */
import { css } from 'lit';

export const appStyles = css`
  :host {
    display: block;
    min-height: 100vh;
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
  .dataset {
    color: var(--ink);
    margin-left: calc(-1 * var(--s2));
    overflow: hidden;
    text-overflow: ellipsis;
  }
  small {
    color: var(--muted);
    font-size: 12px;
  }
  .right {
    margin-left: auto;
    display: flex;
    gap: var(--s1);
  }
  nav {
    display: flex;
    gap: var(--s5);
    padding: 0 var(--s5);
    border-bottom: 1px solid var(--line);
    overflow-x: auto;
    scrollbar-width: none;
  }
  .tab {
    padding: var(--s3) 0 10px;
    border: 0;
    border-bottom: 2px solid transparent;
    background: none;
    color: var(--muted);
    white-space: nowrap;
    cursor: pointer;
  }
  .tab[aria-current] {
    color: var(--ink);
    border-color: var(--accent);
  }
  .tab:focus-visible {
    outline-offset: -2px;
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
  [popover] {
    inset: 44px auto auto 148px;
    margin: 0;
    width: 420px;
    max-width: calc(100vw - 32px);
    max-height: calc(100vh - 64px);
    overflow: auto;
    padding: var(--s4);
    border: 1px solid var(--line);
    border-radius: 4px;
    background: var(--paper);
    color: var(--ink);
  }
  fieldset {
    border: 0;
    padding: 0;
    margin: 0 0 var(--s4);
  }
  legend {
    font: 600 12px/16px var(--sans);
    color: var(--muted);
    padding: 0;
    margin-bottom: var(--s2);
  }
  .choice {
    display: flex;
    gap: var(--s2);
    align-items: baseline;
    padding: var(--s1) 0;
    cursor: pointer;
  }
  .choice small {
    display: block;
  }
  .bound {
    display: inline-flex;
    gap: var(--s2);
    align-items: baseline;
    margin-right: var(--s4);
  }
  [popover] input:not([type='radio']) {
    border: 1px solid var(--line);
    border-radius: 4px;
    padding: 2px var(--s2);
    background: none;
    width: 136px;
  }
  .inset {
    margin-left: calc(-1 * var(--s2));
  }
  .narrow {
    display: none;
  }
  @media (max-width: 760px) {
    .narrow {
      display: block;
    }
    header {
      padding: 0 var(--s4);
      gap: var(--s2);
    }
    .dataset small,
    .right .wide {
      display: none;
    }
    .dataset {
      margin-left: 0;
    }
    nav {
      padding: 0 var(--s4);
    }
    main {
      display: block;
    }
    mix-editor {
      border-right: 0;
      position: sticky;
      top: 0;
      z-index: 2;
    }
    [popover] {
      inset: 44px 16px auto 16px;
    }
  }
  @media print {
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
