/** The buttons of a chart that save it as CSV and as PNG. */
import { html, nothing, type TemplateResult } from 'lit';
import { chartCsv, fileName } from './chart-export';
import type { ChartSpec } from './chart-spec';
import { download } from './download';
import { emit } from './emit';
import { words } from './words';

/** What draws the picture, and tells a person where there is none. */
type Drawing = EventTarget & { toBlob(): Promise<Blob> };

export function saveButtons(
  chart: ChartSpec,
  { heading, note }: { readonly heading: string; readonly note: string },
  drawing: Drawing | undefined,
): TemplateResult {
  const name = fileName(heading || note);
  const title = [heading, note].filter((part) => part !== '').join(', ');
  return html`<button
      class="text-button"
      aria-label=${words.saveCsvLong}
      @click=${() => download(`${name}.csv`, chartCsv(chart, title))}
    >
      ${words.saveCsv}
    </button>
    ${
      drawing === undefined
        ? nothing
        : html`<button
            class="text-button"
            aria-label=${words.savePngLong}
            @click=${() => void savePng(drawing, name)}
          >
            ${words.savePng}
          </button>`
    }`;
}

async function savePng(drawing: Drawing, name: string): Promise<void> {
  try {
    download(`${name}.png`, await drawing.toBlob());
  } catch {
    emit(drawing, 'mix-say', { message: words.noPicture });
  }
}
