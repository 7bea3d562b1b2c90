/** What the embed builder makes, pasted unchanged into a page of somebody else. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect } from 'vitest';
import { serveDist, type StaticHost } from '../tools/serve-dist';
import { expectedCase, type Case } from './expected';
import { digestOf, watch } from './foreign-page';
import { test } from './watched-app';

const id = 'us-asset-classes-monthly';
const question = 'How large is the "loss"?';
let app: StaticHost;
let host: Server;
let html = '';
let wanted: Case;

beforeAll(async () => {
  wanted = await expectedCase(id, { analysis: 'value-at-risk', parameters: { horizon: 3 } });
  app = await serveDist(fileURLToPath(new URL('../../dist', import.meta.url)), '/lab/', true, {
    'access-control-allow-origin': '*',
  });
  host = createServer((request, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.writeHead(request.url === '/' ? 200 : 204).end(request.url === '/' ? html : undefined);
  });
  await new Promise<void>((listening) => host.listen(0, '127.0.0.1', listening));
});
afterAll(async () => {
  host.close();
  host.closeAllConnections();
  await app.close();
});

test('a frame and an element show what the preview showed', async ({ browser }) => {
  const troubles: string[] = [];
  const page = await open(browser, troubles);
  await page.goto(`${app.url}#s=${wanted.link}`);
  await page.locator('mix-panel .figure').first().waitFor();
  await page.getByRole('link', { name: 'Embed' }).click();
  const builder = page.locator('mix-embed-builder');
  await builder.getByLabel('What learners can do with Confidence').selectOption('locked');
  await builder.getByLabel('Largest value of Horizon').fill('12');
  await builder.getByLabel('Question', { exact: true }).last().fill(question);
  await builder.getByLabel('Answer', { exact: true }).fill('4');
  await builder.getByLabel('Tolerance').fill('0.5');
  const preview = builder.frameLocator('iframe');
  await builder.locator('iframe').scrollIntoViewIfNeeded();
  await preview.locator('mix-check').waitFor();
  const frame = await (await builder.locator('iframe').elementHandle())?.contentFrame();
  expect(frame && (await digestOf(frame))).toBe(wanted.digest);
  const pasted = await Promise.all(
    ['frame', 'element'].map(async (form) => [
      form,
      await builder.locator(`#${form}`).inputValue(),
    ]),
  );
  await page.context().close();

  for (const [form, text] of pasted) {
    html = `<!doctype html><meta charset="utf-8"><title>Course</title><p>Before</p>\n${text}\n`;
    const elsewhere = await open(browser, troubles);
    await elsewhere.goto(`http://127.0.0.1:${(host.address() as AddressInfo).port}/`);
    const room =
      form === 'frame'
        ? await (await elsewhere.waitForSelector('iframe')).contentFrame()
        : elsewhere;
    if (room === null) throw new Error('There is no frame.');
    expect(await digestOf(room)).toBe(wanted.digest);
    await expect(room.locator('mix-check label').textContent()).resolves.toContain(question);
    await expect(room.locator('mix-form #tail').isDisabled()).resolves.toBe(true);
    await room.locator('mix-form #horizon').fill('13');
    await expect.poll(() => room.locator('#horizon-problem').textContent()).toContain('12');
    await elsewhere.context().close();
  }
  expect(troubles).toEqual([]);
});

async function open(browser: Browser, troubles: string[]): Promise<Page> {
  const context = await browser.newContext({ serviceWorkers: 'block' });
  context.setDefaultTimeout(30_000);
  const page = await context.newPage();
  watch(page, troubles, [], /Service Worker registration blocked/);
  return page;
}
