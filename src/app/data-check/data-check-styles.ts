/** What the dialog about the data has beyond the frame of a dialog. */
import { css } from 'lit';

export const dataCheckStyles = css`
  .body > section + section,
  .body > p + section {
    margin-top: var(--s5);
  }
  .head .muted {
    max-width: 80ch;
    margin-top: var(--s1);
  }
  .steps {
    margin: 0;
    padding-left: var(--s5);
  }
  .steps li {
    padding: var(--s1) 0;
    border-top: 1px solid var(--line);
  }
  .steps li > span {
    margin-right: var(--s3);
  }
  .adding {
    margin-top: var(--s3);
  }
  .step {
    display: flex;
    flex-wrap: wrap;
    align-items: flex-end;
    gap: var(--s3);
  }
  .step label {
    display: flex;
    flex-direction: column;
    gap: 2px;
    color: var(--muted);
    font-size: 12px;
  }
  .step label.flag {
    flex-direction: row;
    align-items: center;
    min-height: 28px;
  }
  .step input:not([type='checkbox']) {
    width: 160px;
  }
  .step .field {
    color: var(--ink);
    max-width: 100%;
  }
  .step .problem {
    flex-basis: 100%;
  }
  .sign > p {
    max-width: 90ch;
    margin-bottom: var(--s3);
  }
  .choices th[scope='row'] {
    max-width: 300px;
    color: var(--ink);
  }
  .choices td,
  .choices th {
    vertical-align: baseline;
  }
  .choices tbody tr {
    border-top: 1px solid var(--line);
  }
  .choices td.reason {
    text-align: left;
    white-space: normal;
  }
  .setting {
    width: 72px;
    text-align: right;
  }
  @media (max-width: 760px) {
    .choices th[scope='row'] {
      min-width: 150px;
      max-width: 160px;
    }
  }
`;
