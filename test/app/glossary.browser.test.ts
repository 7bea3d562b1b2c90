import { html } from 'lit';
import { expect, test } from 'vitest';
import { catalog } from '../../src/analyses/catalog';
import type { RoomText } from '../../src/analyses/text';
import { entriesOf, MixGlossary, search } from '../../src/app/glossary/glossary';
import { terms } from '../../src/app/glossary/terms';
import { all, expectAccessible, heard, mount, settled, within } from '../ui/mount';

customElements.define('mix-glossary', MixGlossary);
const files = import.meta.glob<RoomText>('../../src/analyses/*/text.ts', { import: 'text' });
const texts = new Map(
  await Promise.all(
    catalog.map(async ({ id }) => [id, await files[`../../src/analyses/${id}/text.ts`]()] as const),
  ),
);
const entries = entriesOf(texts);

async function glossary(entry = ''): Promise<MixGlossary> {
  return mount<MixGlossary>(html`<mix-glossary .texts=${texts} .entry=${entry}></mix-glossary>`);
}

test('has every measure of every room and every term, in alphabetical order', () => {
  const ids = entries.map(({ id }) => id);
  const wanted = catalog.flatMap(({ id, measures }) =>
    Object.keys(measures).map((measure) => `${id}.${measure}`),
  );
  expect(ids.toSorted()).toEqual([...wanted, ...terms.map(({ id }) => id)].toSorted());
  expect(new Set(ids).size).toBe(ids.length);
  const labels = entries.map(({ label }) => label);
  expect(labels).toEqual(labels.toSorted((a, b) => a.localeCompare(b, 'en')));
});

test('a search finds every word, names first', () => {
  const found = (query: string) => search(entries, query).map(({ label }) => label);
  expect(found('log return')[0]).toBe('Log return');
  expect(found('  RETURN log ')[0]).toBe('Log return');
  expect(found('choueifaty nonsense')).toEqual([]);
  expect(found('')).toHaveLength(entries.length);
});

test('typing narrows the list, and few entries are opened', async () => {
  const element = await glossary();
  const input = within<HTMLInputElement>(element, 'input');
  input.value = 'diversification ratio';
  input.dispatchEvent(new InputEvent('input', { bubbles: true }));
  await settled(element);
  const [only, ...others] = all<HTMLDetailsElement>(element, 'details');
  expect(others).toEqual([]);
  expect(only.open).toBe(true);
  expect(within(element, '[role="status"]').textContent).toBe('1 entry');
});

test('the entry that the address names is open and has the focus', async () => {
  const element = await glossary('value-at-risk.student');
  const open = all<HTMLDetailsElement>(element, 'details[open]');
  expect(open.map(({ id }) => id)).toEqual(['entry-value-at-risk.student']);
  expect(element.shadowRoot?.activeElement).toBe(open[0].querySelector('summary'));
  await expect.poll(() => open[0].querySelectorAll('math').length).toBeGreaterThan(1);
  const asked = heard('mix-open-room');
  open[0].querySelector('button')?.click();
  expect(asked).toEqual([{ room: 'value-at-risk' }]);
});

test('no entry is wider than a phone', async () => {
  const element = await glossary();
  element.style.setProperty('max-width', '360px');
  for (const details of all<HTMLDetailsElement>(element, 'details')) details.open = true;
  await expect.poll(() => all(element, '.formula:not(:has(math))')).toEqual([]);
  for (const entry of all(element, 'details')) {
    expect(entry.scrollWidth, entry.id).toBeLessThanOrEqual(360);
  }
});

test('has no accessibility violation', async () => {
  const element = await glossary('correlation.intensity');
  const input = within<HTMLInputElement>(element, 'input');
  // All entries at once would take axe half a minute.
  input.value = 'shrink';
  input.dispatchEvent(new InputEvent('input', { bubbles: true }));
  await settled(element);
  expect(all(element, 'details').length).toBeGreaterThan(1);
  await expectAccessible(element);
}, 60_000);
