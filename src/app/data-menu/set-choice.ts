/** One dataset to choose, and how it is described in a line. */
import { html, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { formatCount, formatDate } from '../../ui/format';
import { words } from '../words';

export interface Choice {
  readonly id: string;
  readonly title: string;
  readonly open: boolean;
}

export function choice(
  { id, title, open }: Choice,
  facts: readonly string[],
  onChoose: () => void,
): TemplateResult {
  return html`<label class="choice">
    <input type="radio" name="dataset" value=${id} .checked=${live(open)} @change=${onChoose} />
    <span> ${title} <small>${facts.join(' · ')}</small> </span>
  </label>`;
}

export function span([first, last]: readonly [string, string]): string {
  if (/^\d+$/.test(first))
    return `${formatDate(first, 'daily')} ${words.to.toLowerCase()} ${formatCount(Number(last))}`;
  return `${first.slice(0, 4)} ${words.to.toLowerCase()} ${last.slice(0, 4)}`;
}

/** How many assets there are, or how many of them are `chosen`. */
export function count(columns: readonly { readonly role: string }[], chosen?: number): string {
  const all = columns.filter((column) => column.role === 'asset').length;
  const inflation = columns.some((column) => column.role === 'inflation');
  const assets = words.assetsOf(chosen ?? all, all);
  return inflation ? `${assets} ${words.andInflation}` : assets;
}
