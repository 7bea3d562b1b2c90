import { html } from 'lit';
import { expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { MixDataCheck } from '../../../src/app/data-check/data-check';
import type { Actions } from '../../../src/app/actions';
import { emptyState, type State } from '../../../src/app/state';
import { prepareScenario, type Draft } from '../../../src/analyses/scenario';
import type { Dataset } from '../../../src/finance/dataset';
import { madeUp } from '../../analyses/made-up';
import { all, expectAccessible, heard, mount, settled, within } from '../../ui/mount';

const T = 60;
const wave = (size: number, period: number) =>
  Float64Array.from({ length: T }, (_, t) => 0.004 + size * Math.sin((t * t * 6.3) / period));

/** Returns with a wild one, a column of rates, and nothing else that stands out. */
function data(): Dataset {
  const stocks = wave(0.04, 7);
  stocks[20] = -0.7;
  return madeUp(
    { stocks, bonds: wave(0.01, 11), bills: new Float64Array(T).fill(0.002) },
    { roles: { bills: 'rate' }, defaultRiskFree: 'bills' },
  );
}

/** The dialog on a page that does what it asks for. */
async function opened(source = data()) {
  if (!customElements.get('mix-data-check')) customElements.define('mix-data-check', MixDataCheck);
  const stateOf = (draft: Draft): State => {
    const { scenario, dataset, changed } = prepareScenario(draft, [source]);
    return { ...emptyState, scenario, dataset, changed, sources: [source], canUndo: true };
  };
  const element = await mount<MixDataCheck>(html`<mix-data-check></mix-data-check>`);
  element.state = stateOf({ data: { sources: [{ id: source.id }] } });
  element.actions = {
    changeData: (draft: Draft) => (element.state = stateOf(draft)),
  } as unknown as Actions;
  element.open();
  await settled(element);
  return element;
}

const textOf = (element: Element) => element.shadowRoot?.textContent?.replaceAll(/\s+/g, ' ') ?? '';
const rowsOf = (element: Element) =>
  all(element, '.choices tbody tr').map((row) => row.textContent.replaceAll(/\s+/g, ' ').trim());

test('a sign is opened, its choices show what they do, one is made and taken back', async () => {
  const element = await opened();
  expect(within<HTMLDialogElement>(element, 'dialog').matches(':modal')).toBe(true);
  expect(textOf(element)).toContain('Nothing: they are used as they came.');
  await expectAccessible(element);
  await userEvent.click(within(element, 'details.sign > summary'));
  await settled(element);
  expect(textOf(element)).toContain('September 2001 −70.0');
  const before = rowsOf(element);
  expect(before).toHaveLength(4);
  expect(before[0]).toContain('Leave it as it is');
  expect(before[0]).toContain('as it is now');
  const volatility = (row: string) => Number(/([\d.]+)\s*%/.exec(row)?.[1]);
  expect(volatility(before[1])).toBeLessThan(volatility(before[0]));
  await expectAccessible(element);

  // Limited at other quantiles the effect is another one, before anything has changed.
  await userEvent.fill(within<HTMLInputElement>(element, '.setting'), '10');
  await userEvent.keyboard('{Tab}');
  await settled(element);
  expect(rowsOf(element)[1]).not.toBe(before[1]);
  expect(element.state?.scenario?.data.steps).toEqual([]);

  await userEvent.click(all(element, '.choices button')[0]);
  await settled(element);
  expect(element.state?.scenario?.data.steps).toEqual([
    { step: 'winsorize', column: 'stocks', tail: 0.1 },
  ]);
  expect(within(element, '.steps').textContent).toMatch(/Returns of stocks are limited/);
  expect(within(element, '.steps').textContent).toMatch(/\d+ values changed/);
  await userEvent.click(within(element, '.steps button'));
  await settled(element);
  expect(element.state?.scenario?.data.steps).toEqual([]);
  expect(within(element, '[role=status]').textContent).toContain('Taken back');
});

test('a step is added by hand, and what is wrong with it is said in place', async () => {
  const element = await opened();
  await userEvent.click(within(element, '.adding > summary'));
  await userEvent.selectOptions(within(element, '.step select'), 'leverage');
  await settled(element);
  await userEvent.click(within(element, '.step button'));
  await settled(element);
  expect(within(element, '.step [role=alert]').textContent).toBe('Please fill in: Asset.');
  await userEvent.selectOptions(all(element, '.step select')[1], 'stocks');
  await userEvent.fill(all<HTMLInputElement>(element, '.step input')[0], 'two');
  await userEvent.click(within(element, '.step button'));
  await settled(element);
  expect(within(element, '.step [role=alert]').textContent).toBe('Factor: “two” is not a number.');
  // What cannot be computed is said as well, and nothing has changed.
  await userEvent.fill(all<HTMLInputElement>(element, '.step input')[0], '2');
  await userEvent.click(within(element, '.step button'));
  await settled(element);
  expect(textOf(element)).toContain('would be -140.2 %, which loses all or more');
  expect(element.state?.scenario?.data.steps).toEqual([]);
  await userEvent.fill(all<HTMLInputElement>(element, '.step input')[0], '1.2');
  await userEvent.click(within(element, '.step button'));
  await settled(element);
  expect(element.state?.scenario?.data.steps).toEqual([
    { step: 'leverage', column: 'stocks', factor: 1.2, spread: 0 },
  ]);
  await expectAccessible(element);
});

test('data without a sign are called so; undo is asked of the page', async () => {
  const element = await opened(madeUp({ a: wave(0.03, 7), b: wave(0.01, 11) }));
  expect(textOf(element)).toContain('Nothing stands out in these data.');
  const undone = heard('mix-undo');
  await userEvent.click(all(element, '.foot button')[0]);
  expect(undone).toHaveLength(1);
  await userEvent.click(all(element, '.foot button')[1]);
  await settled(element);
  expect(within<HTMLDialogElement>(element, 'dialog').open).toBe(false);
});
