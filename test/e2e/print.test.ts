/** The report on paper: all of it, nothing else, and dark on white whatever the screen was. */
import { describe, expect } from 'vitest';
import { plain, rooms, test, type App } from './watched-app';

/** Page.pdf prints as a person does, with the events of a printer. */
const paper = { format: 'A4' } as const;

describe('in print', () => {
  test('everything that names the result is there, and what can only be clicked is not', async ({
    open,
  }) => {
    const app = await open();
    const digest = await app.digest();
    // What is folded up comes after the first view.
    await app.panel.locator('#how dl, #how p').first().waitFor({ state: 'attached' });
    await app.page.emulateMedia({ media: 'print' });
    await app.page.evaluate(() => window.dispatchEvent(new Event('beforeprint')));
    const text = await visibleText(app);
    for (const part of [
      'What would this mix have done?',
      'US stocks 50.0 % · US Treasury 10y 30.0 %',
      'US asset classes, March 1975 to December 2022, 574 monthly periods',
      'Rebalancing: yearly · Cost of trading: 0 bp · Start amount: 10,000',
      'Return a year',
      'Where the risk comes from',
      'Sharpe, The Sharpe Ratio, Journal of Portfolio Management',
      'Volatility and losses come out about 15 % too low.',
      'Returns of assets are mixed as simple returns',
      'Robert Shiller',
      'not advice',
      digest,
      app.page.url(),
    ]) {
      expect(text).toContain(part);
    }
    for (const part of ['Copy link', 'Export', 'Show as table', 'Undo', 'import numpy', 'Conserv'])
      expect(text).not.toContain(part);
    const controls = app.page.locator('button, input, select, nav, summary span, .notice');
    for (const control of await controls.all()) {
      const inLabel = await control.evaluate((element) => element.matches('dt *, th *, .legend *'));
      if (!inLabel) await expect(control.isVisible()).resolves.toBe(false);
    }
  });

  for (const menu of rooms) {
    test(`no drawing or table of "${menu}" is wider than the page`, async ({ open }) => {
      const context = { viewport: { width: 1_600, height: 900 } };
      const app = await open({ context, before: holdDrawings });
      await app.digest();
      if (menu !== rooms[0]) await app.openRoom(menu);
      await app.panel.locator('mix-chart canvas, mix-dot-table table').first().waitFor();
      await app.page.evaluate(() => Object.assign(window, { held: true }));
      await app.page.emulateMedia({ media: 'print' });
      // A4 less its margins.
      await app.page.setViewportSize({ width: 672, height: 900 });
      await app.page.evaluate(() => window.dispatchEvent(new Event('beforeprint')));
      let wide = 0;
      for (const drawing of await app.panel.locator('canvas, table, pre, dl').all()) {
        const box = await drawing.boundingBox();
        if (box === null) continue;
        expect(box.x).toBeGreaterThanOrEqual(0);
        expect(box.x + box.width).toBeLessThanOrEqual(673);
        if (box.width > 600) wide += 1;
      }
      expect(wide).toBeGreaterThan(1);
    });
  }
});

describe('printing', () => {
  test('unfolds everything, and folds up again what was folded', async ({ open }) => {
    const app = await open();
    await app.digest();
    await app.panel.locator('#data > summary').click();
    await app.page.evaluate(() => {
      const states: (readonly string[])[] = [];
      Object.assign(window, { states });
      const panel = document.querySelector('mix-app')?.shadowRoot?.querySelector('mix-panel');
      window.addEventListener('beforeprint', () =>
        states.push(
          [...(panel?.shadowRoot?.querySelectorAll('details:not([open])') ?? [])].map((e) => e.id),
        ),
      );
    });
    const pdf = await app.page.pdf(paper);
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    expect(pdf.length).toBeGreaterThan(20_000);
    const states = await app.page.evaluate(
      () => (window as unknown as { states: string[][] }).states,
    );
    expect(states).toEqual([[]]);
    await expect.poll(() => openDetails(app)).toEqual(['data']);
  });

  test('from the menu happens once, with the menu closed', async ({ open }) => {
    const app = await open({
      before: () => {
        const printed: boolean[] = [];
        Object.assign(window, { printed });
        window.print = () => {
          const panel = document.querySelector('mix-app')?.shadowRoot?.querySelector('mix-panel');
          printed.push(panel?.shadowRoot?.querySelector(':popover-open') !== null);
        };
      },
    });
    await app.digest();
    await app.panel.getByRole('button', { name: 'Export' }).click();
    await app.panel.getByRole('button', { name: 'Print report' }).click();
    const printed = () =>
      app.page.evaluate(() => (window as unknown as { printed: boolean[] }).printed);
    await expect.poll(printed).toEqual([false]);
  });

  test('from a dark screen is dark on white, also in the drawings', async ({ open }) => {
    const app = await open({ context: { colorScheme: 'dark' } });
    await app.digest();
    await app.panel.locator('mix-chart canvas').first().waitFor();
    expect(await inkOf(app)).toBe(0);
    await app.page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    await expect.poll(() => inkOf(app)).toBeGreaterThan(100);
    const paperColor = await app.page.evaluate(
      () => getComputedStyle(document.documentElement).backgroundColor,
    );
    expect(paperColor).toBe('rgb(255, 255, 255)');
    await app.page.emulateMedia({ media: 'screen', colorScheme: 'dark' });
    await expect.poll(() => inkOf(app)).toBe(0);
  });
});

/** Runs in the page: drawings keep their size once `held`, as a printer gives no time to redraw. */
function holdDrawings(): void {
  const Real = window.ResizeObserver;
  window.ResizeObserver = class extends Real {
    constructor(callback: ResizeObserverCallback) {
      super((entries, observer) => {
        if (!('held' in window)) callback(entries, observer);
      });
    }
  };
}

/** Words that can be seen, also in the elements of the page. */
async function visibleText(app: App): Promise<string> {
  return plain(
    await app.page.locator('mix-app').evaluate((start) => {
      const found: string[] = [];
      const collect = (node: Node) => {
        if (node instanceof Text) found.push(node.data);
        if (node instanceof HTMLStyleElement) return;
        if (node instanceof HTMLElement && !node.checkVisibility()) return;
        if (node instanceof Element && node.shadowRoot) node.shadowRoot.childNodes.forEach(collect);
        node.childNodes.forEach(collect);
      };
      collect(start);
      return found.join('');
    }),
  );
}

function openDetails(app: App): Promise<string[]> {
  return app.panel.evaluate((panel) =>
    [...(panel.shadowRoot?.querySelectorAll('details[open]') ?? [])].map(({ id }) => id),
  );
}

/** Pixels of the first drawing in the ink of the light theme. */
function inkOf(app: App): Promise<number> {
  return app.panel
    .locator('mix-chart canvas')
    .first()
    .evaluate((canvas: HTMLCanvasElement) => {
      const { width, height } = canvas;
      // A copy: the drawing is not made for being read.
      const copy = new OffscreenCanvas(width, height).getContext('2d', {
        willReadFrequently: true,
      });
      copy?.drawImage(canvas, 0, 0);
      const data = copy?.getImageData(0, 0, width, height).data ?? [];
      let count = 0;
      for (let i = 0; i < data.length; i += 4) {
        const [red, green, blue, alpha] = data.slice(i, i + 4);
        if (alpha === 255 && red === 22 && green === 25 && blue === 29) count += 1;
      }
      return count;
    });
}
