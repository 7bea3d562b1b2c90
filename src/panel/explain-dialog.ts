/**
 * The explanation of one measure beside the figure that asked for it: a native dialog, on a
 * narrow page a sheet at its foot.
 */
import { css, html, nothing, type TemplateResult } from 'lit';
import { glossaryLink, measureEntry, type MeasureEntry } from './measure-entry';
import { words } from './words';

export function explainDialog(
  entry: MeasureEntry,
  onClose: () => void,
  hasGlossary: boolean,
): TemplateResult {
  return html`<dialog
    id="explain"
    aria-labelledby="explain-title"
    @close=${onClose}
    @click=${closeOutside}
  >
    <div class="sheet">
      <header>
        <h2 id="explain-title" tabindex="-1">${entry.text.label}</h2>
        <button class="quiet" @click=${close}>${words.close}</button>
      </header>
      ${measureEntry(entry)}
      ${
        hasGlossary
          ? html`<p>
              <a href=${glossaryLink(entry.room, entry.id)} @click=${close}>${words.inGlossary}</a>
            </p>`
          : nothing
      }
    </div>
  </dialog>`;
}

const WIDTH = 480;
const EDGE = 8;
/** Less room than this below a figure, and the dialog stands where there is more. */
const ENOUGH = 360;
/** Less than this on either side, and it covers the figure. */
const LEAST = 200;

/** Opens it below what asked for it, or above where there is more room. */
export function openBeside(dialog: HTMLDialogElement, asker: Element): void {
  adopt(dialog.getRootNode() as ShadowRoot);
  // What it explains stays in sight.
  const { left, top, bottom } = (asker.closest('.figure, tr') ?? asker).getBoundingClientRect();
  const { clientWidth, clientHeight } = document.documentElement;
  const below = clientHeight - bottom - 2 * EDGE;
  const above = top - 2 * EDGE;
  const isBelow = below >= Math.min(ENOUGH, above);
  const set = (name: string, value: number | string) =>
    dialog.style.setProperty(name, typeof value === 'number' ? `${value}px` : value);
  set('--left', Math.max(EDGE, Math.min(left, clientWidth - WIDTH - EDGE)));
  if (Math.max(below, above) < LEAST) {
    set('--top', EDGE);
    set('--bottom', 'auto');
    set('--height', clientHeight - 2 * EDGE);
  } else {
    set('--top', isBelow ? bottom + EDGE : 'auto');
    set('--bottom', isBelow ? 'auto' : clientHeight - top + EDGE);
    set('--height', isBelow ? below : above);
  }
  dialog.showModal();
  // The title rather than the button: what is to be read begins here.
  dialog.querySelector<HTMLElement>('h2')?.focus();
  dialog.scrollTop = 0;
}

/** The panel is there before the dialog, so its styles come later as well. */
function adopt({ adoptedStyleSheets }: ShadowRoot): void {
  const { styleSheet } = styles;
  if (styleSheet === undefined || adoptedStyleSheets.includes(styleSheet)) return;
  adoptedStyleSheets.push(styleSheet);
}

/** The backdrop belongs to the dialog, the content to its child. */
function closeOutside(event: Event): void {
  if (event.target === event.currentTarget) close(event);
}

function close({ currentTarget }: Event): void {
  (currentTarget as Element).closest('dialog')?.close();
}

const styles = css`
  #explain {
    position: fixed;
    inset: var(--top, auto) auto var(--bottom, auto) var(--left, auto);
    width: 480px;
    max-width: calc(100vw - 16px);
    max-height: var(--height);
    margin: 0;
    padding: 0;
    overflow: auto;
    overscroll-behavior: contain;
    border: 1px solid var(--muted);
    border-radius: 4px;
    background: var(--paper);
    color: var(--ink);
  }
  #explain::backdrop {
    background: transparent;
  }
  .sheet {
    padding: var(--s3) var(--s4) var(--s4);
  }
  .sheet header {
    display: flex;
    align-items: baseline;
    justify-content: space-between;
    gap: var(--s3);
  }
  .sheet h2 {
    font-size: 14px;
    line-height: 20px;
    color: var(--ink);
    margin: 0;
    outline: 0;
  }
  .sheet > p {
    margin: var(--s3) 0 0;
  }
  @media (max-width: 760px) {
    #explain {
      inset: auto 0 0;
      width: 100%;
      max-width: 100%;
      max-height: 80vh;
      border-width: 1px 0 0;
      border-radius: 8px 8px 0 0;
    }
    #explain::backdrop {
      background: rgb(0 0 0 / 40%);
    }
  }
  @media print {
    #explain {
      display: none;
    }
  }
`;
