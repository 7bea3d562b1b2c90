/** The look of a row of places to go to: buttons and links of the class `tab` in a `nav`. */
import { css } from 'lit';

export const tabStyles = css`
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
    text-decoration: none;
    cursor: pointer;
  }
  .tab:hover {
    color: var(--ink);
  }
  .tab:disabled {
    color: var(--muted);
    opacity: 0.5;
    cursor: default;
  }
  .tab[aria-current] {
    color: var(--ink);
    border-color: var(--accent);
  }
  .tab:focus-visible {
    outline-offset: -2px;
  }
  @media (forced-colors: active) {
    /* Nothing is transparent there. */
    .tab:not([aria-current]) {
      border-color: Canvas;
    }
  }
`;
