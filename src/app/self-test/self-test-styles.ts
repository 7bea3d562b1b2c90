/** The layout of the self-test. */
import { css } from 'lit';

export const selfTestStyles = css`
  .intro {
    color: var(--muted);
    max-width: 68ch;
    margin: var(--s1) 0 var(--s4);
  }
  .verdict {
    max-width: 72ch;
    margin: var(--s4) 0;
  }
  .verdict p + p {
    margin-top: var(--s2);
  }
  .environment {
    display: grid;
    gap: var(--s1);
    font-size: 12px;
    line-height: 16px;
  }
  .environment div {
    display: grid;
    grid-template-columns: 10em minmax(0, 1fr);
    gap: var(--s2);
  }
  dt {
    color: var(--muted);
  }
  dd {
    overflow-wrap: anywhere;
  }
  .actions {
    display: flex;
    gap: var(--s2);
    margin-top: var(--s3);
  }
  section {
    margin-top: var(--s5);
  }
  .help {
    color: var(--muted);
    font-size: 12px;
    line-height: 16px;
    max-width: 80ch;
    margin-bottom: var(--s2);
  }
  summary {
    font-weight: 600;
  }
  summary span {
    font-weight: 400;
  }
  summary span.loss {
    color: var(--loss);
  }
  .scroll {
    overflow-x: auto;
  }
  table {
    min-width: 560px;
  }
  details table {
    min-width: 860px;
  }
  th[scope='row'] {
    color: var(--ink);
    min-width: 220px;
  }
  th.number {
    text-align: right;
    padding-left: var(--s2);
  }
  th,
  td {
    vertical-align: top;
    border-bottom: 1px solid var(--line);
  }
  td {
    white-space: nowrap;
  }
  td.text {
    text-align: left;
    white-space: normal;
    color: var(--muted);
  }
  .off {
    background: var(--loss-wash);
  }
  .off :is(td, small) {
    color: var(--ink);
  }
  .off .loss {
    font-weight: 600;
  }
  @media (max-width: 760px) {
    table {
      min-width: 0;
    }
    th[scope='row'] {
      min-width: 104px;
    }
    section > .scroll td {
      white-space: normal;
    }
    .environment div {
      grid-template-columns: minmax(0, 1fr);
      gap: 0;
    }
  }
  @media print {
    .action {
      display: none;
    }
    .scroll {
      overflow: visible;
    }
  }
`;
