/**
 * `<mix-chart>`: lines, areas, bands and histograms, with the title that states the finding, a
 * legend that doubles as toggle, a cursor for mouse and keyboard, and the table behind it. It tells
 * where it was clicked (`mix-pick`: `index` of x, `value` of y).
 *
 * The only file that knows uPlot. It is imported when the first chart is drawn, because its
 * module throws where the language of the browser is odd; then the table stands in.
 */
import {
  html,
  LitElement,
  nothing,
  unsafeCSS,
  type PropertyValues,
  type TemplateResult,
} from 'lit';
import { property, query, state } from 'lit/decorators.js';
import type uPlot from 'uplot';
import uplotSheet from 'uplot/dist/uPlot.min.css?inline';
import { chartImage } from './chart-image';
import { drawBars, drawMarks, drawUnits, labelRoom, type Plane } from './chart-marks';
import { chartData, xRange, xTicks, yRange, yTicks } from './chart-scales';
import type { ChartSeries, ChartSpec } from './chart-spec';
import { chartStyles } from './chart-styles';
import { chartTable } from './chart-table';
import { positionText, rowCount, spanText, xLabel, yLabel } from './chart-text';
import { cssVars } from './css-vars';
import { emit } from './emit';
import { baseStyles, onThemeChange } from './theme';
import { words } from './words';

/** Fewest periods a zoom shows. */
const SHORTEST = 4;

export class Chart extends LitElement {
  static override styles = [unsafeCSS(uplotSheet), baseStyles, chartStyles];

  /** What to draw. */
  @property({ attribute: false }) accessor chart: ChartSpec | undefined;
  /** The finding, as a title. */
  @property() accessor heading = '';
  /** What the drawing shows, beside the title. */
  @property() accessor note = '';
  /** The same finding in a sentence or two, for people who do not see the drawing. */
  @property() accessor summary = '';

  @state() private accessor log = false;
  @state() private accessor tableShown = false;
  @state() private accessor failed = false;
  /** Position of the data cursor. */
  @state() private accessor index: number | undefined;
  /** The visible part of a time chart, when it is zoomed. */
  @state() private accessor zoomed: readonly [number, number] | undefined;
  @state() private accessor hiddenLabels: ReadonlySet<string> = new Set();

  @query('.plot') private accessor plot!: HTMLElement;
  @query('.probe') private accessor probe!: HTMLElement;

  #drawing: uPlot | undefined;
  #key = '';
  #colors = new Map<string, string>();
  #walking = false;
  #stopTheme: (() => void) | undefined;
  #resize: ResizeObserver | undefined;
  #drawn = Promise.resolve();

  override connectedCallback(): void {
    super.connectedCallback();
    this.#stopTheme = onThemeChange(this, () => this.#recolor());
    if (this.hasUpdated) this.requestUpdate('chart');
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stopTheme?.();
    this.#destroy();
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (!changed.has('chart')) return;
    const before = changed.get('chart') as ChartSpec | undefined;
    const chart = this.chart;
    if (chart === undefined) return;
    const first = before === undefined && this.#key === '';
    if (first || (before !== undefined && before.logScale !== chart.logScale)) {
      this.log = chart.logScale === true;
    }
    // A series that was not there before starts as its spec says; the others stay as left.
    const known = new Set(before?.series.map((series) => series.label));
    const added = chart.series.filter(
      (series) => series.hidden === true && !known.has(series.label),
    );
    if (added.length > 0) {
      this.hiddenLabels = new Set([...this.hiddenLabels, ...added.map((series) => series.label)]);
    }
    if (before !== undefined && rowCount(before) !== rowCount(chart)) {
      this.zoomed = undefined;
      this.index = undefined;
    }
  }

  protected override updated(changed: PropertyValues): void {
    if (this.chart === undefined) this.#destroy();
    else if (changed.has('chart') || changed.has('log')) this.#drawn = this.#draw();
  }

  /** A PNG with background, title and legend. */
  async toBlob(): Promise<Blob> {
    await this.updateComplete;
    await this.#drawn;
    // uPlot draws in a microtask of its own.
    await new Promise((resolve) => requestAnimationFrame(resolve));
    const drawing = this.#drawing;
    if (drawing === undefined) throw new Error(words.noDrawing);
    return chartImage({
      canvas: drawing.ctx.canvas,
      heading: this.heading,
      note: this.note,
      legend: this.#listed()
        .filter((series) => !this.hiddenLabels.has(series.label))
        .map((series) => ({ label: series.label, color: this.#color(series.color) })),
      colors: {
        paper: this.#color('var(--paper)'),
        ink: this.#color('var(--ink)'),
        muted: this.#color('var(--muted)'),
      },
      family: getComputedStyle(this).fontFamily,
      ratio: drawing.ctx.canvas.width / drawing.width,
    });
  }

  /** Shows all of a time chart again. */
  resetZoom(): void {
    const chart = this.chart;
    if (chart !== undefined) this.#zoom(0, rowCount(chart) - 1);
  }

  override render() {
    const chart = this.chart;
    if (chart === undefined) return nothing;
    const rows = rowCount(chart);
    const at = this.index ?? rows - 1;
    return html`<figure>
      <figcaption>
        ${this.heading === '' ? nothing : html`<b>${this.heading}</b>`}
        ${this.note === '' ? nothing : html`<span>${this.note}</span>`}
        <div class="right">
          ${chart.kind === 'time' && rows > 1 ? html`<span>${spanText(chart, this.zoomed)}</span>` : nothing}
          ${
            this.zoomed === undefined
              ? nothing
              : html`<button class="text-button" @click=${this.resetZoom}>${words.reset}</button>`
          }
          ${
            chart.logScale === undefined
              ? nothing
              : html`<button
                  class="text-button"
                  aria-pressed=${this.log}
                  @click=${() => (this.log = !this.log)}
                >
                  ${words.logScale}
                </button>`
          }
        </div>
      </figcaption>
      ${this.summary === '' ? nothing : html`<p class="visually-hidden">${this.summary}</p>`}
      ${
        this.failed
          ? html`<p class="problem">${words.noDrawing}</p>`
          : html`<div
              class="plot"
              part="plot"
              tabindex="0"
              role="slider"
              aria-roledescription=${words.dataCursor}
              aria-label=${this.heading || this.note || words.dataCursor}
              aria-valuemin="0"
              aria-valuemax=${Math.max(0, rows - 1)}
              aria-valuenow=${Math.max(0, at)}
              aria-valuetext=${positionText(chart, this.#shown(), at)}
              ${cssVars({ '--height': `${height(chart)}px` })}
              @keydown=${this.#onKey}
              @blur=${this.#leave}
              @pointerenter=${() => this.#drawing?.syncRect()}
            ></div>`
      }
      ${this.#legend(chart)}
      <div class="foot">
        <div class="readout" aria-hidden="true">
          <span class="size">${rows > 0 ? this.#readout(chart, rows - 1) : nothing}</span>
          ${this.index === undefined ? nothing : html`<span>${this.#readout(chart, at)}</span>`}
        </div>
        <button
          class="text-button"
          aria-expanded=${this.#showsTable()}
          @click=${() => (this.tableShown = !this.tableShown)}
        >
          ${this.#showsTable() ? words.hideTable : words.showTable}
        </button>
      </div>
      ${this.#showsTable() ? chartTable(chart, this.heading || this.note || words.period) : nothing}
      <span class="probe"></span>
    </figure>`;
  }

  #showsTable(): boolean {
    return this.tableShown !== this.failed;
  }

  #listed(): ChartSeries[] {
    return (this.chart?.series ?? []).filter(isListed);
  }

  #legend(chart: ChartSpec) {
    const listed = this.#listed();
    const bands = (chart.bands ?? []).filter((band) => band.label !== undefined);
    if (listed.length + bands.length < 2) return nothing;
    return html`<div class="legend">
      ${listed.map(
        (series) =>
          html`<button
            aria-pressed=${!this.hiddenLabels.has(series.label)}
            @click=${() => this.#toggle(series.label)}
          >
            <i ${cssVars({ '--c': series.color })}></i>${series.label}
          </button>`,
      )}
      ${bands.map(
        (band) => html`<span><i ${cssVars({ '--c': band.color })}></i>${band.label}</span>`,
      )}
    </div>`;
  }

  #readout(chart: ChartSpec, index: number): TemplateResult {
    return html`<span class="value">${xLabel(chart, index)}</span>${this.#shown().map(
        (series) =>
          html`<span class="value"
            ><b>${series.label}</b> ${yLabel(chart, series.values[index])}</span
          > `,
      )}`;
  }

  #shown(): ChartSeries[] {
    return this.#listed().filter((series) => !this.hiddenLabels.has(series.label));
  }

  #toggle(label: string): void {
    const hidden = new Set(this.hiddenLabels);
    if (!hidden.delete(label)) hidden.add(label);
    this.hiddenLabels = hidden;
    this.chart?.series.forEach((series, i) => {
      if (series.label === label) this.#drawing?.setSeries(i + 1, { show: !hidden.has(label) });
    });
  }

  // The cursor and the zoom.

  #onKey = (event: KeyboardEvent): void => {
    const chart = this.chart;
    if (chart === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    const [low, high] = this.zoomed ?? [0, rowCount(chart) - 1];
    const [first, last] = [Math.ceil(low), Math.floor(high)];
    const page = Math.max(1, Math.round((last - first) / 10));
    const stride = event.shiftKey ? page : 1;
    const from = this.index;
    const goTo: Partial<Record<string, number>> = {
      ArrowRight: from === undefined ? first : from + stride,
      ArrowUp: from === undefined ? first : from + stride,
      ArrowLeft: from === undefined ? last : from - stride,
      ArrowDown: from === undefined ? last : from - stride,
      PageUp: (from ?? first) + page,
      PageDown: (from ?? last) - page,
      Home: first,
      End: last,
    };
    const target = goTo[event.key];
    if (target !== undefined) {
      event.preventDefault();
      this.#walkTo(Math.min(last, Math.max(first, target)));
    } else if (event.key === 'Escape' && this.index !== undefined) {
      event.preventDefault();
      event.stopPropagation();
      this.#leave();
    } else if (chart.kind === 'time' && (event.key === '+' || event.key === '-')) {
      event.preventDefault();
      const middle = from ?? (first + last) / 2;
      const half = ((high - low) / 2) * (event.key === '+' ? 0.5 : 2);
      this.#zoom(middle - half, middle + half);
    } else if (chart.kind === 'time' && event.key === '0') {
      event.preventDefault();
      this.resetZoom();
    }
  };

  #walkTo(index: number): void {
    this.index = index;
    const drawing = this.#drawing;
    if (drawing === undefined) return;
    this.#walking = true;
    const left = drawing.valToPos(drawing.data[0][index], 'x');
    drawing.setCursor({ left, top: 0 });
    this.#walking = false;
  }

  #leave = (): void => {
    this.index = undefined;
    this.#drawing?.setCursor({ left: -10, top: -10 });
  };

  #zoom(from: number, to: number): void {
    const chart = this.chart;
    if (chart?.kind !== 'time') return;
    const end = rowCount(chart) - 1;
    let [min, max] = [Math.max(0, from), Math.min(end, to)];
    if (max - min < SHORTEST) {
      min = Math.max(0, Math.min(min, end - SHORTEST));
      max = Math.min(end, min + SHORTEST);
    }
    this.zoomed = min <= 0 && max >= end ? undefined : [min, max];
    this.#drawing?.setScale('x', { min, max: Math.max(max, min + 1) });
  }

  // The drawing.

  async #draw(): Promise<void> {
    const chart = this.chart;
    if (chart === undefined || this.failed) return;
    let UPlot: typeof uPlot;
    try {
      UPlot = await loadUplot();
    } catch {
      this.failed = true;
      return;
    }
    if (!this.isConnected || this.chart !== chart) return;
    const key = this.#structure(chart);
    const data = chartData(chart, this.log);
    if (this.#drawing !== undefined && key === this.#key) {
      this.#drawing.setData(data, this.zoomed === undefined);
      if (this.zoomed !== undefined) {
        this.#drawing.setScale('x', { min: this.zoomed[0], max: this.zoomed[1] });
      }
      return;
    }
    this.#destroy();
    this.#key = key;
    this.#colors.clear();
    this.#drawing = new UPlot(this.#options(chart), data, this.plot);
    if (this.zoomed !== undefined) this.#zoom(...this.zoomed);
    this.#resize = new ResizeObserver(() => this.#fit());
    this.#resize.observe(this.plot);
  }

  #destroy(): void {
    this.#resize?.disconnect();
    this.#drawing?.destroy();
    this.#drawing = undefined;
  }

  #fit(): void {
    const chart = this.chart;
    const width = Math.floor(this.plot.clientWidth);
    if (this.#drawing === undefined || chart === undefined || width === 0) return;
    if (width !== this.#drawing.width) this.#drawing.setSize({ width, height: height(chart) });
  }

  #recolor(): void {
    this.#colors.clear();
    this.#drawing?.redraw(false);
  }

  /** What cannot be changed in a drawing that stands; the rest is read through callbacks. */
  #structure(chart: ChartSpec): string {
    return JSON.stringify([
      chart.kind,
      this.log,
      height(chart),
      chart.yAxis,
      chart.xUnit,
      chart.yUnit,
      chart.series.map(({ label, width, dash, dots, fill }) => [
        label,
        width,
        dash,
        dots,
        fill !== undefined,
      ]),
      chart.bands?.map(({ high, low }) => [high, low]),
      labelRoom(chart.marks ?? []),
    ]);
  }

  #options(chart: ChartSpec): uPlot.Options {
    const family = getComputedStyle(this).fontFamily;
    const font = `11px ${family}`;
    const color = (css: string) => () => this.#color(css);
    const current = () => this.chart ?? chart;
    const zoomable = chart.kind === 'time';
    const grid = { show: true, stroke: color('var(--line)'), width: 1 };
    const marks = labelRoom(chart.marks ?? []);
    const noY = chart.yAxis === false;
    const plane = (u: uPlot) => this.#plane(u, font);
    return {
      width: Math.max(1, Math.floor(this.plot.clientWidth)),
      height: height(chart),
      padding: [
        Math.max(8, marks, chart.yUnit === undefined ? 0 : 18),
        noY ? 16 : 6,
        0,
        noY ? 16 : 0,
      ],
      legend: { show: false },
      cursor: {
        y: false,
        // Nothing is held back: the cursor jumps to values, which looks like dragging.
        drag: { x: zoomable, y: false, setScale: false, dist: 4, click: () => {} },
        points: {
          ...(chart.kind === 'histogram' && { show: false }),
          size: (_, i) => (isListed(current().series[i - 1]) ? 7 : 0),
          width: (_, i) => (isListed(current().series[i - 1]) ? 1.5 : 0),
          stroke: (_, i) => this.#color(current().series[i - 1]?.color ?? 'transparent'),
          fill: color('var(--paper)'),
        },
        // The line stands on the values that are read out, not between them.
        move: (u, left, top) => {
          if (left < 0 || u.data[0].length === 0) return [left, top];
          return [u.valToPos(u.data[0][u.posToIdx(left)], 'x'), top];
        },
        bind: {
          dblclick: () => () => {
            this.resetZoom();
            return null;
          },
        },
      },
      scales: {
        x: { time: false, range: (_, min, max) => xRange(current(), min, max) },
        y: {
          distr: this.log ? 3 : 1,
          range: (_, min, max) => yRange(current(), this.log, min, max),
        },
      },
      axes: [
        {
          scale: 'x',
          stroke: color('var(--muted)'),
          font,
          size: chart.xUnit === undefined ? 22 : 36,
          gap: 6,
          grid: { show: false },
          ticks: { show: false },
          border: { show: chart.kind === 'histogram', stroke: color('var(--line)'), width: 1 },
          splits: (u, _, min, max) => xTicks(current(), min, max, plotWidth(u)).map(({ at }) => at),
          values: (u, splits) => {
            const ticks = xTicks(current(), u.scales.x.min ?? 0, u.scales.x.max ?? 0, plotWidth(u));
            return splits.map((at) => ticks.find((tick) => tick.at === at)?.label ?? '');
          },
        },
        {
          scale: 'y',
          show: !noY,
          stroke: color('var(--muted)'),
          font,
          gap: 6,
          size: (_, values) => widest(values, font) + 8,
          grid,
          ticks: { show: false },
          splits: (u, _, min, max) =>
            yTicks(current(), this.log, min, max, u.bbox.height / devicePixelRatio),
          filter: (_, splits) => splits,
          values: (_, splits) => {
            const { yTickFormat, yFormat } = current();
            return splits.map(yTickFormat ?? yFormat);
          },
        },
      ],
      series: [
        {},
        ...chart.series.map((series, i): uPlot.Series => {
          const now = () => current().series[i] ?? series;
          return {
            label: series.label,
            scale: 'y',
            show: !this.hiddenLabels.has(series.label),
            width: series.dots === true ? 0 : (series.width ?? 1),
            stroke: () => this.#color(now().color),
            dash: series.dash === undefined ? undefined : [...series.dash],
            ...(series.fill !== undefined && {
              fill: () => this.#color(now().fill ?? 'transparent'),
              fillTo: (u: uPlot) => (this.log ? (u.scales.y.min ?? 1) : 0),
            }),
            points: {
              show: series.dots === true,
              size: 6,
              fill: () => this.#color(now().color),
              width: 0,
            },
            ...(chart.kind === 'histogram' && { paths: () => null }),
          };
        }),
      ],
      bands: (chart.bands ?? []).map(({ high, low }, i) => ({
        series: [high + 1, low + 1],
        fill: () => this.#color(current().bands?.[i]?.color ?? 'transparent'),
      })),
      hooks: {
        drawAxes: [
          (u) => {
            const now = current();
            if (now.kind === 'histogram' && u.series[1].show === true) drawBars(plane(u), now);
          },
        ],
        draw: [
          (u) => {
            drawMarks(plane(u), current());
            drawUnits(plane(u), current());
          },
        ],
        ready: [
          (u) => {
            u.over.addEventListener('click', (event) => {
              const { idx } = u.cursor;
              const value = u.posToVal(event.offsetY, 'y');
              if (typeof idx === 'number') emit(this, 'mix-pick', { index: idx, value });
            });
          },
        ],
        setCursor: [
          (u) => {
            if (!this.#walking) this.index = u.cursor.idx ?? undefined;
          },
        ],
        setSelect: [
          (u) => {
            if (!zoomable || u.select.width === 0) return;
            const from = u.posToVal(u.select.left, 'x');
            const to = u.posToVal(u.select.left + u.select.width, 'x');
            u.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
            this.#zoom(from, to);
          },
        ],
      },
    };
  }

  #plane(u: uPlot, font: string): Plane {
    const ratio = devicePixelRatio;
    return {
      context: u.ctx,
      left: u.bbox.left,
      top: u.bbox.top,
      width: u.bbox.width,
      height: u.bbox.height,
      ratio,
      font: font.replace('11px', `${11 * ratio}px`),
      x: (value) => u.valToPos(value, 'x', true),
      y: (value) => u.valToPos(value, 'y', true),
      color: (css) => this.#color(css),
    };
  }

  /** A CSS color as the canvas takes it: the browser itself resolves variables and mixes. */
  #color(css: string): string {
    let resolved = this.#colors.get(css);
    if (resolved === undefined) {
      this.probe.style.color = '';
      this.probe.style.color = css;
      resolved = getComputedStyle(this.probe).color;
      this.#colors.set(css, resolved);
    }
    return resolved;
  }
}

let loading: Promise<typeof uPlot> | undefined;

function loadUplot(): Promise<typeof uPlot> {
  loading ??= (async () => {
    const giveBack = lendLanguage();
    try {
      return (await import('uplot')).default;
    } catch (error) {
      // A broken connection may heal: the next chart tries again.
      loading = undefined;
      throw error;
    } finally {
      giveBack();
    }
  })();
  return loading;
}

/** uPlot asks Intl for the browser's language as it loads; a tag such as "C" would throw. */
function lendLanguage(): () => void {
  try {
    Intl.NumberFormat.supportedLocalesOf(navigator.language);
    return () => {};
  } catch {
    Object.defineProperty(navigator, 'language', { value: 'en', configurable: true });
    return () => Reflect.deleteProperty(navigator, 'language');
  }
}

let measuring: CanvasRenderingContext2D | null | undefined;

function widest(values: readonly string[] | null, font: string): number {
  measuring ??= document.createElement('canvas').getContext('2d');
  if (measuring === null || values === null) return 40;
  measuring.font = font;
  return Math.ceil(
    Math.max(24, ...values.map((value) => measuring?.measureText(value).width ?? 0)),
  );
}

function isListed(series: ChartSeries | undefined): boolean {
  return series !== undefined && series.listed !== false;
}

function plotWidth(u: uPlot): number {
  return u.bbox.width / devicePixelRatio;
}

function height(chart: ChartSpec): number {
  return chart.height ?? (chart.kind === 'histogram' ? 140 : 280);
}
