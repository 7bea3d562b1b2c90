import { page, userEvent } from 'vitest/browser';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Problem } from '../../src/data/parse/parsed-table';
import { all, expectAccessible, within } from '../ui/mount';
import { columnOf, preview, quiet, tableOf, wideTable } from './import-trial';

const problems: readonly Problem[] = [
  { severity: 'note', code: 'gap', message: 'A gap.', lines: [], count: 3, column: 'Stocks' },
  { severity: 'refused', code: 'ragged-row', message: 'Too short.', lines: [1_200], count: 1 },
  { severity: 'missing', code: 'not-a-number', message: 'No number.', lines: [12, 40], count: 11 },
];

describe.each([
  { device: 'a desktop', width: 1_440, height: 900 },
  { device: 'a phone', width: 390, height: 844 },
])('the preview on $device', ({ width, height }) => {
  beforeEach(() => page.viewport(width, height));
  afterEach(() => page.viewport(414, 896));

  test('has no accessibility violation and nothing that runs over the edge', async () => {
    const { element } = await preview(
      tableOf({ certainties: { dateOrder: 'undecided', kind: 'assumed' }, problems }),
      `${'a-very-long-name-without-any-space'.repeat(4)}.csv`,
    );
    await expectAccessible(element);
    const body = within(element, '.body');
    expect(body.scrollWidth).toBe(body.clientWidth);
    const dialog = within(element, 'dialog').getBoundingClientRect();
    expect(dialog.left).toBeGreaterThanOrEqual(0);
    expect(dialog.right).toBeLessThanOrEqual(width);
    expect(dialog.bottom).toBeLessThanOrEqual(height);
  });
});

test('the head says what the file is', async () => {
  const { element } = await preview(tableOf());
  expect(text(within(element, '.head p'))).toBe(
    '1.2 kB · UTF-8 · 4 rows × 3 columns · January 2024 to April 2024',
  );
});

test('what is undecided stands first, is not chosen beforehand and forbids to import', async () => {
  const { element, makings } = await preview(
    tableOf({ certainties: { dateOrder: 'undecided', periodsPerYear: 'undecided' } }),
  );
  const rows = all(element, '[data-setting]').map(({ dataset }) => dataset['setting']);
  expect(rows.slice(0, 2)).toEqual(['dateOrder', 'periodsPerYear']);
  const field = within<HTMLSelectElement>(element, '#setting-dateOrder');
  expect(field.selectedOptions[0].textContent).toBe('Please choose');
  expect(field.value).toBe('');
  expect(within<HTMLInputElement>(element, '#setting-periodsPerYear').value).toBe('');
  expect(text(within(element, '#why-dateOrder'))).toBe(
    'Please choose. The file says so of dateOrder.',
  );
  const button = importButton(element);
  expect(button.disabled).toBe(true);
  expect(text(within(element, '#reason'))).toBe(
    'Please choose first: Order of a date, Periods a year.',
  );
  expect(button.getAttribute('aria-describedby')).toBe('reason');
  button.click();
  expect(makings).toHaveLength(0);
});

test('a correction reads again with all choices so far, and ends the reading before it', async () => {
  const table = tableOf({ certainties: { dateOrder: 'undecided' } });
  const { element, readings } = await preview(table);
  expect(readings[0].given).toEqual({});
  const order = within<HTMLSelectElement>(element, '#setting-dateOrder');
  await userEvent.selectOptions(order, 'month, day, year');
  await quiet(element);
  expect(readings[1].given).toEqual({ dateOrder: 'mdy' });
  expect(importButton(element).disabled).toBe(true);
  expect(order.selectedOptions[0].textContent).toBe('month, day, year');
  expect(within(element, '.body').getAttribute('aria-busy')).toBe('true');
  await userEvent.selectOptions(within(element, '#setting-decimal'), 'comma: 1,5');
  await quiet(element);
  expect(readings[1].signal.aborted).toBe(true);
  expect(readings[2].given).toEqual({ dateOrder: 'mdy', decimal: ',' });
  // The reading that was given up answers late and changes nothing.
  await readings[1].answer(tableOf({ bytes: 1 }));
  expect(within(element, '.body').getAttribute('aria-busy')).toBe('true');
  await readings[2].answer(
    tableOf({
      settings: { ...table.settings, dateOrder: 'mdy', decimal: ',' },
      certainties: { dateOrder: 'given', decimal: 'given' },
      bytes: 2_000,
    }),
  );
  expect(text(within(element, '.head p'))).toContain('2.0 kB');
  expect(importButton(element).disabled).toBe(false);
  expect(all(element, '[data-setting]')[0].dataset['setting']).toBe('dateOrder');
});

test('a choice is taken back to what was found in the file', async () => {
  const { element, readings } = await preview(tableOf());
  await userEvent.selectOptions(within(element, '#setting-kind'), 'returns');
  await quiet(element);
  await readings[1].answer(tableOf({ certainties: { kind: 'given' } }));
  within(element, '[data-setting=kind] button').click();
  await quiet(element);
  expect(readings[2].given).toEqual({});
});

test('a choice takes with it those that it makes meaningless', async () => {
  const { element, readings } = await preview(tableOf());
  await userEvent.selectOptions(within(element, '#setting-dateColumn'), 'no column');
  await quiet(element);
  expect(readings[1].given).toEqual({ dateColumn: -1 });
  await userEvent.selectOptions(within(element, '#setting-delimiter'), 'semicolons');
  await quiet(element);
  expect(readings[2].given).toEqual({ delimiter: ';' });
});

test('a number is taken only where it is one', async () => {
  const { element, readings } = await preview(tableOf());
  const field = within<HTMLInputElement>(element, '#setting-periodsPerYear');
  field.value = '0';
  field.dispatchEvent(new Event('change'));
  expect(readings).toHaveLength(1);
  field.value = '252.5';
  field.dispatchEvent(new Event('change'));
  expect(readings[1].given).toEqual({ periodsPerYear: 252.5 });
});

test('a choice with which the file cannot be read is undone and said', async () => {
  const { element, readings } = await preview(tableOf());
  const field = within<HTMLSelectElement>(element, '#setting-delimiter');
  await userEvent.selectOptions(field, 'tabs');
  await quiet(element);
  await readings[1].answer({ unreadable: 'It has one column.', line: 7 });
  expect(text(within(element, '[role=alert]'))).toBe(
    'Read with that choice: It has one column. Line 7. The choice has been undone.',
  );
  expect(field.selectedOptions[0].textContent).toBe('commas');
  expect(importButton(element).disabled).toBe(false);
});

test('cancel of a second reading goes back to the first', async () => {
  const { element, readings } = await preview(tableOf());
  await userEvent.selectOptions(within(element, '#setting-kind'), 'returns');
  await quiet(element);
  within<HTMLButtonElement>(within(element, 'mix-progress'), 'button').click();
  await quiet(element);
  expect(readings[1].signal.aborted).toBe(true);
  expect(within<HTMLSelectElement>(element, '#setting-kind').selectedOptions[0].textContent).toBe(
    'prices',
  );
  expect(importButton(element).disabled).toBe(false);
});

test('names and roles outlive another reading', async () => {
  const { element, readings } = await preview(tableOf());
  await userEvent.fill(within(element, '[data-column=Stocks] input'), 'World');
  await userEvent.selectOptions(within(element, '[data-column=Bonds] .role'), 'riskless rate');
  await userEvent.selectOptions(within(element, '#setting-kind'), 'returns');
  await quiet(element);
  await readings[1].answer(tableOf());
  expect(within<HTMLInputElement>(element, '[data-column=Stocks] input').value).toBe('World');
  expect(within<HTMLSelectElement>(element, '[data-column=Bonds] .role').value).toBe('rate');
});

test('a field keeps the focus while the file is read again', async () => {
  const { element, readings } = await preview(tableOf());
  const field = within<HTMLSelectElement>(element, '#setting-kind');
  field.focus();
  await userEvent.selectOptions(field, 'returns');
  await quiet(element);
  await readings[1].answer(tableOf({ certainties: { decimal: 'undecided', kind: 'given' } }));
  expect(element.shadowRoot?.activeElement?.id).toBe('setting-kind');
});

test('a column tells what it holds and why it is used as it is', async () => {
  const { element } = await preview(
    tableOf({
      columns: [
        { ...columnOf('Stocks'), gaps: 2, nonPositive: 1 },
        { ...columnOf('Bonds'), constant: true },
        columnOf('Prices of consumers', 'inflation'),
      ],
    }),
  );
  const cells = (id: string) => all(element, `[data-column=${id}] td`).map(text);
  expect(cells('Stocks').slice(3)).toEqual(['4', '2', '97.25 to 1,112', '1 value is not above 0.']);
  expect(cells('Bonds')[6]).toBe('Every value is the same.');
  expect(cells('Prices_of_consumers')[6]).toBe('Its name says so.');
});

test('without an asset or a title nothing can be imported', async () => {
  const { element } = await preview(tableOf());
  await userEvent.selectOptions(within(element, '.set-all'), 'leave out');
  await quiet(element);
  expect(text(within(element, '#reason'))).toBe('Use at least one column as an asset.');
  await userEvent.selectOptions(within(element, '[data-column=Bonds] .role'), 'asset');
  await userEvent.fill(within(element, '.title'), ' ');
  await quiet(element);
  expect(text(within(element, '#reason'))).toBe('Please give the data a title.');
  expect(importButton(element).disabled).toBe(true);
});

test('two thousand columns are drawn fifty at a time, and all that match can be set', async () => {
  const started = performance.now();
  const { element, makings } = await preview(wideTable(2_000));
  expect(performance.now() - started).toBeLessThan(2_000);
  expect(all(element, '[data-column]')).toHaveLength(50);
  expect(text(within(element, '.chosen > p'))).toBe(
    'The first 50 of 2,000 are shown; filter to see others.',
  );
  await userEvent.fill(within(element, '.filter'), 'asset 19');
  await quiet(element);
  // 19, 190 to 199 and 1900 to 1999
  expect(text(within(element, '.tools label:last-child')).startsWith('Set all 111 to')).toBe(true);
  await userEvent.selectOptions(within(element, '.set-all'), 'leave out');
  await quiet(element);
  importButton(element).click();
  const left = makings[0].choices.columns.filter(({ role }) => role === 'left-out');
  expect(left).toHaveLength(111);
  expect(left.every(({ name }) => name.startsWith('Asset 19'))).toBe(true);
});

test('problems stand by severity, with their lines', async () => {
  const { element } = await preview(tableOf({ problems }));
  expect(all(element, '.problems h3').map(text)).toEqual([
    'Did not come in 1',
    'Could not be read and is missing 11',
    'Good to know 3',
  ]);
  expect(all(element, '.problems li').map(text)).toEqual([
    'Too short. line 1,200',
    'No number. lines 12, 40 and 9 more',
    'Stocks: A gap. 3 times',
  ]);
});

test('the first rows stand as in the file and as read', async () => {
  const { element } = await preview(tableOf());
  const rows = (selector: string) =>
    all(element, `${selector} tr`).map((row) => [...row.children].map(text));
  expect(rows('.sample:not(.read)')[1]).toEqual(['Line 2', '31.01.2024', '104.25', '99.50', '-1']);
  expect(rows('.sample.read')[1]).toEqual(['2024-01-31', '104.25', '99.5', '−1']);
  expect(rows('.sample.read')[3][1]).toBe('—');
});

function importButton(element: Element): HTMLButtonElement {
  return within<HTMLButtonElement>(element, '.import');
}

function text(element: Element): string {
  return element.textContent.replaceAll(/\s+/gu, ' ').trim();
}
