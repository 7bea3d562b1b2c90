import { html } from 'lit';
import { describe, expect, test, vi } from 'vitest';
import type { Chart } from '../../src/ui/chart';
import type { ChartSpec, HistogramChart, TimeChart } from '../../src/ui/chart-spec';
import { formatCount, formatMoney, formatPercent } from '../../src/ui/format';
import { setTheme } from '../../src/ui/theme';
import { all, expectAccessible, frames, heard, mount, press, settled, within } from './mount';

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
    within(element, '.foot button[aria-expanded]').click();
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

test('the table shows both ends of a long series and says how much is left', async () => {
  const element = await drawn(growth);
  expect(all(element, 'table')).toHaveLength(0);
  within(element, '.foot button[aria-expanded]').click();
  await settled(element);
  expect(all(element, 'tbody tr')).toHaveLength(25);
  expect(within(element, '.rest').textContent).toContain('96 more rows; the CSV has all 120');
  expect(all(element, 'thead th').map((th) => th.textContent)).toEqual(['Period', 'Mix', 'Gold']);
});

test('a table that is too wide moves under its first column, in a region for the keyboard', async () => {
  const many = Array.from({ length: 8 }, (_, i) => ({
    ...growth.series[0],
    label: `A long name of a series ${i + 1}`,
  }));
  const element = await drawn({ ...growth, series: many });
  element.style.width = '328px';
  within(element, '.foot button[aria-expanded]').click();
  await settled(element);
  const region = within(element, '.scroll');
  expect(region.scrollWidth).toBeGreaterThan(region.clientWidth);
  expect([region.tabIndex, region.getAttribute('role')]).toEqual([0, 'group']);
  const [head, row] = ['thead th', 'tbody th'].map((selector) => within(element, selector));
  const before = row.getBoundingClientRect().left;
  region.scrollLeft = 200;
  region.scrollTop = 60;
  expect(row.getBoundingClientRect().left).toBeCloseTo(before, 0);
  expect(head.getBoundingClientRect().left).toBeCloseTo(before, 0);
  expect(head.getBoundingClientRect().top).toBeCloseTo(region.getBoundingClientRect().top + 1, 0);
  const [name, value] = ['thead th:nth-child(2)', 'td'].map((selector) =>
    getComputedStyle(within(element, selector)),
  );
  expect([name.textAlign, value.textAlign]).toEqual(['right', 'right']);
  expect(value.fontVariantNumeric).toContain('tabular-nums');
  expect(all(element, 'thead th').every((th) => th.getAttribute('scope') === 'col')).toBe(true);
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
  await vi.waitFor(() => expect(within(element, '.uplot').clientWidth).toBe(400), 10_000);
  element.remove();
  expect(all(element, 'canvas')).toHaveLength(0);
});

test('no series and no rows draw an empty chart', async () => {
  const element = await drawn({ ...growth, x: [], series: [] });
  expect(within(element, 'canvas')).toBeTruthy();
  expect(within(element, '.plot').getAttribute('aria-valuetext')).toBe('—');
});

test('a histogram and a chart of values zoom too, and bars outside are not drawn', async () => {
  const bins: HistogramChart = {
    ...months,
    yAxis: true,
    x: Float64Array.from({ length: 41 }, (_, i) => (i - 20) / 100),
    series: [
      {
        ...months.series[0],
        values: Float64Array.from({ length: 40 }, (_, i) => (i < 20 ? 2 + i / 10 : 900)),
      },
    ],
    marks: [],
    barColor: undefined,
  };
  const element = await drawn(bins);
  const plot = within(element, '.plot');
  const span = () =>
    within(element, 'figcaption .right').textContent?.replaceAll(/\s+/g, ' ').trim();
  expect(span()).toBe('');
  press(plot, 'Home');
  for (let i = 0; i < 6; i++) press(plot, 'ArrowRight');
  press(plot, '+');
  press(plot, '+');
  await frames(4);
  expect(span()).toBe('−15 % to −5 % Reset');
  // The bars in sight fill the drawing, though those outside are much higher.
  expect(highestInk(element, '123,130,140')).toBeLessThan(40);
  within(element, 'figcaption button').click();
  await frames(4);
  expect(span()).toBe('');
  expect(element.shadowRoot?.activeElement).not.toBeNull();
});

test('the key 0 shows all again, and what is short does not zoom', async () => {
  const element = await drawn(fan);
  expect(press(within(element, '.plot'), '+').defaultPrevented).toBe(false);
  await frames(2);
  expect(all(element, 'figcaption button')).toHaveLength(0);
  const time = await drawn(growth);
  press(within(time, '.plot'), '+');
  await settled(time);
  expect(resets(time)).toHaveLength(1);
  expect(press(within(time, '.plot'), '0').defaultPrevented).toBe(true);
  await settled(time);
  expect(resets(time)).toHaveLength(0);
});

test('the wheel zooms around the cursor with Shift or Ctrl, and else scrolls the page', async () => {
  const element = await drawn(growth);
  const over = within(element, '.u-over');
  const box = over.getBoundingClientRect();
  const turn = (options: WheelEventInit) => {
    const event = new WheelEvent('wheel', {
      bubbles: true,
      cancelable: true,
      clientX: box.left + box.width / 2,
      ...options,
    });
    over.dispatchEvent(event);
    return event.defaultPrevented;
  };
  const span = () => within(element, 'figcaption .right span').textContent;
  expect(turn({ deltaY: -100 })).toBe(false);
  await frames(3);
  expect(span()).toBe('2000 to 2009');
  for (let i = 0; i < 4; i++) expect(turn({ deltaY: -100, ctrlKey: true })).toBe(true);
  await frames(3);
  expect(span()).toBe('2003 to 2006');
  for (let i = 0; i < 4; i++) expect(turn({ deltaX: 100, shiftKey: true })).toBe(true);
  await frames(3);
  expect(span()).toBe('2000 to 2009');
  expect(getComputedStyle(over).touchAction).toBe('auto');
});

test('dragging to zoom picks nothing, a click does', async () => {
  const element = await drawn(growth);
  const picked = heard('mix-pick');
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
  mouse('mousemove', 0.2);
  mouse('mousedown', 0.2);
  mouse('mousemove', 0.7);
  await frames();
  mouse('mouseup', 0.7, document);
  mouse('click', 0.7);
  await frames(3);
  expect(resets(element)).toHaveLength(1);
  expect(picked).toHaveLength(0);
  element.resetZoom();
  await frames(3);
  mouse('mousemove', 0);
  mouse('mousedown', 0);
  mouse('mouseup', 0, document);
  mouse('click', 0);
  expect(picked).toMatchObject([{ index: 0 }]);
});

test('the switch to real values changes line, words, table and file', async () => {
  setTheme('light');
  const real = growth.series.map(({ values }) => values.map((value) => value / 2));
  const element = await drawn({
    ...growth,
    real: { values: real, heading: 'Half', note: 'after inflation', summary: 'It halved.' },
  });
  const caption = () => within(element, 'figcaption').textContent?.replaceAll(/\s+/g, ' ');
  const button = all(element, 'figcaption button').find((b) => b.textContent === 'Real terms');
  expect(caption()).toContain('A finding units');
  const before = within(element, '.plot').getAttribute('aria-valuetext');
  expect(before).toContain('Mix 20,');
  button?.click();
  await settled(element);
  expect(button?.getAttribute('aria-pressed')).toBe('true');
  expect(caption()).toContain('Half after inflation');
  expect(within(element, '.visually-hidden').textContent).toBe('It halved.');
  expect(within(element, '.plot').getAttribute('aria-valuetext')).toContain('Mix 10,2');
  expect(await saved(element, 'CSV')).toMatchObject({ name: 'half.csv' });
  expect((await saved(element, 'CSV')).text).toContain(`2000-01-31,${real[0][0]},`);
});

test('a log scale is not offered where a value is not positive', async () => {
  const values = rising(0.01);
  values[3] = 0;
  const element = await drawn({ ...growth, series: [{ ...growth.series[0], values }] });
  expect(all(element, 'figcaption button')).toHaveLength(0);
});

test('the chart alone can be saved as CSV and as PNG, named after its heading', async () => {
  const element = await drawn(growth);
  const csv = await saved(element, 'CSV');
  expect(csv.name).toBe('a-finding.csv');
  expect(csv.text.split('\n').slice(0, 3)).toEqual([
    '# A finding, units',
    'Period,Mix,Gold',
    '2000-01-31,10060,10030',
  ]);
  expect(csv.text.trimEnd().split('\n')).toHaveLength(122);
  const png = await saved(element, 'PNG');
  expect(png.name).toBe('a-finding.png');
  expect(png.text.slice(1, 4)).toBe('PNG');
});

test('lines in later colors are dashed, in the legend too', async () => {
  const element = await drawn({
    ...growth,
    series: [1, 5].map((i) => ({
      label: `${i}`,
      values: rising(i / 1000),
      color: `var(--series-${i})`,
    })),
  });
  expect(all(element, '.legend button').map((b) => b.querySelector('.dashed') !== null)).toEqual([
    false,
    true,
  ]);
});

test('no label is cut off at an edge, at any width and of any length', async () => {
  setTheme('light');
  const long: ChartSpec = {
    ...growth,
    logScale: undefined,
    yTickFormat: (value) => `${formatCount(value * 1e9)} Swiss francs`,
    marks: [
      { kind: 'line', at: 119, color: 'var(--ink)', label: 'a long label of a line at the end' },
    ],
  };
  const wide: ChartSpec = {
    ...fan,
    x: Float64Array.of(0, 5, 10),
    yAxis: false,
    xUnit: undefined,
    xFormat: (value: number) => `${value} years from now`,
  };
  for (const chart of [growth, long, wide]) {
    const element = await drawn(chart);
    for (const width of [280, 333, 400, 517, 640, 750]) {
      element.style.width = `${width}px`;
      await vi.waitFor(() => expect(within(element, '.uplot').clientWidth).toBe(width), 10_000);
      await frames(2);
      expect(inkAtEdges(element), `${width}`).toBe(0);
    }
  }
});

test('on paper a chart is drawn as wide as the page, finer, and in the light colors', async () => {
  setTheme('dark');
  for (const chart of [growth, months, fan]) {
    const element = await drawn(chart);
    const height = within(element, 'canvas').clientHeight;
    window.dispatchEvent(new Event('beforeprint'));
    // Without waiting: a printer does not.
    const canvas = within<HTMLCanvasElement>(element, 'canvas');
    expect(canvas.width).toBeGreaterThanOrEqual(672 * 3);
    expect(canvas.height / canvas.width).toBeCloseTo(height / 672, 2);
    const found = colors(element);
    expect(found).not.toContain('90,174,230');
    expect(found).toContain(
      chart === fan ? '243,217,207' : chart === growth ? '0,104,168' : '180,68,31',
    );
    window.dispatchEvent(new Event('afterprint'));
    await frames(3);
    const again = within<HTMLCanvasElement>(element, 'canvas');
    expect(again.width).toBe(Math.round(within(element, '.plot').clientWidth * devicePixelRatio));
    expect(colors(element)).not.toContain('0,104,168');
  }
});

test.each<[string, ChartSpec]>([
  ['no rows', { ...growth, x: [], series: growth.series.map((s) => ({ ...s, values: rows() })) }],
  [
    'no rows of a histogram',
    { ...months, x: rows(), series: [{ ...months.series[0], values: rows() }], marks: [] },
  ],
  [
    'no rows of values',
    {
      ...fan,
      kind: 'value',
      x: rows(),
      xFormat: String,
      series: fan.series.map((s) => ({ ...s, values: rows() })),
    },
  ],
  [
    'one point',
    { ...growth, x: ['2001-01-31'], series: [{ ...growth.series[0], values: rows(5) }] },
  ],
  ['one bin', { ...months, x: rows(0, 1), series: [{ ...months.series[0], values: rows(5) }] }],
  [
    'one value',
    {
      ...fan,
      kind: 'value',
      x: rows(3),
      xFormat: String,
      series: fan.series.map((s) => ({ ...s, values: rows(2) })),
    },
  ],
  ['nothing but gaps', flat(NaN)],
  ['a constant', flat(7)],
  ['zeros', flat(0)],
  ['infinities', flat(Infinity)],
  ['huge values', flat(1e300)],
  [
    'huge and tiny values',
    {
      ...flat(1),
      series: [
        {
          ...growth.series[0],
          values: Float64Array.from(labels, (_, i) => (i % 2 === 0 ? 1e300 : 1e-300)),
        },
      ],
    },
  ],
  [
    'the largest numbers',
    {
      ...flat(1),
      series: [
        {
          ...growth.series[0],
          values: Float64Array.from(labels, (_, i) => (i % 2 === 0 ? 1 : -1) * Number.MAX_VALUE),
        },
      ],
    },
  ],
])('%s can be drawn, read, walked, zoomed and saved', async (_, chart) => {
  const element = await drawn(chart);
  const plot = within(element, '.plot');
  for (const key of ['Home', 'ArrowRight', 'End', 'PageUp', '+', '+', '-', '0', 'Escape']) {
    press(plot, key);
    await frames(1);
  }
  within(element, '.foot button[aria-expanded]').click();
  await settled(element);
  expect(all(element, 'thead th').length).toBeGreaterThan(1);
  const log = all(element, 'figcaption button').find((b) => b.textContent?.includes('Log'));
  log?.click();
  await frames(3);
  const canvas = within<HTMLCanvasElement>(element, 'canvas');
  expect(canvas.width).toBeGreaterThan(300);
  expect(within(element, '.u-over').clientWidth).toBeGreaterThan(canvas.clientWidth / 2);
  expect((await saved(element, 'CSV')).text).toContain('# A finding');
  expect((await saved(element, 'PNG')).text.slice(1, 4)).toBe('PNG');
});

describe('a chart of a million rows', () => {
  const n = 1_000_000;
  const values = Float64Array.from(
    { length: n },
    (_, i) => Math.sin(i / 50_000) + ((i * 7) % 13) / 100,
  );
  values[700_001] = 9;
  const million: ChartSpec = {
    kind: 'value',
    x: Float64Array.from({ length: n }, (_, i) => i),
    xFormat: formatCount,
    yFormat: String,
    series: [{ label: 'a', values, color: 'var(--series-1)', width: 4 }],
  };

  test('shows its one extreme value, from afar and from near', async () => {
    setTheme('light');
    const element = await drawn(million);
    expect(highestInk(element, '0,104,168')).toBeLessThan(40);
    const plot = within(element, '.plot');
    press(plot, 'Home');
    expect(plot.getAttribute('aria-valuemax')).toBe(String(n - 1));
    for (let i = 0; i < 7; i++) press(plot, 'PageUp');
    press(plot, 'ArrowRight');
    await settled(element);
    expect(plot.getAttribute('aria-valuetext')).toBe('700,001: a 9');
    for (let i = 0; i < 14; i++) press(plot, '+');
    await frames(4);
    expect(highestInk(element, '0,104,168')).toBeLessThan(40);
    press(plot, 'ArrowLeft');
    await settled(element);
    expect(plot.getAttribute('aria-valuetext')).toBe(`700,000: a ${values[700_000]}`);
  });

  test('reads its own rows under the mouse', async () => {
    const element = await drawn(million);
    const over = within(element, '.u-over');
    const box = over.getBoundingClientRect();
    over.dispatchEvent(
      new MouseEvent('mousemove', {
        clientX: box.left + box.width / 2,
        clientY: box.top + 9,
        movementX: 1,
      }),
    );
    await frames(3);
    const index = Number(within(element, '.plot').getAttribute('aria-valuenow'));
    expect(Math.abs(index - n / 2)).toBeLessThan(2 * (n / box.width));
    expect(within(element, '.readout').textContent).toContain(`a ${values[index]}`);
  });
});

async function drawn(chart: ChartSpec): Promise<Chart> {
  const element = await mount<Chart>(
    html`<mix-chart heading="A finding" note="units"></mix-chart>`,
  );
  element.chart = undefined;
  await settled(element);
  element.chart = chart;
  await vi.waitFor(() => within(element, 'canvas'), 10_000);
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

function rows(...values: number[]): Float64Array {
  return Float64Array.from(values);
}

function flat(value: number): TimeChart {
  return { ...growth, series: [{ ...growth.series[0], values: rising(0).fill(value) }] };
}

function resets(element: Chart): HTMLElement[] {
  return all(element, 'figcaption button').filter((b) => b.textContent === 'Reset');
}

/** The file that a button at the foot saves. */
async function saved(element: Chart, label: string): Promise<{ name: string; text: string }> {
  const files: { name: string; href: string }[] = [];
  const click = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (
    this: HTMLAnchorElement,
  ) {
    files.push({ name: this.download, href: this.href });
  });
  try {
    all(element, '.foot button')
      .find((b) => b.textContent?.trim() === label)
      ?.click();
    await vi.waitFor(() => expect(files).toHaveLength(1), 10_000);
  } finally {
    click.mockRestore();
  }
  const [{ name, href }] = files;
  return { name, text: await (await fetch(href)).text() };
}

/** Canvas pixels from the top to the first one of a color. */
function highestInk(element: Chart, color: string): number {
  const { data, width } = pixels(element);
  for (let i = 0; i < data.length; i += 4) {
    if (`${data[i]},${data[i + 1]},${data[i + 2]}` === color && data[i + 3] === 255) {
      return Math.floor(i / 4 / width);
    }
  }
  return Infinity;
}

/** Pixels of text that touch the left or the right edge of the canvas. */
function inkAtEdges(element: Chart): number {
  const { data, width, height } = pixels(element);
  let count = 0;
  for (let y = 0; y < height; y++) {
    for (const x of [0, width - 1]) if (data[4 * (y * width + x) + 3] > 0) count += 1;
  }
  return count;
}

function pixels(element: Chart): ImageData {
  const canvas = within<HTMLCanvasElement>(element, 'canvas');
  const data = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height);
  if (data === undefined) throw new Error('no canvas');
  return data;
}
