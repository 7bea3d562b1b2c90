/** The look of the lessons: prose as in a book, rooms as wide as the page. */
import { css } from 'lit';
import { mathStyles } from '../ui/math';

export const lessonsStyles = css`
  ${mathStyles}
  .kind {
    color: var(--muted);
    font-size: 12px;
    line-height: 16px;
  }
  .intro,
  .prose > p,
  .prose > ul,
  .prose > ol,
  .formula,
  .notice {
    max-width: 68ch;
  }
  .intro {
    font: 400 16px/24px var(--serif);
    color: var(--muted);
    margin: var(--s1) 0 var(--s4);
  }
  h2 {
    font: 400 20px/28px var(--serif);
    color: var(--ink);
    margin: var(--s6) 0 var(--s2);
  }
  .prose > p,
  .prose > ul,
  .prose > ol {
    font: 400 16px/24px var(--serif);
    margin: 0 0 var(--s3);
  }
  .prose > ul,
  .prose > ol {
    padding-left: var(--s5);
  }
  .prose li {
    margin-bottom: var(--s1);
  }
  .prose .scroll {
    max-width: 68ch;
    margin: var(--s3) 0 var(--s4);
  }
  .prose .scroll table {
    font-size: 14px;
    line-height: 20px;
  }
  .prose th,
  .prose td {
    border-bottom: 1px solid var(--line);
  }
  .prose code {
    font-size: 0.85em;
    overflow-wrap: anywhere;
  }
  .formula {
    margin: var(--s3) 0 var(--s4);
    padding-left: var(--s4);
    border-left: 2px solid var(--line);
    overflow-x: auto;
  }
  .formula p {
    color: var(--muted);
    font-size: 12px;
    line-height: 16px;
    margin-top: var(--s2);
  }
  .notice {
    border: 1px solid var(--line);
    border-radius: 4px;
    padding: var(--s3) var(--s4);
    color: var(--muted);
  }
  .sources {
    padding-left: var(--s4);
    color: var(--muted);
    max-width: 76ch;
  }
  .contents {
    padding: 0;
    margin: var(--s5) 0;
    list-style: none;
    max-width: 76ch;
    border-bottom: 1px solid var(--line);
  }
  .contents li {
    display: grid;
    grid-template-columns: 32px minmax(0, 1fr);
    padding: var(--s3) 0;
    border-top: 1px solid var(--line);
    color: var(--muted);
  }
  .contents a {
    font: 400 16px/24px var(--serif);
  }
  .bar {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: var(--s2) var(--s5);
    margin: var(--s5) 0;
  }
  .bar > span {
    margin-left: auto;
  }
  @media print {
    .bar {
      display: none;
    }
    h2 {
      break-after: avoid;
    }
    .formula,
    .prose .scroll {
      break-inside: avoid;
    }
    .notice {
      display: block;
    }
  }
`;
