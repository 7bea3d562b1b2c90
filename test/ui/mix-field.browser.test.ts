import { html } from 'lit';
import { afterEach, describe, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import type { FormField } from '../../src/ui/form-field';
import type { MixField } from '../../src/ui/mix-field';
import type { ParameterForm } from '../../src/ui/parameter-form';
import { all, expectAccessible, heard, mount, settled, within } from './mount';

const present = [5_000, 3_333, 1_667];

function fieldOf(weights: readonly number[] | undefined, more: Partial<FormField> = {}): FormField {
  const write = (next: readonly number[] | undefined) => next?.join() ?? '';
  return {
    id: 'otherMix',
    kind: 'mix',
    label: 'Compared with',
    help: 'Both on the same draws.',
    value: write(weights),
    mix: {
      assets: [
        { id: 'stocks', label: 'US stocks' },
        { id: 'bonds', label: 'US bonds' },
        { id: 'gold', label: 'Gold in a vault under a mountain far away from everything' },
      ],
      weights,
      present: { label: 'the same mix', weights: present },
      presets: [
        { id: 'sixty-forty', label: '60/40', weights: [6_000, 4_000, 0] },
        { id: 'equal', label: 'Equal', weights: [3_334, 3_333, 3_333] },
      ],
      scaled: (some) => (some.join() === '6000,3000,0' ? [6_667, 3_333, 0] : some),
      write,
    },
    ...more,
  };
}

let form: ParameterForm;

async function field(
  weights: readonly number[] | undefined,
  more: Partial<FormField> = {},
): Promise<MixField> {
  form = await mount<ParameterForm>(
    html`<mix-form .fields=${[fieldOf(weights, more)]}></mix-form>`,
  );
  const element = within<MixField>(form, 'mix-field');
  await settled(element);
  return element;
}

async function give(element: MixField, next: FormField): Promise<void> {
  form.fields = [next];
  await settled(form);
  await settled(element);
}

async function choose(element: MixField, label: string): Promise<void> {
  const select = within<HTMLSelectElement>(element, 'select');
  select.selectedIndex = labels(select).indexOf(label);
  select.dispatchEvent(new Event('change', { bubbles: true }));
  await settled(element);
}

async function type(element: MixField, i: number, text: string): Promise<void> {
  const input = within<HTMLInputElement>(element, `#weight-${i}`);
  input.value = text;
  input.dispatchEvent(new Event('change', { bubbles: true }));
  await settled(element);
}

function labels(select: HTMLSelectElement): string[] {
  return [...select.options].map(({ text }) => text.trim());
}

function chosen(element: MixField): string {
  const select = within<HTMLSelectElement>(element, 'select');
  return labels(select)[select.selectedIndex];
}

function shown(element: MixField): string[] {
  return all<HTMLInputElement>(element, 'input').map(({ value }) => value);
}

const told = (value: string) => ({ id: 'otherMix', value, final: true });

afterEach(() => page.viewport(1280, 800));

test('a second mix has no accessibility violation, with problems or on a phone neither', async () => {
  const element = await field([6_000, 3_000, 1_000], { problem: 'Gold is gone.' });
  await expectAccessible(form);
  await type(element, 2, '5');
  await expectAccessible(form);
  await type(element, 1, 'much');
  await page.viewport(390, 800);
  await expectAccessible(form);
  expect(document.documentElement.scrollWidth).toBe(390);
});

test('a second mix is the present one, a preset or an own one', async () => {
  const element = await field(undefined);
  const select = within<HTMLSelectElement>(element, 'select');
  expect(labels(select)).toEqual(['the same mix', '60/40', 'Equal', 'Own mix']);
  expect([chosen(element), shown(element)]).toEqual(['the same mix', []]);
  await give(element, fieldOf([3_334, 3_333, 3_333]));
  expect([chosen(element), shown(element)]).toEqual(['Equal', ['33.34', '33.33', '33.33']]);
  await give(element, fieldOf([6_050, 3_950, 0]));
  expect([chosen(element), shown(element)]).toEqual(['Own mix', ['60.5', '39.5', '0']]);
  expect(within(element, '.weights + .help').textContent).toBe('Total 100 %');
});

test('each choice fills the weights and is told', async () => {
  const element = await field(undefined);
  const events = heard('mix-parameter');
  await choose(element, '60/40');
  expect(shown(element)).toEqual(['60', '40', '0']);
  await choose(element, 'Own mix');
  expect([chosen(element), shown(element)]).toEqual(['Own mix', ['60', '40', '0']]);
  await choose(element, 'the same mix');
  expect(shown(element)).toEqual([]);
  await choose(element, 'Own mix');
  expect(shown(element)).toEqual(['50', '33.33', '16.67']);
  expect(events.at(0)).toEqual(told('6000,4000,0'));
  expect(events.at(-1)).toEqual(told(present.join()));
});

test('back to the present mix is told as nothing', async () => {
  const element = await field([6_000, 4_000, 0]);
  const events = heard('mix-parameter');
  await choose(element, 'the same mix');
  expect(events).toEqual([told('')]);
});

test('weights are told once they sum to the whole', async () => {
  const element = await field([6_000, 4_000, 0]);
  const events = heard('mix-parameter');
  await type(element, 1, '30 %');
  expect(chosen(element)).toBe('Own mix');
  expect(within(element, '.problem').textContent).toBe(
    'The weights sum to 90 %, not to 100 %. They count once they do.',
  );
  expect(events).toEqual([]);
  await type(element, 2, '10,0');
  expect(events).toEqual([told('6000,3000,1000')]);
  expect(all(element, '.problem')).toEqual([]);
});

test('weights can be scaled to the whole', async () => {
  const element = await field([6_000, 4_000, 0]);
  const events = heard('mix-parameter');
  await type(element, 1, '30');
  within(element, '.sum button').click();
  await settled(element);
  expect(shown(element)).toEqual(['66.67', '33.33', '0']);
  expect(events).toEqual([told('6667,3333,0')]);
});

test('what is no weight keeps its text, is answered at its field and tells nothing', async () => {
  const element = await field([6_000, 4_000, 0]);
  const events = heard('mix-parameter');
  await type(element, 1, 'half');
  const input = within<HTMLInputElement>(element, '#weight-1');
  expect(input.value).toBe('half');
  expect(input.getAttribute('aria-describedby')).toBe('problem-1');
  expect(within(element, '#problem-1').textContent).toContain('“half” is not a weight');
  await type(element, 0, '50');
  expect(shown(element)).toEqual(['50', 'half', '0']);
  expect(events).toEqual([]);
  await type(element, 1, '50');
  expect(events).toEqual([told('5000,5000,0')]);
});

describe('what comes down', () => {
  test('leaves alone what is still being written', async () => {
    const element = await field([6_000, 4_000, 0]);
    await type(element, 1, '30');
    await give(element, fieldOf([6_000, 4_000, 0]));
    expect([chosen(element), shown(element)]).toEqual(['Own mix', ['60', '30', '0']]);
  });

  test('leaves alone what was told: an own mix may be as a preset is', async () => {
    const element = await field(undefined);
    await choose(element, '60/40');
    await give(element, fieldOf([6_000, 4_000, 0]));
    expect(chosen(element)).toBe('60/40');
    await choose(element, 'Own mix');
    await type(element, 0, '50');
    await type(element, 1, '50');
    await give(element, fieldOf([5_000, 5_000, 0]));
    await type(element, 0, '60');
    await type(element, 1, '40');
    await give(element, fieldOf([6_000, 4_000, 0]));
    expect(chosen(element)).toBe('Own mix');
  });

  test('is shown where it is news', async () => {
    const element = await field([6_000, 4_000, 0]);
    await type(element, 1, '30');
    await type(element, 2, '10');
    await give(element, fieldOf([6_000, 3_000, 1_000]));
    await give(element, fieldOf([6_000, 4_000, 0]));
    expect([chosen(element), shown(element)]).toEqual(['60/40', ['60', '40', '0']]);
    await give(element, fieldOf([6_000, 3_000, 1_000]));
    expect(shown(element)).toEqual(['60', '30', '10']);
    await give(element, fieldOf(undefined));
    expect(chosen(element)).toBe('the same mix');
  });
});
