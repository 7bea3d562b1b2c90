/** What `<mix-chart>` draws: plain data. Colors are CSS values, usually `var(--series-1)`. */
import type { Frequency } from '../finance/dataset';

/** Assets whose lines are on from the start, beside the mix: more cannot be told apart. */
export const LINES_AT_FIRST = 10;

export interface ChartSeries {
  readonly label: string;
  /** As long as `x` (one shorter in a histogram); NaN is a gap. */
  readonly values: Float64Array;
  readonly color: string;
  /** CSS pixels; 1 unless told, 2 for the line the chart is about, 0 for the edge of a band. */
  readonly width?: number;
  /** Color of the area between the line and zero. */
  readonly fill?: string;
  /** Lengths of strokes and gaps in CSS pixels; see `chart-dash.ts` for lines without one. */
  readonly dash?: readonly number[];
  /** Dots instead of a line. */
  readonly dots?: boolean;
  /** Off until the legend turns it on. */
  readonly hidden?: boolean;
  /** False keeps it out of legend and readout, for sample paths and band edges. */
  readonly listed?: boolean;
}

/** The area between two series, by position. */
export interface ChartBand {
  readonly high: number;
  readonly low: number;
  readonly color: string;
  /** In the legend, when given. */
  readonly label?: string;
}

/** A line at a value of an axis, or a shaded interval of x. */
export type ChartMark =
  | {
      readonly kind: 'line';
      readonly axis?: 'x' | 'y';
      readonly at: number;
      readonly color: string;
      readonly label?: string;
      readonly dash?: readonly number[];
    }
  | {
      readonly kind: 'range';
      readonly from: number;
      readonly to: number;
      readonly color: string;
      readonly label?: string;
    };

/** What stands in place of the values and words of a chart once inflation is taken out. */
export interface RealValues {
  /** One array a series. */
  readonly values: readonly Float64Array[];
  readonly heading: string;
  readonly note: string;
  readonly summary: string;
}

interface ChartBase {
  readonly series: readonly ChartSeries[];
  readonly bands?: readonly ChartBand[];
  readonly marks?: readonly ChartMark[];
  /** Shown at the end of the horizontal axis and as the head of the table's first column. */
  readonly xUnit?: string;
  /** Shown above the vertical axis. */
  readonly yUnit?: string;
  /** Values in the readout and in the table. */
  readonly yFormat: (value: number) => string;
  /** Values at the axis; `yFormat` unless told. */
  readonly yTickFormat?: (value: number) => string;
  /** Where the ticks of y are, in place of round numbers. */
  readonly yTicks?: readonly number[];
  /** False leaves the vertical axis out. */
  readonly yAxis?: boolean;
  /** Given: the chart offers a switch where all values are positive, and starts like this. */
  readonly logScale?: boolean;
  /** Given: the chart offers a switch to the same in money of one time. */
  readonly real?: RealValues;
  /** CSS pixels of the drawing, without caption and legend. */
  readonly height?: number;
}

/** Periods from left to right, evenly spaced; `x` are ISO dates or row numbers. */
export interface TimeChart extends ChartBase {
  readonly kind: 'time';
  readonly x: readonly string[];
  readonly frequency?: Frequency;
  readonly xFormat?: (label: string) => string;
}

/** Lines or dots over numbers in ascending order. */
export interface ValueChart extends ChartBase {
  readonly kind: 'value';
  readonly x: Float64Array;
  readonly xFormat: (value: number) => string;
  readonly xTicks?: readonly number[];
}

/** Bars: `x` are the edges of the bins, one more than values; one series. */
export interface HistogramChart extends ChartBase {
  readonly kind: 'histogram';
  readonly x: Float64Array;
  readonly xFormat: (value: number) => string;
  readonly xTicks?: readonly number[];
  /** Color of the bar over an interval; the color of the series unless told. */
  readonly barColor?: (low: number, high: number) => string;
}

export type ChartSpec = TimeChart | ValueChart | HistogramChart;
