/** Two mixes side by side: charts that show the same are read together. */
import { html } from 'lit';
import { expect, test } from 'vitest';
import type { ChartSpec } from '../../src/ui/chart-spec';
import { pairCharts } from '../../src/panel/two-mixes';
import { all, mount, settled } from '../ui/mount';

const growth = (factor: number): ChartSpec => {
  const values = Float64Array.of(1, 2, 4).map((value) => value * factor);
  return {
    kind: 'time',
    x: ['2000-01-31', '2000-02-29', '2000-03-31'],
    frequency: 'monthly',
    logScale: true,
    yFormat: String,
    series: [{ label: 'Mix', values, color: 'var(--ink)' }],
    real: { values: [values], heading: 'Real', note: '', summary: '' },
  };
};

test('a switch of a chart is one of the same chart of the other mix', async () => {
  const place = await mount<HTMLElement>(
    html`<div class="versus">
      <section><mix-chart .chart=${growth(1)}></mix-chart></section>
      <section><mix-chart .chart=${growth(2)}></mix-chart></section>
    </div>`,
  );
  const charts = [...place.querySelectorAll('mix-chart')];
  pairCharts(place.parentElement ?? place);
  await Promise.all(charts.map(settled));
  const pressed = () =>
    charts.map((chart) =>
      all(chart, 'figcaption button').map((button) => button.getAttribute('aria-pressed')),
    );
  expect(pressed()).toEqual([
    ['false', 'true'],
    ['false', 'true'],
  ]);
  all(charts[0], 'figcaption button')[1].click();
  all(charts[1], 'figcaption button')[0].click();
  await Promise.all(charts.map(settled));
  expect(pressed()).toEqual([
    ['true', 'false'],
    ['true', 'false'],
  ]);
});
