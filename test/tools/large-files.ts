/** Large files of made-up prices, written piece by piece, for what is measured on them. */
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';

export type LargeShape = 'wide' | 'long';

const DAY = 86_400_000;
const WIDE_COLUMNS = 2_000;
const TICKERS = 2_500;

/** Writes at least so many bytes. `wide`: a column an asset; `long`: a row a date and asset. */
export async function writeLargeFile(
  path: string,
  bytes: number,
  shape: LargeShape,
): Promise<{ readonly bytes: number; readonly rows: number; readonly values: number }> {
  const stream = createWriteStream(path);
  let written = 0;
  let rows = 0;
  const write = async (text: string) => {
    written += text.length;
    if (!stream.write(text)) await once(stream, 'drain');
  };
  const names = Array.from({ length: WIDE_COLUMNS }, (_, j) => `Asset ${j + 1}`);
  await write(shape === 'wide' ? `date,${names.join(',')}\n` : 'date,ticker,price\n');
  for (let t = 0; written < bytes; t += 1) {
    const date = new Date(Date.UTC(1900, 0, 1) + t * DAY).toISOString().slice(0, 10);
    if (shape === 'wide') {
      await write(`${date},${names.map((_, j) => price(t, j)).join(',')}\n`);
      rows += 1;
    } else {
      const day = Array.from({ length: TICKERS }, (_, j) => `${date},T${j},${price(t, j)}\n`);
      await write(day.join(''));
      rows += TICKERS;
    }
  }
  stream.end();
  await once(stream, 'close');
  return { bytes: written, rows, values: shape === 'wide' ? rows * WIDE_COLUMNS : rows };
}

function price(t: number, j: number): string {
  return (100 + j + ((t * 7 + j * 13) % 101) / 100 + (t % 1_000) / 50).toFixed(4);
}
