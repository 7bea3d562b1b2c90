/** Choosing the path to look at closely: by a click into the fan, or by its percentile. */
import { html, type TemplateResult } from 'lit';
import { emit } from '../../ui/emit';
import type { CloseUp } from './result';
import { percentiles } from './result';
import { words } from './view-words';

type Choice = Readonly<Record<string, number | string>>;

/** Tells the panel, as its form does. */
function choose(target: EventTarget | null, choice: Choice): void {
  if (target === null) return;
  for (const [id, value] of Object.entries(choice)) {
    emit(target, 'mix-parameter', { id, value, final: true });
  }
}

/** Takes the drawn path that is nearest to where the fan was clicked. */
export function pickSample(samples: readonly Float64Array[]) {
  return (event: CustomEvent<{ index: number; value: number }>): void => {
    const { index, value } = event.detail;
    const distances = samples.map((sample) => Math.abs(sample[index] - value));
    const path = distances.indexOf(Math.min(...distances));
    if (path >= 0) choose(event.currentTarget, { path, closeUp: 'number' });
  };
}

/** A button for each percentile. */
export function percentileButtons({ percentile }: CloseUp): TemplateResult {
  const pick = (value: number) => (event: Event) =>
    choose(
      event.currentTarget,
      percentile === 0 ? { percentile: value, closeUp: 'percentile' } : { percentile: value },
    );
  return html`<div class="chips" role="group" aria-label=${words.pathGroup}>
    ${percentiles.map(
      (value) =>
        html`<button
          type="button"
          class="chip"
          aria-pressed=${String(value === percentile)}
          @click=${pick(value)}
        >
          ${words.pathChip(String(value))}
        </button>`,
    )}
  </div>`;
}
