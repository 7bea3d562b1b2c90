/**
 * `<mix-chart>`: lines, areas, bands and histograms, with the title that states the finding, a
 * legend that doubles as toggle, a cursor for mouse and keyboard, and the table behind it. It tells
 * where it was clicked (`mix-pick`: `index` of x, `value` of y).
 *
 * The only file that knows uPlot. It is imported when the first chart is drawn, because its
 * module throws where the language of the browser is odd; then the table stands in.
 */
import { html, LitElement, nothing, unsafeCSS, type PropertyValues } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import type uPlot from 'uplot';
import uplotSheet from 'uplot/dist/uPlot.min.css?inline';
import { dashOf } from './chart-dash';
import { chartLegend, chartReadout, listedSeries } from './chart-legend';
import { drawBars, drawMarks, drawUnits, labelRoom, type Plane } from './chart-marks';
import { saveButtons } from './chart-save';
import { chartData, isPositive, jointExtent, xTicks, yRange, yTicks } from './chart-scales';
import type { ChartSeries, ChartSpec } from './chart-spec';
import { chartStyles } from './chart-styles';
import { chartTable } from './chart-table';
import { nearestRow, positionText, rowCount, rowX, spanText } from './chart-text';
import { reducedRows, WHOLE } from './chart-window';
import {
  fullSpan,
  isZoomable,
  jointSpan,
  rowsWithin,
  zoomAround,
  zoomTo,
  type Span,
} from './chart-zoom';
import { cssVars } from './css-vars';
import { emit } from './emit';
import { baseStyles, onThemeChange } from './theme';
import type { Tick } from './ticks';
import { words } from './words';

/** CSS pixels between the margins of A4, and canvas pixels for each of them in print. */
const PAPER_WIDTH = 672;
const PAPER_RATIO = 3;

/** CSS pixels that long labels of the vertical axis leave to the plot. */
const NARROWEST = 64;

export class Chart extends LitElement {
  static override styles = [unsafeCSS(uplotSheet), baseStyles, chartStyles];

  /** What to draw. */
  @property({ attribute: false }) accessor chart: ChartSpec | undefined;
  /** The same of another mix, drawn beside this one: both take the ranges that hold both. */
  @property({ attribute: false }) accessor beside: ChartSpec | undefined;
  /** The chart that shows it: a switch of one is a switch of both. */
  partner: Chart | undefined;
  /** The finding, as a title. */
  @property() accessor heading = '';
  /** What the drawing shows, beside the title. */
  @property() accessor note = '';
  /** The same finding in a sentence or two, for people who do not see the drawing. */
  @property() accessor summary = '';

  /** What the switches are set to; they count where the chart offers them. */
  @state() private accessor log = false;
  @state() private accessor real = false;
  @state() private accessor tableShown = false;
  @state() private accessor failed = false;
  /** Position of the data cursor. */
  @state() private accessor index: number | undefined;
  /** The visible part of x, when it is zoomed. */
  @state() private accessor zoomed: Span | undefined;
  @state() private accessor wholeLegend = false;
  @state() private accessor hiddenLabels: ReadonlySet<string> = new Set();

  @query('.plot') private accessor plot!: HTMLElement;
  @query('.probe') private accessor probe!: HTMLElement;

  #uplot: typeof uPlot | undefined;
  #drawing: uPlot | undefined;
  #key = '';
  /** The chart as the switches say. */
  #shown: ChartSpec | undefined;
  #logOffered = false;
  /** Whether the drawing has every row that is visible, and not their envelope. */
  #exact = true;
  /** Canvas pixels across the drawing that this was reckoned for. */
  #pixels = 0;
  #onPaper = false;
  #colors = new Map<string, string>();
  #walking = false;
  #dragged = false;
  #axisWidth = 0;
  #frame = 0;
  #stopTheme: (() => void) | undefined;
  #resize: ResizeObserver | undefined;
  #drawn = Promise.resolve();

  override connectedCallback(): void {
    super.connectedCallback();
    this.#stopTheme = onThemeChange(this, () => this.#recolor());
    addEventListener('beforeprint', this.#toPaper);
    addEventListener('afterprint', this.#fromPaper);
    if (this.hasUpdated) this.requestUpdate('chart');
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stopTheme?.();
    removeEventListener('beforeprint', this.#toPaper);
    removeEventListener('afterprint', this.#fromPaper);
    cancelAnimationFrame(this.#frame);
    this.#destroy();
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('chart')) this.#take(changed);
    if (!changed.has('chart') && !changed.has('real')) return;
    const chart = this.chart;
    const real = this.real ? chart?.real?.values : undefined;
    this.#shown = chart && {
      ...chart,
      series: chart.series.map((series, i) => ({ ...series, values: real?.[i] ?? series.values })),
    };
    this.#logOffered =
      this.#shown?.logScale !== undefined &&
      isPositive(
        this.#shown,
        this.#shown.series.map(({ values }) => values),
      );
  }

  /** Keeps of the state what fits another chart. */
  #take(changed: PropertyValues): void {
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
    const sameRows = before !== undefined && rowCount(before) === rowCount(chart);
    if (!sameRows) this.index = undefined;
    if (this.zoomed !== undefined) {
      this.zoomed =
        sameRows && before.kind === chart.kind ? zoomTo(chart, ...this.zoomed) : undefined;
    }
  }

  protected override updated(changed: PropertyValues): void {
    if (this.chart === undefined) this.#destroy();
    else if (['chart', 'beside', 'log', 'real'].some((name) => changed.has(name)))
      this.#drawn = this.#draw();
  }

  /** A PNG with background, title and legend. */
  async toBlob(): Promise<Blob> {
    if (import.meta.env.MODE === 'frame') throw new Error(words.noDrawing);
    const { chartImage } = await import('./chart-image');
    await this.updateComplete;
    await this.#drawn;
    // uPlot draws in a microtask of its own.
    await new Promise((resolve) => requestAnimationFrame(resolve));
    const [drawing, chart] = [this.#drawing, this.#shown];
    if (drawing === undefined || chart === undefined) throw new Error(words.noDrawing);
    const { heading, note } = this.#wording();
    return chartImage({
      canvas: drawing.ctx.canvas,
      heading,
      note,
      legend: this.#visible(chart).map((series) => ({
        label: series.label,
        color: this.#color(series.color),
        dash: dashOf(chart, series),
        dots: series.dots,
      })),
      colors: {
        paper: this.#color('var(--paper)'),
        ink: this.#color('var(--ink)'),
        muted: this.#color('var(--muted)'),
      },
      family: getComputedStyle(this).fontFamily,
      ratio: drawing.ctx.canvas.width / drawing.width,
    });
  }

  /** Shows all of the chart again. */
  resetZoom(): void {
    this.#zoom(undefined);
  }

  /** The button goes with the zoom, so the focus goes to the drawing. */
  #showAll = (): void => {
    this.resetZoom();
    this.plot.focus({ preventScroll: true });
  };

  override render() {
    const chart = this.#shown;
    if (chart === undefined) return nothing;
    const rows = rowCount(chart);
    const at = this.index ?? rows - 1;
    const { heading, note, summary } = this.#wording();
    const name = heading || note;
    const span = rows > 1 ? spanText(chart, this.zoomed) : '';
    return html`<figure>
      <figcaption>
        ${heading === '' ? nothing : html`<b>${heading}</b>`}
        ${note === '' ? nothing : html`<span>${note}</span>`}
        <div class="right">
          ${span === '' ? nothing : html`<span>${span}</span>`}
          ${
            this.zoomed === undefined
              ? nothing
              : html`<button class="text-button" @click=${this.#showAll}>${words.reset}</button>`
          }
          ${
            chart.real === undefined
              ? nothing
              : toggle(words.real, this.real, () => this.#switch('real'))
          }
          ${
            this.#logOffered ? toggle(words.logScale, this.log, () => this.#switch('log')) : nothing
          }
        </div>
      </figcaption>
      ${summary === '' ? nothing : html`<p class="visually-hidden">${summary}</p>`}
      ${
        this.failed
          ? html`<p class="problem">${words.noDrawing}</p>`
          : html`<div
              class="plot"
              part="plot"
              tabindex="0"
              role="slider"
              aria-roledescription=${words.dataCursor}
              aria-label=${name || words.dataCursor}
              aria-keyshortcuts=${isZoomable(chart) ? '+ - 0' : nothing}
              aria-valuemin="0"
              aria-valuemax=${Math.max(0, rows - 1)}
              aria-valuenow=${Math.max(0, at)}
              aria-valuetext=${positionText(chart, this.#visible(chart), at)}
              ${cssVars({ '--height': `${height(chart)}px` })}
              @keydown=${this.#onKey}
              @blur=${this.#leave}
              @pointerenter=${() => this.#drawing?.syncRect()}
            ></div>`
      }
      ${chartLegend(chart, this.hiddenLabels, (label) => this.#toggle(label), {
        shown: this.wholeLegend,
        show: () => (this.wholeLegend = true),
      })}
      <div class="foot">
        <div class="readout" aria-hidden="true">
          <span class="size"
            >${rows > 0 ? chartReadout(chart, this.#visible(chart), rows - 1) : nothing}</span
          >
          ${
            this.index === undefined
              ? nothing
              : html`<span>${chartReadout(chart, this.#visible(chart), at)}</span>`
          }
        </div>
        <button
          class="text-button"
          aria-expanded=${this.#showsTable()}
          @click=${() => (this.tableShown = !this.tableShown)}
        >
          ${this.#showsTable() ? words.hideTable : words.showTable}
        </button>
        ${
          // A sandboxed frame may save nothing.
          import.meta.env.MODE === 'frame' || this.#shown === undefined
            ? nothing
            : saveButtons(this.#shown, this.#wording(), this.failed ? undefined : this)
        }
      </div>
      ${this.#showsTable() ? chartTable(chart, name || words.period) : nothing}
      <span class="probe"></span>
    </figure>`;
  }

  #switch(which: 'log' | 'real'): void {
    const on = !this[which];
    for (const chart of [this, this.partner]) if (chart !== undefined) chart[which] = on;
  }

  /** The words of the chart, or those for money of one time. */
  #wording(): { heading: string; note: string; summary: string } {
    const real = this.real ? this.chart?.real : undefined;
    return real ?? { heading: this.heading, note: this.note, summary: this.summary };
  }

  #showsTable(): boolean {
    return this.tableShown !== this.failed;
  }

  /** The series in legend and readout that are switched on. */
  #visible(chart: ChartSpec): ChartSeries[] {
    return listedSeries(chart).filter((series) => !this.hiddenLabels.has(series.label));
  }

  get #isLog(): boolean {
    return this.log && this.#logOffered;
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
    const chart = this.#shown;
    if (chart === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    const span = this.zoomed ?? fullSpan(chart);
    const [first, last] = rowsWithin(chart, span);
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
    const closer: Partial<Record<string, number>> = { '+': 0.5, '=': 0.5, '-': 2 };
    const factor = closer[event.key];
    if (target !== undefined) {
      event.preventDefault();
      if (rowCount(chart) > 0) this.#walkTo(Math.min(last, Math.max(first, target)));
    } else if (event.key === 'Escape' && this.index !== undefined) {
      event.preventDefault();
      event.stopPropagation();
      this.#leave();
    } else if (factor !== undefined && isZoomable(chart)) {
      event.preventDefault();
      const middle = from === undefined ? (span[0] + span[1]) / 2 : rowX(chart, from);
      this.#zoom(zoomAround(chart, span, middle, factor));
    } else if (event.key === '0') {
      event.preventDefault();
      this.resetZoom();
    }
  };

  /** The wheel scrolls the page; with Shift or Ctrl it zooms around the cursor. */
  #onWheel = (event: WheelEvent): void => {
    const [chart, drawing] = [this.#shown, this.#drawing];
    if (chart === undefined || drawing === undefined || !isZoomable(chart)) return;
    if (!event.ctrlKey && !event.shiftKey && !event.metaKey) return;
    event.preventDefault();
    const box = drawing.over.getBoundingClientRect();
    const share = Math.min(1, Math.max(0, (event.clientX - box.left) / box.width));
    const [from, until] = this.zoomed ?? fullSpan(chart);
    // With Shift browsers turn the wheel sideways.
    const turned = (event.deltaY || event.deltaX) * (event.deltaMode === 0 ? 1 : 33);
    const factor = Math.exp(Math.min(1, Math.max(-1, turned / 400)));
    this.#zoom(zoomAround(chart, [from, until], from + (until - from) * share, factor));
  };

  #walkTo(index: number): void {
    this.index = index;
    const [chart, drawing] = [this.#shown, this.#drawing];
    if (chart === undefined || drawing === undefined) return;
    this.#walking = true;
    drawing.setCursor({ left: drawing.valToPos(rowX(chart, index), 'x'), top: 0 });
    this.#walking = false;
  }

  #leave = (): void => {
    this.index = undefined;
    this.#drawing?.setCursor({ left: -10, top: -10 });
  };

  /** Several turns of the wheel in a frame are drawn once. */
  #zoom(span: Span | undefined): void {
    this.zoomed = span;
    cancelAnimationFrame(this.#frame);
    this.#frame = requestAnimationFrame(() => {
      const [chart, drawing] = [this.#shown, this.#drawing];
      if (chart === undefined || drawing === undefined) return;
      if (isLong(chart)) drawing.setData(this.#data(chart), false);
      this.#scale(chart, drawing);
    });
  }

  #scale(chart: ChartSpec, drawing: uPlot): void {
    const [min, max] = this.zoomed ?? fullSpan(chart);
    drawing.setScale('x', { min, max });
    // Once it is drawn: the cursor stays on its value, or on the mouse.
    queueMicrotask(() => {
      if (this.#drawing !== drawing || this.index === undefined) return;
      const { left = -10, top = -10 } = drawing.cursor;
      if (this.plot.matches(':hover') && left >= 0) drawing.setCursor({ left, top });
      else this.#walkTo(this.index);
    });
  }

  // The drawing.

  async #draw(): Promise<void> {
    const chart = this.#shown;
    if (chart === undefined || this.failed) return;
    let UPlot: typeof uPlot;
    try {
      UPlot = await loadCharts();
    } catch {
      this.failed = true;
      return;
    }
    if (!this.isConnected || this.#shown !== chart) return;
    this.#uplot = UPlot;
    if (this.#drawing === undefined || this.#structure(chart) !== this.#key) this.#build(chart);
    else {
      this.#drawing.setData(this.#data(chart), false);
      this.#scale(chart, this.#drawing);
    }
  }

  #build(chart: ChartSpec): void {
    if (this.#uplot === undefined) return;
    this.#destroy();
    this.#key = this.#structure(chart);
    this.#colors.clear();
    this.#drawing = new this.#uplot(this.#options(chart), this.#data(chart), this.plot);
    this.#resize = new ResizeObserver(() => this.#fit());
    this.#resize.observe(this.plot);
  }

  /** The columns of the drawing: all rows, or of very many what can be seen of those in sight. */
  #data(chart: ChartSpec): uPlot.AlignedData {
    const values = chart.series.map((series) => series.values);
    this.#exact = true;
    if (!isLong(chart)) return chartData(chart, values, this.#isLog);
    const span = this.zoomed ?? fullSpan(chart);
    this.#pixels = Math.ceil(this.#width() * devicePixelRatio);
    const { x, columns, exact } = reducedRows(chart, values, span, this.#pixels, this.#isLog);
    this.#exact = exact;
    return [x, ...columns];
  }

  #destroy(): void {
    this.#resize?.disconnect();
    this.#drawing?.destroy();
    this.#drawing = undefined;
  }

  #fit(): void {
    const chart = this.#shown;
    const width = this.#width();
    if (this.#drawing === undefined || chart === undefined || this.plot.clientWidth < 1) return;
    if (this.#onPaper || width === this.#drawing.width) return;
    this.#drawing.setSize({ width, height: height(chart) });
  }

  /** CSS pixels across the drawing. */
  #width(): number {
    return this.#onPaper
      ? PAPER_WIDTH * this.#enlarged()
      : Math.max(1, Math.floor(this.plot.clientWidth));
  }

  /** How many times larger everything is drawn for paper, which has finer dots than a screen. */
  #enlarged(): number {
    return this.#onPaper ? Math.max(1, Math.ceil(PAPER_RATIO / devicePixelRatio)) : 1;
  }

  /** Draws for paper, now: a printer waits for no frame and no promise. */
  #toPaper = (): void => {
    if (this.#onPaper || this.#drawing === undefined || this.#shown === undefined) return;
    this.#onPaper = true;
    this.probe.classList.add('paper');
    this.#build(this.#shown);
    this.#drawing.batch(() => {});
  };

  #fromPaper = (): void => {
    if (!this.#onPaper) return;
    this.#onPaper = false;
    this.probe.classList.remove('paper');
    if (this.#shown !== undefined && this.#drawing !== undefined) this.#build(this.#shown);
  };

  /** What the chart beside shows, where it is set as this one. */
  #valuesBeside(): readonly ArrayLike<number>[] {
    const { series = [], real } = this.beside ?? {};
    return series.flatMap(({ label, values }, i) =>
      this.hiddenLabels.has(label) ? [] : [(this.real && real?.values[i]) || values],
    );
  }

  #recolor(): void {
    this.#colors.clear();
    this.#drawing?.redraw(false);
  }

  /** What cannot be changed in a drawing that stands; the rest is read through callbacks. */
  #structure(chart: ChartSpec): string {
    return JSON.stringify([
      chart.kind,
      this.#isLog,
      isLong(chart),
      height(chart),
      chart.yAxis,
      chart.xUnit,
      chart.yUnit,
      chart.series.map((series) => [
        series.label,
        series.width,
        dashOf(chart, series),
        series.dots,
        series.fill !== undefined,
      ]),
      chart.bands?.map(({ high, low }) => [high, low]),
      labelRoom(chart.marks ?? []),
    ]);
  }

  #options(chart: ChartSpec): uPlot.Options {
    const family = getComputedStyle(this).fontFamily;
    // Everything that has a size grows with the drawing on paper.
    const by = this.#enlarged();
    const font = `${11 * by}px ${family}`;
    const color = (css: string) => () => this.#color(css);
    const current = () => this.#shown ?? chart;
    const zoomable = isZoomable(chart);
    const grid = { show: true, stroke: color('var(--line)'), width: by };
    const marks = labelRoom(chart.marks ?? []);
    const noY = chart.yAxis === false;
    const plane = (u: uPlot) => this.#plane(u, family);
    const span = (u: uPlot): Span => [u.scales.x.min ?? 0, u.scales.x.max ?? 1];
    const ticksOfX = (u: uPlot) => xTicks(current(), span(u), plotWidth(u) / by);
    const ticksOfY = (u: uPlot, [min, max]: Span) =>
      yTicks(current(), this.#isLog, [min, max], u.bbox.height / devicePixelRatio / by);
    /** Room for the part of the outermost label that stands out over the axis. */
    const overhang = (u: uPlot, side: 'left' | 'right') => {
      const tick = ticksOfX(u).at(side === 'left' ? 0 : -1);
      if (tick === undefined || u.bbox.width === undefined) return 0;
      const [min, max] = span(u);
      const inside = side === 'left' ? tick.at - min : max - tick.at;
      return widest([tick.label], font) / 2 - (inside / (max - min)) * plotWidth(u);
    };
    return {
      width: this.#width(),
      height: height(chart) * by,
      padding: [
        Math.max(8, marks + (noY || chart.yUnit === undefined ? 0 : 18)) * by,
        (u) => Math.ceil(Math.max(6 * by, overhang(u, 'right'))),
        0,
        (u) => Math.ceil(Math.max(noY ? 6 * by : 0, overhang(u, 'left') - this.#axisWidth)),
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
        // On an envelope no value stands alone.
        dataIdx: (_, __, index) => (this.#exact ? index : null),
        // The line stands on the values that are read out, not between them.
        move: (u, left, top) => {
          if (left < 0 || rowCount(current()) === 0) return [left, top];
          return [u.valToPos(rowX(current(), this.#rowAt(u, left)), 'x'), top];
        },
        bind: {
          dblclick: () => () => {
            this.resetZoom();
            return null;
          },
        },
      },
      scales: {
        x: { time: false, range: () => [...(this.zoomed ?? jointSpan(current(), this.beside))] },
        y: {
          distr: this.#isLog ? 3 : 1,
          range: (_, min, max) => {
            const other = this.zoomed === undefined ? this.#valuesBeside() : [];
            const extent = jointExtent([min, max], other, this.#isLog);
            return yRange(current(), this.#isLog, ...extent);
          },
        },
      },
      axes: [
        {
          scale: 'x',
          stroke: color('var(--muted)'),
          font,
          size: (chart.xUnit === undefined ? 22 : 36) * by,
          gap: 6 * by,
          grid: { show: false },
          ticks: { show: false },
          border: { show: chart.kind === 'histogram', stroke: color('var(--line)'), width: by },
          incrs: anyStep,
          splits: (u) => ticksOfX(u).map(({ at }) => at),
          values: (u, splits) => labelsOf(splits, ticksOfX(u)),
        },
        {
          scale: 'y',
          show: !noY,
          stroke: color('var(--muted)'),
          font,
          gap: 6 * by,
          size: (u, values) => {
            this.#axisWidth = Math.min(widest(values, font) + 8 * by, u.width - NARROWEST * by);
            return this.#axisWidth;
          },
          grid,
          ticks: { show: false },
          incrs: anyStep,
          splits: (u, _, min, max) => ticksOfY(u, [min, max]).map(({ at }) => at),
          filter: (_, splits) => splits,
          values: (u, splits) =>
            labelsOf(splits, ticksOfY(u, [u.scales.y.min ?? 0, u.scales.y.max ?? 1])),
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
            width: series.dots === true ? 0 : (series.width ?? 1) * by,
            stroke: () => this.#color(now().color),
            dash: dashOf(chart, series)?.map((length) => length * by),
            ...(series.fill !== undefined && {
              fill: () => this.#color(now().fill ?? 'transparent'),
              fillTo: (u: uPlot) => (this.#isLog ? (u.scales.y.min ?? 1) : 0),
            }),
            points: {
              show: series.dots === true,
              size: 6 * by,
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
        setSize: [
          (u) => {
            if (!isLong(current()) || this.#pixels === u.ctx.canvas.width) return;
            u.setData(this.#data(current()), false);
            this.#scale(current(), u);
          },
        ],
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
            u.over.addEventListener('wheel', this.#onWheel, { passive: false });
            u.over.addEventListener('mousedown', () => (this.#dragged = false));
            u.over.addEventListener('click', (event) => {
              const value = u.posToVal(event.offsetY, 'y');
              if (this.index === undefined || this.#dragged) return;
              emit(this, 'mix-pick', { index: this.index, value });
            });
          },
        ],
        setCursor: [
          (u) => {
            const { left = -1 } = u.cursor;
            if (this.#walking) return;
            this.index = left < 0 || rowCount(current()) === 0 ? undefined : this.#rowAt(u, left);
          },
        ],
        setSelect: [
          (u) => {
            if (!zoomable || u.select.width === 0) return;
            const from = u.posToVal(u.select.left, 'x');
            const to = u.posToVal(u.select.left + u.select.width, 'x');
            u.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
            this.#dragged = true;
            this.#zoom(zoomTo(current(), from, to));
          },
        ],
      },
    };
  }

  /** The row in sight that is nearest to a place in the plot. */
  #rowAt(u: uPlot, left: number): number {
    const chart = this.#shown;
    if (chart === undefined) return 0;
    const [first, last] = rowsWithin(chart, this.zoomed ?? fullSpan(chart));
    return Math.min(last, Math.max(first, nearestRow(chart, u.posToVal(left, 'x'))));
  }

  #plane(u: uPlot, family: string): Plane {
    const ratio = devicePixelRatio * this.#enlarged();
    return {
      context: u.ctx,
      left: u.bbox.left,
      top: u.bbox.top,
      width: u.bbox.width,
      height: u.bbox.height,
      ratio,
      font: `${11 * ratio}px ${family}`,
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

/** What draws charts; they ask for it themselves, but later. */
export function loadCharts(): Promise<typeof uPlot> {
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

function toggle(label: string, on: boolean, act: () => void) {
  return html`<button class="text-button" aria-pressed=${on} @click=${act}>${label}</button>`;
}

function isListed(series: ChartSeries | undefined): boolean {
  return series !== undefined && series.listed !== false;
}

/** So many rows that a drawing takes only what can be seen of them. */
function isLong(chart: ChartSpec): boolean {
  return chart.kind !== 'histogram' && rowCount(chart) > WHOLE;
}

function plotWidth(u: uPlot): number {
  return u.bbox.width / devicePixelRatio;
}

function height(chart: ChartSpec): number {
  return chart.height ?? (chart.kind === 'histogram' ? 140 : 280);
}

/** uPlot labels no axis for whose range it knows no step; the ticks are our own. */
function anyStep(_: uPlot, __: number, min: number, max: number): number[] {
  return [Math.max(5, max - min)];
}

function labelsOf(at: readonly number[], ticks: readonly Tick[]): string[] {
  return at.map((value) => ticks.find((tick) => tick.at === value)?.label ?? '');
}
