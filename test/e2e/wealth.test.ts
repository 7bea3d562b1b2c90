/** The futures of a plan as a person makes, reads and changes them. */
import { expect } from 'vitest';
import { expectedCase, linkTo } from './expected';
import { plain, test, type App } from './watched-app';

const monthly = 'us-asset-classes-monthly';
const room = { analysis: 'wealth-paths' };

test('a plan is changed field by field, and everything on the screen follows', async ({ open }) => {
  const app = await open();
  await app.openRoom('Growth');
  await app.expectText(app.finding, '30 years', '4,000 a year', '100,000');
  await app.type(field(app, 'Years'), '10');
  await app.digest();
  await app.expectText(app.finding, '10 years');
  await field(app, 'Take out').selectOption({ label: 'nothing' });
  const digest = await app.digest();
  await app.expectText(app.finding, 'Left alone for 10 years');
  expect(app.draft().parameters).toEqual({ years: 10, spending: 'none' });
  const { digest: expected } = await expectedCase(monthly, {
    ...room,
    parameters: { years: 10, spending: 'none' },
  });
  expect(digest).toBe(expected);
  await app.page.goBack();
  await app.digest();
  await app.expectText(app.finding, '4,000 a year');
});

test('money in and out is a table: a row added, changed, wrong, mended and removed', async ({
  open,
}) => {
  const app = await open({ link: linkTo(monthly, { ...room, parameters: { years: 20 } }).link });
  const before = await app.digest();
  await app.panel.getByText('Money in and out', { exact: true }).click();
  await app.panel.getByRole('button', { name: 'Add a row' }).first().click();
  await expect.poll(() => app.draft().parameters?.flows).toMatch(/^contribution,500,month,real/);
  const with500 = await app.digest();
  expect(with500).not.toBe(before);
  const amount = app.panel.locator('table input').first();
  await app.type(amount, 'plenty');
  await app.expectText(app.panel, 'Enter a number');
  expect(app.draft().parameters?.flows).toMatch(/^contribution,500/);
  await app.type(amount, '250');
  await expect.poll(() => app.draft().parameters?.flows).toMatch(/^contribution,250/);
  await app.digest();
  await app.panel
    .getByRole('button', { name: /Remove/ })
    .first()
    .click();
  await expect.poll(() => app.draft().parameters?.flows).toBeUndefined();
  await expect(app.digest()).resolves.toBe(before);
});

test('another path is looked at closely without simulating again', async ({ open }) => {
  const app = await open({
    link: linkTo(monthly, { ...room, parameters: { scenarios: 300_000, years: 5 } }).link,
  });
  const first = await app.digest();
  await app.panel.getByText('One path closely', { exact: true }).first().click();
  const start = Date.now();
  await app.type(field(app, 'Percentile'), '95');
  await expect.poll(() => app.draft().parameters?.percentile).toBe(95);
  const second = await app.digest();
  console.info(`another path of 300,000 after ${Date.now() - start} ms`);
  expect(second).not.toBe(first);
  const { digest } = await expectedCase(monthly, {
    ...room,
    parameters: { scenarios: 300_000, years: 5, percentile: 95 },
  });
  expect(second).toBe(digest);
});

test('a plan that cannot be drawn says why, and comes back when it is mended', async ({ open }) => {
  const parameters = {
    ...{ model: 'normal', years: 5 },
    correlations: 'us_stocks,gold,0.9;us_stocks,us_treasury_10y,0.9;gold,us_treasury_10y,-0.9',
  };
  const app = await open({ link: linkTo(monthly, { ...room, parameters }).link });
  await app.digest();
  await app.expectText(app.panel, 'cannot all hold at once');
  await app.panel.locator('summary', { hasText: 'Returns and inflation' }).click();
  await field(app, 'Correlations that cannot all hold').selectOption({ index: 1 });
  await app.digest();
  await app.expectText(app.finding, 'After 5 years');
});

function field(app: App, label: string) {
  return app.panel.getByLabel(label, { exact: true }).first();
}

test('two plans stand in one chart, and what separates them is told with its error', async ({
  open,
}) => {
  const parameters = { years: 10, compare: 'rebalancing', solve: 'withdrawals', wanted: 95 };
  const app = await open({ link: linkTo(monthly, { ...room, parameters }).link });
  await app.digest();
  const text = plain(await app.text(app.panel));
  expect(text).toMatch(/95 %/);
  expect(text).not.toMatch(/NaN|undefined|Infinity/);
});
