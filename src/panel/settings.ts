/** The settings of a room: the fields that many want, and the sections behind their headings. */
import { html, nothing, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { repeat } from 'lit/directives/repeat.js';
import { formFields } from './form-fields';
import { words } from './words';

export function settings(...of: Parameters<typeof formFields>): TemplateResult {
  const { common, sections } = formFields(...of);
  const [, { analysis }] = of;
  // What is open, or half written, in one room is not so in another.
  return html`${keyed(
    analysis,
    html`
      <mix-form compact part="settings" aria-label=${words.settings} .fields=${common}></mix-form>
      <div class="sections" part="settings">
        ${repeat(
          sections,
          ({ heading }) => heading,
          ({ heading, fields, changed }) =>
            html`<details class="more">
              <summary>
                ${heading}${changed ? html`<span>${words.changed}</span>` : nothing}
              </summary>
              <mix-form aria-label=${heading} .fields=${fields}></mix-form>
            </details>`,
        )}
      </div>
    `,
  )}`;
}
