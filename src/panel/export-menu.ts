/** The menu of what a person can take away from a panel, as a native popover. */
import { html, type TemplateResult } from 'lit';
import { giveFocusBack } from '../ui/open-layer';
import { words } from './words';

export interface ExportItem {
  readonly label: string;
  readonly note: string;
  /** Absent where there is nothing to take away yet. */
  readonly act?: () => unknown;
}

export function exportMenu(items: readonly ExportItem[]): TemplateResult {
  return html`<button class="quiet" popovertarget="export" aria-haspopup="dialog">
      ${words.export} <span aria-hidden="true">▾</span>
    </button>
    <div id="export" popover role="dialog" aria-label=${words.export} @beforetoggle=${beforeToggle}>
      ${items.map(
        ({ label, note, act }) =>
          html`<button
            class="item"
            ?disabled=${act === undefined}
            @click=${(event: Event) => {
              // Closed first: it would be on the print as well.
              closePopover(event);
              act?.();
            }}
          >
            ${label}<small>${note}</small>
          </button>`,
      )}
    </div>`;
}

const WIDTH = 304;
const EDGE = 8;

function beforeToggle(event: ToggleEvent): void {
  const menu = event.target as HTMLElement;
  const button = menu.previousElementSibling as HTMLElement;
  if (event.newState === 'open') place(menu, button.getBoundingClientRect());
  giveFocusBack(event);
}

/** Below its button: a popover stands above everything, so its place is told in the page's terms. */
function place(menu: HTMLElement, button: DOMRect): void {
  const { clientWidth } = document.documentElement;
  const right = Math.min(clientWidth - button.right, clientWidth - WIDTH - EDGE);
  menu.style.setProperty('--top', `${button.bottom + window.scrollY}px`);
  menu.style.setProperty('--right', `${Math.max(EDGE, right)}px`);
  menu.style.setProperty('--width', `${WIDTH}px`);
}

function closePopover({ currentTarget }: Event): void {
  const menu = (currentTarget as Element).closest<HTMLElement>('[popover]');
  // A browser without popovers shows the menu in its place.
  if (menu !== null && 'hidePopover' in menu) menu.hidePopover();
}
