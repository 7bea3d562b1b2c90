/** What the tests of elements share: mounting, waiting, events, accessibility, policy. */
import axe from 'axe-core';
import { html, render, type TemplateResult } from 'lit';
import { afterEach, beforeEach, expect } from 'vitest';
import { installTheme, setTheme } from '../../src/ui/theme';
import '../../src/ui/register';
import '../../src/ui/register-fields';

let place: HTMLElement;
let breaches: string[] = [];

document.addEventListener('securitypolicyviolation', (event) => {
  breaches.push(`${event.effectiveDirective} ${event.blockedURI}`);
});

beforeEach(() => {
  installTheme();
  // The strictest part of the page's policy that a running page can take on: no inline styles.
  const policy = document.createElement('meta');
  policy.httpEquiv = 'Content-Security-Policy';
  policy.content = "style-src-attr 'none'";
  if (document.head.querySelector('meta[http-equiv]') === null) document.head.append(policy);
  breaches = [];
  place = document.createElement('main');
  document.body.append(place);
});

afterEach(() => {
  place.remove();
  setTheme('system');
  expect(breaches).toEqual([]);
});

export async function mount<E extends HTMLElement>(template: TemplateResult): Promise<E> {
  render(html`${template}`, place);
  const element = place.firstElementChild as E;
  await settled(element);
  return element;
}

export async function settled(element: Element): Promise<void> {
  await (element as { updateComplete?: Promise<boolean> }).updateComplete;
}

export async function frames(count = 2): Promise<void> {
  for (let i = 0; i < count; i++) await new Promise((done) => requestAnimationFrame(done));
}

// oxlint-disable-next-line typescript/no-unnecessary-type-parameters
export function within<E extends Element = HTMLElement>(element: Element, selector: string): E {
  const found = (element.shadowRoot ?? element).querySelector<E>(selector);
  if (found === null) throw new Error(`no ${selector} in ${element.localName}`);
  return found;
}

export function all<E extends Element = HTMLElement>(element: Element, selector: string): E[] {
  return [...(element.shadowRoot ?? element).querySelectorAll<E>(selector)];
}

/** The details of the events of a type that reach the document. */
export function heard(type: string): unknown[] {
  const details: unknown[] = [];
  place.addEventListener(type, (event) => details.push((event as CustomEvent<unknown>).detail));
  return details;
}

export function press(
  target: Element,
  key: string,
  options: KeyboardEventInit = {},
): KeyboardEvent {
  const init = { key, bubbles: true, composed: true, cancelable: true, ...options };
  const event = new KeyboardEvent('keydown', init);
  target.dispatchEvent(event);
  target.dispatchEvent(new KeyboardEvent('keyup', init));
  return event;
}

/** No violation that axe knows of, in the light and in the dark theme. */
export async function expectAccessible(element: Element): Promise<void> {
  for (const theme of ['light', 'dark'] as const) {
    setTheme(theme);
    await settled(element);
    await frames();
    const result = await axe.run(element);
    const found = result.violations.flatMap(({ id, nodes }) =>
      nodes.map((node) => `${theme}: ${id}: ${node.html} ${node.failureSummary ?? ''}`),
    );
    expect(found).toEqual([]);
  }
}
