/** Small own data go along in a link where a person wants that, and open where they are not. */
import { expect } from 'vitest';
import { bringIn, csv, openMenu } from './bring-in';
import { test } from './watched-app';

const lines = Array.from({ length: 48 }, (_, i) => {
  const month = String((i % 12) + 1).padStart(2, '0');
  const price = (level: number, slope: number) => (level + slope * i + 3 * Math.sin(i)).toFixed(1);
  return `${2018 + Math.floor(i / 12)}-${month}-28,${price(100, 1)},${price(99, 0.2)}`;
});
const small = csv('small.csv', ['date,World,Bonds', ...lines].join('\n'));
const clipboard = { permissions: ['clipboard-read', 'clipboard-write'] };

test('a link holds them only when asked to, and gives the same numbers elsewhere', async ({
  open,
}) => {
  const app = await open({ context: clipboard });
  await app.digest();
  await bringIn(app, small);
  const digest = await app.digest();
  const readCopied = () => app.page.evaluate(() => navigator.clipboard.readText());
  await app.page.getByRole('button', { name: 'Share' }).click();
  await app.expectText(app.notice, 'does not hold them', 'small enough to go along');
  await expect.poll(readCopied).toContain(app.link());
  const plainLink = await readCopied();
  await app.page.getByRole('button', { name: 'Copy a link with the data' }).click();
  await expect.poll(readCopied).not.toBe(plainLink);
  const whole = await readCopied();
  expect(whole.length).toBeGreaterThan(plainLink.length);

  const without = await open({ link: new URL(plainLink).hash.replace('#s=', '') });
  await without.expectText(without.page.locator('main, mix-app'), 'small.csv');
  const other = await open({ link: new URL(whole).hash.replace('#s=', '') });
  expect(await other.digest()).toBe(digest);
  await other.expectText(other.notice, '“small” came with the link');
  // They survive a reload in the address alone; it would break off what is fetched ahead.
  await other.everythingLoaded();
  await other.page.reload();
  expect(await other.digest()).toBe(digest);
  await other.page.getByRole('button', { name: 'Keep the data in this browser' }).click();
  await expect.poll(() => other.link().length).toBeLessThan(whole.length / 2);
  expect(await other.digest()).toBe(digest);
  await openMenu(other.page);
  await other.expectText(other.page.locator('.storage'), '1 dataset kept in this browser');
});
