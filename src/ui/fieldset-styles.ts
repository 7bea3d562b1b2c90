/** The look of a field that is a group of controls with a heading. */
import { css } from 'lit';

export const fieldsetStyles = css`
  fieldset {
    border: 0;
    padding: 0;
    min-width: 0;
  }
  legend,
  .help {
    font-size: 12px;
    line-height: 16px;
    color: var(--muted);
    padding: 0;
  }
  .help {
    max-width: 68ch;
    margin-bottom: var(--s1);
  }
  .help:empty {
    margin: 0;
  }
`;
