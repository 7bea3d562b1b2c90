/** The styles of `measureEntry`, of their own because a panel has them before its first entry. */
import { css } from 'lit';
import { mathStyles } from '../ui/math';

export const measureStyles = css`
  ${mathStyles}
  .measure {
    max-width: 72ch;
  }
  .measure p,
  .measure .formula {
    margin: var(--s1) 0;
  }
  .measure .symbols,
  .measure cite {
    color: var(--muted);
    font-size: 12px;
    line-height: 16px;
    font-style: normal;
  }
  .measure .symbols {
    margin: 0 0 var(--s2);
  }
  .measure .lead {
    color: var(--muted);
    font-weight: 600;
    font-size: 12px;
  }
  .measure p.lead {
    margin: var(--s2) 0 0;
  }
  .measure .numbers {
    border-left: 2px solid var(--line);
    padding-left: var(--s3);
    margin: var(--s1) 0 var(--s2);
  }
  .measure .caveat {
    color: var(--loss);
    font-size: 12px;
    line-height: 16px;
  }
`;
