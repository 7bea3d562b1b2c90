/** For every person and every screen: keyboard, screen reader, small windows, both themes. */
import { readFile } from 'node:fs/promises';
import type { AxeResults } from 'axe-core';
import { describe, expect } from 'vitest';
import { csv, importButton, openMenu, pick } from './bring-in';
import { plain, rooms, test, type App } from './watched-app';

const axe = await readFile(
  new URL('../../node_modules/axe-core/axe.min.js', import.meta.url),
  'utf8',
);
const years = Array.from(
  { length: 30 },
  (_, t) => `${1990 + t}-12-31,${100 + t},${99 + (t % 4)}`,
).join('\n');
const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

describe('axe finds nothing in every room with all disclosures open', () => {
  for (const colorScheme of ['light', 'dark'] as const) {
    for (const [screen, size] of Object.entries({ desktop: {}, phone })) {
      test(`${colorScheme}, ${screen}`, async ({ open }) => {
        // Only here: the policy of the page would refuse the checker itself.
        const app = await open({ context: { ...size, colorScheme, bypassCSP: true } });
        await app.digest();
        await app.page.evaluate(axe);
        if (screen === 'phone') await app.page.getByRole('button', { name: 'Edit mix' }).click();
        for (const room of rooms) {
          await app.openRoom(room);
          await openAll(app);
          await expect(violations(app), room).resolves.toEqual([]);
        }
        await app.openRoom(rooms[0]);
        await app.page.locator('button.dataset').click();
        await expect(violations(app), 'menu').resolves.toEqual([]);
        await app.page.keyboard.press('Escape');
        await app.panel.getByRole('button', { name: 'Export' }).click();
        await expect(violations(app), 'export').resolves.toEqual([]);
        await app.page.keyboard.press('Escape');
        await pick(app, csv('own.csv', `Date,Shares,Bonds\n${years}`));
        await importButton(app).waitFor();
        await expect(violations(app), 'preview').resolves.toEqual([]);
        await importButton(app).click();
        await app.expectText(app.page.locator('button.dataset'), 'own');
        const link = app.link();
        await openMenu(app.page);
        await app.page.locator('.source summary').click();
        await expect(violations(app), 'own sets').resolves.toEqual([]);
        await app.page.getByRole('button', { name: 'Rename own' }).click();
        await expect(violations(app), 'renaming').resolves.toEqual([]);
        await app.page.keyboard.press('Escape');
        await app.page.getByRole('button', { name: 'Remove own' }).click();
        await app.notice.waitFor();
        await app.page.goto('about:blank');
        await app.visit(link);
        await app.page.locator('.missing').waitFor();
        await app.page.evaluate(axe);
        await expect(violations(app), 'missing data').resolves.toEqual([]);
      });
    }
  }
});

test('Tab reaches every control of every room', async ({ open }) => {
  const app = await open();
  await app.digest();
  for (const room of rooms) {
    await app.openRoom(room);
    await openAll(app);
    await app.page.evaluate(() => {
      let active = document.activeElement;
      while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
      (active as HTMLElement | null)?.blur();
      window.getSelection()?.removeAllRanges();
    });
    const missing = await app.page.evaluate(noteControls);
    expect(missing).toBeGreaterThan(40);
    const unseen: string[] = [];
    for (let i = 0; i < missing + 10; i++) {
      await app.page.keyboard.press('Tab');
      const problem = await app.page.evaluate(visitFocused);
      if (problem !== undefined) unseen.push(problem);
    }
    await expect(app.page.evaluate(unvisited), room).resolves.toEqual([]);
    expect(unseen, 'focused without a sign of it').toEqual([]);
  }
});

test('the arrow keys walk the data of a chart, and Esc leaves', async ({ open }) => {
  const app = await open();
  await app.digest();
  const plot = app.panel.locator('mix-chart .plot').first();
  await app.panel.locator('mix-chart canvas').first().waitFor();
  await plot.focus();
  const at = () => plot.getAttribute('aria-valuenow').then(Number);
  const readout = app.panel.locator('mix-chart').first().locator('.readout');
  await app.page.keyboard.press('ArrowRight');
  await expect.poll(at).toBe(0);
  for (const [key, index] of [
    ['ArrowRight', 1],
    ['End', 574],
    ['ArrowLeft', 573],
    ['Home', 0],
  ] as const) {
    await app.page.keyboard.press(key);
    await expect.poll(at).toBe(index);
  }
  await app.page.keyboard.press('PageUp');
  await expect.poll(at).toBeGreaterThan(20);
  await expect(plot.getAttribute('aria-valuetext').then(plain)).resolves.toMatch(/\d{4}.*Mix/);
  await app.expectText(readout, 'Mix');
  const spans = await readout.locator('> span').count();
  await app.page.keyboard.press('Escape');
  await expect.poll(() => readout.locator('> span').count()).toBe(spans - 1);
});

test('the page has a language, one title and headings in order', async ({ open }) => {
  const app = await open();
  await app.digest();
  await expect(app.page.locator('html').getAttribute('lang')).resolves.toBe('en');
  for (const room of rooms) {
    await app.openRoom(room);
    await openAll(app);
    const levels = await app.page
      .locator('mix-panel :is(h1, h2, h3, h4)')
      .evaluateAll((headings) => headings.map(({ tagName }) => Number(tagName[1])));
    expect(levels.filter((level) => level === 1)).toHaveLength(1);
    levels.forEach((level, i) => {
      // None skips a level, whatever stood before it.
      expect(level - (levels[i - 1] ?? 0), levels.join(' ')).toBeLessThanOrEqual(1);
    });
    await expect(app.page.getByRole('heading', { level: 1 }).count()).resolves.toBe(1);
    await expect(app.page.getByRole('main').count()).resolves.toBe(1);
    await expect(app.page.getByRole('banner').count()).resolves.toBe(1);
  }
});

describe('nothing has to be scrolled sideways', () => {
  const screens = {
    'a phone of 390 px': phone,
    'a phone of 360 px': { ...phone, viewport: { width: 360, height: 740 } },
    'a window at 200 %': { viewport: { width: 720, height: 450 }, deviceScaleFactor: 2 },
    'a window at 400 %': { viewport: { width: 320, height: 256 }, deviceScaleFactor: 4 },
    'a tablet': { viewport: { width: 820, height: 1_180 } },
    'a wide window': { viewport: { width: 1_920, height: 1_080 } },
  };
  for (const [name, context] of Object.entries(screens)) {
    test(name, async ({ open }) => {
      const app = await open({ context });
      await app.digest();
      for (const room of rooms) {
        await app.openRoom(room);
        await openAll(app);
        await expect(app.page.evaluate(wider), room).resolves.toEqual([]);
      }
    });
  }
});

test('on a phone the mix is one line that opens to the whole editor', async ({ open }) => {
  const app = await open({ context: phone });
  await app.digest();
  const body = app.editor.locator('.body');
  await expect(body.isVisible()).resolves.toBe(false);
  await app.expectText(app.editor.locator('.sheet'), '50 % stocks · 30 % bonds · 20 % other');
  await app.page.getByRole('button', { name: 'Edit mix' }).tap();
  await expect(body.isVisible()).resolves.toBe(true);
  await app.editor.getByRole('button', { name: 'Permanent' }).tap();
  await expect.poll(() => app.weights()).toEqual([25, 25, 25, 25, 0, 0]);
  const remove = app.editor.getByRole('button', { name: 'Remove Oil (WTI)' });
  await remove.tap();
  await expect.poll(async () => (await app.weights()).length).toBe(5);
  await expect(app.page.evaluate(wider)).resolves.toEqual([]);
  await app.page.getByRole('button', { name: 'Done' }).tap();
  await expect(body.isVisible()).resolves.toBe(false);
  await app.digest();
});

test('the theme can be chosen, holds from room to room and repaints the charts', async ({
  open,
}) => {
  const app = await open({ context: { colorScheme: 'light' } });
  await app.digest();
  await app.panel.locator('mix-chart canvas').first().waitFor();
  const button = app.page.getByRole('button', { name: 'Theme' });
  const paper = () =>
    app.page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  const picture = () =>
    app.panel
      .locator('mix-chart canvas')
      .first()
      .evaluate((canvas) => (canvas as HTMLCanvasElement).toDataURL());
  const [lightPaper, lightPicture] = [await paper(), await picture()];
  await button.click();
  await expect(app.page.locator('html').getAttribute('data-theme')).resolves.toBe('light');
  await button.click();
  await expect(app.page.locator('html').getAttribute('data-theme')).resolves.toBe('dark');
  expect(await paper()).not.toBe(lightPaper);
  await expect.poll(picture).not.toBe(lightPicture);
  await app.openRoom('Loss');
  await expect(app.page.locator('html').getAttribute('data-theme')).resolves.toBe('dark');
  await app.openRoom('The mix');
  await button.click();
  await expect(app.page.locator('html').getAttribute('data-theme')).resolves.toBeNull();
  await expect.poll(picture).toBe(lightPicture);
  // As the system: it changes under the page.
  await app.page.emulateMedia({ colorScheme: 'dark' });
  await expect.poll(picture).not.toBe(lightPicture);
});

/** Opens every disclosure and every table behind a chart. */
async function openAll(app: App): Promise<void> {
  await app.panel.locator('details').evaluateAll((all) => {
    for (const details of all) (details as HTMLDetailsElement).open = true;
  });
  const tables = app.panel.getByRole('button', { name: 'Show as table' });
  for (let left = await tables.count(); left > 0; left--) {
    await tables.first().evaluate((button) => (button as HTMLElement).click());
    await expect.poll(() => tables.count()).toBe(left - 1);
  }
  await app.page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
}

/** Every breach with the elements that commit it. */
function violations(app: App): Promise<string[]> {
  return app.page.evaluate(async () => {
    const { axe: checker } = window as unknown as {
      axe: { run(root: Document, options: object): Promise<AxeResults> };
    };
    const { violations: found } = await checker.run(document, { resultTypes: ['violations'] });
    return found.flatMap(({ id, nodes }) =>
      nodes
        .slice(0, 5)
        .map(({ target, html, failureSummary }) =>
          [id, JSON.stringify(target), html.slice(0, 160), failureSummary].join('\n'),
        ),
    );
  });
}

/** Runs in the page: elements that reach beyond the right edge, where that makes it scroll. */
function wider(): string[] {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  const found: string[] = [`the page is ${document.documentElement.scrollWidth} px wide`];
  const visit = (root: Document | ShadowRoot) => {
    for (const element of root.querySelectorAll('*')) {
      const { right } = element.getBoundingClientRect();
      if (right > width + 1 && !element.closest('.scroll, .chart-table'))
        found.push(`${element.tagName}.${element.className} to ${right}`);
      if (element.shadowRoot) visit(element.shadowRoot);
    }
  };
  visit(document);
  return found.slice(0, 12);
}

/** Runs in the page: finds everything that the Tab key should reach, and returns how many. */
function noteControls(): number {
  const controls = new Set<Element>();
  const selector =
    'a[href], button, input, select, textarea, summary, [tabindex]:not([tabindex="-1"])';
  const visit = (root: Document | ShadowRoot) => {
    for (const element of root.querySelectorAll('*')) {
      if (element.shadowRoot) visit(element.shadowRoot);
      if (!element.matches(selector) || element.matches(':disabled')) continue;
      if (!element.checkVisibility({ visibilityProperty: true })) continue;
      controls.add(element);
    }
  };
  visit(document);
  Object.assign(window, { controls });
  return controls.size;
}

/** Runs in the page: ticks the focused control off, and complains where nothing shows the focus. */
function visitFocused(): string | undefined {
  let active = document.activeElement;
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
  if (active === null || active === document.body) return undefined;
  (window as unknown as { controls: Set<Element> }).controls.delete(active);
  const { outlineStyle, outlineWidth } = getComputedStyle(active);
  const shown =
    (outlineStyle !== 'none' && parseFloat(outlineWidth) > 0) ||
    (active instanceof HTMLInputElement && active.type === 'range');
  return shown ? undefined : active.outerHTML.slice(0, 120);
}

/** Runs in the page: what the Tab key has not reached. */
function unvisited(): string[] {
  const { controls } = window as unknown as { controls: Set<Element> };
  return [...controls].map((element) => element.outerHTML.slice(0, 120));
}
