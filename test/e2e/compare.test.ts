/** Two mixes side by side: in every room, in the link, and gone again. */
import { describe, expect } from 'vitest';
import { plain, rooms, test, type App } from './watched-app';

async function compare(app: App, preset: string): Promise<void> {
  await app.digest();
  await app.editor.getByRole('combobox', { name: 'Compare with…' }).selectOption(preset);
  await app.expectText(app.panel, 'Mix A', 'Mix B');
}

const figuresOf = async (app: App) => plain(await app.figures.textContent());

test('a preset stands beside the mix, and the sliders move it', async ({ open }) => {
  const app = await open();
  const before = await app.digest();
  await compare(app, 'conservative');
  expect(await app.digest()).toBe(before);
  await app.expectText(app.figures, 'A9.2 %', 'B7.4 %');
  expect(await app.weights()).toEqual([20, 50, 20, 5, 5, 0]);
  expect(app.draft().compare?.weights).toEqual([2_000, 5_000, 2_000, 500, 500, 0]);
  expect(app.draft().mix).toBeUndefined();

  await app.type(app.weight('US stocks'), '60');
  await expect.poll(() => app.draft().compare?.weights[0]).toBe(6_000);
  expect(app.draft().mix).toBeUndefined();
  await app.expectText(app.figures, 'A9.2 %');

  await app.editor.getByRole('button', { name: /^Edit mix A/ }).click();
  await expect.poll(() => app.weights()).toEqual([50, 30, 5, 5, 10, 0]);
});

test('swapping, keeping one and undoing', async ({ open }) => {
  const app = await open();
  const balanced = await app.digest();
  await compare(app, 'equal');
  await app.editor.getByRole('button', { name: 'Swap A and B' }).click();
  await expect.poll(() => app.draft().compare?.weights[0]).toBe(5_000);
  expect(await app.digest()).not.toBe(balanced);
  await app.editor.getByRole('button', { name: 'Keep only B' }).click();
  await expect.poll(() => app.draft().compare).toBeUndefined();
  expect(await app.digest()).toBe(balanced);
  expect(await app.panel.locator('.versus').count()).toBe(0);
  await app.page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => app.draft().compare?.weights[0]).toBe(5_000);
});

describe('both mixes are in', () => {
  for (const room of rooms) {
    test(room, async ({ open }) => {
      const app = await open();
      await compare(app, 'conservative');
      await app.openRoom(room);
      const [a, b] = await app.panel.locator('.versus > section').all();
      expect(await app.text(a)).not.toBe('');
      expect(await app.text(b)).toContain('Mix B');
      expect(await app.panel.locator('.finding').count()).toBe(2);
      // The second mix has numbers of its own.
      const shown = await figuresOf(app);
      expect(shown).toMatch(/A.*B/);
      const link = app.link();
      const again = await open({ link });
      await again.digest();
      await expect.poll(() => figuresOf(again)).toBe(shown);
    });
  }
});
