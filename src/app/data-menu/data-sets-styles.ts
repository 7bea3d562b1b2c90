/** What opens below the button of the data. */
import { css } from 'lit';

export const dataSetsStyles = css`
  :host {
    display: block;
  }
  small {
    color: var(--muted);
    font-size: 12px;
  }
  fieldset {
    border: 0;
    padding: 0;
    margin: 0 0 var(--s4);
    min-width: 0;
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
    overflow-wrap: anywhere;
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
  input:not([type='radio'], [type='checkbox']),
  select {
    border: 1px solid var(--line);
    border-radius: 4px;
    padding: 2px var(--s2);
    background: var(--paper);
    width: 136px;
  }
  .inset {
    margin-left: calc(-1 * var(--s2));
  }
  .buttons {
    margin-bottom: var(--s4);
  }
  .own-set + .own-set {
    margin-top: var(--s1);
  }
  .acts {
    margin: -2px 0 0 13px;
  }
  .acts .quiet {
    font-size: 12px;
    padding: 0 var(--s2);
    min-height: 24px;
  }
  .rename {
    display: flex;
    gap: var(--s1);
    padding: var(--s1) 0;
  }
  .rename input:not([type='radio']) {
    flex: 1;
    min-width: 0;
  }
  .source {
    display: flex;
    align-items: baseline;
    gap: var(--s2);
  }
  .source + .source {
    border-top: 1px solid var(--line);
  }
  .source details {
    flex: 1;
    min-width: 0;
    border: 0;
  }
  .source summary {
    padding: var(--s1) 0;
    cursor: pointer;
    overflow-wrap: anywhere;
  }
  .assets {
    margin: 0 0 var(--s2) var(--s4);
    max-height: 264px;
    overflow: auto;
    padding: 2px;
  }
  .assets input[type='search'] {
    width: 100%;
  }
  .pair {
    display: grid;
    grid-template-columns: 1fr 1fr;
    gap: var(--s4);
    margin-top: var(--s2);
  }
  .pair label {
    display: block;
    font-size: 12px;
    color: var(--muted);
  }
  .pair select {
    width: 100%;
    font-size: 14px;
    color: var(--ink);
  }
  .dropped {
    margin-top: var(--s2);
    line-height: 16px;
  }
  .storage {
    margin-bottom: var(--s2);
  }
  .storage .quiet {
    font-size: 12px;
  }
  .recent ul {
    margin: 0;
    padding: 0;
    list-style: none;
    max-height: 240px;
    overflow-y: auto;
  }
  .recent li .quiet {
    width: 100%;
    margin: 0 calc(-1 * var(--s2));
    text-align: left;
    white-space: normal;
  }
  .recent small {
    display: block;
  }
  .narrow {
    display: none;
  }
  @media (max-width: 760px) {
    .narrow {
      display: block;
    }
    .pair {
      grid-template-columns: 1fr;
      gap: var(--s2);
    }
  }
`;
