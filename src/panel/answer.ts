/** Judging the answer to the question of an exercise. */
import { formatNumber, parseNumber } from '../ui/format';
import type { Check } from './exercise';
import { exerciseWords } from './exercise-words';

/** What a person answered, or why it is no answer. */
export type Answer =
  | { readonly given: number; readonly correct: boolean }
  | { readonly problem: string };

/** Judges what was typed: a number in the locale of the page, with or without its unit. */
export function judge({ answer, tolerance, unit }: Check, text: string): Answer {
  const bare = text.trim();
  const number = unit !== '' && bare.endsWith(unit) ? bare.slice(0, -unit.length) : bare;
  const given = parseNumber(number.trim());
  if (given === undefined || !Number.isFinite(given)) return { problem: exerciseWords.noNumber };
  // A tolerance of 0.1 takes 12.3 for 12.4, whatever binary fractions make of it.
  const slack = 1e-9 * Math.max(Math.abs(answer), tolerance);
  return { given, correct: Math.abs(given - answer) <= tolerance + slack };
}

/** The answer as it is told, to the digits of the tolerance. */
export function formatAnswer({ answer, tolerance, unit }: Check): string {
  const digits = tolerance > 0 ? Math.max(0, Math.min(6, Math.ceil(-Math.log10(tolerance)))) : 6;
  const number = formatNumber(answer, digits);
  return unit === '' ? number : `${number} ${unit}`;
}
