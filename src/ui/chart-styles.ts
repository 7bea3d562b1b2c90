/** How `<mix-chart>` looks around its canvas. */
import { css } from 'lit';
import { light } from './theme';

export const chartStyles = css`
  figcaption .right {
    margin-left: auto;
    display: flex;
    flex-wrap: wrap;
    gap: 0 var(--s3);
  }
  .text-button {
    border: 0;
    background: none;
    padding: 0;
    font-size: 12px;
    line-height: 20px;
    color: var(--muted);
    cursor: pointer;
    white-space: nowrap;
    text-decoration: underline dotted;
    text-decoration-thickness: 1px;
    text-underline-offset: 3px;
  }
  .text-button:hover,
  .text-button[aria-pressed='true'] {
    color: var(--ink);
  }
  .text-button[aria-pressed='true'] {
    text-decoration-style: solid;
    text-decoration-color: var(--accent);
  }
  .plot {
    min-height: var(--height);
    border-radius: 2px;
  }
  .plot:focus-visible {
    outline-offset: 4px;
  }
  .plot canvas {
    max-width: none;
  }
  .legend,
  .foot {
    display: flex;
    flex-wrap: wrap;
    gap: var(--s2) var(--s4);
    font-size: 12px;
    line-height: 16px;
    color: var(--muted);
    margin-top: var(--s2);
  }
  .legend button,
  .legend span {
    border: 0;
    background: none;
    padding: 4px 0;
    margin: -4px 0;
    color: inherit;
    line-height: 16px;
  }
  .legend[data-long] {
    max-height: 184px;
    overflow-y: auto;
  }
  .legend .others {
    text-decoration: underline dotted;
    text-underline-offset: 3px;
  }
  .legend button {
    cursor: pointer;
  }
  .legend button:hover {
    color: var(--ink);
  }
  .legend button[aria-pressed='false'] {
    text-decoration: line-through;
  }
  .legend button[aria-pressed='false'] i {
    background: var(--line);
  }
  .legend i {
    display: inline-block;
    width: 14px;
    height: 2px;
    vertical-align: 4px;
    margin-right: 6px;
    background: var(--c);
    forced-color-adjust: none;
  }
  .legend i.dashed {
    width: 20px;
    background: repeating-linear-gradient(
      90deg,
      var(--c) 0 var(--a),
      transparent 0 var(--b),
      var(--c) 0 var(--d),
      transparent 0 var(--e)
    );
  }
  .legend i.dot {
    width: 6px;
    height: 6px;
    vertical-align: 2px;
    border-radius: 50%;
  }
  .legend span i {
    height: 10px;
    vertical-align: -1px;
  }
  .foot {
    flex-wrap: nowrap;
    align-items: start;
    justify-content: space-between;
    margin-top: var(--s1);
  }
  .readout {
    display: grid;
    flex: 1;
    min-width: 0;
    overflow: hidden;
    min-height: 16px;
    color: var(--ink);
  }
  .foot button {
    flex: none;
  }
  .readout > * {
    min-width: 0;
    grid-area: 1 / 1;
  }
  .readout .size {
    visibility: hidden;
  }
  .readout b {
    font-weight: 400;
    color: var(--muted);
  }
  .readout .value {
    white-space: nowrap;
    margin-right: var(--s3);
  }
  .foot .text-button {
    line-height: 16px;
    padding: 4px 0;
    margin: -4px 0;
  }
  .scroll {
    max-height: 320px;
    overflow: auto;
    margin-top: var(--s2);
    border-block: 1px solid var(--line);
  }
  .numbers th,
  .numbers td {
    padding: 3px var(--s2);
    white-space: nowrap;
  }
  .numbers tr > :first-child {
    padding-left: 0;
  }
  .numbers thead th {
    position: sticky;
    top: 0;
    z-index: 1;
    background: var(--paper);
  }
  .numbers.numbers thead th:first-child {
    z-index: 2;
  }
  .numbers tbody tr {
    border-top: 1px solid var(--line);
  }
  .numbers .rest {
    position: static;
    text-align: left;
    color: var(--muted);
  }
  .probe {
    display: none;
    forced-color-adjust: none;
  }
  .probe.paper {
    ${light}
  }
  .uplot {
    font-family: inherit;
  }
  .u-hz .u-cursor-x {
    border-right: 1px solid var(--muted);
  }
  .u-select {
    background: color-mix(in srgb, var(--accent) 14%, transparent);
  }
  @media (max-width: 760px) {
    .readout .size {
      display: none;
    }
  }
  @media (pointer: coarse) {
    .legend button,
    .legend span,
    .foot .text-button {
      padding: 6px 0;
      margin: -2px 0;
    }
  }
  @media print {
    .foot,
    .right .text-button,
    .legend [aria-pressed='false'] {
      display: none;
    }
    /* Drawn for paper before it is printed, larger than it stands there. */
    .plot,
    .plot .uplot,
    .plot .u-wrap {
      width: 100% !important;
      height: auto !important;
      min-height: 0;
    }
    /* They have the size of the large drawing and would make the page as wide. */
    .u-over,
    .u-under,
    .u-axis {
      display: none;
    }
    .plot canvas {
      position: static;
      width: 100% !important;
      height: auto !important;
    }
  }
`;
