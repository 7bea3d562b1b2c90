import { html } from 'lit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { EmbedBuilder } from '../../../src/app/embed/embed-builder';
import { decodeScenario } from '../../../src/analyses/link';
import { emptyState, type State } from '../../../src/app/state';
import { createEngine } from '../../../src/engine/engine';
import { readExercise } from '../../../src/panel/exercise-query';
import { scenarioOf, madeUp } from '../../analyses/made-up';
import { all, expectAccessible, heard, mount, within } from '../../ui/mount';

customElements.define('mix-embed-builder', EmbedBuilder);
const engine = createEngine({ workers: 'inline' });
afterAll(() => engine.close());

const wave = (size: number, turn: number) =>
  Float64Array.from({ length: 120 }, (_, t) => 0.004 + size * Math.sin(t * turn));
const dataset = madeUp({ stocks: wave(0.05, 1.3), bonds: wave(0.01, 2.1) });
const scenario = {
  ...scenarioOf(dataset, { stocks: 6_000, bonds: 4_000 }, { analysis: 'value-at-risk' }),
  seed: 11,
};
const state: State = { ...emptyState, scenario, dataset, sources: [dataset] };

let builder: EmbedBuilder;
const open = async (shown: State = state) => {
  builder = await mount<EmbedBuilder>(
    html`<mix-embed-builder .state=${shown} .engine=${engine}></mix-embed-builder>`,
  );
};

beforeAll(() => {
  // The frame itself is no part of this test.
  Object.defineProperty(HTMLIFrameElement.prototype, 'src', { value: '', writable: true });
});

const pasted = () => within<HTMLTextAreaElement>(builder, '#link').value;
const query = () => readExercise(new URL(pasted()).search);

function enter(selector: string, value: string): void {
  const field = within<HTMLInputElement | HTMLSelectElement>(builder, selector);
  field.value = value;
  for (const type of ['input', 'change']) field.dispatchEvent(new Event(type));
}

async function settle(label: RegExp, freedom: string): Promise<void> {
  const row = await expect
    .poll(() => all(builder, 'tbody tr').find(({ textContent }) => label.test(textContent)))
    .toBeDefined()
    .then(() => all(builder, 'tbody tr').find(({ textContent }) => label.test(textContent)));
  const select = row?.querySelector('select');
  if (!select) throw new Error(`no ${String(label)}`);
  select.value = freedom;
  select.dispatchEvent(new Event('change'));
  await builder.updateComplete;
}

test('what a teacher settles stands in the address, and in every form of it', async () => {
  await open();
  expect(query()).toMatchObject({ notices: [], exercise: { layout: 'panel', lock: [] } });
  expect(decodeScenario(new URL(pasted()).hash.slice(3)).seed).toBe(11);
  await settle(/^\s*Mix/, 'locked');
  await settle(/Horizon/, 'hidden');
  enter('#layout', 'lab');
  enter('#theme', 'dark');
  enter('#locale', 'de');
  await builder.updateComplete;
  expect(query()).toMatchObject({
    theme: 'dark',
    locale: 'de',
    exercise: { layout: 'lab', lock: ['mix'], hide: ['horizon'] },
  });
  const { search, hash } = new URL(pasted());
  const escaped = `${search}${hash}`.replaceAll('&', '&amp;');
  expect(within<HTMLTextAreaElement>(builder, '#frame').value).toContain(`embed.html${escaped}"`);
  expect(within<HTMLTextAreaElement>(builder, '#element').value).toContain(
    `state="${hash.slice(3)}" exercise="${search.slice(1).replaceAll('&', '&amp;')}"`,
  );
  await expectAccessible(builder);
});

test('bounds are read in the locale, one end may be open, and nonsense is told', async () => {
  await open();
  await settle(/Horizon/, 'free');
  const bounds = () =>
    all(builder, 'tbody tr')
      .find(({ textContent }) => /Horizon/.test(textContent))
      ?.querySelectorAll('input');
  const put = async (end: number, text: string) => {
    const input = bounds()?.item(end);
    if (!input) throw new Error('no bound');
    input.value = text;
    input.dispatchEvent(new Event('input'));
    await builder.updateComplete;
  };
  await put(1, '12');
  expect(query().exercise.ranges).toEqual({ horizon: [1, 12] });
  await put(0, '24');
  expect(within(builder, '.problem').textContent).toContain('smallest value');
  expect(query().exercise.ranges).toEqual({});
  await put(0, '');
  await put(1, '');
  expect(all(builder, '.problem')).toEqual([]);
});

test('a preset holds the present mix, and goes again', async () => {
  await open();
  enter('#preset', 'Sixty: forty');
  const add = all<HTMLButtonElement>(builder, 'fieldset button').find(({ textContent }) =>
    textContent.includes('Add the present mix'),
  );
  add?.click();
  await builder.updateComplete;
  const [preset] = query().exercise.presets;
  expect(preset).toEqual({ label: 'Sixty: forty', link: new URL(pasted()).hash.slice(3) });
  within(builder, '[aria-label="Remove the preset Sixty: forty"]').click();
  await builder.updateComplete;
  expect(query().exercise.presets).toEqual([]);
});

test('an answer may be taken from a figure of the result', async () => {
  await open();
  const take = () => within<HTMLSelectElement>(builder, '.take');
  await expect.poll(() => take().options.length, { timeout: 30_000 }).toBeGreaterThan(1);
  const [label, value] = take().options[1].textContent.split(': ');
  take().selectedIndex = 1;
  take().dispatchEvent(new Event('change'));
  await builder.updateComplete;
  const { check } = query().exercise;
  expect(check?.question).toBe(`${label}?`);
  expect(value.replaceAll(/\s/g, ' ')).toContain(`${check?.answer} ${check?.unit}`);
  enter('#answer', 'a lot');
  await builder.updateComplete;
  expect(query().exercise.check).toBeUndefined();
  expect(within(builder, '.problem').textContent).toContain('needs an answer');
  await expectAccessible(builder);
});

test('one’s own data cannot be embedded, and that is said', async () => {
  const own = { ...dataset, file: { name: 'own.csv', bytes: 100 } };
  await open({ ...state, sources: [own] });
  expect(within(builder, '[role=alert]').textContent).toContain('cannot be embedded');
  expect(all(builder, 'textarea')).toEqual([]);
  const left = heard('mix-back');
  within(builder, 'button').click();
  expect(left).toHaveLength(1);
});
