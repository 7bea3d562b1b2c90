/**
 * What the address of a frame says behind `?`: how the room looks and what a teacher settles of
 * it. What it computes stands behind `#`, as on the page.
 *
 * | name | value |
 * |---|---|
 * | `ui` | `result`, `panel` (also where it is absent) or `lab` |
 * | `lock`, `hide` | ids of parameters with commas between; to lock also `mix`, `analysis`, `all`; to hide also `mix`, `settings`, `figures`, `details`, `actions` |
 * | `range` | `horizon:1:12`, several with commas between |
 * | `preset` | a name, a colon and a link; may stand several times |
 * | `ask`, `answer`, `tolerance`, `unit` | a question, and the number that answers it |
 * | `given` | an answer that came along |
 * | `theme`, `locale`, `seed` | `light`, `dark` or `system`; a language such as `de`; 0 to 4294967295 |
 *
 * What cannot be read falls back to what is usual, and a notice says so.
 */
import { catalog } from '../analyses/catalog';
import { decodeScenario } from '../analyses/link';
import { locales, type Locale } from '../ui/locales';
import type { Theme } from '../ui/theme';
import { areas, layouts, noExercise, type Check, type Exercise, type Preset } from './exercise';
import { exerciseWords } from './exercise-words';

export interface ExerciseQuery {
  readonly exercise: Exercise;
  readonly theme: Theme;
  readonly locale?: Locale;
  /** In place of the seed of the link. */
  readonly seed?: number;
  /** An answer that came along. */
  readonly given?: number;
}

const LARGEST_SEED = 0xffff_ffff;
const LONGEST_QUESTION = 500;
const MOST_PRESETS = 20;
const themes: readonly Theme[] = ['light', 'dark', 'system'];

const parameters = new Set(catalog.flatMap((spec) => Object.keys(spec.parameters)));
const lockable: ReadonlySet<string> = new Set([...parameters, 'mix', 'analysis', 'all']);
const hideable: ReadonlySet<string> = new Set([...parameters, ...areas]);

/**
 * Never throws: `notices` say what was passed over. `text` may begin with a question mark.
 * @param passedOver says it, where this is not of an address.
 */
export function readExercise(
  text: string,
  passedOver: typeof exerciseWords.passedOver = exerciseWords.passedOver,
): ExerciseQuery & { readonly notices: readonly string[] } {
  const query = new URLSearchParams(text);
  const notices: string[] = [];
  const pass = (name: string, value: string, why: string) =>
    notices.push(passedOver(name, value.slice(0, 60), why));

  const oneOf = <T extends string>(name: string, known: readonly T[]): T | undefined => {
    const value = query.get(name);
    if (value === null) return undefined;
    const found = known.find((one) => one === value);
    if (found === undefined) pass(name, value, exerciseWords.oneOf(known.join(', ')));
    return found;
  };
  const idsOf = (name: string, known: ReadonlySet<string>): string[] =>
    listOf(query.get(name)).filter((id) => {
      if (!known.has(id)) pass(name, id, exerciseWords.noSuch);
      return known.has(id);
    });
  const numberOf = (name: string): number | undefined => {
    const value = query.get(name);
    if (value === null) return undefined;
    const number = value.trim() === '' ? NaN : Number(value);
    if (Number.isFinite(number)) return number;
    pass(name, value, exerciseWords.aNumber);
    return undefined;
  };

  const ranges = new Map<string, readonly [number, number]>();
  for (const range of listOf(query.get('range'))) {
    const [id, from, to, ...rest] = range.split(':');
    const [low, high] = [from, to].map((end) => (end?.trim() ? Number(end) : NaN));
    if (parameters.has(id) && low <= high && rest.length === 0) ranges.set(id, [low, high]);
    else pass('range', range, exerciseWords.aRange);
  }

  const presets: Preset[] = [];
  for (const value of query.getAll('preset').slice(0, MOST_PRESETS)) {
    const colon = value.lastIndexOf(':');
    const [label, link] = [value.slice(0, colon).trim(), value.slice(colon + 1)];
    if (colon > 0 && label !== '' && isLink(link)) presets.push({ label, link });
    else pass('preset', value, exerciseWords.aPreset);
  }

  const seed = numberOf('seed');
  const isSeed = seed !== undefined && Number.isInteger(seed) && seed >= 0 && seed <= LARGEST_SEED;
  if (seed !== undefined && !isSeed) pass('seed', String(seed), exerciseWords.aSeed);

  const question = query.get('ask')?.trim().slice(0, LONGEST_QUESTION) ?? '';
  const answer = numberOf('answer');
  const tolerance = numberOf('tolerance') ?? 0;
  const unit = (query.get('unit') ?? '').slice(0, 12);
  let check: Check | undefined;
  if (question !== '' && answer !== undefined) {
    check = { question, answer, tolerance: Math.max(0, tolerance), unit };
  } else if (query.has('ask') || query.has('answer')) {
    pass('ask', question, exerciseWords.questionAndAnswer);
  }

  for (const name of new Set(query.keys())) {
    if (!names.has(name)) notices.push(exerciseWords.notKnown(name.slice(0, 60)));
  }
  return {
    exercise: {
      layout: oneOf('ui', layouts) ?? noExercise.layout,
      lock: idsOf('lock', lockable),
      hide: idsOf('hide', hideable),
      ranges: Object.fromEntries(ranges),
      presets,
      ...(check && { check }),
    },
    theme: oneOf('theme', themes) ?? 'system',
    locale: oneOf('locale', locales),
    seed: isSeed ? seed : undefined,
    given: numberOf('given'),
    notices,
  };
}

const names = new Set(
  'ui lock hide range preset ask answer tolerance unit given theme locale seed'.split(' '),
);

/** The text that `readExercise` reads, without a question mark; what is usual is left out. */
export function writeExercise({ exercise, theme, locale, seed, given }: ExerciseQuery): string {
  const { layout, lock, hide, ranges, presets, check } = exercise;
  const query = new URLSearchParams();
  const put = (name: string, value: string | number | undefined) => {
    if (value !== undefined && value !== '') query.append(name, String(value));
  };
  if (layout !== noExercise.layout) put('ui', layout);
  put('lock', lock.join(','));
  put('hide', hide.join(','));
  put(
    'range',
    Object.entries(ranges)
      .map(([id, [low, high]]) => `${id}:${low}:${high}`)
      .join(','),
  );
  for (const { label, link } of presets) put('preset', `${label}:${link}`);
  if (check !== undefined) {
    put('ask', check.question);
    put('answer', check.answer);
    if (check.tolerance > 0) put('tolerance', check.tolerance);
    put('unit', check.unit);
  }
  put('given', given);
  if (theme !== 'system') put('theme', theme);
  put('locale', locale);
  put('seed', seed);
  return query.toString();
}

function listOf(text: string | null): string[] {
  return (text ?? '')
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '');
}

function isLink(link: string): boolean {
  try {
    decodeScenario(link);
    return true;
  } catch {
    return false;
  }
}
