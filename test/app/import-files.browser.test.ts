/** Several files that are brought in together. */
import { userEvent } from 'vitest/browser';
import { expect, test } from 'vitest';
import { ownDataset } from '../../src/data/own-dataset';
import type { ParsedTable, Unreadable } from '../../src/data/parse/parsed-table';
import { all, expectAccessible, heard, within } from '../ui/mount';
import { columnOf, quiet, tableOf, trial, type Trial } from './import-trial';

const shorter = tableOf({
  index: ['2024-02-29', '2024-03-31', '2024-04-30', '2024-05-31'],
  columns: [columnOf('Gold')],
  values: [Float64Array.of(1, 2, 3, 4)],
});
const prices = tableOf({
  columns: [columnOf('CPI', 'inflation')],
  values: [Float64Array.of(1, 2, 3, 4)],
});
const broken: Unreadable = { unreadable: 'This is a workbook, no text.', line: 1 };

/** A dialog with these files read; each is called by its place, a.csv, b.csv, … */
async function together(outcomes: readonly (ParsedTable | Unreadable)[]): Promise<Trial> {
  const started = await trial();
  const { element, readings } = started;
  element.openFiles(outcomes.map((_, i) => new File(['x'], `${'abcdefghijkl'[i]}.csv`)));
  await quiet(element);
  for (const [i, outcome] of outcomes.entries()) {
    expect(readings).toHaveLength(i + 1);
    await readings[i].answer(outcome);
  }
  return started;
}

test('files are read one after the other, and what they have in common is said', async () => {
  const { element, readings } = await together([tableOf(), shorter, broken]);
  expect(readings).toHaveLength(3);
  const items = all(element, '.files li').map(({ textContent }) => plain(textContent));
  expect(items).toEqual([
    'a.csv 4 rows × 3 columns · monthly · January 2024 to April 2024',
    'b.csv 4 rows × 1 column · monthly · February 2024 to May 2024',
    'c.csv This file cannot be read: This is a workbook, no text. Line 1.',
  ]);
  expect(plain(within(element, '.common').textContent)).toBe(
    'In common: 3 periods, February 2024 to April 2024. What lies outside is left out.',
  );
  expect(button(element, 'Join 2 files').disabled).toBe(false);
  await expectAccessible(element);
});

test('each has its own choices, and all come in with ids of their own', async () => {
  const { element, makings, made } = await together([tableOf(), shorter, prices]);
  const imported = heard('mix-import');
  await userEvent.fill(within(element, '.title'), 'Funds');
  button(element, 'b.csv').click();
  await quiet(element);
  expect(within(element, 'h1').textContent).toBe('b.csv');
  await userEvent.fill(within(element, '.title'), 'Funds');
  await userEvent.fill(within(element, '[data-column=Gold] input'), 'Bullion');
  button(element, 'Join 3 files').click();
  await quiet(element);
  const datasets = [];
  for (const [i, table] of [tableOf(), shorter, prices].entries()) {
    expect(makings).toHaveLength(i + 1);
    const dataset = await ownDataset(table, makings[i].choices);
    datasets.push(dataset);
    await made(dataset);
  }
  expect(makings.map(({ choices }) => [choices.id, choices.fileName])).toEqual([
    ['funds', 'a.csv'],
    ['funds-2', 'b.csv'],
    ['c', 'c.csv'],
  ]);
  expect(makings[1].choices.columns).toEqual([{ name: 'Bullion', role: 'asset' }]);
  // A file of consumer prices comes along, for others bring the assets.
  expect(makings[2].choices.withoutAssets).toBe(true);
  expect(imported).toEqual([{ datasets }]);
});

test('a question in one of them is asked first, and it can be left out', async () => {
  const open = tableOf({ certainties: { kind: 'undecided' } });
  const { element } = await together([tableOf(), shorter, open]);
  expect(within(element, 'h1').textContent).toBe('c.csv');
  expect(reason(element)).toBe('c.csv: Please choose first: Values are.');
  checkbox(element, 'c.csv').click();
  await quiet(element);
  expect(reason(element)).toBe('What you import is kept in this browser.');
  checkbox(element, 'b.csv').click();
  await quiet(element);
  expect(button(element, 'Import').disabled).toBe(false);
  checkbox(element, 'a.csv').click();
  await quiet(element);
  expect(reason(element)).toBe('Take at least one of the files.');
});

test('a file without dates is not joined', async () => {
  const undated = tableOf({ dated: false, index: ['1', '2', '3', '4'] });
  const { element } = await together([tableOf(), undated]);
  expect(reason(element)).toBe(
    'b.csv: It has no dates and cannot be joined with others: leave it out.',
  );
});

test('files without a period in common are not joined', async () => {
  const index = ['1999-01-31', '1999-02-28', '1999-03-31', '1999-04-30'];
  const { element } = await together([tableOf(), tableOf({ index })]);
  expect(reason(element)).toBe('The files have no period in common and cannot be joined.');
});

test('days and months are said to be joined by months', async () => {
  const { settings, index } = tableOf();
  const days = Array.from({ length: 90 }, (_, t) =>
    new Date(Date.UTC(2024, 1, 1 + t)).toISOString().slice(0, 10),
  );
  const daily = tableOf({
    settings: { ...settings, frequency: 'daily' },
    index: days,
    columns: [columnOf('Gold')],
    values: [Float64Array.from(days, (_, t) => 100 + t)],
  });
  expect(index).toHaveLength(4);
  const { element } = await together([tableOf(), daily]);
  expect(plain(within(element, '.common').textContent)).toBe(
    'In common: 3 periods, February 2024 to April 2024. What lies outside is left out. All are made monthly.',
  );
});

test('more files than can be joined are said', async () => {
  const { element, readings } = await trial();
  element.open();
  await quiet(element);
  const transfer = new DataTransfer();
  for (let i = 0; i < 12; i++) transfer.items.add(new File(['x'], `${i}.csv`));
  const init = { dataTransfer: transfer, cancelable: true, bubbles: true };
  within(element, 'dialog').dispatchEvent(new DragEvent('drop', init));
  await quiet(element);
  expect(plain(within(element, '.remark').textContent)).toBe(
    '12 files came; 10 can be joined, and the first 10 were taken.',
  );
  expect(all(element, '.files li')).toHaveLength(10);
  expect(readings).toHaveLength(1);
});

test('none that can be read is told of each', async () => {
  const { element } = await together([broken, broken]);
  expect(all(element, '.files li.refused')).toHaveLength(2);
  expect(button(element, 'Choose another file').disabled).toBe(false);
});

function button(element: Element, label: string): HTMLButtonElement {
  const found = all<HTMLButtonElement>(element, 'button').find(
    ({ textContent }) => textContent.trim() === label,
  );
  if (found === undefined) throw new Error(`no button ${label}`);
  return found;
}

function checkbox(element: Element, name: string): HTMLInputElement {
  return within<HTMLInputElement>(element, `.files input[aria-label="Take ${name}"]`);
}

function reason(element: Element): string {
  return plain(within(element, '#reason').textContent);
}

function plain(text: string): string {
  return text.replaceAll(/\s+/gu, ' ').trim();
}
