/** What the dialog adds to the frame of the one for a person's own file. */
import { css } from 'lit';

export const syntheticStyles = css`
  @media (min-width: 761px) {
    dialog.synthetic {
      width: min(960px, 100vw - 2 * var(--s5));
    }
    .halves {
      display: grid;
      grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
      gap: var(--s5);
    }
  }
  .halves > * > * + * {
    margin-top: var(--s3);
  }
  .halves > .truth {
    margin-top: 0;
  }
  @media (max-width: 760px) {
    .halves > .truth {
      margin-top: var(--s4);
    }
  }
  td {
    white-space: nowrap;
  }
  .waiting td:last-child {
    opacity: 0.5;
  }
`;
