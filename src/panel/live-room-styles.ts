/** The look of a room that stands by itself: its width decides, not that of the window. */
import { css } from 'lit';

export const liveRoomStyles = css`
  :host {
    display: block;
    container-type: inline-size;
    /* A frame that is as high as what it shows must not grow with its own height. */
    --window: 800px;
    background: var(--paper);
  }
  :host([hidden]) {
    display: none;
  }
  .notice {
    padding: var(--s3) var(--s4);
    border-bottom: 1px solid var(--line);
    background: var(--wash);
  }
  .loading {
    padding: var(--s5) var(--s4);
    min-height: 240px;
    color: var(--muted);
  }
  nav {
    padding: 0 var(--s4);
  }
  .bar {
    display: flex;
    flex-wrap: wrap;
    gap: var(--s1);
    align-items: center;
    padding: var(--s2) var(--s4);
    border-bottom: 1px solid var(--line);
  }
  .steps {
    margin-left: auto;
    display: flex;
    flex-wrap: wrap;
  }
  .body {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
  }
  mix-editor {
    border-bottom: 1px solid var(--line);
  }
  mix-check {
    display: block;
    padding: var(--s4);
    border-top: 1px solid var(--line);
    background: var(--wash);
  }
  .foot {
    padding: var(--s2) var(--s4);
    border-top: 1px solid var(--line);
    color: var(--muted);
    font-size: 12px;
    line-height: 16px;
  }
  .message:empty {
    display: none;
  }
  .message {
    padding: var(--s2) var(--s4);
    border-top: 1px solid var(--line);
    overflow-wrap: anywhere;
  }
  @container (min-width: 761px) {
    .with-mix {
      grid-template-columns: 296px minmax(0, 1fr);
    }
    .with-mix mix-editor {
      border-bottom: 0;
      border-right: 1px solid var(--line);
    }
  }
  @media print {
    .bar,
    nav,
    mix-editor {
      display: none;
    }
    .body.with-mix {
      grid-template-columns: minmax(0, 1fr);
    }
  }
`;
