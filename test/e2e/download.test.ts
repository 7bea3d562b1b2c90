/** What a person takes away: tables, data, pictures and the script, all made in the page. */
import { readFile } from 'node:fs/promises';
import { describe, expect } from 'vitest';
import { digest } from '../../src/analyses/digest';
import { completeScenario, NUMBERS_VERSION, readDraft } from '../../src/analyses/scenario';
import { exportDataset } from '../../src/data/built-in';
import { rooms as computes } from '../../src/engine/all-rooms';
import { monthly } from '../analyses/built-in-data';
import { runRoom } from '../analyses/run-room';
import { readCsv, readJson } from '../panel/result-files';
import { loadKernels } from '../tools/kernels';
import { plain, rooms, test, type App } from './watched-app';

const kernels = await loadKernels();

test('the CSV of the mix holds what is on the screen, growth and contributions to the last bit', async ({
  open,
}) => {
  const app = await open();
  const digest = await app.digest();
  const { name, bytes } = await exported(app, 'Result as CSV');
  expect(name).toBe('balanced-mix-summary.csv');
  const tables = readCsv(bytes.toString('utf8'));
  const facts = new Map(tables.get('What this is')?.map(({ Fact, Value }) => [Fact, Value]));
  expect(facts.get('Digest')).toBe(digest);
  expect(facts.get('Rebalancing')).toBe('yearly');

  const shown = plain(await app.figures.textContent());
  const figures = tables.get('Figures as shown') ?? [];
  expect(figures).toHaveLength(5);
  for (const { Figure, Shown, Note } of figures)
    expect(shown).toContain(plain(`${Figure} ${Shown}${Note}`));

  const numbers = new Map(
    tables.get('Numbers with their errors')?.map((row) => [row['Place in the result'], row]),
  );
  const rate = numbers.get('returnGeometric') ?? {};
  expect(rate['Unit']).toBe('fraction a year');
  expect(shown).toContain(`Return a year ${(100 * Number(rate['Value'])).toFixed(1)} %`);
  const [from, to] = ['History allows from', 'History allows to'].map((head) => Number(rate[head]));
  expect(shown).toContain(
    `history allows ${(100 * from).toFixed(0)} to ${(100 * to).toFixed(0)} %`,
  );

  const growth = tables.get('Growth of the start amount, and the fall below the last peak') ?? [];
  expect(growth).toHaveLength(575);
  expect(growth[0]).toMatchObject({ Date: 'start', Mix: '10000', 'Below the peak': '0' });
  const last = growth[574];
  expect(last['Date']).toBe('2022-12-31');
  expect((Number(last['Mix']) / 10_000) ** (12 / 574) - 1).toBeCloseTo(Number(rate['Value']), 12);
  expect(tables.get('Contributions')).toHaveLength(6);
});

test('the CSV of the loss holds the methods with both errors and the histogram', async ({
  open,
}) => {
  const app = await open();
  await app.digest();
  await app.openRoom('Loss');
  const { name, bytes } = await exported(app, 'Result as CSV');
  expect(name).toBe('balanced-value-at-risk.csv');
  const tables = readCsv(bytes.toString('utf8'));
  const [historical] = tables.get('The methods side by side') ?? [];
  expect(Number(historical['Value at risk (fraction)'])).toBeCloseTo(0.0253085, 12);
  expect(Number(historical['Expected shortfall (fraction)'])).toBeCloseTo(0.04019, 4);
  expect(plain(await app.figures.textContent())).toContain('2.5 % or more');
  expect(Object.keys(tables.get('What happened')?.[0] ?? {})).toEqual(['From', 'To', 'Count']);
  const simulated = tables
    .get('Numbers with their errors')
    ?.filter((row) => row['Simulation error from'] !== '');
  expect(simulated?.length).toBeGreaterThan(0);
});

describe('the JSON', () => {
  for (const menu of rooms) {
    test(`of "${menu}" has the digest of the page, and its scenario gives the result again`, async ({
      open,
    }) => {
      const app = await open();
      await app.digest();
      await app.type(app.weight('US stocks'), '41.5');
      await app.digest();
      if (menu !== rooms[0]) await app.openRoom(menu);
      const shown = await app.digest();
      const { name, bytes } = await exported(app, 'Result as JSON');
      const file = readJson(bytes.toString('utf8'));
      expect(name).toBe(`own-mix-${file.analysis}.json`);
      expect(file.digest).toBe(shown);
      expect(digest(file.scenario, file.fingerprint, file.result)).toBe(shown);
      const scenario = completeScenario(readDraft(file.scenario), monthly);
      const again = runRoom<object>(computes[file.analysis], scenario, monthly, kernels);
      expect(digest(scenario, monthly.fingerprint, again)).toBe(shown);
    });
  }
});

test('the scenario as a file is complete, and opens as what it was', async ({ open }) => {
  const app = await open();
  await app.digest();
  await app.type(app.weight('US stocks'), '41.5');
  const shown = await app.digest();
  const { name, bytes } = await exported(app, 'Scenario as a file');
  expect(name).toBe('own-mix-mix-summary.asset-mix.json');
  const draft = readDraft(JSON.parse(bytes.toString('utf8')));
  expect(draft).toEqual({ numbersVersion: NUMBERS_VERSION, ...completeScenario(draft, monthly) });
  const other = await open();
  await other.digest();
  await other.page
    .locator('#scenario-file')
    .setInputFiles({ name, mimeType: 'application/json', buffer: bytes });
  await expect.poll(() => other.digest()).toBe(shown);
  expect(other.link()).toBe(app.link());
});

test('the menu works by keyboard, and Esc goes back to its button', async ({ open }) => {
  const app = await open();
  await app.digest();
  const button = app.panel.getByRole('button', { name: 'Export' });
  const items = app.panel.locator('#export button');
  const focused = () => app.panel.evaluate((panel) => panel.shadowRoot?.activeElement?.textContent);
  await expect(items.first().isVisible()).resolves.toBe(false);
  await button.focus();
  await app.page.keyboard.press('Enter');
  await expect(items.first().isVisible()).resolves.toBe(true);
  for (const name of ['Result as CSV', 'Result as JSON', 'Picture (PNG)']) {
    await app.page.keyboard.press('Tab');
    expect(plain((await focused()) ?? '')).toContain(name);
  }
  await app.page.keyboard.press('Escape');
  await expect(items.first().isVisible()).resolves.toBe(false);
  expect(plain((await focused()) ?? '')).toContain('Export');
});

for (const [screen, width] of [
  ['a desk', 1_280],
  ['a phone', 360],
] as const) {
  test(`the menu stands inside the window on ${screen}`, async ({ open }) => {
    const app = await open({ context: { viewport: { width, height: 800 } } });
    await app.digest();
    const button = app.panel.getByRole('button', { name: 'Export' });
    await button.click();
    const menu = await app.panel.locator('#export').boundingBox();
    const box = await button.boundingBox();
    expect(menu?.x).toBeGreaterThanOrEqual(0);
    expect((menu?.x ?? 0) + (menu?.width ?? Infinity)).toBeLessThanOrEqual(width);
    expect(menu?.y).toBeCloseTo((box?.y ?? 0) + (box?.height ?? 0), 0);
  });
}

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
      const { name, bytes } = await exported(app, 'Picture (PNG)');
      expect(name).toBe('balanced-mix-summary.png');
      expect(bytes.subarray(0, 8).toString('hex')).toBe('89504e470d0a1a0a');
      expect(bytes.readUInt32BE(16)).toBeGreaterThan(500);
      expect(bytes.readUInt32BE(20)).toBeGreaterThan(400);
      expect(bytes.length).toBeGreaterThan(15_000);
    });
  }
});

/** The file that an entry of the menu saves. */
async function exported(app: App, entry: string): Promise<{ name: string; bytes: Buffer }> {
  const [file] = await Promise.all([app.page.waitForEvent('download'), choose(app, entry)]);
  return { name: file.suggestedFilename(), bytes: await readFile(await file.path()) };
}

async function choose(app: App, entry: string): Promise<void> {
  await app.panel.getByRole('button', { name: 'Export' }).click();
  await app.panel.locator('#export').getByRole('button', { name: entry }).click();
}

async function saved(app: App, button: string): Promise<{ name: string; bytes: Buffer }> {
  const [file] = await Promise.all([
    app.page.waitForEvent('download'),
    app.panel.getByRole('button', { name: button, exact: true }).click(),
  ]);
  return { name: file.suggestedFilename(), bytes: await readFile(await file.path()) };
}
