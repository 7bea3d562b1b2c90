import { html, LitElement } from 'lit';
import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import type { BarTable } from '../../src/ui/bar-table';
import '../../src/ui/dot-table';
import type { DotTable } from '../../src/ui/dot-table';
import { figuresStrip, figuresStyles } from '../../src/ui/figures';
import type { HeatTable } from '../../src/ui/heat-table';
import type { FormField } from '../../src/ui/form-field';
import type { ParameterForm } from '../../src/ui/parameter-form';
import type { ProgressLine } from '../../src/ui/progress-line';
import { baseStyles, installTheme, setTheme } from '../../src/ui/theme';
import { all, expectAccessible, heard, mount, settled, within } from './mount';

const fields: readonly FormField[] = [
  {
    id: 'rebalancing',
    kind: 'choice',
    label: 'Rebalancing',
    value: 'yearly',
    options: [
      { value: 'yearly', label: 'Every year' },
      { value: 'none', label: 'Never' },
    ],
  },
  { id: 'horizon', kind: 'integer', label: 'Horizon', unit: 'months', value: 1, help: 'Ahead.' },
  {
    id: 'scenarios',
    kind: 'scenarios',
    label: 'Scenarios',
    value: 10_000,
    suggestions: [{ value: 100_000, label: '100,000' }],
    problem: 'Enter a number from 1,000 to 1,000,000.',
  },
];

class FiguresPage extends LitElement {
  static override styles = [baseStyles, figuresStyles];
  override render() {
    return figuresStrip([
      { measure: 'return', label: 'Return a year', value: '9.2 %' },
      { label: 'Worst fall', value: '−20.7 %', loss: true, note: 'history allows 15 to 30' },
    ]);
  }
}
customElements.define('figures-page', FiguresPage);

test('figures have no accessibility violation and explain their measure', async () => {
  const element = await mount<FiguresPage>(html`<figures-page></figures-page>`);
  await expectAccessible(element);
  const asked = heard('mix-explain');
  expect(all(element, 'button')).toHaveLength(1);
  within(element, 'button').click();
  expect(asked).toEqual([{ measure: 'return' }]);
  expect(within(element, 'dd.loss').textContent).toContain('−20.7 %');
  expect(within(element, '.note').textContent).toBe('history allows 15 to 30');
});

test('a form has no accessibility violation and ties errors and help to their field', async () => {
  const element = await form();
  await expectAccessible(element);
  const scenarios = within(element, '#scenarios');
  expect(scenarios.getAttribute('aria-invalid')).toBe('true');
  expect(scenarios.getAttribute('aria-describedby')).toBe('scenarios-problem');
  expect(within(element, '#horizon').getAttribute('aria-describedby')).toBe('horizon-help');
  expect(within<HTMLSelectElement>(element, '#rebalancing').value).toBe('yearly');
});

test('a form tells numbers as numbers and what is not one as it was typed', async () => {
  const element = await form();
  const told = heard('mix-parameter');
  const horizon = within<HTMLInputElement>(element, '#horizon');
  horizon.value = '12';
  horizon.dispatchEvent(new InputEvent('input', { bubbles: true }));
  horizon.dispatchEvent(new Event('change', { bubbles: true }));
  horizon.value = 'soon';
  horizon.dispatchEvent(new Event('change', { bubbles: true }));
  const choice = within<HTMLSelectElement>(element, '#rebalancing');
  choice.selectedIndex = 1;
  choice.dispatchEvent(new Event('change', { bubbles: true }));
  expect(told).toEqual([
    { id: 'horizon', value: 12, final: false },
    { id: 'horizon', value: 12, final: true },
    { id: 'horizon', value: 'soon', final: true },
    { id: 'rebalancing', value: 'none', final: true },
  ]);
});

test('what is refused stays as it is typed, until another value comes', async () => {
  const element = await form();
  const text = () => within<HTMLInputElement>(element, '#horizon').value;
  const told = async (typed: string, value: number, problem?: string) => {
    within<HTMLInputElement>(element, '#horizon').value = typed;
    element.fields = fields.map((field) =>
      field.id === 'horizon' ? { ...field, value, problem } : field,
    );
    await settled(element);
    return text();
  };
  expect(await told('20000', 20_000)).toBe('20000');
  expect(await told('', 20_000, 'Enter a number.')).toBe('');
  expect(await told('x', 20_000, 'Enter a number.')).toBe('x');
  expect(await told('x', 10_000, 'Enter a number.')).toBe('10,000');
});

test('a bar table has no accessibility violation; what lowers a risk goes left, a gain', async () => {
  const element = await mount<BarTable>(
    html`<mix-bar-table
      negative="gain"
      heading="Where the risk comes from"
      note="volatility"
      .rows=${[
        { label: 'Stocks', value: 0.9, text: '90 %', color: 'var(--series-1)' },
        { label: 'Bonds', value: -0.1, text: '−10 %', color: 'var(--series-2)' },
      ]}
    ></mix-bar-table>`,
  );
  await expectAccessible(element);
  const [stocks, bonds] = all(element, '.track i:last-child').map((i) => i.getBoundingClientRect());
  expect(stocks.left).toBeCloseTo(bonds.right, 0);
  expect(stocks.width / bonds.width).toBeCloseTo(9, 0);
  expect(all(element, 'td').map(({ className }) => className)).toEqual([
    '',
    'bar',
    '',
    'bar',
    'gain',
  ]);
  element.negative = undefined;
  await settled(element);
  expect(all(element, '.gain, .loss')).toHaveLength(0);
});

test('a heat table can be read at every strength, in both themes', async () => {
  const n = 9;
  const values = Array.from({ length: n * n }, (_, i) =>
    i === 4 ? NaN : -1 + (2 * i) / (n * n - 1),
  );
  const labels = Array.from({ length: n }, (_, i) => `Asset ${i + 1}`);
  const element = await mount<HeatTable>(
    html`<mix-heat-table
      heading="How they move"
      .labels=${labels}
      .values=${values}
    ></mix-heat-table>`,
  );
  await expectAccessible(element);
  expect(all(element, 'td[title]')[4].textContent?.trim()).toBe('—');
  expect(all(element, 'tbody th')[0].textContent).toBe('Asset 1');
  for (const theme of ['light', 'dark'] as const) {
    setTheme(theme);
    for (const cell of all(element, 'tbody td')) {
      expect(contrast(cell), `${theme} ${cell.textContent}`).toBeGreaterThanOrEqual(4.5);
    }
  }
});

test('progress has no accessibility violation and can be ended in two ways', async () => {
  const element = await mount<ProgressLine>(
    html`<mix-progress .done=${40} .total=${100} text="40 of 100" enough></mix-progress>`,
  );
  await expectAccessible(element);
  expect(within<HTMLProgressElement>(element, 'progress').value).toBe(40);
  const cancelled = heard('mix-cancel');
  const kept = heard('mix-good-enough');
  const [enough, cancel] = all(element, 'button');
  enough.click();
  cancel.click();
  expect([cancelled.length, kept.length]).toEqual([1, 1]);
  element.enough = false;
  await settled(element);
  expect(all(element, 'button')).toHaveLength(1);
});

test('the theme is adopted once and can be chosen', () => {
  const before = document.adoptedStyleSheets.length;
  installTheme();
  expect(document.adoptedStyleSheets).toHaveLength(before);
  const paper = () => getComputedStyle(document.documentElement).getPropertyValue('--paper').trim();
  setTheme('dark');
  expect(paper()).toBe('#14171a');
  setTheme('light');
  expect(paper()).toBe('#ffffff');
  setTheme('system');
  expect(document.documentElement.hasAttribute('data-theme')).toBe(false);
});

function form(): Promise<ParameterForm> {
  return mount<ParameterForm>(html`<mix-form .fields=${fields}></mix-form>`);
}

/** The contrast of a cell's text on its ground, as WCAG 2 defines it. */
function contrast(cell: Element): number {
  const style = getComputedStyle(cell);
  const [text, ground] = [luminance(style.color), luminance(style.backgroundColor)];
  return (Math.max(text, ground) + 0.05) / (Math.min(text, ground) + 0.05);
}

function luminance(color: string): number {
  const context = new OffscreenCanvas(1, 1).getContext('2d');
  if (context === null) return NaN;
  context.fillStyle = color;
  context.fillRect(0, 0, 1, 1);
  const [r, g, b] = [...context.getImageData(0, 0, 1, 1).data].map((value) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

test('in a dot table no call reaches under the line, wide or narrow', async () => {
  const call = 'np.sqrt(12 * (r**2).ewm(alpha=0.06, adjust=False).mean().iloc[-1])';
  const calls = [['pandas', call]] as const;
  const row = { label: 'EWMA', calls, why: 'Why.', value: 0, text: '0', difference: '' };
  const table = await mount<DotTable>(
    html`<mix-dot-table .rows=${[row]} .reference=${0}></mix-dot-table>`,
  );
  const box = (selector: string) => within(table, selector).getBoundingClientRect();
  for (const width of [1_080, 720]) {
    await page.viewport(width, 800);
    expect(box('.said code').right).toBeLessThan(box('.line').left);
  }
  await page.viewport(540, 800);
  expect(box('.said code').top).toBeGreaterThan(box('.line').bottom + 2);
  expect(box('.plot').width).toBeGreaterThan(100);
  await page.viewport(1280, 800);
});

test('a dot table has no accessibility violation and points beyond its scale', async () => {
  const row = { calls: [['NumPy', 'np.std(r)']] as const, why: 'Divisor n.', difference: '+1.00' };
  const rows: DotTable['rows'] = [
    { ...row, label: 'inside', value: 0.5, text: '0.50' },
    { ...row, label: 'above', value: 7, text: '7.00', marked: true },
    { ...row, label: 'below', value: -7, text: '−7.00' },
    { ...row, label: 'none', value: undefined, text: '—', difference: '' },
  ];
  const table = await mount<DotTable>(
    html`<mix-dot-table
      .heading=${'Conventions'}
      .note=${'The line is ours.'}
      .labelHeader=${'Convention'}
      .valueHeader=${'Value'}
      .differenceHeader=${'Against ours'}
      .rows=${rows}
      .scale=${[0, 1] as const}
      .reference=${0.25}
    ></mix-dot-table>`,
  );
  await expectAccessible(table);
  expect(all(table, 'tbody th').map((cell) => cell.textContent)).toEqual(
    rows.map(({ label }) => label),
  );
  expect(all(table, 'code').map((cell) => cell.textContent)).toContain('np.std(r)');
  const at = (selector: string) =>
    all(table, selector).map((mark) => mark.style.getPropertyValue('--at'));
  expect(at('.line')).toEqual(['25%', '25%', '25%', '25%']);
  expect(at('.dot')).toEqual(['50%', '100%', '0%']);
  expect(all(table, '.beyond').map((mark) => mark.className)).toEqual([
    'dot beyond',
    'dot beyond low',
  ]);
  expect(all(table, 'tbody.marked')).toHaveLength(1);
});
