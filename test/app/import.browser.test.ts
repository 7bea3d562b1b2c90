import { userEvent } from 'vitest/browser';
import { expect, test } from 'vitest';
import { uniqueId } from '../../src/app/import/import-choices';
import { ownDataset } from '../../src/data/own-dataset';
import { all, expectAccessible, heard, within } from '../ui/mount';
import { preview, quiet, tableOf, trial, until } from './import-trial';

test('the dialog opens empty, says what it takes and that the file stays here', async () => {
  const { element, readings } = await trial();
  element.keptMode = 'memory';
  element.keptReason = 'This browser gives no storage, so all lasts until the page is closed.';
  element.open();
  await quiet(element);
  expect(within<HTMLDialogElement>(element, 'dialog').matches(':modal')).toBe(true);
  const text = textOf(element);
  expect(text).toContain('The file stays on this computer.');
  expect(text).toContain('This browser gives no storage, so all lasts until the page is closed.');
  expect(within(element, 'pre').textContent).toContain('2024-01-31,104.20');
  expect(readings).toHaveLength(0);
  await expectAccessible(element);
});

test('a scenario that misses its data says what they were', async () => {
  const { element } = await trial();
  const fingerprint = 'f'.repeat(64);
  element.wanted = { title: 'Funds', rows: 1_200, columns: 1, bytes: 4_321, fingerprint };
  element.open();
  await quiet(element);
  expect(within(element, '.wanted').textContent).toContain(
    'This scenario was made with “Funds”: 1,200 rows × 1 column, 4.3 kB.',
  );
});

test('a pasted text is read, an empty one is not', async () => {
  const { element, readings } = await trial();
  element.open();
  await quiet(element);
  button(element, 'Read the text').click();
  await quiet(element);
  expect(alertOf(element)).toBe('There is no text to read yet.');
  const area = within<HTMLTextAreaElement>(element, 'textarea');
  await userEvent.fill(area, 'Date,A\n2024-01-31,1');
  button(element, 'Read the text').click();
  await quiet(element);
  expect(await readings[0].file.text()).toBe('Date,A\n2024-01-31,1');
  expect(within(element, 'h1').textContent).toBe('Reading “Pasted text”');
});

test('reading tells how far it is and ends on cancel', async () => {
  const { element, readings } = await trial();
  element.open(new Blob(['x'.repeat(2_000_000)]), 'big.csv');
  await quiet(element);
  readings[0].onProgress({ bytesRead: 500_000, bytes: 2_000_000, rows: 12_345, done: false });
  await quiet(element);
  const progress = within(element, 'mix-progress');
  expect(progress.shadowRoot?.textContent).toContain('12,345 rows · 500 kB of 2.0 MB');
  await expectAccessible(element);
  const cancelled = heard('mix-cancel');
  within<HTMLButtonElement>(progress, 'button').click();
  await quiet(element);
  expect(readings[0].signal.aborted).toBe(true);
  expect(cancelled).toEqual([]);
  expect(within(element, '.drop')).not.toBeNull();
  await readings[0].answer(tableOf());
  expect(all(element, '.settings')).toHaveLength(0);
});

test('a file that cannot be read says why and where, and another can be chosen', async () => {
  const { element, readings } = await trial();
  element.open(new Blob(['PK']), 'book.xlsx');
  await quiet(element);
  await readings[0].answer({ unreadable: 'This is a workbook, no text.', line: 1 });
  expect(alertOf(element)).toBe('This is a workbook, no text. Line 1.');
  expect(button(element, 'Choose another file').disabled).toBe(false);
  await expectAccessible(element);
  choose(element, [new File(['Date,A'], 'good.csv')]);
  await quiet(element);
  await readings[1].answer(tableOf());
  expect(within(element, 'h1').textContent).toBe('good.csv');
});

test('a reading that breaks off is told like a file that cannot be read', async () => {
  const { element, readings } = await trial();
  element.open(new Blob(['a']), 'a.csv');
  await quiet(element);
  await readings[0].refuse(new Error('the file has changed on the disk'));
  expect(alertOf(element)).toBe('The file could not be read: the file has changed on the disk');
});

test('Escape closes the dialog, ends the reading and is told', async () => {
  const { element, readings } = await trial();
  const closed = heard('mix-import-closed');
  element.open(new Blob(['a']), 'a.csv');
  await quiet(element);
  await userEvent.keyboard('{Escape}');
  await until(() => expect(closed).toHaveLength(1));
  expect(readings[0].signal.aborted).toBe(true);
  expect(within<HTMLDialogElement>(element, 'dialog').open).toBe(false);
  element.open();
  await quiet(element);
  expect(within(element, '.drop')).not.toBeNull();
});

test('an element that leaves the page ends its reading', async () => {
  const { element, readings } = await trial();
  element.open(new Blob(['a']), 'a.csv');
  await quiet(element);
  element.remove();
  expect(readings[0].signal.aborted).toBe(true);
});

test('Import hands over the dataset, and waits for the page', async () => {
  const table = tableOf();
  const { element, makings, made } = await preview(table);
  const imported = heard('mix-import');
  const closed = heard('mix-import-closed');
  await userEvent.fill(within(element, '.currency'), ' EUR ');
  const asset = within<HTMLSelectElement>(element, '[data-column=Bonds] .class');
  await userEvent.selectOptions(asset, 'bonds');
  await userEvent.fill(within(element, '[data-column=Stocks] input'), 'World');
  button(element, 'Import').click();
  await quiet(element);
  expect(makings[0].table).toBe(table);
  expect(makings[0].choices).toEqual({
    id: 'my-prices-2',
    title: 'My prices',
    fileName: 'My prices.csv',
    currency: 'EUR',
    columns: [
      { name: 'World', role: 'asset' },
      { name: 'Bonds', role: 'asset', assetClass: 'bond' },
      { name: 'Prices of consumers', role: 'inflation' },
    ],
  });
  expect(button(element, 'Importing…').disabled).toBe(true);
  expect(within(element, '.body').inert).toBe(true);
  expect(imported).toEqual([]);
  const dataset = await ownDataset(table, makings[0].choices);
  await made(dataset);
  expect(imported).toEqual([{ datasets: [dataset] }]);
  expect(button(element, 'Importing…').disabled).toBe(true);
  element.close();
  await until(() => expect(closed).toHaveLength(1));
});

test('what cannot be taken is said, and nothing that was typed is lost', async () => {
  const { element, notMade } = await preview(tableOf());
  await userEvent.fill(within(element, '.title'), 'Funds');
  await userEvent.fill(within(element, '[data-column=Stocks] input'), 'World');
  button(element, 'Import').click();
  await quiet(element);
  element.fails('There is no room left for it.');
  await quiet(element);
  expect(alertOf(element)).toBe('There is no room left for it.');
  expect(within<HTMLInputElement>(element, '.title').value).toBe('Funds');
  expect(within<HTMLInputElement>(element, '[data-column=Stocks] input').value).toBe('World');
  button(element, 'Import').click();
  await quiet(element);
  await notMade(new Error('The file holds 2 rows of values; 3 are needed.'));
  expect(alertOf(element)).toBe('The file holds 2 rows of values; 3 are needed.');
  expect(button(element, 'Import').disabled).toBe(false);
});

test('a dataset that is made after the dialog was closed is not handed over', async () => {
  const table = tableOf();
  const { element, makings, made } = await preview(table);
  const imported = heard('mix-import');
  button(element, 'Import').click();
  await quiet(element);
  button(element, 'Cancel').click();
  await quiet(element);
  await made(await ownDataset(table, makings[0].choices));
  expect(imported).toEqual([]);
});

test('a file that is dropped on the preview begins anew', async () => {
  const { element, readings } = await preview(tableOf());
  await userEvent.fill(within(element, '.title'), 'Mine');
  drop(element, [new File(['a'], 'Funds_2024.csv')]);
  await quiet(element);
  await readings[1].answer(tableOf());
  expect(await readings[1].file.text()).toBe('a');
  expect(within<HTMLInputElement>(element, '.title').value).toBe('Funds 2024');
});

test('a drop without a file says why nothing comes of it', async () => {
  const { element, readings } = await trial();
  element.open();
  await quiet(element);
  drop(element, []);
  await quiet(element);
  expect(alertOf(element)).toBe('What was dropped holds no file.');
  const folder = { kind: 'file', webkitGetAsEntry: () => ({ isDirectory: true, name: 'funds' }) };
  const transfer = { items: [folder], files: [new File([], 'funds')], getData: () => '' };
  const event = new DragEvent('drop', { cancelable: true });
  Object.defineProperty(event, 'dataTransfer', { value: transfer });
  within(element, 'dialog').dispatchEvent(event);
  await quiet(element);
  expect(alertOf(element)).toBe('“funds” is a folder; please drop a file.');
  expect(event.defaultPrevented).toBe(true);
  expect(readings).toHaveLength(0);
});

test('an id is a slug of the title and never one that is taken', () => {
  expect(uniqueId('Größte Fonds, 2024!', [])).toBe('grosste-fonds-2024');
  expect(uniqueId('日本', [])).toBe('data');
  expect(uniqueId('Data', ['data', 'data-2'])).toBe('data-3');
});

function button(element: Element, label: string): HTMLButtonElement {
  const found = all<HTMLButtonElement>(element, 'button').find(
    ({ textContent }) => textContent.trim() === label,
  );
  if (found === undefined) throw new Error(`no button ${label}`);
  return found;
}

function textOf(element: Element): string {
  return within(element, 'dialog').textContent.replaceAll(/\s+/gu, ' ');
}

function alertOf(element: Element): string {
  return within(element, '[role=alert]').textContent.replaceAll(/\s+/gu, ' ').trim();
}

function choose(element: Element, files: readonly File[]): void {
  const input = within<HTMLInputElement>(element, 'input[type=file]');
  input.files = transferOf(files).files;
  input.dispatchEvent(new Event('change'));
}

function drop(element: Element, files: readonly File[]): void {
  const init = { dataTransfer: transferOf(files), cancelable: true, bubbles: true };
  within(element, 'dialog').dispatchEvent(new DragEvent('drop', init));
}

function transferOf(files: readonly File[]): DataTransfer {
  const transfer = new DataTransfer();
  for (const file of files) transfer.items.add(file);
  return transfer;
}
