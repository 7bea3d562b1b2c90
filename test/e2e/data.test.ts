/** The menu of the data: every built-in dataset, its dates and the seed. */
import { expect } from 'vitest';
import { entries } from '../analyses/built-in-data';
import { openMenu } from './bring-in';
import { plain, rooms, test, type App } from './watched-app';

test(
  'every built-in dataset shows its numbers in every room',
  { timeout: 180_000 },
  async ({ open }) => {
    const app = await open();
    const digests = new Set([await app.digest()]);
    for (const { id, label } of [...entries.slice(1), entries[0]]) {
      await openMenu(app.page);
      await app.page.getByRole('radio', { name: label }).check();
      await expect.poll(() => app.draft().data.sources[0].id).toBe(id);
      await app.page.keyboard.press('Escape');
      await app.expectText(app.page.locator('button.dataset'), label);
      for (const room of rooms) {
        await app.openRoom(room);
        digests.add(await app.digest());
        const figures = plain(await app.figures.textContent());
        expect(figures, `${id}, ${room}`).toMatch(/\d/);
        expect(figures).not.toMatch(/NaN|Infinity|undefined/);
        await app.expectWhole();
        const whole = await app.text(app.panel);
        expect(whole).toContain('How is this computed?');
        expect(whole, `${id}, ${room}`).not.toMatch(/NaN|Infinity|undefined|\[object/);
      }
    }
    expect(digests.size).toBe(rooms.length * entries.length);
    await expect(app.notice.count()).resolves.toBe(0);
  },
);

test('an undated dataset speaks of rows and takes row numbers', async ({ open }) => {
  const app = await open();
  await app.digest();
  await choose(app, 'eu-indices-daily');
  await app.expectText(app.page.locator('button.dataset'), 'row 1 to 1,860');
  await app.expectText(app.finding, 'row ');
  const before = await app.digest();
  await openMenu(app.page);
  await app.page.getByLabel('From').fill('500');
  await app.page.getByLabel('From').press('Enter');
  await expect.poll(() => app.draft().data.range?.from).toBe('500');
  await app.page.keyboard.press('Escape');
  await expect.poll(() => app.digest()).not.toBe(before);
});

test('the dates can be changed, are refused in words, and reset', async ({ open }) => {
  const app = await open();
  const whole = await app.digest();
  await openMenu(app.page);
  const [from, to] = [app.page.getByLabel('From'), app.page.getByLabel('To', { exact: true })];
  await from.fill('2000-01-01');
  await expect.poll(() => app.draft().data.range?.from).toBe('2000-01-01');
  await to.fill('2009-12-31');
  await expect.poll(() => app.draft().data.range).toEqual({ from: '2000-01-01', to: '2009-12-31' });
  await app.expectText(app.page.locator('button.dataset'), '2000 to 2009');
  const decade = await app.digest();
  expect(decade).not.toBe(whole);
  await app.panel
    .locator('#data > summary')
    .evaluate((summary) => (summary as HTMLElement).click());
  await app.expectText(app.panel.locator('#data'), 'January 2000 to December 2009, 120 monthly');

  // Dates that hold too little are answered and change nothing.
  await from.fill('2009-12-01');
  await app.expectText(app.notice, 'needs at least 3 periods, the chosen dates hold 1');
  expect(app.draft().data.range).toEqual({ from: '2000-01-01', to: '2009-12-31' });
  expect(await app.digest()).toBe(decade);
  await expect.poll(() => from.inputValue()).toBe('2000-01-01');

  await app.page.getByRole('button', { name: 'All dates' }).click();
  await expect.poll(() => app.digest()).toBe(whole);
  await expect.poll(() => from.inputValue()).toBe('');
});

test('the seed changes what is drawn and nothing else', async ({ open }) => {
  const app = await open();
  await app.digest();
  await app.openRoom('Loss');
  await app.panel.getByLabel('Method', { exact: true }).selectOption('simulated');
  const first = await app.digest();
  await openMenu(app.page);
  const seed = app.page.getByLabel('Seed');
  await seed.fill('123456789');
  await seed.press('Enter');
  await expect.poll(() => app.draft().seed).toBe(123_456_789);
  await expect.poll(() => app.digest()).not.toBe(first);
  await app.expectText(app.panel.locator('#reproduce summary'), 'seed 123456789');
  await seed.fill('-1');
  await seed.press('Enter');
  await seed.fill('1.5');
  await seed.press('Enter');
  expect(app.draft().seed).toBe(123_456_789);
  await seed.fill('1');
  await seed.press('Enter');
  await expect.poll(() => app.digest()).toBe(first);
});

test('going back through datasets finds each as it was left', async ({ open }) => {
  const app = await open();
  const first = await app.digest();
  await app.type(app.weight('Gold'), '40');
  await expect.poll(() => app.digest()).not.toBe(first);
  const second = await app.digest();
  await choose(app, 'daily-markets');
  expect(await app.digest()).not.toBe(second);
  await app.page.goBack();
  await expect.poll(() => app.digest()).toBe(second);
  await expect(app.weight('Gold').inputValue().then(plain)).resolves.toBe('40.0 %');
});

async function choose(app: App, id: string): Promise<void> {
  const entry = entries.find((candidate) => candidate.id === id);
  if (entry === undefined) throw new Error(`no dataset ${id}`);
  await openMenu(app.page);
  await app.page.getByRole('radio', { name: entry.label }).check();
  await app.page.keyboard.press('Escape');
  await app.expectText(app.page.locator('button.dataset'), entry.label);
  await app.digest();
}
