/** The layout of the glossary. */
import { css } from 'lit';

export const glossaryStyles = css`
  :host {
    max-width: 820px;
  }
  .intro {
    color: var(--muted);
    max-width: 68ch;
    margin: var(--s1) 0 var(--s4);
  }
  .search {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--s2) var(--s3);
    margin-bottom: var(--s4);
  }
  .search input {
    flex: 1 1 200px;
    max-width: 360px;
  }
  details {
    scroll-margin-top: var(--s4);
  }
  summary {
    font-weight: 600;
  }
  summary span {
    font-weight: 400;
  }
  .body {
    padding-left: var(--s4);
    max-width: 72ch;
  }
  .foot {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: var(--s1) var(--s3);
    margin-top: var(--s2);
    font-size: 12px;
  }
  @media print {
    .search,
    .foot {
      display: none;
    }
  }
`;
