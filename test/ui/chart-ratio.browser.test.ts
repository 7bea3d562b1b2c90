/** A file of its own: uPlot listens to the pixel ratio from when it is loaded. */
import { html } from 'lit';
import { expect, test, vi } from 'vitest';
import type { Chart } from '../../src/ui/chart';
import type { ChartSpec } from '../../src/ui/chart-spec';
import { frames, mount, within } from './mount';

const n = 20_000;
const chart: ChartSpec = {
  kind: 'value',
  x: Float64Array.from({ length: n }, (_, i) => i),
  xFormat: String,
  yFormat: String,
  series: [
    { label: 'a', values: Float64Array.from({ length: n }, (_, i) => i % 97), color: 'black' },
  ],
  marks: [{ kind: 'line', at: 10_000, color: 'black', label: 'middle' }],
};

test('a chart is crisp at every pixel ratio, and is drawn again when it changes', async () => {
  const changes: MediaQueryList[] = [];
  const real = window.matchMedia.bind(window);
  vi.spyOn(window, 'matchMedia').mockImplementation((query) => {
    const list = real(query);
    if (query.includes('resolution')) changes.push(list);
    return list;
  });
  const element = await mount<Chart>(html`<mix-chart .chart=${chart}></mix-chart>`);
  await vi.waitFor(() => within(element, 'canvas'), 10_000);
  const canvas = within<HTMLCanvasElement>(element, 'canvas');
  for (const ratio of [2, 3, 1]) {
    Object.defineProperty(window, 'devicePixelRatio', { value: ratio, configurable: true });
    changes.at(-1)?.dispatchEvent(new Event('change'));
    await frames(3);
    const { width, height } = canvas.getBoundingClientRect();
    expect(canvas.width).toBe(Math.round(width * ratio));
    expect(canvas.height).toBe(Math.round(height * ratio));
    // Marks stand where the scale is: the line in the middle goes from top to bottom.
    const over = within(element, '.u-over').getBoundingClientRect();
    const middle = over.left + over.width / 2 - canvas.getBoundingClientRect().left;
    const found = columnsOfInk(canvas, (over.top - canvas.getBoundingClientRect().top + 2) * ratio);
    expect(found.some((x) => Math.abs(x - middle * ratio) <= ratio)).toBe(true);
  }
  Reflect.deleteProperty(window, 'devicePixelRatio');
});

/** Where a row of pixels has something on it. */
function columnsOfInk(canvas: HTMLCanvasElement, y: number): number[] {
  const row = canvas.getContext('2d')?.getImageData(0, Math.round(y), canvas.width, 1).data ?? [];
  return [...row].flatMap((alpha, i) => (i % 4 === 3 && alpha > 100 ? [(i - 3) / 4] : []));
}
