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
const smallPhone = { ...phone, viewport: { width: 360, height: 740 } };

describe('axe finds nothing in every room with all disclosures open', () => {
  for (const [colorScheme, screens] of [
    ['light', { desktop: {}, 'a phone of 390 px': phone }],
    ['dark', { desktop: {}, 'a phone of 360 px': smallPhone }],
  ] as const) {
    for (const [screen, size] of Object.entries(screens)) {
      test(`${colorScheme}, ${screen}`, { timeout: 180_000 }, async ({ open }) => {
        // Only here: the policy of the page would refuse the checker itself.
        const app = await open({ context: { ...size, colorScheme, bypassCSP: true } });
        await app.digest();
        await app.page.evaluate(axe);
        if (screen !== 'desktop') await app.page.getByRole('button', { name: 'Edit mix' }).click();
        for (const room of rooms) {
          await app.openRoom(room);
          await openAll(app);
          await expect(violations(app), room).resolves.toEqual([]);
        }
        // The rest once in each theme and on each kind of screen.
        if ((screen === 'desktop') !== (colorScheme === 'light')) return;
        await expectStates(app);
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
        await expect(violations(app), 'notice').resolves.toEqual([]);
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
    'a phone of 360 px': smallPhone,
    'a window at 400 %': { viewport: { width: 320, height: 256 }, deviceScaleFactor: 4 },
    'a window from 1920 px to 720 px, which is 200 %': { viewport: { width: 1_920, height: 900 } },
  };
  for (const [name, context] of Object.entries(screens)) {
    const widths = context.viewport.width > 1_000 ? [1_920, 820, 720] : [context.viewport.width];
    test(name, async ({ open }) => {
      const app = await open({ context });
      await app.digest();
      const expectFit = async (what: string) => {
        for (const width of widths) {
          await app.page.setViewportSize({ width, height: context.viewport.height });
          const message = `${what}, ${width} px`;
          await expect.poll(() => app.page.evaluate(wider), { message }).toEqual([]);
        }
      };
      for (const room of rooms) {
        await app.openRoom(room);
        await openAll(app);
        await expectFit(room);
      }
      for (const page of ['Glossary', 'Report', 'Self-test']) {
        await openPage(app, page);
        await expectFit(page);
      }
      await app.page.goBack();
      await app.openRoom('Loss');
      await spoilForm(app);
      await app.editor.locator('select[aria-label="Compare with…"]').evaluate((select) => {
        (select as HTMLSelectElement).value = 'equal';
        select.dispatchEvent(new Event('change'));
      });
      await app.expectText(app.panel, 'Mix A', 'Mix B');
      await expectFit('two mixes');
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

test('nothing moves by itself where less motion is wanted', async ({ open }) => {
  const app = await open({ context: { reducedMotion: 'reduce' } });
  await app.digest();
  for (const room of rooms) {
    await app.openRoom(room);
    await openAll(app);
    await expect(moving(app), room).resolves.toEqual([]);
  }
  await openMenu(app.page);
  await expect(moving(app), 'menu').resolves.toEqual([]);
  // As a check of the check: what would move is held still by the style of its element.
  await app.page.evaluate(() => {
    const root = document.querySelector('mix-app')?.shadowRoot;
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('h1, button, nav { transition: all 9s; animation: x 9s infinite; }');
    root?.adoptedStyleSheets.push(sheet);
  });
  await expect(moving(app), 'style').resolves.toEqual([]);
});

test('in forced colors nothing is left invisible that carries a meaning', async ({ open }) => {
  for (const colorScheme of ['light', 'dark'] as const) {
    const app = await open({ context: { forcedColors: 'active', colorScheme } });
    await app.digest();
    await app.panel.locator('mix-chart canvas').first().waitFor();
    const background = (selector: string) =>
      app.page
        .locator(selector)
        .first()
        .evaluate((element) => getComputedStyle(element).backgroundColor);
    const paper = await background('mix-app header');
    const canvas = await app.page.evaluate(() => {
      const probe = document.body.appendChild(document.createElement('i'));
      probe.style.setProperty('background-color', 'Canvas');
      const { backgroundColor } = getComputedStyle(probe);
      probe.remove();
      return backgroundColor;
    });
    for (const mark of [
      'mix-editor .stack i',
      'mix-bar-table .track i',
      'mix-heat-table td.strong',
    ])
      expect([canvas, paper], `${mark}, ${colorScheme}`).not.toContain(await background(mark));
    await expect(tabLines(app), colorScheme).resolves.toEqual(['The mix']);
    expect(await background('mix-editor .chip[aria-pressed=true]')).not.toBe(canvas);
    // The series of a chart keep their colors, beside that of the lines of the scale.
    await expect(paintedHues(app)).resolves.toBeGreaterThan(3);
    const { keyboard } = app.page;
    await app.page.evaluate(noteControls);
    for (let i = 0; i < 30; i++) {
      await keyboard.press('Tab');
      await expect(app.page.evaluate(visitFocused)).resolves.toBeUndefined();
    }
  }
});

/** Entries of the menu with a line under them. */
function tabLines(app: App): Promise<string[]> {
  return app.page.locator('nav .tab').evaluateAll((tabs) =>
    tabs
      .filter((tab) => {
        const { borderBottomColor } = getComputedStyle(tab);
        const parent = tab.closest('nav')?.parentNode as ShadowRoot;
        const probe = parent.appendChild(document.createElement('i'));
        probe.style.setProperty('color', 'Canvas');
        const { color } = getComputedStyle(probe);
        probe.remove();
        return borderBottomColor !== color;
      })
      .map((tab) => tab.textContent.trim()),
  );
}

/** How many hues, of twelve, the first chart is painted in. */
function paintedHues(app: App): Promise<number> {
  return app.panel
    .locator('mix-chart canvas')
    .first()
    .evaluate((element) => {
      const canvas = element as HTMLCanvasElement;
      const context = canvas.getContext('2d');
      if (context === null) return 0;
      const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
      const pixels = Array.from({ length: 12 }, () => 0);
      for (let k = 0; k < data.length; k += 4) {
        const [red, green, blue, alpha] = data.subarray(k, k + 4);
        const most = Math.max(red, green, blue);
        const span = most - Math.min(red, green, blue);
        if (alpha < 128 || span < 60) continue;
        const sixth =
          most === red
            ? (green - blue) / span + 6
            : most === green
              ? (blue - red) / span + 2
              : (red - green) / span + 4;
        pixels[Math.floor(2 * sixth) % 12] += 1;
      }
      return pixels.filter((count) => count > 20).length;
    });
}

/** Elements that a style lets move. */
function moving(app: App): Promise<string[]> {
  return app.page.evaluate(() => {
    const walk = (root: ParentNode): Element[] =>
      [...root.querySelectorAll('*')].flatMap((element) => [
        element,
        ...(element.shadowRoot === null ? [] : walk(element.shadowRoot)),
      ]);
    return walk(document)
      .filter((element) => {
        const { transitionDuration, animationName, scrollBehavior } = getComputedStyle(element);
        const still = transitionDuration.split(', ').every((time) => parseFloat(time) === 0);
        return !still || animationName !== 'none' || scrollBehavior !== 'auto';
      })
      .map(({ localName }) => localName);
  });
}

/** Pages beside the lab, problems in forms, an explanation and two mixes. */
async function expectStates(app: App): Promise<void> {
  for (const page of ['Glossary', 'Report', 'Self-test', 'Promises']) {
    await openPage(app, page, page === 'Promises' ? 'What we promise' : page);
    await expect(violations(app), page).resolves.toEqual([]);
  }
  for (const [opens, title] of [
    ['Check and change the data…', 'Check the data'],
    ['Make data with known truth…', 'Make data with known truth'],
  ]) {
    await app.page.locator('button.dataset').click();
    await app.page.getByRole('button', { name: opens }).click();
    await app.page.getByRole('heading', { name: title }).waitFor();
    await expect(violations(app), title).resolves.toEqual([]);
    await app.page.keyboard.press('Escape');
  }
  await app.openRoom('Loss');
  await spoilForm(app);
  await expect(violations(app), 'problems').resolves.toEqual([]);
  await app.panel.getByRole('button', { name: 'Expected shortfall', exact: true }).click();
  await app.page.locator('#explain[open]').waitFor();
  await expect(violations(app), 'explanation').resolves.toEqual([]);
  await app.page.keyboard.press('Escape');
  // The editor is a new one since a page stood in its place.
  const edit = app.page.getByRole('button', { name: 'Edit mix' });
  if (await edit.isVisible()) await edit.click();
  await app.editor.getByRole('combobox', { name: 'Compare with…' }).selectOption('equal');
  await app.expectText(app.panel, 'Mix A', 'Mix B');
  await app.digest();
  await openAll(app);
  await expect(violations(app), 'two mixes').resolves.toEqual([]);
  await app.editor.getByRole('button', { name: 'Keep only B' }).click();
  await app.digest();
}

/** Opens a page beside the lab and some of what it holds. */
async function openPage(app: App, name: string, title = name): Promise<void> {
  await app.page.getByRole('navigation').getByRole('link', { name }).click();
  const page = app.page.locator('main.page');
  await page.getByRole('heading', { level: 1, name: title }).waitFor();
  const busy = page.locator('article[aria-busy=true]');
  await expect.poll(() => busy.count(), { timeout: 30_000 }).toBe(0);
  await page.locator('details').evaluateAll((all) => {
    for (const details of all.slice(0, 12)) (details as HTMLDetailsElement).open = true;
  });
}

/** Types what is refused into a field and a weight, so that both complain. */
async function spoilForm(app: App): Promise<void> {
  const horizon = app.panel.getByRole('textbox', { name: 'Horizon' });
  await app.type(horizon, '-3');
  await app.panel.locator('mix-form .problem').first().waitFor();
  const weight = app.editor.locator('input.weight').first();
  await weight.evaluate((input) => {
    (input as HTMLInputElement).value = 'half';
    input.dispatchEvent(new Event('change'));
  });
  await app.editor.locator('.problem').first().waitFor({ state: 'attached' });
}

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
    // What stays in sight while the page scrolls would lie over something.
    scrollTo(0, 0);
    // A link to a part of this page that is out of sight would be taken for a way past the menus.
    document.querySelector('mix-app')?.shadowRoot?.querySelector('nav')?.scrollTo(0, 0);
    const { violations: found } = await checker.run(document, {
      resultTypes: ['violations'],
      // Off by itself, and part of WCAG 2.2: nothing to press is smaller than 24 px.
      rules: { 'target-size': { enabled: true } },
    });
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
