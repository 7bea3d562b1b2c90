/** The choice of the language of numbers. */
import { html, type TemplateResult } from 'lit';
import { locales, samples, type Locale } from '../ui/locales';
import { words } from './words';

/** In the header, and on small screens in the data menu. */
export function localeChoice(locale: Locale, choose: (locale: Locale) => void): TemplateResult {
  return html`<select
    class="quiet wide locale"
    aria-label=${words.locale}
    title=${words.locale}
    @change=${(event: Event) => choose((event.target as HTMLSelectElement).value as Locale)}
  >
    ${locales.map(
      (tag) => html`<option value=${tag} ?selected=${tag === locale}>${samples[tag]}</option>`,
    )}
  </select>`;
}
