/** The look of the mix editor. */
import { css } from 'lit';

export const mixEditorStyles = css`
  :host {
    padding: var(--s5);
    background: var(--paper);
  }
  .sheet {
    display: none;
  }
  .stack {
    display: flex;
    height: 10px;
    border-radius: 2px;
    overflow: hidden;
    gap: 1px;
    margin: var(--s2) 0 var(--s4);
    forced-color-adjust: none;
  }
  .stack i {
    flex: 0 1 var(--v);
    background: var(--c);
  }
  .sides {
    margin: var(--s2) 0 var(--s4);
  }
  .side {
    display: grid;
    grid-template-columns: 16px minmax(0, 1fr);
    gap: var(--s2);
    align-items: center;
    width: calc(100% + 2 * var(--s2));
    min-height: 28px;
    margin: 0 calc(-1 * var(--s2));
    padding: 0 var(--s2);
    border: 0;
    border-radius: 4px;
    background: none;
    color: var(--muted);
    text-align: left;
    cursor: pointer;
  }
  .side:hover {
    background: var(--wash);
  }
  .side[aria-pressed='true'] {
    color: var(--accent);
    font-weight: 600;
  }
  .side .stack {
    margin: 0;
  }
  .side[aria-pressed='false'] .stack {
    height: 4px;
  }
  .presets {
    display: flex;
    flex-wrap: wrap;
    gap: var(--s1);
    margin: var(--s3) 0 var(--s4);
  }
  .asset {
    display: grid;
    grid-template-columns: 10px minmax(0, 1fr) 64px 20px;
    gap: 0 var(--s2);
    align-items: center;
    padding: var(--s2) 0 var(--s1);
    border-top: 1px solid var(--line);
  }
  .dot {
    width: 10px;
    height: 10px;
    border-radius: 2px;
    background: var(--c);
    forced-color-adjust: none;
  }
  .name {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .weight {
    justify-self: end;
    width: 7ch;
    max-width: 64px;
    border: 0;
    border-bottom: 1px dotted var(--muted);
    border-radius: 0;
    background: none;
    padding: 0;
    height: 24px;
    text-align: right;
  }
  @supports (field-sizing: content) {
    .weight {
      width: auto;
      min-width: 4ch;
      field-sizing: content;
    }
  }
  .weight:hover {
    border-bottom-color: var(--ink);
    border-bottom-style: solid;
  }
  .weight[aria-invalid='true'] {
    border-bottom-color: var(--loss);
  }
  .lock,
  .remove {
    border: 0;
    background: none;
    padding: 0;
    width: 24px;
    height: 24px;
    color: var(--muted);
    cursor: pointer;
    border-radius: 4px;
    line-height: 1;
  }
  .lock {
    margin: 0 -2px;
    grid-row: span 2;
    display: grid;
    place-items: center;
  }
  .lock i {
    width: 9px;
    height: 9px;
    border: 1px solid currentcolor;
    border-radius: 50%;
    forced-color-adjust: none;
  }
  .lock[aria-pressed='true'] i {
    background: currentcolor;
  }
  .lock:hover,
  .remove:hover {
    color: var(--ink);
    background: var(--wash);
  }
  .remove {
    margin: 0 -7px;
    opacity: 0;
  }
  .asset:hover .remove,
  .asset:focus-within .remove {
    opacity: 1;
  }
  .range {
    grid-column: 2 / 4;
  }
  .asset .problem {
    grid-column: 2 / 5;
    padding-bottom: var(--s1);
  }
  .total {
    border-top: 1px solid var(--line);
    padding: var(--s2) 0;
    display: flex;
    justify-content: space-between;
  }
  .total b {
    font-weight: 600;
  }
  .rule {
    font-size: 12px;
    line-height: 16px;
    color: var(--muted);
    margin-top: var(--s2);
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    margin-left: calc(-1 * var(--s2));
  }
  .compare {
    appearance: none;
    max-width: 100%;
    width: 18ch;
  }
  @supports (field-sizing: content) {
    .compare {
      width: auto;
      field-sizing: content;
    }
  }
  .tools {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: var(--s2);
    margin-bottom: var(--s3);
  }
  .list {
    max-height: max(240px, calc(var(--window, 100vh) - 400px));
    overflow-y: auto;
    overscroll-behavior: contain;
    /* Room for the bar, and for what stands out of the rows. */
    padding: 0 var(--s3);
    margin: 0 calc(-1 * var(--s3));
    border-top: 1px solid var(--line);
  }
  .list .asset {
    content-visibility: auto;
    contain-intrinsic-size: auto 61px;
  }
  .list .asset:first-of-type {
    border-top: 0;
  }
  .asleep {
    width: 100%;
    border-top: 1px solid var(--line);
    border-radius: 0;
    text-align: left;
  }
  .asleep::before {
    content: '▸ ';
  }
  .asleep[aria-expanded='true']::before {
    content: '▾ ';
  }
  .compare option {
    color: var(--ink);
    background: var(--paper);
  }
  @media (hover: none) {
    .remove {
      opacity: 1;
    }
  }
  @media (max-width: 760px) {
    :host {
      padding: var(--s3) var(--s4);
      border-bottom: 1px solid var(--line);
    }
    :host(:not([expanded])) {
      position: sticky;
      top: 0;
      z-index: 2;
    }
    .bar {
      background: var(--paper);
      padding-bottom: 1px;
    }
    :host([expanded]) .bar {
      position: sticky;
      top: 0;
      z-index: 2;
      padding: var(--s1) 0;
    }
    h2 {
      display: none;
    }
    .sheet {
      display: flex;
      justify-content: space-between;
      align-items: center;
      gap: var(--s2);
    }
    .sheet .quiet {
      margin-right: calc(-1 * var(--s2));
    }
    .stack {
      margin: var(--s1) 0 0;
    }
    :host(:not([expanded])) .body {
      display: none;
    }
    .asset {
      grid-template-columns: 10px minmax(0, 1fr) 64px 36px 36px;
    }
    .weight {
      height: 36px;
    }
    .lock,
    .remove {
      grid-row: 1;
      width: 36px;
      height: 36px;
      margin: 0;
    }
    .lock {
      grid-column: 4;
    }
    .remove {
      grid-column: 5;
    }
    .range {
      grid-row: 2;
      grid-column: 1 / -1;
      height: 36px;
    }
    .asset .problem {
      grid-row: 3;
      grid-column: 1 / -1;
    }
    .actions > * {
      min-height: 36px;
    }
    .presets .chip {
      min-height: 32px;
    }
    .list {
      max-height: none;
    }
    .list .asset {
      contain-intrinsic-size: auto 85px;
    }
    .list ~ .total {
      position: sticky;
      bottom: 0;
      z-index: 1;
      background: var(--paper);
    }
  }
  @media print {
    .presets,
    .rule,
    .actions,
    .range,
    .lock,
    .remove {
      display: none;
    }
  }
`;
