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
