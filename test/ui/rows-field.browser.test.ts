import { html } from 'lit';
import { afterEach, describe, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { CellValue, FormField } from '../../src/ui/form-field';
import type { ParameterForm } from '../../src/ui/parameter-form';
import type { RowsField } from '../../src/ui/rows-field';
import { all, expectAccessible, heard, mount, settled, within } from './mount';

type Rows = readonly (readonly CellValue[])[];

const number = (value: CellValue) =>
  typeof value === 'number' && value >= 0 ? undefined : 'Enter a number from 0 to 1,000.';

/** A table of which the asset must be chosen, and the last cell may be empty. */
function fieldOf(rows: Rows, more: Partial<FormField> = {}): FormField {
  return {
    id: 'plan',
    kind: 'rows',
    label: 'Money in and out',
    help: 'One row for each.',
    value: JSON.stringify(rows),
    rows: {
      columns: [
        {
          id: 'asset',
          kind: 'choice',
          label: 'Asset',
          options: [
            { value: '', label: 'Choose an asset' },
            { value: 'gold', label: 'Gold' },
            { value: 'bonds', label: 'Bonds' },
          ],
          check: (value) =>
            value === 'gold' || value === 'bonds' ? undefined : 'Choose an asset.',
        },
        {
          id: 'amount',
          kind: 'number',
          label: 'Amount',
          unit: 'a year',
          minimum: 0,
          maximum: 1_000,
          check: number,
        },
        {
          id: 'mean',
          kind: 'number',
          label: 'Return',
          minimum: -50,
          maximum: 50,
          placeholder: 'history',
          help: 'A year.',
          check: (value) => (value === undefined ? undefined : number(value)),
        },
      ],
      rows,
      fresh: ['', 500, undefined],
      most: 3,
      write: (next) => JSON.stringify(next),
    },
    ...more,
  };
}

const two: Rows = [
  ['gold', 100, 5],
  ['bonds', 1_000, undefined],
];

let form: ParameterForm;

/** The field inside of a form, as it stands on the page. */
async function field(rows: Rows, more: Partial<FormField> = {}): Promise<RowsField> {
  form = await mount<ParameterForm>(html`<mix-form .fields=${[fieldOf(rows, more)]}></mix-form>`);
  const element = within<RowsField>(form, 'mix-rows-field');
  await settled(element);
  return element;
}

async function give(element: RowsField, next: FormField): Promise<void> {
  form.fields = [next];
  await settled(form);
  await settled(element);
}

async function type(element: RowsField, label: string, text: string): Promise<void> {
  const input = within<HTMLInputElement>(element, `[aria-label="${label}"]`);
  input.value = text;
  input.dispatchEvent(new Event('change', { bubbles: true }));
  await settled(element);
}

async function choose(element: RowsField, label: string, value: string): Promise<void> {
  const select = within<HTMLSelectElement>(element, `[aria-label="${label}"]`);
  select.value = value;
  select.dispatchEvent(new Event('change', { bubbles: true }));
  await settled(element);
}

async function click(element: RowsField, selector: string): Promise<void> {
  within(element, selector).click();
  await settled(element);
}

/** What stands in the cells, row by row. */
function shown(element: RowsField): string[][] {
  return all(element, 'tbody').map((row) =>
    [...row.querySelectorAll<HTMLInputElement>('input, select')].map(({ value }) => value),
  );
}

const told = (rows: Rows) => ({
  id: 'plan',
  // An empty cell is null in the text of these tests.
  value: JSON.stringify(rows),
  final: true,
});

afterEach(() => page.viewport(1280, 800));

test('a table has no accessibility violation, with a problem or on a phone neither', async () => {
  const element = await field(two, { problem: 'At most 3 rows.' });
  await expectAccessible(form);
  await type(element, 'Amount, row 1', 'much');
  await expectAccessible(form);
  await page.viewport(390, 800);
  await expectAccessible(form);
});

test('a table shows its rows, their units, and what an empty cell means', async () => {
  const element = await field(two);
  expect(shown(element)).toEqual([
    ['gold', '100', '5'],
    ['bonds', '1,000', ''],
  ]);
  const heads = all(element, 'thead th').map((head) => head.textContent?.trim());
  expect(heads).toEqual(['Row', 'Asset', 'Amount a year', 'Return']);
  const empty = within<HTMLInputElement>(element, '[aria-label="Return, row 2"]');
  expect([empty.placeholder, empty.title]).toEqual(['history', 'A year.']);
});

test('without a row there is only the button for one', async () => {
  const element = await field([]);
  expect(all(element, 'table')).toEqual([]);
  expect(within(element, '.add').textContent?.trim()).toBe('Add a row');
});

test('a changed cell is told at once, with all the others', async () => {
  const element = await field(two);
  const events = heard('mix-parameter');
  await type(element, 'Amount, row 2', '1 250,5');
  await choose(element, 'Asset, row 1', 'bonds');
  await type(element, 'Return, row 1', ' ');
  expect(events).toEqual([
    told([two[0], ['bonds', 1_250.5, undefined]]),
    told([
      ['bonds', 100, 5],
      ['bonds', 1_250.5, undefined],
    ]),
    told([
      ['bonds', 100, undefined],
      ['bonds', 1_250.5, undefined],
    ]),
  ]);
});

test('a row is taken out, and the focus stays in the table', async () => {
  const element = await field(two);
  const events = heard('mix-parameter');
  await click(element, '[aria-label="Remove row 1"]');
  expect(shown(element)).toEqual([['bonds', '1,000', '']]);
  expect(focused(element)?.getAttribute('aria-label')).toBe('Remove row 1');
  await click(element, '[aria-label="Remove row 1"]');
  expect(focused(element)?.textContent?.trim()).toBe('Add a row');
  expect(events).toEqual([told([two[1]]), told([])]);
});

describe('a new row', () => {
  test('takes the focus and waits until it is complete', async () => {
    const element = await field(two);
    const events = heard('mix-parameter');
    within(element, '.add').focus();
    await userEvent.keyboard('{Enter}');
    await settled(element);
    expect(focused(element)?.getAttribute('aria-label')).toBe('Asset, row 3');
    expect(shown(element)[2]).toEqual(['', '500', '']);
    expect(events).toEqual([]);
    expect(within(element, '[role=status]').textContent).toContain('once every cell is right');
    expect(all(element, '.problem')).toEqual([]);
    await choose(element, 'Asset, row 3', 'gold');
    expect(events).toEqual([told([...two, ['gold', 500, undefined]])]);
    expect(within(element, '[role=status]').textContent).toBe('');
  });

  test('that is not complete holds back the changes of others, which are not lost', async () => {
    const element = await field(two);
    const events = heard('mix-parameter');
    await click(element, '.add');
    await type(element, 'Amount, row 1', '7');
    expect(events).toEqual([]);
    await click(element, '[aria-label="Remove row 3"]');
    expect(events).toEqual([told([['gold', 7, 5], two[1]])]);
  });

  test('that comes and goes changes nothing', async () => {
    const element = await field(two);
    const events = heard('mix-parameter');
    await click(element, '.add');
    await click(element, '[aria-label="Remove row 3"]');
    expect(events).toEqual([]);
  });

  test('is not to be had beyond the most', async () => {
    const element = await field([...two, two[0]]);
    expect(within<HTMLButtonElement>(element, '.add').disabled).toBe(true);
    expect(within(element, '.add + small').textContent).toBe('At most 3 rows.');
  });
});

test('a bad cell keeps its text, is answered in a sentence and tells nothing', async () => {
  const element = await field(two);
  const events = heard('mix-parameter');
  await type(element, 'Amount, row 1', 'much');
  const input = within<HTMLInputElement>(element, '[aria-label="Amount, row 1"]');
  expect(input.value).toBe('much');
  expect(input.getAttribute('aria-invalid')).toBe('true');
  const problem = within(element, `#${input.getAttribute('aria-describedby')}`);
  expect(problem.textContent?.replace(/\s+/g, ' ').trim()).toBe(
    'Amount: Enter a number from 0 to 1,000.',
  );
  await type(element, 'Amount, row 2', '8');
  expect(shown(element).map(([, amount]) => amount)).toEqual(['much', '8']);
  expect(events).toEqual([]);
  await type(element, 'Amount, row 1', '9');
  expect(all(element, '.problem')).toEqual([]);
  expect(events).toEqual([
    told([
      ['gold', 9, 5],
      ['bonds', 8, undefined],
    ]),
  ]);
});

describe('what comes down', () => {
  test('leaves alone what is still being written', async () => {
    const element = await field(two);
    await click(element, '.add');
    await give(element, fieldOf(two));
    expect(shown(element)).toHaveLength(3);
    expect(focused(element)?.getAttribute('aria-label')).toBe('Asset, row 3');
  });

  test('leaves the focus where it is, if it is what was told', async () => {
    const element = await field(two);
    within(element, '[aria-label="Amount, row 1"]').focus();
    await type(element, 'Amount, row 1', '7');
    await give(element, fieldOf([['gold', 7, 5], two[1]]));
    expect(focused(element)?.getAttribute('aria-label')).toBe('Amount, row 1');
  });

  test('leaves alone what was told, be it taken or refused', async () => {
    const element = await field(two);
    await type(element, 'Amount, row 1', '7');
    await give(element, fieldOf(two, { problem: 'Too much.' }));
    expect(shown(element)[0][1]).toBe('7');
    expect(within(element, '.problem').textContent).toBe('Too much.');
    const events = heard('mix-parameter');
    // To go back to what is in force is told, so that the problem goes.
    await type(element, 'Amount, row 1', '100');
    expect(events).toEqual([told(two)]);
    await give(element, fieldOf([['gold', 7, 5], two[1]]));
    expect(shown(element)[0][1]).toBe('7');
  });

  test('is shown where it is news: undo and redo, a link, other data', async () => {
    const element = await field(two);
    const seven: Rows = [['gold', 7, 5], two[1]];
    await type(element, 'Amount, row 1', '7');
    await give(element, fieldOf(seven));
    await click(element, '.add');
    await give(element, fieldOf(two));
    expect(shown(element)).toEqual([
      ['gold', '100', '5'],
      ['bonds', '1,000', ''],
    ]);
    await give(element, fieldOf(seven));
    expect(shown(element)[0][1]).toBe('7');
    await give(element, fieldOf([]));
    expect(shown(element)).toEqual([]);
  });

  test('may lack an asset: then it has to be chosen again', async () => {
    const element = await field([['silver', 1, 1]]);
    expect(shown(element)).toEqual([['', '1', '1']]);
    expect(within(element, '[role=status]').textContent).not.toBe('');
  });
});

test('on a phone every row is a card, and nothing is wider than the page', async () => {
  await page.viewport(390, 800);
  const element = await field(two);
  await type(element, 'Amount, row 1', 'much');
  expect(within(element, 'thead').checkVisibility()).toBe(false);
  expect(all(element, 'td label').every((label) => label.checkVisibility())).toBe(true);
  for (const control of all(element, 'input, select, button, .problem')) {
    expect(control.getBoundingClientRect().right).toBeLessThanOrEqual(390);
  }
  expect(document.documentElement.scrollWidth).toBe(390);
  const tops = all(element, 'tbody').map((row) => row.getBoundingClientRect());
  expect(tops[1].top).toBeGreaterThanOrEqual(tops[0].bottom);
  await page.viewport(1280, 800);
  expect(within(element, 'thead').checkVisibility()).toBe(true);
  expect(all(element, 'td label').some((label) => label.checkVisibility())).toBe(false);
});

function focused(element: RowsField): Element | null | undefined {
  return element.shadowRoot?.activeElement;
}
