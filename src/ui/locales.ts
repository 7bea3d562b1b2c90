/** The languages of numbers and dates that are offered; the words stay English. */

/**
 * Those that are offered, all with Latin digits and the Gregorian calendar, and what each looks
 * like: its own name and a number. `Intl` would take a while to say so for all at the start.
 */
export const samples = {
  en: 'English · 1,234,567.89',
  'en-US': 'American English · 1,234,567.89',
  'en-IN': 'English (India) · 12,34,567.89',
  de: 'Deutsch · 1.234.567,89',
  'de-CH': 'Schweizer Hochdeutsch · 1’234’567.89',
  es: 'español · 1.234.567,89',
  fr: 'français · 1\u202f234\u202f567,89',
  it: 'italiano · 1.234.567,89',
  nl: 'Nederlands · 1.234.567,89',
  pl: 'polski · 1\u00a0234\u00a0567,89',
  pt: 'português · 1.234.567,89',
  sv: 'svenska · 1\u00a0234\u00a0567,89',
  ja: '日本語 · 1,234,567.89',
  zh: '中文 · 1,234,567.89',
} as const;

export type Locale = keyof typeof samples;

export const locales = Object.keys(samples) as readonly Locale[];
