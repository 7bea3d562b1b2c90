/** What a person sees before touching anything. */
import { fileURLToPath } from 'node:url';
import { expect, inject } from 'vitest';
import { measureFirstLoad } from '../tools/first-load';
import { plain, test } from './watched-app';

test('the balanced mix stands on the first view with its finding and its six figures', async ({
  open,
}) => {
  const app = await open();
  await app.digest();
  await app.expectText(
    app.figures,
    'Return a year 9.2 %',
    '5.3 %',
    '6.7 %',
    '0.69',
    '−20.7 %',
    '2.5 % or more',
    'history allows 2.1 to 3.2 %',
  );
  await expect(app.figures.locator('.figure').count()).resolves.toBe(6);
  await app.expectText(
    app.finding,
    '9.2 % a year, with a worst fall of 20.7 %',
    'Stocks are half of the money and',
    'of the risk.',
  );
  await expect(app.weights()).resolves.toHaveLength(6);
  await app.expectWhole();
  await expect(
    app.editor.getByRole('button', { name: 'Balanced' }).getAttribute('aria-pressed'),
  ).resolves.toBe('true');
  await expect(app.page.title()).resolves.toBe('What would this mix have done? · Asset Mix Lab');
  expect(new URL(app.page.url()).pathname).toBe('/some/where/');
});

test('it downloads what it shows, and nothing that opens later', async () => {
  const { first, later } = await measureFirstLoad(
    fileURLToPath(new URL('../../dist', import.meta.url)),
  );
  const paths = first.map(({ path }) => path).join(' ');
  for (const part of ['index.html', 'kernels-first', 'uPlot', 'worker', 'view', 'glance']) {
    expect(paths).toContain(part);
  }
  // How large it is, and whether that is within the budget, says `npm run check:size`.
  for (const part of [
    'reproduce',
    'table-reader',
    'page',
    'cases',
    'import-dialog',
    'explain-dialog',
    'verify',
  ]) {
    expect(paths).not.toContain(part);
  }
  expect(paths).not.toMatch(/kernels-(?!first)/);
  expect(later.length).toBeGreaterThan(first.length);
});

test('finished numbers stand on the screen soon after the address is entered', async ({
  browser,
}) => {
  const times: number[] = [];
  for (let i = 0; i < 5; i++) {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
    const page = await context.newPage();
    const start = performance.now();
    await page.goto(inject('appUrl'), { waitUntil: 'commit' });
    await page.locator('.figures .figure').nth(5).waitFor({ timeout: 30_000 });
    await page.locator('mix-chart canvas').first().waitFor({ timeout: 30_000 });
    times.push(Math.round(performance.now() - start));
    expect(plain(await page.locator('.figures').textContent())).toContain('2.5 % or more');
    await context.close();
  }
  console.info(`first view, cold cache: ${times.toSorted((a, b) => a - b).join(', ')} ms`);
});

test('after loading, nothing that a person does in a dataset asks for anything', async ({
  open,
}) => {
  const app = await open();
  await app.digest();
  await app.everythingLoaded();
  const asked: string[] = [];
  await app.page.context().route('**/*', (route) => {
    const url = route.request().url();
    // The browser itself asks for the icon again at a new address, where nothing is cached.
    asked.push(url);
    return route.abort();
  });
  await app.type(app.weight('US stocks'), '40');
  await app.digest();
  await app.openRoom('Loss');
  await app.panel.getByLabel('Method', { exact: true }).selectOption('simulated');
  await app.digest();
  await app.page.getByRole('button', { name: 'Undo' }).click();
  await app.figures.locator('.explain').first().click();
  await app.panel.locator('#explain[open]').press('Escape');
  await app.editor.getByRole('button', { name: 'Add asset' }).click();
  await app.page.getByRole('combobox', { name: 'Find an asset' }).press('Escape');
  for (const summary of await app.panel.locator('summary').all()) await summary.click();
  for (const file of ['Result as CSV', 'Result as JSON', 'Picture (PNG)']) {
    await app.panel.getByRole('button', { name: 'Export' }).click();
    await app.panel.getByRole('button', { name: file }).click();
  }
  await app.digest();
  expect(asked).toEqual([]);
});

test('the page says in words that it needs JavaScript where there is none', async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(inject('appUrl'));
  await expect(page.locator('body').innerText()).resolves.toContain('needs JavaScript');
  await context.close();
});
