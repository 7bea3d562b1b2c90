import { html } from 'lit';
import { afterEach, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import type { AssetSearch } from '../../src/ui/asset-search';
import type { MixEditor, MixRow } from '../../src/ui/mix-editor';
import { all, expectAccessible, frames, heard, mount, press, settled, within } from './mount';

const rows: readonly MixRow[] = [
  { id: 'stocks', label: 'US stocks', color: 'var(--series-1)', weight: 5_000, locked: false },
  { id: 'bonds', label: 'US bonds', color: 'var(--series-2)', weight: 3_333, locked: true },
  { id: 'gold', label: 'Gold', color: 'var(--series-4)', weight: 1_667, locked: false },
];
const presets = [
  { id: 'balanced', label: 'Balanced', pressed: true },
  { id: 'equal', label: 'Equal', pressed: false },
];
const addable = () => [
  { id: 'here', title: 'In the data', assets: [{ id: 'oil', label: 'Oil' }] },
  {
    id: 'joined:old',
    title: 'Since 1871',
    note: 'monthly, 1871 to 2023',
    assets: [
      { id: 'sp', label: 'S&P' },
      { id: 'long', label: 'Long bonds' },
    ],
  },
];

afterEach(() => page.viewport(1280, 800));

test('has no accessibility violation, on a phone neither', async () => {
  const element = await editor();
  await expectAccessible(element);
  type(element, 'half');
  await settled(element);
  await expectAccessible(element);
  await page.viewport(390, 800);
  await expectAccessible(element);
});

test('shows the mix: weights, locks, presets and the total', async () => {
  const element = await editor();
  const texts = all<HTMLInputElement>(element, '.weight').map(({ value }) => value);
  expect(texts).toEqual(['50.0\u202f%', '33.3\u202f%', '16.7\u202f%']);
  expect(pressed(element, '.lock')).toEqual(['false', 'true', 'false']);
  expect(pressed(element, '.chip')).toEqual(['true', 'false']);
  expect(within(element, '.total').textContent).toContain('100.0\u202f%');
  expect(within(element, '.rule').textContent).toContain('unlocked others in proportion');
});

test('a typed weight is told once and is final', async () => {
  const element = await editor();
  const weights = heard('mix-weight');
  for (const text of ['60', '60 %', '60,5', '60.55']) type(element, text);
  expect(weights).toEqual([
    { id: 'stocks', weight: 6_000, final: true },
    { id: 'stocks', weight: 6_000, final: true },
    { id: 'stocks', weight: 6_050, final: true },
    { id: 'stocks', weight: 6_055, final: true },
  ]);
});

test('what is being typed outlasts that the page is drawn anew', async () => {
  const element = await editor();
  const weights = heard('mix-weight');
  const field = within<HTMLInputElement>(element, '.weight');
  field.focus();
  field.value = '6';
  field.dispatchEvent(new Event('input'));
  element.rows = rows.map((row) => ({ ...row }));
  await settled(element);
  expect(field.value).toBe('6');
  field.dispatchEvent(new Event('change'));
  expect(weights).toEqual([{ id: 'stocks', weight: 600, final: true }]);
  await settled(element);
  expect(field.value).toBe('50.0\u202f%');
});

test('what is not a weight is answered at the field and changes nothing', async () => {
  const element = await editor();
  const weights = heard('mix-weight');
  type(element, 'half');
  await settled(element);
  const field = within<HTMLInputElement>(element, '.weight');
  expect(weights).toEqual([]);
  expect(field.value).toBe('50.0\u202f%');
  expect(field.getAttribute('aria-invalid')).toBe('true');
  const sentence = within(element, `#${field.getAttribute('aria-describedby') ?? ''}`);
  expect(sentence.textContent).toBe('“half” is not a weight. Enter a number from 0 to 100.');
  type(element, '40');
  await settled(element);
  expect(weights).toHaveLength(1);
  expect(all(element, '.problem')).toHaveLength(0);
});

test('a slider tells every move and, at its end, the final one', async () => {
  const element = await editor();
  const weights = heard('mix-weight');
  const slider = within<HTMLInputElement>(element, '.range');
  slider.value = '5461';
  slider.dispatchEvent(new InputEvent('input', { bubbles: true }));
  slider.value = '5461';
  slider.dispatchEvent(new Event('change', { bubbles: true }));
  expect(weights).toEqual([
    { id: 'stocks', weight: 5_500, final: false },
    { id: 'stocks', weight: 5_500, final: true },
  ]);
});

test('arrow keys step 1 %, with shift and page keys 10 %, and release makes it final', async () => {
  const element = await editor();
  const weights = heard('mix-weight') as { weight: number; final: boolean }[];
  const slider = all<HTMLInputElement>(element, '.range')[1];
  press(slider, 'ArrowRight');
  press(slider, 'ArrowLeft');
  press(slider, 'ArrowUp', { shiftKey: true });
  press(slider, 'PageDown');
  press(slider, 'Home');
  press(slider, 'End');
  const final = weights.filter((detail) => detail.final).map(({ weight }) => weight);
  expect(final).toEqual([3_400, 3_300, 4_333, 2_333, 0, 10_000]);
  expect(weights).toHaveLength(12);
});

test('locks, removals and presets are told with their id', async () => {
  const element = await editor();
  const locks = heard('mix-lock');
  const removals = heard('mix-remove');
  const chosen = heard('mix-preset');
  all(element, '.lock')[0].click();
  all(element, '.lock')[1].click();
  all(element, '.remove')[2].click();
  all(element, '.chip')[1].click();
  expect(locks).toEqual([
    { id: 'stocks', locked: true },
    { id: 'bonds', locked: false },
  ]);
  expect(removals).toEqual([{ id: 'gold' }]);
  expect(chosen).toEqual([{ id: 'equal' }]);
});

test('the focus stays near what goes with what it did', async () => {
  const element = await editor();
  const label = () => element.shadowRoot?.activeElement?.getAttribute('aria-label');
  const without = async (...ids: string[]) => {
    element.rows = rows.filter(({ id }) => !ids.includes(id));
    await settled(element);
  };
  all(element, '.remove')[1].focus();
  await without('bonds');
  expect(label()).toBe('Remove Gold');
  await without('bonds', 'gold');
  expect(element.shadowRoot?.activeElement?.textContent?.trim()).toBe('+ Add asset');
  // Something has to be held.
  expect(all(element, '.remove')).toHaveLength(0);

  within(element, '.compare').focus();
  const one = { rows, summary: 'half' };
  element.compared = [
    { ...one, side: 'mix' },
    { ...one, side: 'compare' },
  ];
  element.side = 'compare';
  await settled(element);
  expect(label()).toContain('B');
  all(element, '.actions button').at(-1)?.focus();
  element.compared = [];
  await settled(element);
  expect(label()).toBe('Compare with…');
});

test('assets are searched and added by keyboard, and Esc gives the focus back', async () => {
  const element = await editor();
  const additions = heard('mix-add');
  const search = await openSearch(element);
  const field = within<HTMLInputElement>(search, 'input');
  const active = () => {
    const id = field.getAttribute('aria-activedescendant') ?? 'none';
    return within(search, `#${id}`).textContent?.trim();
  };
  expect(search.shadowRoot?.activeElement).toBe(field);
  await expectAccessible(element);
  expect(all(search, '[role=option]')).toHaveLength(3);
  expect(active()).toBe('Oil');
  press(field, 'ArrowUp');
  await settled(search);
  expect(active()).toBe('Long bonds');
  press(field, 'ArrowDown');
  press(field, 'ArrowDown');
  await settled(search);
  expect(active()).toBe('S&P');
  field.value = '1871 bo';
  field.dispatchEvent(new InputEvent('input', { bubbles: true }));
  await settled(search);
  expect(all(search, '[role=option]').map((one) => one.textContent?.trim())).toEqual([
    'Long bonds',
  ]);
  press(field, 'Enter');
  await settled(search);
  expect(additions).toEqual([{ group: 'joined:old', id: 'long' }]);
  expect(search.isOpen).toBe(false);

  await openSearch(element);
  press(within(search, 'input'), 'Escape');
  await settled(search);
  expect(search.isOpen).toBe(false);
  expect(element.shadowRoot?.activeElement?.textContent?.trim()).toBe('+ Add asset');
  expect(additions).toHaveLength(1);
});

test('what is not found is said', async () => {
  const element = await editor();
  const search = await openSearch(element);
  const field = within<HTMLInputElement>(search, 'input');
  field.value = 'bitcoin';
  field.dispatchEvent(new InputEvent('input', { bubbles: true }));
  await settled(search);
  expect(within(search, '[role=status]').textContent).toBe('No asset has all these words.');
  search.close();
});

test('a long mix is filtered and sorted, and folds what has no weight', async () => {
  const element = await editor();
  element.rows = Array.from({ length: 40 }, (_, i) => ({
    ...rows[0],
    id: `fund${i}`,
    label: `Fund ${i}`,
    weight: i < 10 ? 550 + 100 * i : 0,
  }));
  await settled(element);
  const names = () => all(element, '.name').map((name) => name.textContent);
  expect(names()).toHaveLength(10);
  const fold = within(element, '.asleep');
  expect(fold.textContent?.trim()).toBe('30 without weight');
  await expectAccessible(element);
  fold.click();
  await settled(element);
  expect(names()).toHaveLength(40);
  const order = within<HTMLSelectElement>(element, '.tools select');
  order.value = 'weight';
  order.dispatchEvent(new Event('change', { bubbles: true }));
  await settled(element);
  expect(names()[0]).toBe('Fund 9');
  const filter = within<HTMLInputElement>(element, '.tools input');
  filter.value = 'fund 3';
  filter.dispatchEvent(new InputEvent('input', { bubbles: true }));
  await settled(element);
  expect(names()).toHaveLength(11);
});

test('rows out of sight wait for the end of a move', async () => {
  const element = await editor();
  const funds = (weight: number) =>
    Array.from({ length: 100 }, (_, i) => ({
      ...rows[0],
      id: `f${i}`,
      label: `Fund ${i}`,
      weight,
    }));
  element.rows = funds(100);
  await settled(element);
  await frames(4);
  const move = async (weight: number, type: 'input' | 'change') => {
    within(element, '.range').dispatchEvent(new Event(type, { bubbles: true }));
    element.rows = funds(weight);
    await settled(element);
    const fields = all<HTMLInputElement>(element, '.weight');
    return [fields[0], fields[99]].map(({ value }) => parseFloat(value));
  };
  expect(await move(200, 'input')).toEqual([2, 1]);
  expect(await move(300, 'change')).toEqual([3, 3]);
});

test('buttons are large enough for a pointer, and for a finger on a phone', async () => {
  const element = await editor();
  const smallest = () =>
    Math.min(
      ...all(element, '.lock, .remove').flatMap((button) => {
        const { width, height } = button.getBoundingClientRect();
        return [width, height];
      }),
    );
  expect(smallest()).toBeGreaterThanOrEqual(24);
  await page.viewport(390, 800);
  element.expanded = true;
  await settled(element);
  expect(smallest()).toBeGreaterThanOrEqual(36);
});

test('setting a property fires nothing', async () => {
  const element = await editor();
  const weights = heard('mix-weight');
  element.rows = rows.map((row) => ({ ...row, weight: 3_333 }));
  await settled(element);
  expect(within<HTMLInputElement>(element, '.range').value).toBe('3333');
  expect(weights).toEqual([]);
});

test('on a phone it is one line that opens', async () => {
  await page.viewport(390, 800);
  const element = await editor();
  const body = within(element, '.body');
  expect(getComputedStyle(body).display).toBe('none');
  expect(within(element, '.sheet').textContent).toContain('50 % stocks · 50 % other');
  within(element, '.sheet button').click();
  await settled(element);
  expect(getComputedStyle(body).display).toBe('block');
  expect(within(element, '.sheet button').getAttribute('aria-expanded')).toBe('true');
});

function editor(): Promise<MixEditor> {
  return mount<MixEditor>(
    html`<mix-editor
      .rows=${rows}
      .presets=${presets}
      .addable=${addable}
      summary="50 % stocks · 50 % other"
    ></mix-editor>`,
  );
}

async function openSearch(element: MixEditor): Promise<AssetSearch> {
  const [add] = all(element, '.actions button');
  add.click();
  const search = within<AssetSearch>(element, 'mix-asset-search');
  await expect.poll(() => search.isOpen).toBe(true);
  await expect.poll(() => search.shadowRoot?.activeElement?.localName).toBe('input');
  return search;
}

function type(element: MixEditor, text: string): void {
  const field = within<HTMLInputElement>(element, '.weight');
  field.value = text;
  field.dispatchEvent(new Event('change', { bubbles: true }));
}

function pressed(element: MixEditor, selector: string): (string | null)[] {
  return all(element, selector).map((button) => button.getAttribute('aria-pressed'));
}
