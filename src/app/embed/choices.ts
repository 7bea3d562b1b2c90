/** What a teacher has chosen in the embed builder, and the exercise that it makes. */
import type { ParameterSpec, ParameterSpecs } from '../../analyses/parameters';
import type { Area, Exercise, Layout, Preset } from '../../panel/exercise';
import { formatInput, parseNumber } from '../../ui/format';
import type { Locale } from '../../ui/locales';
import type { Theme } from '../../ui/theme';
import type { words } from './words';

export type Freedom = keyof typeof words.states;

/** Texts stay the person's until they are read. */
export interface Choices {
  readonly room?: string;
  readonly layout: Layout;
  readonly theme: Theme;
  readonly locale?: Locale;
  readonly height: number;
  /** By the id of a parameter, or `mix`. */
  readonly freedom: Readonly<Record<string, Freedom>>;
  readonly bounds: Readonly<Record<string, readonly [string, string]>>;
  readonly without: readonly Area[];
  readonly presets: readonly Preset[];
  readonly question: string;
  readonly answer: string;
  readonly tolerance: string;
  readonly unit: string;
}

export const usualChoices: Choices = {
  layout: 'panel',
  theme: 'system',
  height: 720,
  freedom: {},
  bounds: {},
  without: [],
  presets: [],
  question: '',
  answer: '',
  tolerance: '',
  unit: '',
};

/** Of a room with these parameters; what is not right yet is left out. */
export function exerciseOf(choices: Choices, parameters: ParameterSpecs): Exercise {
  const { layout, freedom, without, presets, question, answer, tolerance, unit } = choices;
  const ids = ['mix', ...Object.keys(parameters)];
  const are = (wanted: Freedom) => ids.filter((id) => freedom[id] === wanted);
  const ranges = Object.entries(parameters).flatMap(([id, spec]) => {
    const bounds = boundsOf(choices, id, spec);
    return typeof bounds === 'object' ? [[id, bounds] as const] : [];
  });
  const right = parseNumber(answer);
  const check = {
    question: question.trim(),
    answer: right ?? NaN,
    tolerance: Math.max(0, parseNumber(tolerance) ?? 0),
    unit,
  };
  return {
    layout,
    lock: are('locked'),
    hide: [...are('hidden'), ...without],
    ranges: Object.fromEntries(ranges),
    presets,
    ...(check.question !== '' && right !== undefined && { check }),
  };
}

/** Both ends; one that is left empty is that of the parameter itself. */
export function boundsOf(
  { bounds }: Choices,
  id: string,
  spec: ParameterSpec,
): readonly [number, number] | 'wrong' | undefined {
  const [low, high] = (bounds[id] ?? ['', '']).map((end) => end.trim());
  if (!('minimum' in spec) || (low === '' && high === '')) return undefined;
  const smallest = low === '' ? spec.minimum : parseNumber(low);
  const largest = high === '' ? spec.maximum : parseNumber(high);
  if (smallest === undefined || largest === undefined || !(smallest <= largest)) return 'wrong';
  return [smallest, largest];
}

/**
 * The answer that a figure gives, right to its last digit. Of "at least 3.1 %" and "3.1 % ± 0.2"
 * the first number is meant.
 */
export function answerIn(
  figure: string,
): Pick<Choices, 'answer' | 'tolerance' | 'unit'> | undefined {
  const [, text, unit = ''] = /([−-]?\d[\d.,’'\u00a0\u202f]*)\s*(%)?/u.exec(figure) ?? [];
  const number = text === undefined ? undefined : parseNumber(text.trim());
  if (number === undefined) return undefined;
  const last = /[.,](\d+)\s*$/u.exec(text)?.[1] ?? '';
  // Three digits behind the sign of a whole number are its thousands.
  const digits = Number.isInteger(number) && last.length === 3 ? 0 : last.length;
  return { answer: formatInput(number), unit, tolerance: formatInput(10 ** -digits) };
}
