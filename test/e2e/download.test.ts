/** What a person takes away: tables, data, pictures and the script, all made in the page. */
import { readFile } from 'node:fs/promises';
import { describe, expect } from 'vitest';
import { exportDataset } from '../../src/data/built-in';
import { monthly } from '../analyses/built-in-data';
import { test, type App } from './watched-app';

test('the CSV of the mix holds growth, contributions and figures to the last bit', async ({
  open,
}) => {
  const app = await open();
  await app.digest();
  const { name, bytes } = await saved(app, 'CSV');
  const lines = bytes.toString('utf8').split('\n');
  expect(name).toBe('mix-summary-us-asset-classes-monthly.csv');
  expect(lines[0]).toBe('# Growth of the start amount, and the fall below the last peak');
  expect(lines[1].split(',').slice(0, 3)).toEqual(['Date', 'Mix', 'Below the peak']);
  expect(lines[2].startsWith('start,10000,0,')).toBe(true);
  const last = lines[lines.indexOf('') - 1];
  expect(last.startsWith('2022-12-31,')).toBe(true);
  expect(lines.indexOf('')).toBe(2 + 575);
  const rate = lines.find((line) => line.startsWith('Return a year,'))?.split(',') ?? [];
  const growth = (Number(last.split(',')[1]) / 10_000) ** (12 / 574) - 1;
  expect(Number(rate[1])).toBeCloseTo(growth, 12);
  expect(lines).toContain('# Contributions');
});

test('the CSV of the loss holds the methods and the histogram', async ({ open }) => {
  const app = await open();
  await app.digest();
  await app.openRoom('Loss');
  const { name, bytes } = await saved(app, 'CSV');
  expect(name).toBe('value-at-risk-us-asset-classes-monthly.csv');
  const text = bytes.toString('utf8');
  expect(text).toMatch(/^# The methods side by side\nMethod,Value at risk,Expected shortfall,/);
  const [, var95, shortfall] = text.split('\n')[2].split(',').map(Number);
  expect(var95).toBeCloseTo(0.0253085, 12);
  expect(shortfall).toBeCloseTo(0.04019, 4);
  expect(text).toContain('\n# What happened\nFrom,To,Count\n');
});

test('the data can be taken away as the CSV that the script reads', async ({ open }) => {
  const app = await open();
  await app.digest();
  await app.panel.locator('#data > summary').click();
  const { name, bytes } = await saved(app, 'Download the data (CSV)');
  expect(name).toBe('us-asset-classes-monthly.csv');
  expect(bytes.toString('utf8')).toBe(exportDataset(monthly));
});

test('the script is Python that names the data, the mix and the seed', async ({ open }) => {
  const app = await open();
  await app.digest();
  await app.panel.locator('#reproduce > summary').click();
  const { name, bytes } = await saved(app, 'Download the script');
  expect(name).toBe('mix-summary.py');
  const text = bytes.toString('utf8');
  expect(text).toContain('import numpy as np');
  expect(text).toContain('us-asset-classes-monthly.csv');
  expect(text).toBe(await app.panel.locator('#reproduce pre').textContent());
});

describe('the picture', () => {
  for (const colorScheme of ['light', 'dark'] as const) {
    test(`is a PNG of the charts, in the ${colorScheme} theme`, async ({ open }) => {
      const app = await open({ context: { colorScheme } });
      await app.digest();
      const { name, bytes } = await saved(app, 'PNG');
      expect(name).toBe('mix-summary-us-asset-classes-monthly.png');
      expect(bytes.subarray(0, 8).toString('hex')).toBe('89504e470d0a1a0a');
      expect(bytes.readUInt32BE(16)).toBeGreaterThan(500);
      expect(bytes.readUInt32BE(20)).toBeGreaterThan(400);
      expect(bytes.length).toBeGreaterThan(15_000);
    });
  }
});

async function saved(app: App, button: string): Promise<{ name: string; bytes: Buffer }> {
  const [file] = await Promise.all([
    app.page.waitForEvent('download'),
    app.panel.getByRole('button', { name: button, exact: true }).click(),
  ]);
  return { name: file.suggestedFilename(), bytes: await readFile(await file.path()) };
}
