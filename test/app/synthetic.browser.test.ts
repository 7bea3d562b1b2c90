import { html } from 'lit';
import { userEvent } from 'vitest/browser';
import { expect, test, vi } from 'vitest';
import { createSources } from '../../src/app/sources';
import { createStore, emptyState } from '../../src/app/state';
import { MixSynthetic } from '../../src/app/synthetic/synthetic-dialog';
import { decodeScenario, encodeScenario } from '../../src/analyses/link';
import { defaultScenario, prepareScenario } from '../../src/analyses/scenario';
import { createLateStore } from '../../src/data/late-store';
import { drawSynthetic } from '../../src/engine/draw-synthetic';
import type { SyntheticRecipe } from '../../src/finance/synthetic-recipe';
import { all, expectAccessible, heard, mount, press, settled, within } from '../ui/mount';

const ID = 'made-student-n4-t600-m-mu6-vol15-rho30-df4-seed1';

async function trial(draw = drawSynthetic): Promise<MixSynthetic> {
  if (!customElements.get('mix-synthetic')) customElements.define('mix-synthetic', MixSynthetic);
  const element = await mount<MixSynthetic>(html`<mix-synthetic .draw=${draw}></mix-synthetic>`);
  element.open();
  await settled(element);
  return element;
}

/** Until what is shown is the sample of what was entered. */
async function drawn(element: MixSynthetic): Promise<void> {
  await settled(element);
  await vi.waitFor(() => expect(all(element, 'table:not(.waiting)')).toHaveLength(1), 10_000);
}

function cells(element: MixSynthetic, row: number): string[] {
  const [, ...rows] = all<HTMLTableRowElement>(element, 'tr');
  return [...rows[row].cells].map((cell) => cell.textContent.trim().replace(/\s/g, ' '));
}

function field(element: MixSynthetic, id: string): HTMLInputElement {
  return within<HTMLInputElement>(within(element, 'mix-form'), `#${id}`);
}

function button(element: MixSynthetic, text: string): HTMLButtonElement {
  const found = all<HTMLButtonElement>(element, 'button').find(
    (one) => one.textContent.trim() === text,
  );
  if (found === undefined) throw new Error(`no button ${text}`);
  return found;
}

async function enter(element: MixSynthetic, id: string, text: string): Promise<void> {
  await userEvent.fill(field(element, id), text);
  await settled(element);
  await settled(within(element, 'mix-form'));
}

test('it opens with what is true and what a sample says, and can be read by all', async () => {
  const element = await trial();
  expect(within<HTMLDialogElement>(element, 'dialog').matches(':modal')).toBe(true);
  expect(element.shadowRoot?.activeElement?.localName).toBe('h1');
  await drawn(element);
  expect(cells(element, 0).slice(0, 2)).toEqual(['Mean a year', '6.00 %']);
  expect(cells(element, 2)[1]).toBe('.30');
  expect(cells(element, 6).slice(1, 2)).toEqual(['not finite']);
  for (let row = 0; row < 7; row++) expect(cells(element, row)[2]).toMatch(/^[-−]?[.\d]/);
  await expectAccessible(element);
});

test('another seed gives another sample of the same truth', async () => {
  const element = await trial();
  await drawn(element);
  const [, truth, sample] = cells(element, 1);
  button(element, 'Another seed').click();
  await settled(element);
  expect(all(element, 'table.waiting')).toHaveLength(1);
  await drawn(element);
  expect(cells(element, 1)[1]).toBe(truth);
  expect(cells(element, 1)[2]).not.toBe(sample);
  expect(field(element, 'seed').value).toBe('2');
});

test('a field is answered where it is wrong, and nothing can be opened until it is right', async () => {
  const element = await trial();
  await enter(element, 'df', '2');
  const problem = within(within(element, 'mix-form'), '#df-problem');
  expect(problem.textContent).toBe('Enter a whole number from 3 to 30.');
  expect(button(element, 'Open').disabled).toBe(true);
  expect(all(element, 'table')).toHaveLength(0);
  await expectAccessible(element);
  await enter(element, 'df', '');
  expect(button(element, 'Open').disabled).toBe(true);
  await enter(element, 'df', '10');
  expect(button(element, 'Open').disabled).toBe(false);
  await drawn(element);
  expect(cells(element, 6)[1]).toBe('1.0');
  await enter(element, 'rho', '-34');
  expect(within(within(element, 'mix-form'), '#rho-problem').textContent).toContain('from −33 to');
});

test.each([
  ['normal', 'vol', 7],
  ['factor', 'own', 7],
  ['regimes', 'bstay', 7],
])('the model %s has its own fields', async (model, id, rows) => {
  const element = await trial();
  await userEvent.selectOptions(field(element, 'model'), model);
  await settled(within(element, 'mix-form'));
  expect(field(element, id)).not.toBeNull();
  await drawn(element);
  expect(all(element, 'tbody tr')).toHaveLength(rows);
  await expectAccessible(element);
});

test('one asset has no correlation', async () => {
  const element = await trial();
  await enter(element, 'n', '1');
  await drawn(element);
  expect(all(element, 'tbody tr')).toHaveLength(6);
  expect(field(element, 'rho').disabled).toBe(true);
});

test('returns below -100 % and assets left out at first are told', async () => {
  const element = await trial();
  await enter(element, 'n', '21');
  await enter(element, 'vol', '100');
  await enter(element, 'df', '3');
  await drawn(element);
  expect(within(element, '.remark').textContent).toContain('returns are below -100 %');
  expect(within(element, '.truth').textContent).toContain('the first 20 of the 21 assets');
});

test('opening tells the id of the recipe, and a failure can be tried again', async () => {
  const element = await trial();
  const asked = heard('mix-synthetic');
  button(element, 'Open').click();
  await settled(element);
  expect(asked).toEqual([{ id: ID }]);
  expect(button(element, 'Opening…').disabled).toBe(true);
  element.fails('No memory is left.');
  await settled(element);
  expect(within(element, '[role=alert]').textContent).toBe('No memory is left.');
  button(element, 'Open').click();
  await settled(element);
  expect(asked).toHaveLength(2);
  element.close();
  await settled(element);
  expect(element.isOpen).toBe(false);
  expect(within<HTMLDialogElement>(element, 'dialog').open).toBe(false);
});

test('Esc closes it, and it opens again as it was left', async () => {
  const element = await trial();
  await enter(element, 'mu', '7.5');
  await userEvent.keyboard('{Escape}');
  await vi.waitFor(() => expect(element.isOpen).toBe(false), 10_000);
  element.open();
  await settled(element);
  expect(field(element, 'mu').value).toBe('7.5');
  await drawn(element);
});

test('what is pressed in it does not reach the page below', async () => {
  const element = await trial();
  let presses = 0;
  const count = () => (presses += 1);
  document.addEventListener('keydown', count);
  press(button(element, 'Open'), 'z', { ctrlKey: true });
  document.removeEventListener('keydown', count);
  expect(presses).toBe(0);
});

test('a sample that cannot be drawn is told, and a later one can be', async () => {
  let broken = true;
  const draw = (recipe: SyntheticRecipe) =>
    broken ? Promise.reject(new Error('No kernels.')) : drawSynthetic(recipe);
  const element = await trial(draw);
  await vi.waitFor(() =>
    expect(within(element, '[role=alert]').textContent).toBe(
      'The data could not be drawn. No kernels.',
    ),
  );
  broken = false;
  button(element, 'Another seed').click();
  await drawn(element);
  expect(all(element, '[role=alert]')).toHaveLength(0);
});

test('the sample of an earlier recipe never stands for a later one', async () => {
  const waiting: (() => void)[] = [];
  const draw = async (recipe: SyntheticRecipe) => {
    await new Promise<void>((resolve) => waiting.push(resolve));
    return drawSynthetic(recipe);
  };
  const element = await trial(draw);
  button(element, 'Another seed').click();
  await vi.waitFor(() => expect(waiting).toHaveLength(2), 10_000);
  waiting[1]();
  await drawn(element);
  const [, , sample] = cells(element, 1);
  waiting[0]();
  await new Promise((resolve) => setTimeout(resolve, 50));
  await settled(element);
  expect(cells(element, 1)[2]).toBe(sample);
});

test('a link to a made dataset draws it on any machine, and its fingerprint is held', async () => {
  const sources = () =>
    createSources(createStore(emptyState), createLateStore(), new URL('/none/', location.href));
  const dataset = await sources().open(ID);
  const link = encodeScenario(defaultScenario(dataset), [dataset]);
  const found = await sources().find(decodeScenario(link));
  if ('missing' in found) throw new Error('it is missing');
  expect(found.sources[0].fingerprint).toBe(dataset.fingerprint);
  expect(found.sources[0].values).toEqual(dataset.values);
  expect(prepareScenario(found.draft, found.sources).scenario).toEqual(defaultScenario(dataset));
  const other = decodeScenario(link);
  other.data.sources[0].fingerprint = 'f'.repeat(64);
  const wrong = await sources().find(other);
  if ('missing' in wrong) throw new Error('it is missing');
  expect(() => prepareScenario(wrong.draft, wrong.sources)).toThrow('another version of Made');
});

test('an id that is nearly a recipe is that of no dataset', async () => {
  const sources = createSources(
    createStore(emptyState),
    createLateStore(),
    new URL('/none/', location.href),
  );
  await expect(sources.open(`${ID}0000000000`)).rejects.toThrow('needs the dataset');
});

test("a person's own data of that name are theirs", async () => {
  const own = { id: ID } as never;
  const kept = createLateStore(() => Promise.reject(new Error('asked for it')));
  const store = createStore({ ...emptyState, own: [own] });
  const sources = createSources(store, kept, new URL('/none/', location.href));
  await expect(sources.open(ID)).rejects.toThrow('asked for it');
});
