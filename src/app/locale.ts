/** The language of numbers and dates on this page; the words stay English. */
import { setLocale } from '../ui/format';
import { locales, type Locale } from '../ui/locales';

const LOCALE_KEY = 'asset-mix-locale';

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
