import { html } from 'lit';
import { expect, test, vi } from 'vitest';
import type { Chart } from '../../src/ui/chart';
import type { ChartSpec, HistogramChart, TimeChart } from '../../src/ui/chart-spec';
import { formatCount, formatMoney, formatPercent } from '../../src/ui/format';
import { setTheme } from '../../src/ui/theme';
import { all, expectAccessible, frames, mount, press, settled, within } from './mount';

const labels = Array.from({ length: 120 }, (_, i) =>
  new Date(Date.UTC(2000, i + 1, 0)).toISOString().slice(0, 10),
);

const growth: TimeChart = {
  kind: 'time',
  x: labels,
  frequency: 'monthly',
  logScale: true,
  yUnit: 'money',
  yFormat: (value) => formatMoney(value),
  yTickFormat: (value) => formatMoney(value, 'compact'),
  series: [
    { label: 'Mix', values: rising(0.006), color: 'var(--series-1)', width: 2 },
    { label: 'Gold', values: rising(0.003), color: 'var(--series-4)' },
  ],
};

const months: HistogramChart = {
  kind: 'histogram',
  x: Float64Array.of(-0.1, -0.05, 0, 0.05, 0.1),
  xFormat: (value) => formatPercent(value, 0),
  yFormat: formatCount,
  yAxis: false,
  series: [{ label: 'Months', values: Float64Array.of(2, 10, 20, 5), color: 'var(--series-3)' }],
  barColor: (_, high) => (high <= -0.05 ? 'var(--loss)' : 'var(--series-3)'),
  marks: [
    { kind: 'range', from: -0.06, to: -0.04, color: 'var(--loss)' },
    { kind: 'line', at: -0.05, color: 'var(--loss)', label: 'VaR' },
  ],
};

const fan: ChartSpec = {
  kind: 'value',
  x: Float64Array.of(0, 1, 2),
  xUnit: 'years',
  xFormat: String,
  yFormat: (value) => formatMoney(value),
  series: [
    {
      label: 'high',
      values: Float64Array.of(1, 3, 6),
      color: 'var(--ink)',
      width: 0,
      listed: false,
    },
    {
      label: 'low',
      values: Float64Array.of(1, 1, 1),
      color: 'var(--ink)',
      width: 0,
      listed: false,
    },
    { label: 'Median', values: Float64Array.of(1, 2, 3), color: 'var(--series-1)' },
  ],
  bands: [{ high: 0, low: 1, color: 'var(--loss-wash)', label: '5 to 95 %' }],
};

test('charts of every kind have no accessibility violation, with their table open too', async () => {
  for (const chart of [growth, months, fan]) {
    const element = await drawn(chart);
    within(element, '.foot button').click();
    await settled(element);
    await expectAccessible(element);
  }
});

test('charts of every kind draw their colors', async () => {
  setTheme('light');
  expect(colors(await drawn(growth))).toContain('0,104,168');
  const bars = colors(await drawn(months));
  expect(bars).toContain('180,68,31');
  expect(bars).toContain('123,130,140');
  expect(colors(await drawn(fan))).toContain('243,217,207');
});

test('a change of theme redraws the same chart in the other colors', async () => {
  setTheme('light');
  const element = await drawn(growth);
  const canvas = within(element, 'canvas');
  setTheme('dark');
  await frames(4);
  expect(within(element, 'canvas')).toBe(canvas);
  expect(colors(element)).toContain('90,174,230');
  expect(colors(element)).not.toContain('0,104,168');
});

test('new numbers of the same shape reuse the canvas', async () => {
  const element = await drawn(growth);
  const canvas = within(element, 'canvas');
  element.chart = { ...growth, series: growth.series.map((s) => ({ ...s, values: rising(0.01) })) };
  await frames(4);
  expect(within(element, 'canvas')).toBe(canvas);
  element.chart = { ...growth, series: growth.series.slice(0, 1) };
  await frames(4);
  expect(within(element, 'canvas')).not.toBe(canvas);
});

test('the legend switches series on and off', async () => {
  setTheme('light');
  const element = await drawn(growth);
  const [mix] = all<HTMLButtonElement>(element, '.legend button');
  expect(mix.getAttribute('aria-pressed')).toBe('true');
  mix.click();
  await frames(4);
  expect(mix.getAttribute('aria-pressed')).toBe('false');
  expect(colors(element)).not.toContain('0,104,168');
  mix.click();
  await frames(4);
  expect(colors(element)).toContain('0,104,168');
});

test('a hidden series starts off', async () => {
  const [mix, gold] = growth.series;
  const element = await drawn({ ...growth, series: [mix, { ...gold, hidden: true }] });
  const pressed = all(element, '.legend button').map((b) => b.getAttribute('aria-pressed'));
  expect(pressed).toEqual(['true', 'false']);
});

test('arrow keys walk the cursor, Home and End jump, Esc leaves', async () => {
  const element = await drawn(growth);
  const plot = within(element, '.plot');
  const now = () => Number(plot.getAttribute('aria-valuenow'));
  plot.focus();
  expect(press(plot, 'Home').defaultPrevented).toBe(true);
  await settled(element);
  expect(now()).toBe(0);
  expect(plot.getAttribute('aria-valuetext')).toBe('January 2000: Mix 10,060, Gold 10,030');
  press(plot, 'ArrowRight');
  press(plot, 'ArrowRight');
  await settled(element);
  expect(now()).toBe(2);
  expect(within(element, '.readout').textContent).toContain('March 2000');
  press(plot, 'ArrowLeft');
  await settled(element);
  expect(now()).toBe(1);
  press(plot, 'ArrowRight', { shiftKey: true });
  await settled(element);
  expect(now()).toBe(13);
  press(plot, 'End');
  await settled(element);
  expect(now()).toBe(119);
  press(plot, 'ArrowRight');
  await settled(element);
  expect(now()).toBe(119);
  expect(press(plot, 'Escape').defaultPrevented).toBe(true);
  await settled(element);
  expect(all(element, '.readout > span')).toHaveLength(1);
  expect(press(plot, 'Escape').defaultPrevented).toBe(false);
});

test('a time chart zooms with + and - and is shown whole again by reset', async () => {
  const element = await drawn(growth);
  const plot = within(element, '.plot');
  const span = () => within(element, 'figcaption .right span').textContent;
  expect(span()).toBe('2000 to 2009');
  press(plot, '+');
  await settled(element);
  expect(span()).toBe('2002 to 2007');
  expect(all(element, 'figcaption button').map((b) => b.textContent?.trim())).toContain('Reset');
  element.resetZoom();
  await settled(element);
  expect(span()).toBe('2000 to 2009');
});

test('dragging over a time chart zooms, the wheel does not', async () => {
  const element = await drawn(growth);
  const over = within(element, '.u-over');
  const box = over.getBoundingClientRect();
  const mouse = (type: string, share: number, target: EventTarget = over) =>
    target.dispatchEvent(
      new MouseEvent(type, {
        bubbles: true,
        clientX: box.left + box.width * share,
        clientY: box.top + 20,
        button: 0,
        movementX: 5,
      }),
    );
  over.dispatchEvent(new WheelEvent('wheel', { bubbles: true, deltaY: 100 }));
  await frames(4);
  expect(within(element, 'figcaption .right span').textContent).toBe('2000 to 2009');
  mouse('mousemove', 0.2);
  mouse('mousedown', 0.2);
  mouse('mousemove', 0.7);
  await frames();
  mouse('mouseup', 0.7, document);
  await frames(4);
  expect(within(element, 'figcaption .right span').textContent).toBe('2002 to 2006');
  mouse('dblclick', 0.5);
  await frames(4);
  expect(within(element, 'figcaption .right span').textContent).toBe('2000 to 2009');
});

test('the log switch is offered where the chart asks for it', async () => {
  const element = await drawn(growth);
  const button = all(element, 'figcaption button').find((b) => b.textContent?.includes('Log'));
  expect(button?.getAttribute('aria-pressed')).toBe('true');
  button?.click();
  await settled(element);
  expect(button?.getAttribute('aria-pressed')).toBe('false');
  expect(all(await drawn(fan), 'figcaption button')).toHaveLength(0);
});

test('a log scale leaves out what is not positive', async () => {
  const values = rising(0.01);
  values[3] = 0;
  values[4] = NaN;
  const element = await drawn({ ...growth, series: [{ ...growth.series[0], values }] });
  expect(colors(element).size).toBeGreaterThan(1);
});

test('the table shows both ends of a long series and says how much is left', async () => {
  const element = await drawn(growth);
  expect(all(element, 'table')).toHaveLength(0);
  within(element, '.foot button').click();
  await settled(element);
  expect(all(element, 'tbody tr')).toHaveLength(25);
  expect(within(element, '.rest').textContent).toContain('96 more rows; the CSV has all 120');
  expect(all(element, 'thead th').map((th) => th.textContent)).toEqual(['Period', 'Mix', 'Gold']);
});

test('the summary is there for those who do not see the drawing', async () => {
  const element = await mount<Chart>(
    html`<mix-chart .chart=${growth} heading="Growth" summary="It grew."></mix-chart>`,
  );
  expect(within(element, '.visually-hidden').textContent).toBe('It grew.');
});

test('the picture has a background, the title and the legend', async () => {
  setTheme('light');
  const element = await drawn(growth);
  const picture = await createImageBitmap(await element.toBlob());
  const canvas = within<HTMLCanvasElement>(element, 'canvas');
  expect(picture.height).toBeGreaterThan(canvas.height);
  const copy = new OffscreenCanvas(picture.width, picture.height);
  const context = copy.getContext('2d');
  context?.drawImage(picture, 0, 0);
  expect([...(context?.getImageData(0, 0, 1, 1).data ?? [])]).toEqual([255, 255, 255, 255]);
  const title = context?.getImageData(16, 16, 60, 18).data ?? new Uint8ClampedArray();
  expect(title.some((value, i) => i % 4 < 3 && value < 128)).toBe(true);
});

test('it follows the width of its place and ends with it', async () => {
  const element = await drawn(growth);
  element.style.width = '400px';
  await vi.waitFor(() => expect(within(element, '.uplot').clientWidth).toBe(400));
  element.remove();
  expect(all(element, 'canvas')).toHaveLength(0);
});

test('no series and no rows draw an empty chart', async () => {
  const element = await drawn({ ...growth, x: [], series: [] });
  expect(within(element, 'canvas')).toBeTruthy();
  expect(within(element, '.plot').getAttribute('aria-valuetext')).toBe('—');
});

async function drawn(chart: ChartSpec): Promise<Chart> {
  const element = await mount<Chart>(
    html`<mix-chart heading="A finding" note="units"></mix-chart>`,
  );
  element.chart = undefined;
  await settled(element);
  element.chart = chart;
  await vi.waitFor(() => within(element, 'canvas'));
  await frames(3);
  return element;
}

/** The opaque colors of a canvas. */
function colors(element: Chart): Set<string> {
  const canvas = within<HTMLCanvasElement>(element, 'canvas');
  const data = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data;
  const found = new Set<string>();
  for (let i = 0; data !== undefined && i < data.length; i += 4) {
    if (data[i + 3] === 255) found.add(`${data[i]},${data[i + 1]},${data[i + 2]}`);
  }
  return found;
}

function rising(rate: number): Float64Array {
  return Float64Array.from(labels, (_, i) => Math.round(10_000 * (1 + rate) ** (i + 1)));
}
