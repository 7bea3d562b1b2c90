/** What is kept outlives the page, the browser and the network. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { expect, inject, test } from 'vitest';
import { browserArguments } from '../tools/find-browser';
import { bringIn, csv, openMenu } from './bring-in';
import { App } from './watched-app';

const text = [
  'Date,Shares,Bonds',
  ...Array.from({ length: 40 }, (_, t) => {
    const date = new Date(Date.UTC(2020, t + 1, 0)).toISOString().slice(0, 10);
    return `${date},${(100 + t + 3 * Math.sin(t)).toFixed(2)},${(99 + Math.cos(t)).toFixed(2)}`;
  }),
].join('\n');

test('a set that was brought in is there after the browser was closed', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'asset-mix-'));
  const launch = () =>
    chromium.launchPersistentContext(folder, {
      executablePath: inject('browserPath'),
      args: browserArguments(),
    });
  try {
    let context = await launch();
    let app = new App(await context.newPage());
    await app.visit();
    await app.digest();
    await bringIn(app, csv('own.csv', text));
    const [digest, link] = [await app.digest(), app.link()];
    await context.close();

    context = await launch();
    app = new App(await context.newPage());
    await app.visit(link);
    expect(await app.digest()).toBe(digest);
    const listed = new App(await context.newPage());
    await listed.visit();
    await openMenu(listed.page);
    await listed.page.getByRole('radio', { name: 'own' }).check();
    await expect.poll(() => listed.digest()).toBe(digest);
    await context.close();
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
