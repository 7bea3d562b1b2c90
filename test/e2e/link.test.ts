/** A link from elsewhere: whatever it holds, the page says what is wrong and goes on working. */
import { expect, inject } from 'vitest';
import { linkTo } from './expected';
import { test } from './watched-app';

const monthly = 'us-asset-classes-monthly';
const source = { id: monthly };

const links: Readonly<Record<string, { link: string; says: string }>> = {
  'a cut link': { link: linkTo(monthly, { seed: 5 }).link.slice(0, -9), says: 'is damaged' },
  'a link that is no link': { link: 'hello', says: 'was not made by this app' },
  'a link of a newer version': { link: '2.j.e30', says: 'or by a newer version of it' },
  'a scenario of a newer version': {
    link: encode({ version: 2, data: { sources: [source] } }),
    says: 'made by a newer version of the app',
  },
  'an empty payload': { link: '1.j.', says: 'is damaged' },
  'an endless payload': { link: `1.j.${'A'.repeat(200_001)}`, says: 'too long' },
  'an unknown dataset': {
    link: encode({ data: { sources: [{ id: 'my-own-data' }] } }),
    says: 'needs the dataset “my-own-data”, which is neither one of the built-in ones nor kept',
  },
  'another version of the data': {
    link: encode({ data: { sources: [{ ...source, fingerprint: 'f'.repeat(64) }] } }),
    says: 'have changed since this link was made',
  },
  'another version of the numbers': {
    link: encode({ data: { sources: [source] }, numbersVersion: 0 }),
    says: 'made with version 0 of the numbers',
  },
  'an unknown analysis': {
    link: encode({ data: { sources: [source] }, analysis: '<b>x</b>' }),
    says: 'no analysis <b>x</b>',
  },
  'an unknown asset': {
    link: encode({
      data: { sources: [source] },
      mix: { assets: ['bitcoin'], weights: [10_000] },
    }),
    says: 'bitcoin is not an asset of this dataset',
  },
  'weights that do not sum to 100 %': {
    link: encode({
      data: { sources: [source] },
      mix: { assets: ['us_stocks', 'gold'], weights: [5_000, 4_000] },
    }),
    says: 'sum to 90 %, not to 100 %',
  },
  'a parameter out of bounds': {
    link: encode({
      data: { sources: [source] },
      analysis: 'value-at-risk',
      parameters: { scenarios: 1e12 },
    }),
    says: 'Enter a number from 10000 to 10000000',
  },
  'a parameter that nobody has': {
    link: encode({ data: { sources: [source] }, parameters: { shoeSize: 46 } }),
    says: 'no parameter shoeSize',
  },
  'steps that this version lacks': {
    link: encode({ data: { sources: [source], steps: [{ step: 'lag' }] } }),
    says: 'There is no such step; there are drop, fill',
  },
  'dates that hold nothing': {
    link: encode({ data: { sources: [source], range: { from: '2022-12-31', to: null } } }),
    says: 'needs at least 3 periods',
  },
};

for (const [name, { link, says }] of Object.entries(links)) {
  test(`${name} is answered in words, and the page works`, async ({ open }) => {
    const app = await open({ link });
    const trouble = app.page.locator('[role=alert]').first();
    await app.expectText(trouble, says);
    await expect(
      app.page.locator('b', { hasText: 'x' }).getByText('x', { exact: true }).count(),
    ).resolves.toBe(0);
    if (name !== 'dates that hold nothing') {
      await app.digest();
      await app.page.getByRole('button', { name: 'Dismiss' }).click();
      await expect.poll(() => app.notice.count()).toBe(0);
      await expect.poll(() => app.page.locator('h1:focus').count()).toBe(1);
      await app.type(app.weight('US stocks'), '61');
    } else {
      await app.page.locator('button.dataset').click();
      await app.page.getByRole('button', { name: 'All dates' }).click();
    }
    await app.digest();
    await app.expectWhole();
  });
}

test('a link with a payload of prototypes changes no prototype', async ({ open }) => {
  const text = `{"data":{"sources":[{"id":"${monthly}"}]},"__proto__":{"seed":9},"parameters":{"__proto__":{"costBasisPoints":400}}}`;
  const app = await open({ link: `1.j.${Buffer.from(text).toString('base64url')}` });
  await app.digest();
  await expect(
    app.page.evaluate(() => Reflect.get({}, 'seed') as unknown),
  ).resolves.toBeUndefined();
});

test('an address edited by hand is followed', async ({ open }) => {
  const app = await open();
  const first = await app.digest();
  const { link } = linkTo(monthly, { analysis: 'value-at-risk' });
  await app.page.evaluate((hash) => (location.hash = hash), `s=${link}`);
  await app.expectText(app.panel.locator('h1'), 'How much could I lose?');
  expect(await app.digest()).not.toBe(first);
});

test('an address that ends in nothing known says so, and keeps what is shown', async ({ open }) => {
  const { link } = linkTo(monthly, { analysis: 'value-at-risk' });
  const app = await open({ link });
  const shown = await app.digest();
  await app.page.evaluate(() => (location.hash = 'glosary'));
  await app.expectText(app.notice, 'The address ends in “#glosary”');
  expect(await app.digest()).toBe(shown);
  await expect.poll(() => app.link()).toBe(link);
  await app.page.goto('about:blank');
  await app.page.goto(`${inject('appUrl')}#nowhere`);
  await app.expectText(app.notice, 'The address ends in “#nowhere”');
  await app.expectText(app.panel.locator('h1'), 'What');
  await app.digest();
});

test('the copied link is the address, and without a clipboard the page says where it is', async ({
  open,
}) => {
  const app = await open({ context: { permissions: ['clipboard-read', 'clipboard-write'] } });
  await app.digest();
  const message = app.page.locator('mix-app .message');
  await app.page.getByRole('button', { name: 'Share' }).click();
  await app.expectText(message, 'is in the clipboard');
  const copied = await app.page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toBe(app.page.url());
  await app.page.evaluate(() =>
    Object.defineProperty(navigator.clipboard, 'writeText', {
      value: () => Promise.reject(new DOMException('Refused.', 'NotAllowedError')),
    }),
  );
  await app.panel.getByRole('button', { name: 'Copy link' }).click();
  await app.expectText(message, 'The clipboard is not available here');
  await app.panel.locator('#reproduce > summary').click();
  await app.panel.getByRole('button', { name: 'Copy the script' }).click();
  await app.expectText(message, 'Select the text and copy it instead');
});

function encode(draft: object): string {
  return `1.j.${Buffer.from(JSON.stringify(draft)).toString('base64url')}`;
}
