/** Files for the person: nothing is sent anywhere, the browser saves what the page made. */
import type { ExportTable } from '../analyses/view';

export function download(name: string, content: Blob): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/**
 * Tables as CSV, one below the other with a title line each. Numbers are written so that they
 * read back to the same bits; text that a spreadsheet would take for a formula is quoted off.
 */
export function tablesToCsv(tables: readonly ExportTable[]): string {
  return tables
    .map(({ title, columns }) => {
      const rows = Math.max(0, ...columns.map((column) => column.values.length));
      const lines = [
        `# ${title.replaceAll(/\s+/g, ' ')}`,
        columns.map((column) => cell(column.label)).join(','),
      ];
      for (let row = 0; row < rows; row++) {
        lines.push(columns.map((column) => cell(column.values[row] ?? '')).join(','));
      }
      return lines.join('\n');
    })
    .join('\n\n')
    .concat('\n');
}

function cell(value: string | number): string {
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : '';
  const harmless = /^[=+\-@\p{Cc}]/u.test(value) ? `'${value}` : value;
  return /[",\n\r]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

/** Pictures one below the other, as one PNG. */
export async function stackPictures(pictures: readonly Blob[]): Promise<Blob> {
  const bitmaps = await Promise.all(pictures.map((picture) => createImageBitmap(picture)));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(...bitmaps.map((bitmap) => bitmap.width));
  canvas.height = bitmaps.reduce((sum, bitmap) => sum + bitmap.height, 0);
  const context = canvas.getContext('2d');
  let top = 0;
  for (const bitmap of bitmaps) {
    context?.drawImage(bitmap, 0, top);
    top += bitmap.height;
  }
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) =>
      blob ? resolve(blob) : reject(new Error('the picture could not be encoded')),
    );
  });
}
