/** The preview: what was understood at the left, what is made of it at the right. */
import { css } from 'lit';

export const previewStyles = css`
  .body.preview {
    display: grid;
    grid-template-columns: minmax(300px, 360px) minmax(0, 1fr);
    grid-template-rows: auto;
    gap: var(--s5);
    align-content: start;
  }
  .body.preview > * {
    margin: 0;
    min-width: 0;
  }
  .files {
    grid-column: 1 / -1;
  }
  .files ul {
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .files li {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--s1) var(--s2);
    padding: var(--s1) 0;
    border-top: 1px solid var(--line);
    font-size: 12px;
    line-height: 16px;
    overflow-wrap: anywhere;
  }
  .files [aria-current] {
    font-weight: 600;
  }
  .files .common {
    margin-top: var(--s2);
  }
  .body.preview > .message,
  .body.preview > .remark,
  .body.preview > .found {
    grid-column: 1 / -1;
  }
  .settings {
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .settings li {
    display: grid;
    grid-template-columns: minmax(0, 5fr) minmax(0, 6fr);
    align-items: center;
    gap: 2px var(--s2);
    padding: var(--s2);
    border-top: 1px solid var(--line);
  }
  .settings li.undecided {
    border-left: 3px solid var(--loss);
    background: var(--loss-wash);
  }
  .settings .field {
    width: 100%;
    min-width: 0;
  }
  .settings p {
    grid-column: 1 / -1;
    color: var(--muted);
    font-size: 12px;
    line-height: 16px;
    overflow-wrap: anywhere;
  }
  .settings .undecided p {
    color: var(--ink);
  }
  .settings b {
    font-weight: 600;
  }
  .settings .quiet {
    padding: 0 var(--s1);
    font-size: 12px;
    text-decoration: underline;
  }
  .problems {
    max-height: 152px;
    overflow: auto;
    border: 1px solid var(--line);
    border-radius: 4px;
    padding: var(--s2) var(--s3);
    font-size: 12px;
    line-height: 16px;
  }
  .problems h3 {
    margin: var(--s2) 0 var(--s1);
    font: 600 12px/16px var(--sans);
  }
  .problems h3:first-child {
    margin-top: 0;
  }
  .problems h3.refused,
  .problems h3.missing {
    color: var(--loss);
  }
  .problems h3 span {
    font-weight: 400;
  }
  .problems ul {
    margin: 0;
    padding-left: var(--s4);
  }
  .problems li {
    overflow-wrap: anywhere;
  }
  .problems b {
    font-weight: 600;
  }
  .where {
    color: var(--muted);
  }
  .about,
  .tools {
    display: flex;
    flex-wrap: wrap;
    gap: var(--s2) var(--s4);
    margin-bottom: var(--s4);
  }
  .about label,
  .tools label {
    display: flex;
    align-items: center;
    gap: var(--s2);
  }
  .about label:first-child {
    flex: 1 1 240px;
  }
  .title {
    flex: 1 1 auto;
    min-width: 0;
  }
  .currency {
    width: 120px;
  }
  .tools {
    margin-bottom: var(--s2);
    font-size: 12px;
  }
  .filter {
    width: 180px;
  }
  .columns {
    max-height: 420px;
    overflow: auto;
    border-top: 1px solid var(--line);
    border-bottom: 1px solid var(--line);
  }
  .columns thead th {
    position: sticky;
    top: 0;
    z-index: 1;
    background: var(--paper);
    padding-right: var(--s2);
    white-space: nowrap;
  }
  .columns td {
    padding: 3px var(--s2) 3px 0;
    text-align: left;
  }
  .columns .number {
    text-align: right;
    white-space: nowrap;
  }
  .columns td:first-child .field {
    width: 100%;
    min-width: 140px;
  }
  .columns .notes {
    min-width: 140px;
    color: var(--muted);
  }
  .columns tr.left-out td:not(:nth-child(2)) {
    color: var(--muted);
  }
  .columns + h2,
  .sample + h2,
  .columns + .muted + h2 {
    margin-top: var(--s5);
  }
  .sample {
    overflow-x: auto;
    border: 1px solid var(--line);
    border-radius: 4px;
  }
  .sample table {
    width: auto;
    min-width: 100%;
  }
  .sample td,
  .sample th {
    padding: 3px var(--s2);
    white-space: nowrap;
  }
  .sample td {
    font-family: var(--mono);
    text-align: left;
  }
  .sample.read td,
  .sample.read thead th:not(:first-child) {
    text-align: right;
  }
  .sample tr + tr > *,
  .sample thead + tbody > tr > * {
    border-top: 1px solid var(--line);
  }
  @media (max-width: 900px) {
    .body.preview {
      grid-template-columns: minmax(0, 1fr);
    }
    .body.preview > * {
      grid-column: 1;
    }
  }
  @media (max-width: 760px) {
    .about label,
    .tools label {
      flex: 1 1 100%;
    }
    .tools .field,
    .currency {
      flex: 1 1 auto;
      width: auto;
      min-width: 0;
    }
    .columns {
      max-height: none;
    }
    .columns table,
    .columns tbody {
      display: block;
    }
    .columns thead {
      display: none;
    }
    .columns tr {
      display: grid;
      grid-template-columns: repeat(2, minmax(0, 1fr));
      gap: var(--s1) var(--s3);
      padding: var(--s3) 0;
    }
    .columns tr + tr {
      border-top: 1px solid var(--line);
    }
    .columns td,
    .columns .number {
      padding: 0;
      text-align: left;
      white-space: normal;
    }
    .columns td:first-child,
    .columns .extent,
    .columns .notes {
      grid-column: 1 / -1;
    }
    .columns .field {
      width: 100%;
    }
    .columns td[data-label]:not(:has(select))::before {
      content: attr(data-label) ': ';
      color: var(--muted);
    }
    .columns td:empty {
      display: none;
    }
  }
`;
