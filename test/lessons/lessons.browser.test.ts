import { html, render } from 'lit';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { loadDataset, loadIndex, type DatasetEntry } from '../../src/data/built-in';
import { createEngine, type Engine } from '../../src/engine/engine';
import type { Dataset } from '../../src/finance/dataset';
import { contents } from '../../src/lessons/contents';
import type { MixLessons } from '../../src/lessons/lessons';
import type { LiveExample } from '../../src/lessons/live-example';
import '../../src/lessons/register';
import type { LiveRoom } from '../../src/panel/live-room';
import { all, expectAccessible, mount, settled, within } from '../ui/mount';

/** Drawings that a page may hold at once. */
const MOST_CANVASES = 12;

let engine: Engine;
let entries: readonly DatasetEntry[];
const base = new URL('/data/', location.href);
const datasets = new Map<string, Promise<Dataset>>();
const told: { type: string; detail: unknown }[] = [];

beforeAll(async () => {
  engine = createEngine({ workers: 1 });
  entries = await loadIndex(base);
  for (const type of ['mix-result', 'mix-error']) {
    document.addEventListener(type, (event) =>
      told.push({ type, detail: (event as CustomEvent<unknown>).detail }),
    );
  }
  return () => engine.close();
});

beforeEach(() => {
  told.length = 0;
});

afterEach(() => {
  render(html``, document.body);
});

async function load(id: string): Promise<Dataset> {
  const entry = entries.find((one) => one.id === id);
  if (entry === undefined) throw new Error(`no ${id}`);
  const loading = datasets.get(id) ?? loadDataset(entry, base);
  datasets.set(id, loading);
  return loading;
}

async function open(at: string): Promise<MixLessons> {
  const element = await mount<MixLessons>(
    html`<mix-lessons .engine=${engine} .load=${load} .at=${at}></mix-lessons>`,
  );
  if (at !== '') await expect.poll(() => all(element, 'section').length).toBeGreaterThan(2);
  return element;
}

const examples = (element: MixLessons) => all<LiveExample>(element, 'mix-example');

describe.each(contents.map(({ id, title }) => [id, title] as const))(
  'the lesson %s',
  (id, title) => {
    test('computes every room, with few drawings, and can be used by everybody', async () => {
      const element = await open(id);
      expect(within(element, 'h1').textContent).toBe(title);
      expect(within(element, '.notice').textContent).toContain('advises nobody');
      await Promise.all(examples(element).map((example) => example.open()));
      for (const example of examples(element)) {
        const room = within<LiveRoom>(example, 'mix-room');
        await expect.poll(() => room.panel?.shown?.digest, { timeout: 30_000 }).toBeDefined();
      }
      expect(told.filter(({ type }) => type === 'mix-error')).toEqual([]);
      await expectAccessible(element);
      await expect.poll(() => canvasesIn(element)).toBeGreaterThan(0);
      expect(canvasesIn(element)).toBeLessThanOrEqual(MOST_CANVASES);
    }, 90_000);
  },
);

describe('lessons', () => {
  test('are listed with their addresses', async () => {
    const element = await open('');
    const links = all<HTMLAnchorElement>(element, '.contents a');
    expect(links.map((link) => link.getAttribute('href'))).toEqual(
      contents.map(({ id }) => `#lessons/${id}`),
    );
    await expectAccessible(element);
  });

  test('say so where there is none of that name', async () => {
    const element = await mount<MixLessons>(html`<mix-lessons at="nothing"></mix-lessons>`);
    expect(within(element, '[role=status]').textContent).toContain('no lesson');
  });

  test('lead to the one before and the one after', async () => {
    const element = await open('rebalancing');
    const ways = all<HTMLAnchorElement>(element, 'nav a');
    expect(ways.map((way) => way.getAttribute('href'))).toEqual([
      '#lessons/value-at-risk',
      '#lessons',
      '#lessons/future-as-a-fan',
    ]);
    element.at = 'future-as-a-fan';
    await expect.poll(() => within(element, 'h1').textContent).toBe('The future as a fan');
    await expect.poll(() => element.shadowRoot?.activeElement).toBe(within(element, 'h1'));
  });

  test('make a room when it comes near, and not before', async () => {
    const element = await open('changing-markets');
    const [last] = examples(element).slice(-1);
    await new Promise((done) => setTimeout(done, 300));
    expect(last.shadowRoot?.querySelector('mix-room')).toBeNull();
    last.scrollIntoView();
    await expect.poll(() => last.shadowRoot?.querySelector('mix-room')).not.toBeNull();
  });

  test('judge an answer, and keep it off the paper', async () => {
    const element = await open('rebalancing');
    const check = within(examples(element)[0], 'mix-check');
    const input = within<HTMLInputElement>(check, 'input');
    input.value = '38.3';
    within(check, '.chip').click();
    await settled(check);
    expect(within(check, '.verdict').textContent).toContain('Right');
    const sheets = check.shadowRoot?.adoptedStyleSheets ?? [];
    const printed = sheets.flatMap((sheet) =>
      Array.from(sheet.cssRules).filter(
        (rule) => rule instanceof CSSMediaRule && rule.conditionText === 'print',
      ),
    );
    expect(printed.map(({ cssText }) => cssText).join()).toMatch(/\.verdict[^}]*display: none/);
  });
});

/** In the element and in all that it is made of. */
function canvasesIn(root: Element | ShadowRoot): number {
  const shadow = root instanceof Element ? root.shadowRoot : null;
  const elements = [...root.querySelectorAll('*')];
  const inside = elements.map((one) => (one.shadowRoot ? canvasesIn(one.shadowRoot) : 0));
  const own = root.querySelectorAll('canvas').length;
  return own + inside.reduce((sum, one) => sum + one, 0) + (shadow ? canvasesIn(shadow) : 0);
}
