/** A chart as a picture that stands alone: background, title, drawing, legend. */

interface LegendItem {
  readonly label: string;
  readonly color: string;
  readonly dash?: readonly number[];
  readonly dots?: boolean;
}

export interface ChartImage {
  readonly canvas: HTMLCanvasElement;
  readonly heading: string;
  readonly note: string;
  readonly legend: readonly LegendItem[];
  readonly colors: { readonly paper: string; readonly ink: string; readonly muted: string };
  /** Family of the text, as CSS writes it. */
  readonly family: string;
  /** Canvas pixels per CSS pixel. */
  readonly ratio: number;
}

const PADDING = 16;
const LINE = 20;
const SWATCH = 20;

export function chartImage(image: ChartImage): Promise<Blob> {
  const { canvas, ratio, colors, family } = image;
  const width = canvas.width / ratio;
  const measure = new OffscreenCanvas(1, 1).getContext('2d');
  const rows = legendRows(image, width, (text) => {
    if (measure === null) return text.length * 7;
    measure.font = `12px ${family}`;
    return measure.measureText(text).width;
  });
  const bottom = LINE + 8 + canvas.height / ratio;
  const result = document.createElement('canvas');
  result.width = Math.round((width + 2 * PADDING) * ratio);
  result.height = Math.round((bottom + 8 + rows.length * LINE + 2 * PADDING) * ratio);
  const context = result.getContext('2d');
  if (context === null) return Promise.reject(new Error('This browser gives no canvas.'));

  context.fillStyle = colors.paper;
  context.fillRect(0, 0, result.width, result.height);
  context.scale(ratio, ratio);
  context.translate(PADDING, PADDING);
  context.textBaseline = 'alphabetic';
  context.fillStyle = colors.ink;
  context.font = `600 14px ${family}`;
  context.fillText(image.heading, 0, 14);
  const after = context.measureText(image.heading).width + (image.heading === '' ? 0 : 12);
  context.font = `12px ${family}`;
  context.fillStyle = colors.muted;
  context.fillText(image.note, after, 14);
  context.drawImage(canvas, 0, LINE + 8, width, canvas.height / ratio);
  rows.forEach((row, line) => {
    const y = bottom + 8 + line * LINE + 14;
    for (const { item, x } of row) {
      drawSwatch(context, item, x, y - 4);
      context.fillStyle = colors.muted;
      context.fillText(item.label, x + SWATCH + 6, y);
    }
  });
  return new Promise((resolve, reject) => {
    result.toBlob((blob) => {
      if (blob === null) reject(new Error('This browser made no picture.'));
      else resolve(blob);
    }, 'image/png');
  });
}

interface Placed {
  readonly item: LegendItem;
  readonly x: number;
}

function drawSwatch(
  context: CanvasRenderingContext2D,
  { color, dash, dots }: LegendItem,
  x: number,
  y: number,
): void {
  context.fillStyle = color;
  context.strokeStyle = color;
  context.lineWidth = 2;
  context.setLineDash(dash === undefined ? [] : [...dash]);
  context.beginPath();
  if (dots === true) {
    context.arc(x + SWATCH / 2, y, 3, 0, 2 * Math.PI);
    context.fill();
  } else {
    context.moveTo(x, y);
    context.lineTo(x + SWATCH, y);
    context.stroke();
  }
  context.setLineDash([]);
}

function legendRows(
  image: ChartImage,
  width: number,
  measure: (text: string) => number,
): Placed[][] {
  const rows: Placed[][] = [];
  let x = 0;
  for (const item of image.legend) {
    const size = SWATCH + 6 + measure(item.label) + 16;
    if (rows.length === 0 || x + size > width) {
      rows.push([]);
      x = 0;
    }
    rows[rows.length - 1].push({ item, x });
    x += size;
  }
  return rows;
}
