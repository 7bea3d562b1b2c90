/** The storage of the browser fills up and is wiped while the page is open. */
import { expect } from 'vitest';
import { importButton, bringIn, csv, openMenu, pick } from './bring-in';
import { test } from './watched-app';

test('what there is no room for is open until the page is closed, and a wiped set is kept again', async ({
  open,
}) => {
  const app = await open();
  const { page } = app;
  const devTools = await page.context().newCDPSession(page);
  const { origin } = new URL(page.url());
  await app.digest();
  // A browser that has found room once does not look again for a while.
  await devTools.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1 });
  await pick(app, csv('large.csv', prices(2_000)));
  await importButton(app).click();
  const unkept = 'This browser has no room for “large”: 0.1 MB needed';
  await app.expectText(app.notice, unkept, 'It lasts until this page is closed.');
  const large = await app.digest();

  await devTools.send('Storage.overrideQuotaForOrigin', { origin });
  await bringIn(app, csv('small.csv', prices(40)));
  expect(await app.digest()).not.toBe(large);
  await openMenu(page);
  await app.expectText(page.locator('.own'), 'large', unkept, 'small');
  await page.getByRole('radio', { name: 'large' }).check();
  await expect.poll(() => app.digest()).toBe(large);

  // With room again, the same file is kept; and goes with all that the browser holds.
  await bringIn(app, csv('large.csv', prices(2_000)));
  await openMenu(page);
  await expect.poll(() => app.text(page.locator('.own'))).not.toContain('no room');
  await page.keyboard.press('Escape');
  await devTools.send('Storage.clearDataForOrigin', { origin, storageTypes: 'all' });
  await app.expectText(app.notice, '“large” was removed from this browser', 'still holds it');
  const weight = app.weight('Shares');
  await app.type(weight, '50');
  const changed = await app.digest();
  expect(changed).not.toBe(large);
  await app.notice.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => app.notice.count()).toBe(0);
  await page.reload();
  await expect.poll(() => app.digest()).toBe(changed);
  await devTools.detach();
});

function prices(rows: number): string {
  const lines = Array.from({ length: rows }, (_, t) => {
    const date = new Date(Date.UTC(2000, 0, 1 + t)).toISOString().slice(0, 10);
    return `${date},${(100 + t / 9 + 3 * Math.sin(t)).toFixed(2)},${(99 + Math.cos(t)).toFixed(2)}`;
  });
  return ['Date,Shares,Bonds', ...lines].join('\n');
}
