/** Draws on the canvas what the chart library does not: bars of a histogram, and marks. */
import type { ChartMark, ChartSpec, HistogramChart } from './chart-spec';

/** A canvas with its scales; all positions are canvas pixels, `ratio` of them a CSS pixel. */
export interface Plane {
  readonly context: CanvasRenderingContext2D;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly ratio: number;
  readonly font: string;
  readonly x: (value: number) => number;
  readonly y: (value: number) => number;
  readonly color: (css: string) => string;
}

/** Room above the plot that labels of marks need, in CSS pixels. */
export function labelRoom(marks: readonly ChartMark[]): number {
  const lines = marks.filter((mark) => mark.label !== undefined && !isHorizontal(mark)).length;
  return lines === 0 ? 0 : 4 + 14 * lines;
}

export function drawBars(plane: Plane, chart: HistogramChart): void {
  const { context, ratio } = plane;
  const series = chart.series[0];
  const base = plane.y(0);
  context.save();
  context.beginPath();
  context.rect(plane.left, 0, plane.width, context.canvas.height);
  context.clip();
  for (let i = 0; i < series.values.length; i++) {
    const [low, high] = [chart.x[i], chart.x[i + 1]];
    const left = plane.x(low);
    if (plane.x(high) < plane.left || left > plane.left + plane.width) continue;
    const gap = plane.x(high) - left > 3 * ratio ? 0.8 * ratio : 0;
    const top = plane.y(series.values[i]);
    context.fillStyle = plane.color(chart.barColor?.(low, high) ?? series.color);
    context.fillRect(left, top, Math.max(plane.x(high) - left - gap, 0.5 * ratio), base - top);
  }
  context.restore();
}

export function drawMarks(plane: Plane, chart: ChartSpec): void {
  const { context, ratio } = plane;
  let line = 0;
  context.save();
  context.font = plane.font;
  context.textBaseline = 'alphabetic';
  context.lineWidth = ratio;
  for (const mark of chart.marks ?? []) {
    const color = plane.color(mark.color);
    context.fillStyle = color;
    context.strokeStyle = color;
    if (mark.kind === 'range') {
      context.globalAlpha = 0.14;
      const left = within(plane.x(mark.from), plane.left, plane.left + plane.width);
      const right = within(plane.x(mark.to), plane.left, plane.left + plane.width);
      context.fillRect(left, plane.top, right - left, plane.height);
      context.globalAlpha = 1;
      if (mark.label !== undefined) labelAbove(plane, mark.label, (left + right) / 2, line++);
    } else if (isHorizontal(mark)) {
      const y = crisp(plane.y(mark.at), ratio);
      stroke(context, mark.dash, ratio, [plane.left, y, plane.left + plane.width, y]);
      if (mark.label !== undefined) {
        context.textAlign = 'right';
        context.fillText(mark.label, plane.left + plane.width, y - 4 * ratio);
      }
    } else {
      const x = crisp(plane.x(mark.at), ratio);
      if (x < plane.left - 1 || x > plane.left + plane.width + 1) continue;
      const top = plane.top - (mark.label === undefined ? 0 : 14 * ratio * (line + 1) - 2 * ratio);
      stroke(context, mark.dash, ratio, [x, top, x, plane.top + plane.height]);
      if (mark.label !== undefined) {
        const others = (chart.marks ?? []).flatMap((other) =>
          other.kind === 'line' && !isHorizontal(other) && other !== mark
            ? [plane.x(other.at)]
            : [],
        );
        labelAbove(plane, mark.label, x, line++, others);
      }
    }
  }
  context.restore();
}

/** Names of the axes: above the vertical one, at the end of the horizontal one. */
export function drawUnits(plane: Plane, chart: ChartSpec): void {
  const { context, ratio } = plane;
  context.save();
  context.font = plane.font;
  context.fillStyle = plane.color('var(--muted)');
  context.textBaseline = 'alphabetic';
  if (chart.yUnit !== undefined && chart.yAxis !== false) {
    context.textAlign = 'left';
    context.fillText(chart.yUnit, 0, 10 * ratio);
  }
  if (chart.xUnit !== undefined) {
    context.textAlign = 'right';
    context.fillText(chart.xUnit, plane.left + plane.width, context.canvas.height - 3 * ratio);
  }
  context.restore();
}

/**
 * Beside the position, on the side that has room and no other line, and never over the edge of
 * the drawing; each further label one line up.
 */
function labelAbove(
  plane: Plane,
  label: string,
  x: number,
  line: number,
  others: readonly number[] = [],
): void {
  const { context, ratio } = plane;
  const gap = 6 * ratio;
  const width = context.measureText(label).width;
  const y = plane.top - (14 * line + 4) * ratio;
  const left = x - gap - width;
  const end = context.canvas.width - width;
  const fitsLeft = left >= 0 && !others.some((other) => other > left - gap && other < x);
  context.textAlign = 'left';
  context.fillText(
    label,
    Math.max(0, fitsLeft || x + gap > end ? Math.min(left, end) : x + gap),
    y,
  );
}

function stroke(
  context: CanvasRenderingContext2D,
  dash: readonly number[] | undefined,
  ratio: number,
  [x0, y0, x1, y1]: readonly [number, number, number, number],
): void {
  context.setLineDash((dash ?? []).map((length) => length * ratio));
  context.beginPath();
  context.moveTo(x0, y0);
  context.lineTo(x1, y1);
  context.stroke();
  context.setLineDash([]);
}

function isHorizontal(mark: ChartMark): boolean {
  return mark.kind === 'line' && mark.axis === 'y';
}

/** The middle of a pixel, where a hairline is sharp. */
function crisp(position: number, ratio: number): number {
  return Math.round(position) + (Math.round(ratio) % 2 === 1 ? 0.5 : 0);
}

function within(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}
