/** The look of the embed builder. */
import { css } from 'lit';

export const embedBuilderStyles = css`
  form {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 460px), 1fr));
    gap: var(--s5);
    align-items: start;
    margin: var(--s4) 0 var(--s5);
  }
  fieldset {
    border: 0;
    border-top: 1px solid var(--line);
    margin: 0;
    padding: var(--s3) 0 0;
    min-width: 0;
    display: grid;
    gap: var(--s2);
    justify-items: start;
  }
  legend {
    padding: 0 var(--s2) 0 0;
    font: 600 12px/16px var(--sans);
    color: var(--muted);
  }
  .help {
    color: var(--muted);
    font-size: 12px;
    line-height: 16px;
    max-width: 68ch;
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    gap: var(--s1) var(--s2);
    align-items: center;
    max-width: 100%;
  }
  .row label {
    min-width: 136px;
    color: var(--muted);
  }
  .row select {
    max-width: 100%;
  }
  .box {
    display: flex;
    gap: var(--s2);
    align-items: center;
    min-height: 28px;
  }
  .boxes {
    display: flex;
    flex-wrap: wrap;
    gap: 0 var(--s4);
  }
  .scroll {
    max-width: 100%;
    overflow-x: auto;
  }
  td,
  th {
    text-align: left;
    padding: 2px var(--s3) 2px 0;
    font-weight: 400;
  }
  thead th {
    color: var(--muted);
    font-size: 12px;
  }
  td input {
    width: 88px;
    text-align: right;
  }
  .long {
    width: min(100%, 320px);
  }
  ul {
    list-style: none;
    margin: 0;
    padding: 0;
  }
  .take {
    max-width: 100%;
  }
  .notice {
    padding: var(--s3);
    background: var(--wash);
  }
  iframe {
    border: 1px solid var(--line);
    max-width: 100%;
    display: block;
  }
  .results {
    display: grid;
    gap: var(--s5);
    margin-top: var(--s5);
  }
  .result {
    display: grid;
    gap: var(--s1);
    justify-items: start;
  }
  textarea {
    width: 100%;
    font: 12px/18px var(--mono);
    overflow-wrap: anywhere;
    resize: vertical;
  }
`;
