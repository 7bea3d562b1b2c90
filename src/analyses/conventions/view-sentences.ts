/** The finding: how far right conventions are apart, and which one gave a person's number. */
import { html, nothing, type TemplateResult } from 'lit';
import { isDefined, type Estimate } from '../../finance/quantity';
import { formatNumber, formatPercent } from '../../ui/format';
import type { ViewContext } from '../view';
import { isPercentage, nearest, type Nearest } from './nearest';
import type { ConventionsResult } from './spec';
import { parametersOf, type Shown } from './view-numbers';
import { words } from './view-words';

/** Conventions that fit named at most. */
const NAMED = 3;

export type Valued = Shown & { readonly quantity: Estimate };

/** Those that have a value and are no mistakes, from the lowest to the highest. */
export function rightOnes(shown: readonly Shown[]): Valued[] {
  return shown
    .filter((one): one is Valued => one.kind !== 'mistake' && isDefined(one.quantity))
    .sort((a, b) => a.quantity.value - b.quantity.value);
}

export function nearestOf(result: ConventionsResult, context: ViewContext): Nearest | undefined {
  const { mine, measure } = parametersOf(context);
  return nearest(mine, measure, result.conventions);
}

export function finding(
  result: ConventionsResult,
  context: ViewContext,
  shown: readonly Shown[],
): TemplateResult {
  const found = nearestOf(result, context);
  return html`${found === undefined ? nothing : html`${yours(found, context, shown)} `}${spread(result, context, shown)}`;
}

/** "Your 10.2 % is what the standard deviation of a population gives." */
function yours(
  { mine, asFraction, fitting, closest }: Nearest,
  context: ViewContext,
  shown: readonly Shown[],
): TemplateResult {
  const typed = written(mine, asFraction, context);
  const [own] = shown;
  const label = ({ text }: Shown) => html`<b>${lowered(text.label)}</b>`;
  if (fitting.length === 0) {
    const one = shown.find(({ id }) => id === closest) ?? own;
    return html`${words.yours.none(typed)} ${label(one)} ${words.yours.with(one.value)}.`;
  }
  const fits = fitting.flatMap((id) => shown.filter((one) => one.id === id));
  if (fits.includes(own)) {
    // What is the same number by another way says nothing new.
    const others = fits.filter((one) => one !== own && one.difference !== words.same);
    return html`${words.yours.ours(typed)}.
    ${others.length === 0 ? nothing : html`${words.yours.too} ${listed(others.map(label))}. ${words.yours.another}`}`;
  }
  if (fits.length === 1) {
    return html`${words.yours.is(typed)} ${label(fits[0])} ${words.yours.gives}. ${fits[0].text.why}`;
  }
  return html`${words.yours.fits(typed, countWord(fits.length))} ${listed(fits.map(label))}.
  ${words.yours.another}`;
}

function listed(items: readonly TemplateResult[]): TemplateResult {
  const named = items.slice(0, NAMED);
  const more = items.length - named.length;
  const all = more === 0 ? named : [...named, html`${words.yours.more(countWord(more))}`];
  return html`${all.map((item, k) => html`${separator(k, all.length, more > 0)}${item}`)}`;
}

function separator(k: number, count: number, endsItself: boolean): string {
  if (k === 0) return '';
  if (k < count - 1) return ', ';
  return endsItself ? ' ' : ` ${words.yours.and} `;
}

/** "The same data give between 9.8 % and 10.6 % a year by eleven conventions …" */
function spread(
  result: ConventionsResult,
  context: ViewContext,
  shown: readonly Shown[],
): TemplateResult {
  const { ours } = result.conventions;
  if (!isDefined(ours)) return html`${words.noOurs(ours.reason)}`;
  const right = rightOnes(shown);
  const [low, high] = [right[0], right[right.length - 1]];
  if (low.value === high.value) return html`${words.toTheLastDigit}`;
  const { measure } = parametersOf(context);
  const away = ({ quantity }: Valued) => Math.abs(quantity.value - ours.value);
  const farthest = away(low) > away(high) ? low : high;
  return html`The same data give <b>${words.between[measure](low.value, high.value)}</b>
    ${words.give(countWord(right.length))}; ${words.farthest}
    <b>${lowered(farthest.text.label)}</b>,
    ${farthest.difference}${isPercentage(measure) ? ` ${words.points}` : ''}.`;
}

function written(mine: number, asFraction: boolean, context: ViewContext): string {
  const typed = parametersOf(context).mine;
  if (!isPercentage(parametersOf(context).measure)) return formatNumber(typed, decimalsOf(typed));
  const decimals = decimalsOf(typed);
  return formatPercent(mine, Math.max(0, asFraction ? decimals - 2 : decimals));
}

function decimalsOf(value: number): number {
  const [, decimals = '', exponent = '0'] =
    /^-?\d+(?:\.(\d+))?(?:e([+-]\d+))?$/.exec(String(value)) ?? [];
  return Math.max(0, decimals.length - Number(exponent));
}

function countWord(count: number): string {
  return words.counts[count] ?? String(count);
}

/** In the middle of a sentence, but for names and shorthand. */
function lowered(text: string): string {
  return /^[A-Z][a-z ]/.test(text) && !NAMES.test(text)
    ? text[0].toLowerCase() + text.slice(1)
    : text;
}

const NAMES = /^(Ledoit|Newey|Cornish|Sharpe|Sortino|Pearson|Spearman|Kendall|Banks)/;
