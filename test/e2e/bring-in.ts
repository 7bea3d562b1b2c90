/** How a person brings in a file, for the tests of what comes of it. */
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import type { App } from './watched-app';

export interface Given {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

export function csv(name: string, text: string): Given {
  return { name, mimeType: 'text/csv', buffer: Buffer.from(text) };
}

/** Up to the preview. */
export async function pick(app: App, file: Given): Promise<void> {
  await openMenu(app.page);
  await app.page.getByRole('button', { name: 'Bring in your own file' }).click();
  await app.page.locator('mix-import dialog').waitFor();
  await app.page.locator('mix-import input[type=file]').setInputFiles(file);
}

/** Up to its numbers. */
export async function bringIn(app: App, file: Given): Promise<void> {
  await pick(app, file);
  await importButton(app).click();
  await expect.poll(() => app.page.locator('mix-import dialog').isVisible()).toBe(false);
  await app.digest();
}

export function importButton(app: App): Locator {
  return app.page.locator('mix-import').getByRole('button', { name: 'Import', exact: true });
}

export async function openMenu(page: Page): Promise<void> {
  if (!(await page.locator('#datasets').isVisible())) await page.locator('button.dataset').click();
  await page.locator('#datasets').waitFor();
}
