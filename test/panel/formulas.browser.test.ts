import { html, LitElement } from 'lit';
import { expect, test } from 'vitest';
import { catalog } from '../../src/analyses/catalog';
import type { RoomText } from '../../src/analyses/text';
import { measureEntry } from '../../src/panel/measure-entry';
import { measureStyles } from '../../src/panel/measure-styles';
import { baseStyles } from '../../src/ui/theme';
import { all, expectAccessible, mount } from '../ui/mount';

const texts = import.meta.glob<RoomText>('../../src/analyses/*/text.ts', { import: 'text' });

/** All entries of a room on a page as wide as a small phone, less its margins. */
class EntriesPage extends LitElement {
  static override styles = [baseStyles, measureStyles];
  static override properties = { room: {}, text: { attribute: false } };
  declare room: string;
  declare text: RoomText;

  override render() {
    return html`<div>
      ${Object.entries(this.text.measures).map(
        ([id, text]) =>
          html`<section id=${id}>${measureEntry({ room: this.room, id, text })}</section>`,
      )}
    </div>`;
  }
}
customElements.define('entries-page', EntriesPage);

/** The narrowest place: a page of 360 px, less the margins of the glossary. */
const NARROWEST = 312;

test.each(catalog.map(({ id }) => id))(
  'every formula of %s is typeset, and no part is wider than a phone',
  async (room) => {
    const text = await texts[`../../src/analyses/${room}/text.ts`]();
    const page = await mount<EntriesPage>(
      html`<entries-page .room=${room} .text=${text}></entries-page>`,
    );
    page.style.setProperty('max-width', `${NARROWEST}px`);
    await expect.poll(() => all(page, 'section:not(:has(math))').length).toBe(0);
    expect(all(page, 'section')).toHaveLength(Object.keys(text.measures).length);
    expect(all(page, 'merror, math[style], math [style], .formula code')).toEqual([]);
    for (const box of all(page, '.formula')) {
      const name = box.closest('section')?.id;
      for (const math of box.querySelectorAll('math')) {
        expect(math.namespaceURI, name).toBe('http://www.w3.org/1998/Math/MathML');
        expect(math.getBoundingClientRect().width, name).toBeGreaterThan(5);
      }
      expect(box.scrollWidth, name).toBeLessThanOrEqual(box.clientWidth);
    }
    await expectAccessible(page);
  },
  60_000,
);
