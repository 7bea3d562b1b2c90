/** *Verify* computes what is shown once more, on one worker, and says whether it is the same. */
import { expect } from 'vitest';
import { rooms, test } from './watched-app';

for (const room of rooms) {
  test(`the numbers of "${room}" come out again on one new worker`, async ({ open }) => {
    const app = await open({ cores: 2 });
    await app.openRoom(room);
    const digest = await app.digest();
    const before = await app.workers();
    await app.panel.locator('#reproduce > summary').click();
    await app.panel.getByRole('button', { name: 'Verify' }).click();
    const verdict = app.panel.locator('mix-verify [role="status"]');
    await expect
      .poll(() => app.text(verdict), { timeout: 30_000 })
      .toContain(`The same, to the bit.`);
    await app.expectText(verdict, `${digest.slice(0, 4)} ${digest.slice(4, 8)}`);
    const after = await app.workers();
    expect(after.started).toBe(before.started + 1);
    await expect.poll(async () => (await app.workers()).alive).toBe(before.alive);
  });
}

test('what it said is taken back when the numbers change', async ({ open }) => {
  const app = await open();
  await app.digest();
  await app.panel.locator('#reproduce > summary').click();
  await app.panel.getByRole('button', { name: 'Verify' }).click();
  const verdict = app.panel.locator('mix-verify [role="status"]');
  await app.expectText(verdict, 'The same, to the bit.');
  await app.type(app.weight('US stocks'), '60');
  await expect.poll(() => app.text(verdict)).toBe('');
});
