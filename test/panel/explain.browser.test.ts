import { html } from 'lit';
import { afterAll, afterEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { createEngine } from '../../src/engine/engine';
import { MixPanel } from '../../src/panel/panel';
import { all, expectAccessible, frames, mount, within } from '../ui/mount';
import { madeUp, scenarioOf } from '../analyses/made-up';

customElements.define('mix-panel', MixPanel);
const engine = createEngine({ workers: 'inline' });
afterAll(() => engine.close());
afterEach(() => page.viewport(1280, 800));

const wave = (size: number, turn: number) =>
  Float64Array.from({ length: 120 }, (_, t) => 0.004 + size * Math.sin(t * turn));
const dataset = madeUp({ stocks: wave(0.05, 1.3), bonds: wave(0.01, 2.1) });
const scenario = scenarioOf(dataset, { stocks: 6_000, bonds: 4_000 });
const beside = scenarioOf(dataset, { stocks: 6_000, bonds: 4_000 }, { analysis: 'value-at-risk' });

async function panel(second = false): Promise<MixPanel> {
  const other = { assets: ['stocks', 'bonds'], weights: [2_000, 8_000] };
  const shown = second ? { ...scenario, compare: other } : scenario;
  const element = await mount<MixPanel>(
    html`<mix-panel
      .engine=${engine}
      .scenario=${shown}
      .data=${dataset}
      .glances=${[beside]}
    ></mix-panel>`,
  );
  await expect.poll(() => all(element, '.figure .explain').length, { timeout: 30_000 }).toBe(6);
  return element;
}

const labels = (element: MixPanel) => all(element, '.figure .explain');

async function explain(element: MixPanel, asker: HTMLElement): Promise<HTMLDialogElement> {
  asker.click();
  await expect.poll(() => all<HTMLDialogElement>(element, '#explain')[0]?.open).toBe(true);
  const dialog = within<HTMLDialogElement>(element, '#explain');
  await expect.poll(() => dialog.querySelectorAll('math').length).toBeGreaterThan(1);
  await frames();
  return dialog;
}

const flat = (node: Element) => (node.textContent ?? '').replaceAll(/\s+/g, ' ').trim();

test('a figure opens what there is to say of its measure, and gets the focus back', async () => {
  const element = await panel();
  const asker = labels(element).find((one) => flat(one) === 'Volatility a year');
  if (asker === undefined) throw new Error('no volatility');
  asker.focus();
  const dialog = await explain(element, asker);
  expect(element.shadowRoot?.activeElement?.id).toBe('explain-title');
  const said = flat(dialog);
  for (const part of [
    'Volatility a year',
    'Standard deviation of the returns',
    'With the numbers of this mix',
    'When it misleads',
    'What it assumes',
    'Markowitz',
  ]) {
    expect(said).toContain(part);
  }
  const value = flat(asker.closest('.figure')?.querySelector('dd') ?? dialog).split('history')[0];
  expect(flat(dialog.querySelector('.numbers') ?? dialog)).toContain(`=${value}`);
  expect(dialog.querySelector('a')?.hash).toBe('#glossary/mix-summary.volatility');
  await expectAccessible(element);
  await userEvent.keyboard('{Escape}');
  await expect.poll(() => all(element, '#explain')).toEqual([]);
  expect(element.shadowRoot?.activeElement).toBe(asker);
}, 60_000);

test('a figure of another room is explained by that room', async () => {
  const element = await panel();
  const asker = labels(element).at(-1);
  if (asker === undefined) throw new Error('no figure');
  const dialog = await explain(element, asker);
  expect(flat(within(dialog, 'h2'))).toBe('Value at risk');
  expect(dialog.querySelector('a')?.hash).toBe('#glossary/value-at-risk.valueAtRisk');
  // All of that room is computed once it is asked for.
  await expect
    .poll(() => flat(dialog), { timeout: 30_000 })
    .toContain('With the numbers of this mix');
}, 30_000);

test('a click beside it closes it', async () => {
  const element = await panel();
  const dialog = await explain(element, labels(element)[0]);
  dialog.dispatchEvent(new MouseEvent('click', { bubbles: true }));
  await expect.poll(() => all(element, '#explain')).toEqual([]);
}, 30_000);

test('of two mixes both are put into the formula', async () => {
  const element = await panel(true);
  const dialog = await explain(element, labels(element)[0]);
  const numbers = within(dialog, '.numbers');
  const found = () => [...numbers.querySelectorAll('.letter')].map(flat);
  await expect.poll(() => found().length).toBe(2);
  const letters = found();
  expect(letters[0]).not.toBe(letters[1]);
  const [one, other] = [...numbers.querySelectorAll('.formula')].map(flat);
  expect(one).not.toBe(other);
}, 30_000);

test('it stands inside a wide page below its figure, and at the foot of a phone', async () => {
  await page.viewport(1280, 800);
  const element = await panel();
  const [asker] = labels(element);
  const wide = (await explain(element, asker)).getBoundingClientRect();
  const figure = asker.closest('.figure')?.getBoundingClientRect();
  expect(wide.top).toBeGreaterThanOrEqual(figure?.bottom ?? NaN);
  expect(wide.bottom).toBeLessThanOrEqual(800);
  within<HTMLDialogElement>(element, '#explain').close();
  await expect.poll(() => all(element, '#explain')).toEqual([]);
  await page.viewport(360, 740);
  const sheet = (await explain(element, labels(element)[0])).getBoundingClientRect();
  expect([sheet.left, sheet.right, sheet.bottom]).toEqual([0, 360, 740]);
  expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(360);
}, 30_000);
