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
  // Opened while there is room, as it is where the quota is reached later.
  await bringIn(app, csv('small.csv', prices(40)));
  const small = await app.digest();

  await devTools.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1 });
  await pick(app, csv('large.csv', prices(2_000)));
  await importButton(app).click();
  await app.expectText(
    app.notice,
    'This browser has no room for “large”: 0.1 MB needed',
    'It lasts until this page is closed.',
  );
  const large = await app.digest();
  expect(large).not.toBe(small);
  await openMenu(page);
  await app.expectText(page.locator('.own'), 'large', 'lasts until this page is closed', 'small');
  await page.getByRole('radio', { name: 'small' }).check();
  await expect.poll(() => app.digest()).toBe(small);
  await openMenu(page);
  await page.getByRole('radio', { name: 'large' }).check();
  await expect.poll(() => app.digest()).toBe(large);

  // With room again, the same file is kept; and goes with all that the browser holds.
  await devTools.send('Storage.overrideQuotaForOrigin', { origin });
  await bringIn(app, csv('large.csv', prices(2_000)));
  expect(await app.digest()).toBe(large);
  await expect.poll(() => page.locator('.own').getByText('lasts until').count()).toBe(0);
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
