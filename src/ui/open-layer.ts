/** Whether a menu or a dialog is open anywhere on the page: Esc is meant for it then. */
export function hasOpenLayer(root: Document | ShadowRoot = document): boolean {
  // A browser without popovers does not know the selector, and shows menus in their place.
  const open = CSS.supports('selector(:popover-open)')
    ? ':popover-open, dialog[open]'
    : 'dialog[open]';
  if (root.querySelector(open) !== null) return true;
  return [...root.querySelectorAll('*')].some(
    ({ shadowRoot }) => shadowRoot !== null && hasOpenLayer(shadowRoot),
  );
}

/** For `beforetoggle` of a popover behind its button: closed, it gives the focus back. */
export function giveFocusBack({ target, newState }: ToggleEvent): void {
  const menu = target as HTMLElement;
  // Inside a shadow root browsers forget where the focus came from.
  if (newState === 'closed' && menu.matches(':focus-within')) {
    (menu.previousElementSibling as HTMLElement).focus();
  }
}
