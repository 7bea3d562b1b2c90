import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { decodeScenario, encodeDraft } from '../../src/analyses/link';
import { loadDataset, loadIndex } from '../../src/data/built-in';
import { innerEvents, type EmbeddedRoom } from '../../src/embed/embedded-room';
import { MixAnalysis, MixLab, type MixElement } from '../../src/embed/elements';
import type { Dataset } from '../../src/finance/dataset';
import { noExercise } from '../../src/panel/exercise';
import { writeExercise } from '../../src/panel/exercise-query';
import type { LiveRoom } from '../../src/panel/live-room';

const id = 'us-asset-classes-monthly';
const mix = 'us_stocks:60 us_treasury_10y:40';
const events = 'ready input change progress result error check'.split(' ').map((e) => `mix-${e}`);
const heard: { type: string; detail: Record<string, unknown> }[] = [];
let own: Dataset;

beforeAll(async () => {
  const base = new URL('/data/', location.href);
  const entries = await loadIndex(base);
  const entry = entries.find((one) => one.id === id);
  if (entry === undefined) throw new Error(`no ${id}`);
  const shipped = await loadDataset(entry, base);
  own = { ...shipped, id: 'mine', title: 'My own' };
  for (const type of [...events, ...innerEvents]) {
    document.addEventListener(type, (event) =>
      heard.push({ type, detail: (event as CustomEvent<Record<string, unknown>>).detail }),
    );
  }
});

afterEach(() => {
  document.body.replaceChildren();
  heard.length = 0;
});

function place(
  attributes: Readonly<Record<string, string>> = {},
  properties: Partial<MixElement> = {},
  tag: 'mix-analysis' | 'mix-lab' = 'mix-analysis',
): MixElement {
  const element = document.createElement(tag);
  const all = { 'data-base': '/data/', analysis: 'value-at-risk', ...attributes };
  for (const [name, value] of Object.entries(all)) element.setAttribute(name, value);
  Object.assign(element, properties);
  document.body.append(element);
  return element;
}

const told = (type: string) => heard.filter((one) => one.type === type);
/** Throws where it is not there. */
function deep(element: Element, ...path: string[]): Element {
  const found = find(element, ...path);
  if (found === null) throw new Error(`no ${path.join(' ')}`);
  return found;
}

function find(element: Element, ...path: string[]): Element | null {
  return path.reduce<Element | null>(
    (at, selector) => (at?.shadowRoot ?? at)?.querySelector(selector) ?? null,
    element,
  );
}

const inputOf = (element: Element, ...path: string[]) => deep(element, ...path) as HTMLInputElement;
const roomOf = (element: MixElement) => deep(element, 'mix-room') as LiveRoom;
const noticesOf = (element: MixElement) =>
  Array.from(roomOf(element).renderRoot.querySelectorAll('.notice'), (one) => one.textContent);

function stateOf(element: MixElement): string {
  const state = element.getState();
  if (state === undefined) throw new Error('no state');
  return state;
}

describe('attributes', () => {
  test('say what is computed', async () => {
    const element = place({
      dataset: id,
      mix: 'us_stocks:33.35, us_treasury_10y:66.65',
      seed: '7',
      tail: '10000',
      'block-length': '12.5',
      method: 'simulated',
    });
    const { scenario, digest } = await element.run();
    expect(digest).toMatch(/^[0-9a-f]{64}$/);
    expect(scenario).toMatchObject({
      analysis: 'value-at-risk',
      mix: { assets: ['us_stocks', 'us_treasury_10y'], weights: [3_335, 6_665] },
      seed: 7,
      parameters: { tail: 10_000, blockLength: 12.5, method: 'simulated', horizon: 1 },
    });
    expect(scenario.data.sources.map((source) => source.id)).toEqual([id]);
    expect(noticesOf(element)).toEqual([]);
  });

  test('lie over a state, and over a scenario that stands in its place', async () => {
    const parameters = { horizon: 12, tail: 10_000 };
    const state = encodeDraft({
      data: { sources: [{ id }] },
      analysis: 'value-at-risk',
      parameters,
      seed: 3,
    });
    const element = place({ state: `https://a.example/#s=${state}`, horizon: '6' });
    expect((await element.run()).scenario).toMatchObject({
      parameters: { ...parameters, horizon: 6 },
      seed: 3,
    });
    element.scenario = { analysis: 'value-at-risk', parameters: { horizon: 9, amount: 5 } };
    expect((await element.run()).scenario.parameters).toMatchObject({ horizon: 6, amount: 5 });
    element.removeAttribute('horizon');
    expect((await element.run()).scenario).toMatchObject({ parameters: { horizon: 9 }, seed: 1 });
    element.setAttribute('analysis', 'mix-summary');
    expect((await element.run()).scenario.analysis).toBe('mix-summary');
    expect(noticesOf(element)).toEqual([]);
  });

  test('that are wrong fall back, and it is said', async () => {
    const element = place({
      dataset: 'nothing',
      mix: 'us_stocks:60 gold:30',
      seed: '-1',
      tail: '7',
      horizon: 'long',
      years: '30',
      lock: 'mix nothing-either',
      range: 'horizon:9:1',
      theme: 'pink',
      locale: 'tlh',
      layout: 'huge',
    });
    const { scenario } = await element.run();
    expect(scenario).toMatchObject({ seed: 1, parameters: { tail: 50_000, horizon: 1 } });
    const said = noticesOf(element).join('\n');
    for (const part of [
      'There is no dataset nothing. What is usual is shown instead.',
      '“mix="us_stocks:60 gold:30"” is passed over: its weights sum to 90 %, not to 100 %.',
      'seed="-1"',
      '“tail="7"” is passed over: Choose one of',
      '“horizon="long"” is passed over: Enter a number.',
      '“years="30"” is passed over: value-at-risk has no such setting.',
      'lock="nothing-either"',
      'range="horizon:9:1"',
      'theme="pink"',
      'locale="tlh"',
      '“layout="huge"” is passed over: it can be result, panel, lab.',
    ]) {
      expect(said).toContain(part);
    }
    expect(noticesOf(element)).toHaveLength(11);
    expect(told('mix-error')).toEqual([]);
    element.setAttribute('analysis', 'nothing');
    element.setAttribute('mix', 'moon:100');
    element.setAttribute('state', '2.x.y');
    expect((await element.run()).scenario.analysis).toBe('mix-summary');
    const more = noticesOf(element).join('\n');
    for (const part of [
      'analysis="nothing"',
      'moon is not an asset of this dataset',
      'state is passed over: This link was not made by this app',
    ]) {
      expect(more).toContain(part);
    }
  });

  test('say how it looks, and leave what a person has done', async () => {
    const element = place({ mix });
    await element.run();
    const slider = inputOf(element, 'mix-room', 'mix-editor', 'input.range');
    slider.value = '2000';
    slider.dispatchEvent(new Event('input', { bubbles: true }));
    slider.dispatchEvent(new Event('change', { bubbles: true }));
    expect(told('mix-change')).toHaveLength(1);
    const state = told('mix-change')[0].detail['link'];
    expect(decodeScenario(String(state)).mix?.weights).toEqual([2_000, 8_000]);
    element.setAttribute('lock', 'mix block-length');
    element.setAttribute('theme', 'dark');
    element.setAttribute('layout', 'lab');
    await element.run();
    expect(element.getState()).toBe(state);
    expect(roomOf(element).exercise.lock).toEqual(['mix', 'blockLength']);
    expect(slider.disabled).toBe(true);
    expect(element.dataset['theme']).toBe('dark');
    expect(getComputedStyle(element).getPropertyValue('--paper')).toBe('#14171a');
    expect(find(element, 'mix-room', 'nav')).not.toBeNull();
    element.setAttribute('theme', 'system');
    await element.run();
    expect(element.hasAttribute('data-theme')).toBe(false);
    expect(told('mix-change')).toHaveLength(1);
  });

  test('take a whole exercise as a frame has it, and lie over it', async () => {
    const exercise = writeExercise({
      exercise: {
        ...noExercise,
        layout: 'result',
        lock: ['mix'],
        hide: ['details'],
        check: { question: 'How many?', answer: 4, tolerance: 0, unit: '' },
      },
      theme: 'dark',
      seed: 11,
      given: 4,
    });
    const element = place({ exercise, hide: 'actions' });
    expect((await element.run()).scenario.seed).toBe(11);
    expect(roomOf(element).exercise).toMatchObject({
      layout: 'result',
      lock: ['mix'],
      hide: ['actions'],
      check: { answer: 4 },
    });
    expect(element.dataset['theme']).toBe('dark');
    expect(deep(element, 'mix-room', 'mix-check', '#verdict').textContent).toContain('Right');
    element.setAttribute('seed', '12');
    element.setAttribute('theme', 'light');
    expect((await element.run()).scenario.seed).toBe(12);
    expect(element.dataset['theme']).toBe('light');
    expect(noticesOf(element)).toEqual([]);
  });

  test('are observed by both elements, one for every parameter', () => {
    for (const { observedAttributes } of [MixAnalysis, MixLab]) {
      expect(observedAttributes).toContain('cost-basis-points');
      expect(new Set(observedAttributes).size).toBe(observedAttributes.length);
    }
  });
});

describe('events', () => {
  test('are silent where the page did it, and none is of the inside', async () => {
    const element = place({ mix });
    const { digest } = await element.run();
    await expect.poll(() => told('mix-ready').length).toBe(1);
    expect(told('mix-result').at(-1)?.detail['digest']).toBe(digest);
    const state = stateOf(element);
    element.setAttribute('horizon', '3');
    await element.run();
    element.scenario = { analysis: 'value-at-risk', seed: 9 };
    await element.run();
    await element.setState(state);
    expect(element.getState()).toBe(state);
    await element.run();
    roomOf(element).undo();
    element.reset();
    inputOf(element, 'mix-room', 'mix-editor', '.chip').click();
    expect(told('mix-change')).toHaveLength(1);
    element.reset();
    expect(told('mix-change')).toHaveLength(1);
    expect(element.getState()).toBe(state);
    await element.run();
    expect(heard.filter(({ type }) => innerEvents.includes(type))).toEqual([]);
    expect(told('mix-input')).toEqual([]);
  });

  test('tell what is wrong, what is simulated and what is answered', async () => {
    const check = { question: 'How many?', answer: 4, tolerance: 0, unit: '' };
    const element = place({ method: 'simulated', scenarios: '2000000' }, { check });
    await element.run();
    expect(told('mix-progress').at(-1)?.detail).toMatchObject({ total: 2_000_000 });
    const answer = inputOf(element, 'mix-room', 'mix-check', 'input');
    answer.value = '4';
    answer.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter' }));
    expect(told('mix-check')[0].detail).toMatchObject({ given: 4, correct: true, attempts: 1 });
    const lost = place({ 'data-base': '/nowhere/' });
    await expect(lost.run()).rejects.toThrow('/nowhere/datasets.json could not be fetched');
    expect(told('mix-error')[0].detail['message']).toContain('/nowhere/datasets.json');
    expect(lost.getState()).toBeUndefined();
    expect(noticesOf(lost).join()).toContain('Try again');
    lost.setAttribute('data-base', '/data');
    expect((await lost.run()).scenario.data.sources[0].id).toBe(id);
  });
});

describe('data of the page', () => {
  test('are computed on without any request', async () => {
    const element = place({ 'data-base': '/elsewhere/', mix }, { data: own });
    const { scenario, digest } = await element.run();
    expect(scenario.data.sources.map((source) => source.id)).toEqual(['mine']);
    expect(digest).not.toBe('');
    const asked = performance.getEntriesByType('resource').map(({ name }) => name);
    expect(asked.filter((name) => name.includes('/elsewhere/'))).toEqual([]);
  });

  test('that are none are passed over', async () => {
    const broken = { ...own, fingerprint: 'no' };
    const element = place({}, { data: broken });
    expect((await element.run()).scenario.data.sources[0].id).toBe(id);
    expect(noticesOf(element)).toEqual([
      'data is passed over: The fingerprint is not that of the values.',
    ]);
  });

  test('that a state names and that are not here are asked for', async () => {
    const { file: _none, ...dataset } = own;
    const mine = { ...dataset, file: { name: 'mine.csv', bytes: 1 } };
    const first = place({}, { data: mine });
    await first.run();
    const state = stateOf(first);
    const other = place({ state });
    await expect(other.run()).rejects.toThrow('“My own” are not on this page');
    other.data = mine;
    expect((await other.run()).scenario.data.sources[0].id).toBe('mine');
  });
});

describe('methods', () => {
  test('give the result, the data, the scenario and the picture', async () => {
    const element = place({ mix });
    const { digest } = await element.run();
    expect(await element.exportData('csv')).toContain('Value at risk');
    expect(JSON.parse(await element.exportData('json'))).toMatchObject({ digest });
    expect((await element.exportData('data')).split('\n')[0]).toContain('us_stocks');
    expect(JSON.parse(await element.exportData('scenario'))).toMatchObject({
      analysis: 'value-at-risk',
    });
    await expect(element.exportData('xls' as 'csv')).rejects.toThrow('csv, json, data, scenario');
    await expect.poll(() => find(element, 'mix-room', 'mix-panel', 'mix-chart')).not.toBeNull();
    // It has no address that could be copied.
    expect(deep(element, 'mix-room', 'mix-panel', '.actions').textContent).not.toContain('link');
    const picture = await element.toImage();
    expect(picture.type).toBe('image/png');
    expect((await createImageBitmap(picture)).width).toBeGreaterThan(100);
  });

  test('cancel a run, by themselves and by a signal; what is not complete is not given', async () => {
    const element = place({ method: 'simulated', scenarios: '100000000', horizon: '12' });
    const abort = new AbortController();
    const run = element.run({ signal: abort.signal });
    setTimeout(() => abort.abort(), 800);
    await expect(run).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }));
    const again = element.run();
    setTimeout(() => element.cancel(), 300);
    await expect(again).rejects.toThrow('cancelled');
    await expect(element.exportData('csv')).rejects.toThrow('no complete result yet');
    await expect(element.run({ signal: AbortSignal.abort() })).rejects.toThrow('abort');
  });

  test('refuse a state that cannot be read, and change nothing', async () => {
    const element = place({ mix });
    await element.run();
    const state = element.getState();
    await expect(element.setState('nonsense')).rejects.toThrow('not made by this app');
    const stranger = encodeDraft({ data: { sources: [{ id: 'nothing' }] } });
    await expect(element.setState(stranger)).rejects.toThrow('There is no dataset nothing.');
    expect(element.getState()).toBe(state);
    await expect(document.createElement('mix-lab').run()).rejects.toThrow('not on a page');
  });
});

test('the lab has all rooms and a choice of data, which begins anew and is a change', async () => {
  const element = place({ mix }, {}, 'mix-lab');
  await element.run();
  const select = deep(element, 'select') as HTMLSelectElement;
  expect(select.value).toBe(id);
  expect(select.options.length).toBeGreaterThan(3);
  select.value = 'us-stocks-bonds-cpi-monthly-1871';
  select.dispatchEvent(new Event('change'));
  await expect.poll(() => told('mix-change').length, { timeout: 30_000 }).toBe(1);
  const { scenario } = await element.run();
  expect(scenario.data.sources[0].id).toBe('us-stocks-bonds-cpi-monthly-1871');
  expect(scenario.analysis).toBe('value-at-risk');
  element.reset();
  await element.run();
  expect(select.value).toBe(id);
  element.setAttribute('lock', 'all');
  await element.run();
  expect(select.disabled).toBe(true);
});

test('elements share one engine while there is one, far from the screen there is none', async () => {
  const one = place({ mix }) as EmbeddedRoom;
  const other = place({ mix, horizon: '2' }) as EmbeddedRoom;
  await Promise.all([one.run(), other.run()]);
  const engineOf = (element: MixElement) => roomOf(element).engine;
  const engine = engineOf(one);
  expect(engineOf(other)).toBe(engine);
  const state = one.getState();
  one.remove();
  document.body.prepend(one);
  await one.run();
  expect(engineOf(one)).toBe(engine);
  expect(one.getState()).toBe(state);
  one.remove();
  other.remove();
  await expect.poll(() => engine?.status().workers).toBe(0);
  await expect(engine?.run({} as never).result).rejects.toThrow('closed');
  const space = document.createElement('div');
  space.style.height = '5000px';
  document.body.append(space, one);
  expect((await one.run()).digest).not.toBe('');
  expect(engineOf(one)).not.toBe(engine);
  const far = place({ mix });
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(find(far, 'mix-room')).toBeNull();
  far.scrollIntoView();
  await expect.poll(() => far.getState(), { timeout: 30_000 }).toBeDefined();
});

test('one language for all: the first that asks has its way', async () => {
  const one = place({ mix, locale: 'de' });
  await one.run();
  const other = place({ mix, locale: 'fr' });
  await other.run();
  expect(noticesOf(other).join()).toContain('share one language, which is de already');
  const text = () => deep(one, 'mix-room', 'mix-panel', '.figures').textContent;
  expect(text()).toMatch(/\d,\d/);
  const state = one.getState();
  one.setAttribute('locale', 'en');
  await one.run();
  expect(text()).toMatch(/\d\.\d/);
  expect(one.getState()).toBe(state);
});
