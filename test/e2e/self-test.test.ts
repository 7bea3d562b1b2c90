/** The self-test in the built app: on workers, without them, without a network, and ended early. */
import type { Locator } from 'playwright-core';
import { expect } from 'vitest';
import { test, type App } from './watched-app';

/** A run takes ten seconds on an idle machine, which the others of a suite are not. */
const timeout = 120_000;

async function openPage(app: App): Promise<Locator> {
  await app.digest();
  await app.page.getByRole('navigation').getByRole('link', { name: 'Self-test' }).click();
  const page = app.page.locator('mix-self-test');
  await page.waitFor();
  return page;
}

async function expectAllHold(app: App, page: Locator): Promise<void> {
  await page.getByRole('button', { name: 'Run the self-test' }).click();
  const verdict = page.getByRole('status');
  await expect.poll(() => app.text(verdict), { timeout: timeout - 20_000 }).not.toBe('');
  const said = await app.text(verdict);
  const [, held, count] = /^([\d,]+) of ([\d,]+) reference numbers hold; /.exec(said) ?? [said];
  expect(held).toBe(count);
  expect(Number(count?.replace(',', ''))).toBeGreaterThan(1_000);
  expect(said).toContain('all 6 digests of simulations are those that every browser should give');
  await expect(page.locator('.off').count()).resolves.toBe(0);
}

test('every number holds on workers, on one of them and on none', { timeout }, async ({ open }) => {
  const app = await open({ cores: 2 });
  const page = await openPage(app);
  const before = await app.workers();
  await expectAllHold(app, page);
  await app.expectText(page.locator('dl'), '2 workers on 2 cores');
  // Those that it started for itself are gone.
  await expect.poll(async () => (await app.workers()).alive).toBeLessThanOrEqual(2);
  expect((await app.workers()).started).toBeGreaterThan(before.started);
  await app.expectText(
    page.locator('section').last(),
    ...['million scenarios a second', '2 workers', 'this thread'],
  );
  const [file] = await Promise.all([
    app.page.waitForEvent('download'),
    page.getByRole('button', { name: 'CSV' }).click(),
  ]);
  expect(file.suggestedFilename()).toBe('self-test.csv');
});

test('every number holds where workers do not exist', { timeout }, async ({ open }) => {
  const app = await open({ before: () => Reflect.deleteProperty(window, 'Worker') });
  const page = await openPage(app);
  await expectAllHold(app, page);
  await app.expectText(page.locator('dl'), 'This thread alone', 'There are no workers here.');
});

test('it runs without a network', { timeout }, async ({ open }) => {
  const app = await open({ context: { serviceWorkers: 'allow' } });
  await app.digest();
  await app.page.evaluate(async () => (await navigator.serviceWorker.ready).active?.state);
  await app.page.reload();
  await app.page.context().setOffline(true);
  const page = await openPage(app);
  await expectAllHold(app, page);
});

test('it ends at once, and a room computes on', async ({ open }) => {
  const app = await open({ cores: 2 });
  const page = await openPage(app);
  await page.getByRole('button', { name: 'Run the self-test' }).click();
  await page.locator('details').first().waitFor();
  await app.page.keyboard.press('Escape');
  await app.expectText(page.getByRole('status'), 'Cancelled.');
  await app.openRoom('Loss');
});
