/** The layout of a panel. */
import { css } from 'lit';

/** On a phone, and in as narrow a place in a page of others. */
const small = css`
  article {
    padding: var(--s4);
  }
  h1 {
    font-size: 24px;
    line-height: 30px;
  }
  .title {
    flex-wrap: wrap;
    gap: 0 var(--s4);
  }
  .actions {
    margin: 0 calc(-1 * var(--s2));
  }
  .actions .wide {
    display: none;
  }
  .definitions {
    grid-template-columns: minmax(0, 1fr);
    gap: var(--s1);
  }
`;

export const panelStyles = css`
  :host {
    display: block;
    min-width: 0;
    container-type: inline-size;
  }
  article {
    padding: var(--s5) var(--s6) var(--s6);
    min-width: 0;
  }
  .title {
    display: flex;
    align-items: flex-start;
    gap: var(--s4);
  }
  h1 {
    font: 400 28px/34px var(--serif);
    letter-spacing: -0.005em;
    margin: 0;
    /* Below the mix, which stays at the top of a phone. */
    scroll-margin-top: 96px;
  }
  h2 {
    font: 600 14px/20px var(--sans);
    margin: var(--s4) 0 var(--s2);
  }
  .actions {
    margin-left: auto;
    display: flex;
    white-space: nowrap;
  }
  [popover] {
    position: absolute;
    inset: var(--top) var(--right) auto auto;
    width: var(--width);
    margin: 0;
    padding: var(--s1);
    border: 1px solid var(--line);
    border-radius: 4px;
    background: var(--paper);
    color: var(--ink);
    white-space: normal;
  }
  .item {
    display: block;
    width: 100%;
    padding: var(--s2) var(--s3);
    border: 0;
    border-radius: 4px;
    background: none;
    text-align: left;
    cursor: pointer;
  }
  .item:hover {
    background: var(--wash);
  }
  .item:disabled {
    color: var(--muted);
    cursor: default;
  }
  .item small {
    display: block;
  }
  .finding {
    font: 400 16px/24px var(--serif);
    color: var(--muted);
    max-width: 68ch;
    min-height: 48px;
    margin: var(--s1) 0 0;
  }
  .finding b {
    color: var(--ink);
    font-weight: 400;
  }
  .charts {
    display: grid;
    grid-template-columns: minmax(0, 1fr) 312px;
    gap: var(--s6);
    margin-top: var(--s4);
  }
  .sections {
    display: flex;
    flex-wrap: wrap;
    gap: 0 var(--s5);
    margin-top: var(--s2);
  }
  .more,
  .sections .more:last-of-type {
    border: 0;
  }
  .more[open] {
    flex-basis: 100%;
    padding-bottom: var(--s3);
  }
  .more summary {
    color: var(--muted);
    font-size: 12px;
    padding: var(--s1) 0;
  }
  .more summary span {
    color: var(--accent);
  }
  .charts > div {
    min-width: 0;
  }
  .charts > div > * {
    display: block;
    margin-bottom: var(--s5);
  }
  .chips {
    display: flex;
    flex-wrap: wrap;
    gap: var(--s1);
  }
  .range {
    white-space: nowrap;
  }
  .why {
    margin: 0;
    padding-left: var(--s4);
    max-width: 76ch;
  }
  .why li {
    margin-bottom: var(--s1);
  }
  .charts.wide {
    grid-template-columns: minmax(0, 1fr);
  }
  .charts.wide .side {
    display: none;
  }
  .charts.versus {
    grid-template-columns: repeat(2, minmax(0, 1fr));
    gap: 0 var(--s6);
  }
  .versus > section {
    min-width: 0;
  }
  .versus > section > * {
    display: block;
    margin-bottom: var(--s5);
  }
  .finding .letter,
  .versus .letter {
    color: var(--accent);
    font: 600 14px/20px var(--sans);
  }
  .finding .letter {
    margin-right: var(--s2);
  }
  .versus h2.letter {
    margin: 0 0 var(--s2);
    padding-bottom: var(--s1);
    border-bottom: 1px solid var(--line);
  }
  .stale .charts,
  .stale .finding {
    opacity: 0.55;
  }
  .notice {
    border: 1px solid var(--loss);
    border-radius: 4px;
    padding: var(--s3) var(--s4);
    margin: var(--s3) 0;
    max-width: 68ch;
  }
  .notice p {
    margin: 0 0 var(--s2);
  }
  .notice p:last-child,
  p.notice {
    margin-bottom: 0;
  }
  .waiting {
    margin: var(--s2) 0;
    color: var(--muted);
    font-size: 12px;
  }
  .body {
    padding: 0 0 var(--s5);
    max-width: 920px;
  }
  .body p,
  .body ul {
    margin: var(--s2) 0;
    max-width: 76ch;
    overflow-wrap: anywhere;
  }
  .body ul {
    padding-left: var(--s4);
  }
  .inset {
    margin-left: calc(-1 * var(--s2));
  }
  .definitions {
    display: grid;
    grid-template-columns: 184px minmax(0, 1fr);
    gap: var(--s3) var(--s4);
    margin: var(--s4) 0;
  }
  .definitions dt {
    font-weight: 600;
  }
  .definitions dd {
    margin: 0 0 var(--s3);
    min-width: 0;
  }
  .definitions .measure p:first-child {
    margin-top: 0;
  }
  .caveat {
    color: var(--loss);
    font-style: normal;
    font-size: 12px;
  }
  .facts {
    display: grid;
    grid-template-columns: max-content minmax(0, 1fr);
    gap: var(--s1) var(--s4);
    margin: var(--s2) 0;
    font-size: 12px;
  }
  .facts dt {
    color: var(--muted);
  }
  .facts dd {
    margin: 0;
    overflow-wrap: anywhere;
  }
  .sources th,
  .sources td {
    text-align: left;
    vertical-align: top;
    padding: var(--s1) var(--s4) var(--s1) 0;
    min-width: 120px;
    border-top: 1px solid var(--line);
  }
  pre {
    font:
      12px/16px ui-monospace,
      'Cascadia Mono',
      Menlo,
      Consolas,
      monospace;
    background: var(--wash);
    padding: var(--s4);
    overflow: auto;
    max-height: 480px;
    margin: var(--s2) 0;
  }
  /* As wide as it is on a page of 1,080 px, beside the mix. */
  @container (max-width: 784px) {
    .charts:not(.versus) {
      grid-template-columns: minmax(0, 1fr);
      gap: 0;
    }
  }
  @media (max-width: 1080px) {
    .charts.versus {
      grid-template-columns: minmax(0, 1fr);
      gap: 0;
    }
  }
  @media (max-width: 760px) {
    ${small}
  }
  @container (max-width: 520px) {
    ${small}
  }
  .on-paper {
    display: none;
  }
  @media print {
    /* Bars, swatches and tints are backgrounds, which browsers leave out unless told. */
    :host {
      print-color-adjust: exact;
      -webkit-print-color-adjust: exact;
    }
    article {
      padding: var(--s4) 0 0;
    }
    .on-paper {
      display: block;
    }
    dl.on-paper {
      display: grid;
      margin: var(--s3) 0 0;
    }
    .facts a {
      color: inherit;
      text-decoration: none;
    }
    .finding {
      max-width: none;
      min-height: 0;
    }
    .charts,
    .charts.wide {
      grid-template-columns: minmax(0, 1fr);
      gap: 0;
    }
    .stale .charts,
    .stale .finding {
      opacity: 1;
    }
    .actions,
    .more,
    .notice,
    .waiting,
    [popover],
    mix-form,
    mix-progress,
    summary span,
    #reproduce pre {
      display: none;
    }
    .body {
      max-width: none;
    }
    summary {
      list-style: none;
      font-weight: 600;
      break-after: avoid;
    }
    h1,
    h2,
    figcaption {
      break-after: avoid;
    }
    dd {
      break-inside: avoid;
    }
  }
`;
