/** Parts of the page that come later, late, or not at all. */
import { describe, expect } from 'vitest';
import { test } from './watched-app';

/** Nothing is fetched ahead of time. */
const never = () => Object.assign(window, { requestIdleCallback: () => 0 });

/** What the browser says of a file that does not come. */
const expected = /ERR_FAILED|^failed: /;

describe('a room that does not come', () => {
  const cases = [
    ['its view', /\/assets\/view-.*\.js$/],
    ['its words', /\/assets\/text-.*\.js$/],
    ['its part of the worker', /\/assets\/compute-.*\.js$/],
    ['its kernels', /\/assets\/kernels-(?!first).*\.wasm$/],
  ] as const;

  test.for(cases)('for lack of %s is told, and comes when it can', async ([, file], { open }) => {
    const app = await open({ before: never, expected });
    await app.digest();
    const context = app.page.context();
    await context.route(file, (route) => route.abort());
    const tab = app.page.getByRole('navigation').getByRole('button', { name: 'Over time' });
    await tab.click();
    const notice = app.panel.getByRole('alert');
    await app.expectText(notice, 'A part of this page could not be loaded.');
    // Still nothing: the notice stays.
    await notice.getByRole('button', { name: 'Try again' }).click();
    await app.expectText(notice, 'A part of this page could not be loaded.');
    await app.openRoom('The mix');
    await expect(app.panel.getByRole('alert').count()).resolves.toBe(0);
    await context.unroute(file);
    await tab.click();
    if ((await notice.count()) > 0) await notice.getByRole('button', { name: 'Try again' }).click();
    await app.digest();
    await expect(app.panel.getByRole('alert').count()).resolves.toBe(0);
  });
});

test('a room that comes late says that it is on its way', async ({ open }) => {
  const app = await open({ before: never });
  await app.digest();
  let release = () => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  await app.page.context().route(/\/assets\/view-.*\.js$/, async (route) => {
    await held;
    await route.continue();
  });
  await app.page.getByRole('navigation').getByRole('button', { name: 'Over time' }).click();
  await app.expectText(app.finding, 'Computing…');
  release();
  await app.digest();
  await app.expectText(app.panel.locator('h1'), '?');
});

test('the script to reproduce comes when it is looked at', async ({ open }) => {
  const app = await open({ before: never });
  await app.digest();
  await expect(app.panel.locator('#reproduce pre').count()).resolves.toBe(0);
  await app.panel.locator('#reproduce > summary').click();
  await app.expectText(app.panel.locator('#reproduce pre'), 'import numpy');
});

test.for([
  ['the explanation of a figure', 'explain-dialog', '.figures .explain', '#explain[open] .measure'],
  ['how it is computed', 'folded', '#how > summary', '#how .measure'],
  ['on which data', 'folded', '#data > summary', '#data table'],
])(
  '%s comes when it is asked for, and is told if it does not',
  async ([, part, way, to], { open }) => {
    const app = await open({ before: never, expected });
    await app.digest();
    const context = app.page.context();
    const file = new RegExp(`/assets/${part}-.*\\.js$`);
    await context.route(file, (route) => route.abort());
    await app.panel.locator(way).first().click();
    const notice = app.panel.getByRole('alert');
    await app.expectText(notice, 'A part of this page could not be loaded.');
    await context.unroute(file);
    await notice.getByRole('button', { name: 'Try again' }).click();
    await app.panel.locator(to).first().waitFor();
    await expect(notice.count()).resolves.toBe(0);
  },
);

test('the menu of the data comes when it is opened', async ({ open }) => {
  const app = await open({ before: never });
  await app.digest();
  await app.page.locator('button.dataset').click();
  await app.page.getByRole('button', { name: 'Bring in your own file' }).waitFor();
});
