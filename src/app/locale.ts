/** The language of numbers and dates on this page; the words stay English. */
import { setLocale } from '../ui/format';

const LOCALE_KEY = 'asset-mix-locale';

/** Those that are offered, all with Latin digits and the Gregorian calendar. */
export const locales = [
  'en',
  'en-US',
  'en-IN',
  'de',
  'de-CH',
  'es',
  'fr',
  'it',
  'nl',
  'pl',
  'pt',
  'sv',
  'ja',
  'zh',
] as const;

export type Locale = (typeof locales)[number];

/** The one chosen on an earlier visit, if this browser remembers it. */
export function rememberedLocale(): Locale {
  try {
    const kept = localStorage.getItem(LOCALE_KEY);
    return locales.find((tag) => tag === kept) ?? 'en';
  } catch {
    return 'en';
  }
}

export function chooseLocale(tag: Locale): void {
  setLocale(tag);
  try {
    localStorage.setItem(LOCALE_KEY, tag);
  } catch {
    // Where nothing can be stored the choice lasts as long as the page.
  }
}

/** What a locale looks like: its own name, a number and a date. */
export function sampleOf(tag: Locale): string {
  const name = new Intl.DisplayNames(tag, { type: 'language' }).of(tag) ?? tag;
  const number = new Intl.NumberFormat(tag, { minimumFractionDigits: 2 }).format(1_234_567.89);
  return `${name} · ${number}`;
}
