/** A person's own file: it comes in, stays, is joined, leaves, and is asked for where it lacks. */
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { completeScenario, readDraft } from '../../src/analyses/scenario';
import { ownDataset } from '../../src/data/own-dataset';
import { parseText } from '../../src/data/parse/parse-text';
import type { Dataset } from '../../src/finance/dataset';
import { builtIn } from '../analyses/built-in-data';
import { bringIn, csv, importButton, openMenu, pick } from './bring-in';
import { expectedOf } from './expected';
import { App, plain, test } from './watched-app';

/** As a German spreadsheet writes it: semicolons, decimal commas, days first; one gap. */
const german = table(80, (i) => ({
  date: `28.${two((i % 12) + 1)}.${2016 + Math.floor(i / 12)}`,
  cells: [wave(i, 100, 1), wave(i, 99, 0.2), i === 7 ? '' : wave(i, 410, -0.5)].map((cell) =>
    cell.replace('.', ','),
  ),
}));

const kurse = csv('kurse.csv', german);

test('a file comes in with the numbers it holds, and is there after a reload', async ({ open }) => {
  const app = await open();
  await app.digest();
  await bringIn(app, kurse);
  const own = await ownOf(german, 'kurse');
  const expected = await expectedOf({ data: { sources: [{ id: own.id }] } }, [own]);
  expect(await app.digest()).toBe(expected.digest);
  expect(app.link()).toBe(expected.link);
  await app.expectText(app.page.locator('button.dataset'), 'kurse', '2016 to 2022', '3 assets');
  await app.panel.locator('#data > summary').click();
  await app.expectText(
    app.panel.locator('#data'),
    '1 row of kurse lacks a value and was left out (28 August 2016)',
    'Own file “kurse.csv”: its source and licence are not known here.',
  );
  await app.page.reload();
  expect(await app.digest()).toBe(expected.digest);
  await openMenu(app.page);
  await app.expectText(app.page.locator('.storage'), '1 dataset kept in this browser, 2.7 kB of');
});

test('what can be read in two ways is asked for, and nothing comes in before', async ({ open }) => {
  const app = await open();
  await app.digest();
  const before = app.link();
  const text = table(33, (i) => ({
    date: `${two((i % 11) + 1)}/${two((i % 11) + 2)}/${2020 + Math.floor(i / 11)}`,
    cells: [wave(i, 100, 1)],
  })).replaceAll(';', ',');
  await pick(app, csv('us.csv', text));
  const dialog = app.page.locator('mix-import');
  await app.expectText(dialog, 'Please choose first: Order of a date');
  await expect(importButton(app).isDisabled()).resolves.toBe(true);
  await dialog.getByLabel('Order of a date').selectOption({ label: 'month, day, year' });
  await expect.poll(() => importButton(app).isEnabled()).toBe(true);
  await app.page.keyboard.press('Escape');
  await expect.poll(() => dialog.locator('dialog').isVisible()).toBe(false);
  expect(app.link()).toBe(before);
});

test('files come by drop and tables by paste; what is no table is told with its line', async ({
  open,
}) => {
  const app = await open();
  await app.digest();
  const dialog = app.page.locator('mix-import');
  await drop(app.page, 'mix-panel', 'kurse.csv', german);
  await app.expectText(dialog, '80 rows × 3 columns');
  await drop(app.page, 'mix-import dialog', 'broken.csv', 'Date,A\n2020-01-01,1\n2020-01-02,"2\n');
  await app.expectText(dialog, 'A quote opens here and never closes', 'line 3');
  await expect(importButton(app).isDisabled()).resolves.toBe(true);
  await drop(app.page, 'mix-import dialog', 'sheet.xlsx', 'PK\u0003\u0004\u0000\u0000');
  await app.expectText(dialog, 'This file cannot be read');
  await app.page.keyboard.press('Escape');
  await expect.poll(() => dialog.locator('dialog').isVisible()).toBe(false);
  await paste(
    app.page,
    'Date\tA\n2020-01-31\t100\n2020-02-29\t101\n2020-03-31\t99\n2020-04-30\t104',
  );
  await app.expectText(dialog, 'Pasted text', '4 rows × 1 column');
  await importButton(app).click();
  await app.expectText(app.page.locator('button.dataset'), 'Pasted text');
  await app.expectText(app.panel, 'at least');
});

test('a download of Yahoo comes in as it is, by its adjusted close', async ({ open }) => {
  const app = await open();
  await app.digest();
  const dialog = app.page.locator('mix-import');
  const text = yahoo(300, 100);
  await drop(app.page, 'mix-panel', 'SPY.csv', text);
  await importButton(app).waitFor();
  await app.expectText(dialog, '300 rows × 6 columns', 'prices of one asset');
  await importButton(app).click();
  await app.expectText(app.page.locator('button.dataset'), 'SPY', '1 asset');
  const read = await parseText(new File([text], 'SPY.csv'));
  if ('unreadable' in read) throw new Error(read.unreadable);
  const own = await ownDataset(read, {
    ...{ id: 'spy', title: 'SPY', fileName: 'SPY.csv', currency: '' },
    columns: read.columns.map(({ name, role }) => ({ name, role })),
  });
  expect(own.columns.map(({ name }) => name)).toEqual(['SPY']);
  const expected = await expectedOf({ data: { sources: [{ id: own.id }] } }, [own]);
  expect(await app.digest()).toBe(expected.digest);
  expect(app.link()).toBe(expected.link);
});

test('three files that are dropped together are joined to one mix, which undo takes back', async ({
  open,
}) => {
  const app = await open();
  await app.digest();
  const before = app.link();
  const dialog = app.page.locator('mix-import');
  await dropAll(app.page, 'mix-panel', [
    ['SPY.csv', yahoo(300, 100)],
    ['broken.csv', 'PK\u0003\u0004\u0000\u0000'],
    ['AGG.csv', yahoo(300, 50, 20)],
    ['GLD.csv', yahoo(280, 170)],
  ]);
  await dialog.getByRole('button', { name: 'Join 3 files' }).waitFor();
  await app.expectText(dialog, '4 files, to be joined', 'broken.csv', 'This is a spreadsheet');
  await app.expectText(dialog, 'In common: 260 periods');
  await dialog.getByRole('button', { name: 'Join 3 files' }).click();
  await app.expectText(app.notice, '3 files are joined: 259 daily returns', 'had no match');
  await app.digest();
  expect(app.draft().data.sources.map(({ id }) => id)).toEqual(['spy', 'agg', 'gld']);
  expect(app.draft().mix?.assets ?? []).toHaveLength(3);
  await app.expectWhole();
  await app.page.reload();
  await app.digest();
  await expect(app.weight('GLD').inputValue().then(plain)).resolves.toBe('33.3 %');
  await app.page.goBack();
  await expect.poll(() => app.link()).toBe(before);
});

test('what looks wrong in a file is told, mended by a choice, repeated by the script, and taken back', async ({
  open,
}) => {
  const app = await open();
  await app.digest();
  const split = table(80, (i) => ({
    date: `${2016 + Math.floor(i / 12)}-${two((i % 12) + 1)}-28`,
    cells: [String(Number(wave(i, 100, 1)) / (i < 40 ? 1 : 4)), wave(i, 410, -0.5)],
  }));
  await bringIn(app, csv('shares.csv', split.replaceAll(';', ',')));
  await app.expectText(app.notice, '“shares” shows 2 signs');
  const volatility = async () =>
    parseFloat((await app.text(app.figures)).match(/Volatility a year\s*([\d.]+)/)?.[1] ?? '');
  const wrong = await volatility();
  await app.notice.getByRole('button', { name: 'Check the data' }).click();
  const dialog = app.page.locator('mix-data-check');
  await dialog.locator('details.sign > summary', { hasText: 'A split' }).click();
  await app.expectText(dialog, '4 new shares came for an old one');
  await dialog
    .locator('.choices tr', { hasText: 'Divide the values before by' })
    .getByRole('button')
    .click();
  await app.expectText(dialog.locator('.steps'), 'was split 4 for 1');
  await dialog.getByRole('button', { name: 'Close' }).click();
  await app.digest();
  expect(app.draft().data.steps).toMatchObject([{ step: 'split', factor: 4 }]);
  expect(await volatility()).toBeLessThan(wrong / 3);
  await app.panel.locator('#reproduce > summary').click();
  await app.expectText(app.panel.locator('#reproduce'), 'split');
  await app.page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => app.draft().data.steps).toBeUndefined();
  await app.digest();
  expect(await volatility()).toBe(wrong);
});

test('another tab hears of a new set, opens it, and of its removal, which can be undone', async ({
  open,
}) => {
  const app = await open();
  await app.digest();
  const other = new App(await app.page.context().newPage());
  await other.visit();
  await other.digest();
  await bringIn(app, kurse);
  const digest = await app.digest();
  await openMenu(other.page);
  await other.page.getByRole('radio', { name: 'kurse' }).check();
  await expect.poll(() => other.digest()).toBe(digest);

  await openMenu(app.page);
  await app.page.getByRole('button', { name: 'Rename kurse' }).click();
  await app.page.getByLabel('New name of kurse').fill('My funds');
  await app.page.keyboard.press('Enter');
  await app.expectText(app.page.locator('button.dataset'), 'My funds');
  await other.page.getByRole('radio', { name: 'My funds' }).waitFor();
  await app.page.getByRole('button', { name: 'Remove My funds' }).click();
  await app.expectText(app.notice, '“My funds” was removed', 'still holds it');
  await expect.poll(() => other.page.getByRole('radio', { name: 'My funds' }).count()).toBe(0);
  expect(await other.digest()).toBe(digest);
  await app.page.keyboard.press('Escape');
  await app.notice.getByRole('button', { name: 'Undo' }).click();
  await other.page.getByRole('radio', { name: 'My funds' }).waitFor();
  await app.page.reload();
  expect(await app.digest()).toBe(digest);
  await other.page.close();
});

test('a link to data that are not here names them, and takes them when they are dropped', async ({
  open,
}) => {
  const app = await open();
  await app.digest();
  await bringIn(app, kurse);
  await app.type(app.weight('Gold'), '50');
  const digest = await app.digest();
  const link = app.link();

  const other = await open({ link });
  const missing = other.page.locator('.missing');
  const { fingerprint } = await ownOf(german, 'kurse');
  await other.expectText(missing, 'kurse.csv', '2.6 kB · 80 rows × 3 columns', fingerprint);
  expect(other.link()).toBe(link);
  await drop(other.page, '.missing', 'other.csv', german.replace('100,00', '100,01'));
  await importButton(other).click();
  await other.expectText(other.notice, 'is not what this scenario was made with');
  await other.page.reload();
  await other.expectText(missing, fingerprint);
  await drop(other.page, '.missing', 'kurse.csv', german);
  await other.expectText(other.page.locator('mix-import'), 'The file has the size of “kurse”');
  await importButton(other).click();
  await expect.poll(() => other.digest()).toBe(digest);
  expect(other.link()).toBe(link);
  await expect(other.weight('Gold').inputValue().then(plain)).resolves.toBe('50.0 %');
});

test('two sources are joined and resampled, and what is lost is said', async ({ open }) => {
  const app = await open();
  await app.digest();
  await bringIn(app, kurse);
  await openMenu(app.page);
  await app.page.getByLabel('Join with').selectOption('daily-markets');
  await app.expectText(
    app.notice,
    'Together the data hold 0 whole monthly periods; 3 are needed. There is kurse from 2016-01-28 to 2022-08-28, and Daily markets from',
  );
  expect(app.draft().data.sources).toHaveLength(1);
  await app.page.getByRole('button', { name: 'Dismiss' }).click();
  await openMenu(app.page);
  await app.page.getByLabel('Join with').selectOption('us-asset-classes-monthly');
  await expect.poll(() => app.draft().data.sources.length).toBe(2);
  const own = await ownOf(german, 'kurse');
  const monthly = builtIn('us-asset-classes-monthly');
  const ids = own.columns.map(({ id }) => id);
  const joined = {
    data: { sources: [{ id: own.id }, { id: monthly.id }] },
    mix: {
      assets: [...ids, ...monthly.columns.filter(isAsset).map(({ id }) => `${monthly.id}.${id}`)],
      weights: [3_334, 3_333, 3_333, 0, 0, 0, 0, 0, 0],
    },
  };
  const expected = await expectedOf(joined, [own, monthly]);
  await expect.poll(() => app.digest()).toBe(expected.digest);
  await app.expectText(app.page.locator('.sources'), 'rows of US asset classes had no match');

  await app.page.locator('.sources').getByLabel('Periods').selectOption('quarterly');
  const steps = [{ step: 'resample', to: 'quarterly' } as const];
  const quarterly = await expectedOf({ ...joined, data: { ...joined.data, steps } }, [
    own,
    monthly,
  ]);
  await expect.poll(() => app.digest()).toBe(quarterly.digest);
  expect(app.link()).toBe(quarterly.link);
  await app.page.reload();
  expect(await app.digest()).toBe(quarterly.digest);

  await openMenu(app.page);
  await app.page.getByRole('button', { name: 'Leave out kurse' }).click();
  await expect.poll(() => app.draft().data.sources[0].id).toBe(monthly.id);
  await app.digest();
  await app.expectWhole();
  await app.page.goBack();
  await expect.poll(() => app.digest()).toBe(quarterly.digest);
});

test('assets are chosen by their boxes; presets weigh only these', async ({ open }) => {
  const app = await open();
  await app.digest();
  await openMenu(app.page);
  await app.page.locator('.source summary').click();
  const box = (name: string) => app.page.locator('.assets').getByLabel(name, { exact: true });
  await box('Gold').uncheck();
  await expect.poll(() => app.weight('Gold').count()).toBe(0);
  await box('Oil (WTI)').uncheck();
  await app.page.keyboard.press('Escape');
  await app.editor.getByRole('button', { name: 'Equal' }).click();
  await expect.poll(() => app.weights()).toEqual([25, 25, 25, 25]);
  await app.digest();
  await app.page.reload();
  await app.digest();
  expect(await app.weights()).toEqual([25, 25, 25, 25]);
  await openMenu(app.page);
  await app.page.locator('.source summary').click();
  await box('Gold').check();
  await expect.poll(() => app.weights()).toEqual([25, 25, 25, 25, 0]);
});

test('a set is exported as CSV that comes in again as the same data', async ({ open }) => {
  const app = await open();
  await app.digest();
  await bringIn(app, kurse);
  await openMenu(app.page);
  const [file] = await Promise.all([
    app.page.waitForEvent('download'),
    app.page.getByRole('button', { name: 'Export CSV kurse' }).click(),
  ]);
  const text = await readFile(await file.path(), 'utf8');
  const [own, again] = [await ownOf(german, 'kurse'), await ownOf(text, 'kurse')];
  expect(again.fingerprint).toBe(own.fingerprint);
  // What is the same is not kept twice.
  await pick(app, csv('again.csv', text));
  await importButton(app).click();
  await expect.poll(() => app.page.locator('mix-import dialog').isVisible()).toBe(false);
  await openMenu(app.page);
  expect(await app.page.locator('.own-set').count()).toBe(1);
});

test('a scenario file names the own data, and opens where they are brought in', async ({
  open,
}) => {
  const app = await open();
  await app.digest();
  await bringIn(app, kurse);
  const digest = await app.digest();
  await app.panel.getByRole('button', { name: 'Export' }).click();
  const [file] = await Promise.all([
    app.page.waitForEvent('download'),
    app.panel.locator('#export').getByRole('button', { name: 'Scenario as a file' }).click(),
  ]);
  const text = await readFile(await file.path(), 'utf8');
  const own = await ownOf(german, 'kurse');
  const draft = readDraft(JSON.parse(text));
  expect(completeScenario(draft, own).data.sources[0].fingerprint).toBe(own.fingerprint);
  const other = await open();
  await other.digest();
  await drop(other.page, 'mix-panel', file.suggestedFilename(), text);
  await other.expectText(other.page.locator('.missing'), 'kurse.csv');
  await drop(other.page, '.missing', 'kurse.csv', german);
  await importButton(other).click();
  await expect.poll(() => other.digest()).toBe(digest);
  await drop(other.page, 'mix-panel', 'nonsense.json', '{"data": 7}');
  await other.expectText(other.notice, 'holds no scenario that can be opened', 'data');
  expect(await other.digest()).toBe(digest);
});

test('without storage it works until the page is closed, and the page says so', async ({
  open,
}) => {
  const app = await open({
    before: () => {
      Object.defineProperty(window, 'indexedDB', { get: () => undefined });
    },
  });
  await app.digest();
  await pick(app, kurse);
  await app.expectText(
    app.page.locator('mix-import'),
    'This browser gives this page no storage, so what you bring in lasts until this page is closed.',
  );
  await importButton(app).click();
  await app.expectText(app.page.locator('button.dataset'), 'kurse');
  await app.digest();
  await openMenu(app.page);
  await app.expectText(app.page.locator('.storage'), 'gives this page no storage');
  await app.page.reload();
  await app.expectText(app.page.locator('.missing'), 'kurse.csv');
  await app.page.getByRole('button', { name: 'Open the built-in data instead' }).click();
  await app.digest();
});

test('a link that programs may cut is offered as a file', async ({ open }) => {
  const app = await open({ context: { permissions: ['clipboard-write', 'clipboard-read'] } });
  await app.digest();
  const names = Array.from({ length: 120 }, (_, j) => `Fund ${j} of the long list`);
  const text = [
    ['Date', ...names].join(','),
    ...Array.from({ length: 30 }, (_, t) =>
      [`${2000 + t}-12-31`, ...names.map((_, j) => wave(t + j, 100, 1))].join(','),
    ),
  ].join('\n');
  await bringIn(app, csv('funds.csv', text));
  await app.digest();
  expect(app.draft().mix?.assets ?? []).toHaveLength(20);
  await openMenu(app.page);
  await app.page.locator('.source summary').click();
  for (const name of names.slice(20, 28)) {
    await app.page.locator('.assets').getByLabel(name, { exact: true }).check();
  }
  await app.page.keyboard.press('Escape');
  await app.digest();
  await app.page.getByRole('button', { name: 'Share' }).click();
  await app.expectText(app.notice, 'Some programs cut links after 2,000');
  const [file] = await Promise.all([
    app.page.waitForEvent('download'),
    app.notice.getByRole('button', { name: 'Save as a file' }).click(),
  ]);
  const saved = JSON.parse(await readFile(await file.path(), 'utf8')) as unknown;
  expect(readDraft(saved).mix?.assets).toHaveLength(28);
  const digest = await app.digest();
  await app.page.reload();
  expect(await app.digest()).toBe(digest);
});

async function drop(page: Page, where: string, name: string, text: string): Promise<void> {
  await dropAll(page, where, [[name, text]]);
}

async function dropAll(
  page: Page,
  where: string,
  files: readonly (readonly [name: string, text: string])[],
): Promise<void> {
  const transfer = await page.evaluateHandle((all) => {
    const data = new DataTransfer();
    for (const [fileName, content] of all) data.items.add(new File([content], fileName));
    return data;
  }, files);
  const target = page.locator(where).first();
  await target.dispatchEvent('dragover', { dataTransfer: transfer });
  await target.dispatchEvent('drop', { dataTransfer: transfer });
}

async function paste(page: Page, text: string): Promise<void> {
  await page.evaluate((pasted) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', pasted);
    const event = new ClipboardEvent('paste', {
      clipboardData,
      bubbles: true,
      composed: true,
      cancelable: true,
    });
    document.body.dispatchEvent(event);
  }, text);
}

/** What the page must make of a file whose columns all are assets. */
async function ownOf(text: string, title: string): Promise<Dataset> {
  const read = await parseText(text);
  if ('unreadable' in read) throw new Error(read.unreadable);
  return ownDataset(read, {
    id: title,
    title,
    fileName: `${title}.csv`,
    currency: '',
    columns: read.columns.map(({ name }) => ({ name, role: 'asset' as const })),
  });
}

/** As Yahoo hands out the prices of one asset; `from` days later. */
function yahoo(days: number, level: number, from = 0): string {
  const rows = Array.from({ length: days }, (_, t) => {
    const date = new Date(Date.UTC(2015, 0, 1 + from + t)).toISOString().slice(0, 10);
    const price = level + 3 * Math.sin((t + from) * level) + t / 50;
    return [date, price - 1, price + 2, price - 2, price + 5, price, 1_000 * t].join(',');
  });
  return ['Date,Open,High,Low,Close,Adj Close,Volume', ...rows].join('\n');
}

function isAsset({ role }: { role: string }): boolean {
  return role === 'asset';
}

function table(rows: number, row: (i: number) => { date: string; cells: string[] }): string {
  const lines = Array.from({ length: rows }, (_, i) => row(i));
  const names = ['MSCI World', 'Bundesanleihen', 'Gold'].slice(0, lines[0].cells.length);
  return [['Datum', ...names], ...lines.map(({ date, cells }) => [date, ...cells])]
    .map((cells) => cells.join(';'))
    .join('\n');
}

function wave(i: number, level: number, slope: number): string {
  return (level + slope * i + 3 * Math.sin(i)).toFixed(2);
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}
