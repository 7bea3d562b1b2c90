import { html } from 'lit';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { decodeScenario, encodeDraft, encodeScenario } from '../../src/analyses/link';
import { prepareScenario, type Draft } from '../../src/analyses/scenario';
import { loadDataset, loadIndex } from '../../src/data/built-in';
import { createEngine, type Engine } from '../../src/engine/engine';
import type { Dataset } from '../../src/finance/dataset';
import { noExercise, type Exercise } from '../../src/panel/exercise';
import type { LiveRoom } from '../../src/panel/live-room';
import type { MixPanel } from '../../src/panel/panel';
import '../../src/panel/register';
import { expectAccessible, mount, within } from '../ui/mount';

const id = 'us-asset-classes-monthly';
const draft: Draft = {
  data: { sources: [{ id }] },
  analysis: 'value-at-risk',
  mix: { assets: ['us_stocks', 'us_treasury_10y'], weights: [6_000, 4_000] },
};
let engine: Engine;
let dataset: Dataset;
let other: Dataset;
const heard: { type: string; detail: Record<string, unknown> }[] = [];

beforeAll(async () => {
  engine = createEngine({ workers: 1 });
  const base = new URL('/data/', location.href);
  const entries = await loadIndex(base);
  const open = async (wanted: string) => {
    const entry = entries.find((one) => one.id === wanted);
    if (entry === undefined) throw new Error(`no ${wanted}`);
    return loadDataset(entry, base);
  };
  [dataset, other] = await Promise.all([open(id), open('us-stocks-bonds-cpi-monthly-1871')]);
  for (const type of ['mix-input', 'mix-change', 'mix-result', 'mix-error', 'mix-check']) {
    document.addEventListener(type, (event) =>
      heard.push({ type, detail: (event as CustomEvent<Record<string, unknown>>).detail }),
    );
  }
  return () => engine.close();
});

afterEach(() => void (heard.length = 0));

const load = (wanted: string, title = wanted) => {
  const found = [dataset, other].find((one) => one.id === wanted);
  return found ? Promise.resolve(found) : Promise.reject(new Error(`There is no ${title}.`));
};

async function open(exercise: Partial<Exercise> = {}, of: Draft = draft): Promise<LiveRoom> {
  const room = await mount<LiveRoom>(
    html`<mix-room
      .engine=${engine}
      .load=${load}
      .draft=${of}
      .exercise=${{ ...noExercise, ...exercise }}
      .address=${(link: string, given?: number) => `https://a.example/?given=${given}#s=${link}`}
    ></mix-room>`,
  );
  await room.opened;
  await room.updateComplete;
  return room;
}

const told = (type: string) => heard.filter((one) => one.type === type);
/** What is found by going down a path of selectors, into shadow roots too. */
function deep(room: LiveRoom, ...path: string[]): Element | null {
  return path.reduce<Element | null>(
    (at, selector) => (at?.shadowRoot ?? at)?.querySelector(selector) ?? null,
    room,
  );
}

function slider(room: LiveRoom): HTMLInputElement {
  const found = deep(room, 'mix-editor', 'input.range');
  if (!(found instanceof HTMLInputElement)) throw new Error('no slider');
  return found;
}

function panelOf({ panel }: LiveRoom): MixPanel {
  if (panel === null) throw new Error('no panel');
  return panel;
}

async function field(room: LiveRoom, name: string): Promise<HTMLInputElement> {
  const find = () => deep(room, 'mix-panel', 'mix-form', `[id="${name}"]`);
  await expect.poll(find, { timeout: 30_000 }).not.toBeNull();
  return find() as HTMLInputElement;
}

function enter(input: HTMLInputElement | HTMLSelectElement, value: string): void {
  input.value = value;
  for (const type of ['input', 'change']) input.dispatchEvent(new Event(type, { bubbles: true }));
}

describe('a room that stands by itself', () => {
  test('shows the result of its draft and says nothing of what its owner did', async () => {
    const room = await open();
    await expect.poll(() => told('mix-result').length, { timeout: 30_000 }).toBe(1);
    expect(told('mix-result')[0].detail['digest']).toMatch(/^[0-9a-f]{8,}/);
    await room.show({ ...draft, seed: 5 });
    expect(room.scenario?.seed).toBe(5);
    await room.updateComplete;
    expect(told('mix-change')).toEqual([]);
    expect(told('mix-input')).toEqual([]);
  });

  test('tells what a person changes; it is undone, done again and started over', async () => {
    const room = await open();
    const range = slider(room);
    range.value = '2000';
    range.dispatchEvent(new Event('input', { bubbles: true }));
    expect(told('mix-input')).toHaveLength(1);
    range.dispatchEvent(new Event('change', { bubbles: true }));
    expect(told('mix-change')).toHaveLength(1);
    const link = told('mix-change')[0].detail['link'] as string;
    expect(decodeScenario(link).mix?.weights).toEqual([2_000, 8_000]);
    room.undo();
    expect(room.scenario?.mix.weights).toEqual([6_000, 4_000]);
    room.redo();
    expect(room.scenario?.mix.weights).toEqual([2_000, 8_000]);
    room.reset();
    expect(room.scenario?.mix.weights).toEqual([6_000, 4_000]);
    room.undo();
    expect(room.scenario?.mix.weights).toEqual([2_000, 8_000]);
  });

  test('holds what a teacher settles: locked, hidden, bounded', async () => {
    const room = await open({
      lock: ['mix', 'tail'],
      hide: ['details', 'method'],
      ranges: { horizon: [1, 6] },
    });
    expect((await field(room, 'tail')).disabled).toBe(true);
    expect(deep(room, 'mix-panel', 'mix-form', '#method')).toBeNull();
    expect(deep(room, 'mix-panel', '#how')).toBeNull();
    expect(slider(room).disabled).toBe(true);
    await expect.poll(() => told('mix-result').length, { timeout: 30_000 }).toBe(1);
    await expectAccessible(room);
    const horizon = await field(room, 'horizon');
    enter(horizon, '7');
    expect(room.scenario?.parameters['horizon']).toBe(1);
    await expect
      .poll(() => deep(room, 'mix-panel', 'mix-form', '#horizon-problem')?.textContent)
      .toMatch(/6/);
    enter(horizon, '6');
    expect(room.scenario?.parameters['horizon']).toBe(6);
    expect(room.renderRoot.textContent).toContain('keeps nobody from changing');
  });

  test('shows the result alone, or all rooms', async () => {
    const room = await open({ layout: 'result' });
    await expect.poll(() => deep(room, 'mix-panel', '.figure'), { timeout: 30_000 }).not.toBeNull();
    expect(deep(room, 'mix-editor')).toBeNull();
    expect(deep(room, 'mix-panel', 'mix-form')).toBeNull();
    const lab = await open({ layout: 'lab' });
    const tabs = lab.renderRoot.querySelectorAll<HTMLButtonElement>('nav button');
    expect(tabs.length).toBeGreaterThan(5);
    tabs[0].click();
    expect(lab.scenario?.analysis).toBe('mix-summary');
    lab.undo();
    expect(lab.scenario?.analysis).toBe('value-at-risk');
  });

  test('takes up a preset as a step', async () => {
    const link = encodeDraft({ ...draft, parameters: { horizon: 12 } });
    const room = await open({ presets: [{ label: 'A year', link }] });
    const [chip] = room.renderRoot.querySelectorAll<HTMLButtonElement>('.bar .chip');
    expect(chip.textContent).toContain('A year');
    chip.click();
    await expect.poll(() => room.scenario?.parameters['horizon']).toBe(12);
    room.undo();
    expect(room.scenario?.parameters['horizon']).toBe(1);
  });

  test('takes up other data for a person, and comes back to those where it began', async () => {
    const room = await open();
    const first = room.scenario;
    await room.takeUp(encodeDraft({ data: { sources: [{ id: other.id }] } }));
    expect(room.data?.id).toBe(other.id);
    expect(told('mix-change')).toHaveLength(1);
    room.reset();
    expect(room.data?.id).toBe(id);
    expect(room.scenario).toEqual(first);
    expect(told('mix-change')).toHaveLength(2);
    room.reset();
    expect(told('mix-change')).toHaveLength(2);
  });

  test('begins a run again that was ended by taking it from the page', async () => {
    const room = await open({}, { ...draft, parameters: { method: 'simulated' } });
    room.remove();
    document.body.append(room);
    await expect.poll(() => room.panel?.shown?.digest, { timeout: 30_000 }).toBeDefined();
    await room.show({ ...draft, parameters: { method: 'simulated', scenarios: 9_000_000 } });
    await room.updateComplete;
    const { panel } = room;
    const run = panel?.run().then(({ digest }) => digest);
    await panel?.updateComplete;
    room.remove();
    document.body.append(room);
    expect(await run).toMatch(/^[0-9a-f]/);
  });

  test('judges answers, counts attempts, and tells the answer to whoever asks then', async () => {
    const check = { question: 'How many?', answer: 12.4, tolerance: 0.1, unit: '%' };
    const room = await open({ check });
    const asked = within(room, 'mix-check');
    const input = within<HTMLInputElement>(asked, 'input');
    const said = () => within(asked, '#verdict').textContent.trim();
    const verdict = async (text: string) => {
      input.value = text;
      within(asked, 'button.chip').click();
      await new Promise((resolve) => setTimeout(resolve));
      return said();
    };
    expect(await verdict('much')).toContain('not a number');
    expect(told('mix-check')).toEqual([]);
    expect(await verdict('12.6')).toContain('Not yet');
    await expectAccessible(room);
    expect(await verdict('12.29 %')).toContain('Attempt 2');
    expect(await verdict('1')).toContain('Show the answer');
    within(asked, '#verdict button').click();
    await new Promise((resolve) => setTimeout(resolve));
    expect(said()).toContain('12.4 %');
    input.value = '12.3 %';
    input.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter' }));
    await new Promise((resolve) => setTimeout(resolve));
    expect(said()).toContain('Right');
    expect(told('mix-check').map(({ detail }) => [detail['given'], detail['correct']])).toEqual([
      [12.6, false],
      [12.29, false],
      [1, false],
      [12.3, true],
    ]);
    expect(told('mix-check').at(-1)?.detail['attempts']).toBe(4);
  });

  test('says what is missing, and opens once it is there', async () => {
    const room = await open({}, { data: { sources: [{ id: 'nothing' }] } });
    expect(room.renderRoot.querySelector('[role=alert]')?.textContent).toContain('no nothing');
    expect(told('mix-error')).toHaveLength(1);
    room.draft = draft;
    await expect.poll(() => room.scenario?.analysis).toBe('value-at-risk');
    expect(room.renderRoot.querySelector('[role=alert]')).toBeNull();
  });

  test('takes up data that came along, and names those that did not', async () => {
    const own = {
      ...dataset,
      id: 'own',
      title: 'My data',
      file: { name: 'my.csv', bytes: 1_000, inLink: true },
    };
    const { scenario } = prepareScenario({ data: { sources: [{ id: 'own' }] } }, [own]);
    const along = decodeScenario(encodeScenario(scenario, [own]));
    const room = await open({}, along);
    expect(room.scenario?.data.sources[0].fingerprint).toBe(dataset.fingerprint);
    await open(
      {},
      decodeScenario(encodeScenario(scenario, [{ ...own, file: { name: 'my.csv', bytes: 1 } }])),
    );
    await expect
      .poll(() => room.renderRoot.querySelector('[role=alert]')?.textContent)
      .toContain('no My data');
  });

  test('runs nothing long for its owner unasked, whatever a person did before', async () => {
    const room = await open();
    within(within(room, 'mix-editor'), 'input.range').dispatchEvent(
      new Event('change', { bubbles: true }),
    );
    await room.updateComplete;
    expect(room.panel?.asked).toBe(true);
    await room.show({ ...draft, seed: 9 });
    await room.updateComplete;
    expect(room.panel?.asked).toBe(false);
  });

  test('runs and cancels for its owner', async () => {
    const room = await open();
    await expect.poll(() => room.panel?.shown?.digest, { timeout: 30_000 }).toBeDefined();
    const shown = await panelOf(room).run();
    expect(shown.digest).toMatch(/^[0-9a-f]/);
    const long = { method: 'simulated', scenarios: 100_000_000, horizon: 12 };
    await room.show({ ...draft, parameters: long });
    await room.updateComplete;
    const abort = new AbortController();
    const run = panelOf(room).run(abort.signal);
    setTimeout(() => abort.abort(), 300);
    await expect(run).rejects.toThrow('cancelled');
  });
});
