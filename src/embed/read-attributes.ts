/**
 * Reads the attributes of an element. Nothing throws: what cannot be read is passed over, and a
 * notice says so.
 */
import { catalog, findSpec } from '../analyses/catalog';
import { decodeScenario } from '../analyses/link';
import { parameterProblem, type ParameterSpec, type ParameterValue } from '../analyses/parameters';
import { readDraft, type Draft } from '../analyses/scenario';
import { layouts, noExercise, type Exercise, type Layout } from '../panel/exercise';
import { readExercise } from '../panel/exercise-query';
import type { Locale } from '../ui/locales';
import type { Theme } from '../ui/theme';
import { parameterIds } from './attributes';
import { words } from './element-words';
import type { MixScenario } from './mix-element';

/** Value of an attribute by its name; null where it is absent. */
export type Attributes = (name: string) => string | null;

export interface Look {
  readonly exercise: Exercise;
  readonly theme: Theme;
  readonly locale: Locale | undefined;
  /** An answer that came along. */
  readonly given: number | undefined;
  readonly notices: readonly string[];
}

/**
 * What attributes say of how the element looks, laid over the property `exercise`, and this over
 * the attribute of that name.
 */
export function readLook(
  get: Attributes,
  exercise: Partial<Exercise> | undefined,
  usual: Layout,
): Look {
  const asked = query({
    lock: listOf(get('lock')).join(','),
    hide: listOf(get('hide')).join(','),
    range: listOf(get('range')).join(','),
    theme: get('theme') ?? '',
    locale: get('locale') ?? '',
  });
  const { exercise: said, theme, locale, notices } = readExercise(asked, words.passedOver);
  const settled = get('exercise') ?? '';
  const whole = readExercise(settled, words.passedOver);
  const { layout: _usual, ...plain } = whole.exercise;
  const base = new URLSearchParams(settled).has('ui') ? whole.exercise : plain;
  const wanted = get('layout');
  const layout = layouts.find((one) => one === wanted);
  const wrong =
    wanted !== null && layout === undefined
      ? [words.passedOver('layout', wanted, words.noRoom(layouts.join(', ')))]
      : [];
  return {
    exercise: {
      ...noExercise,
      layout: usual,
      ...base,
      ...exercise,
      ...(layout && { layout }),
      ...(get('lock') !== null && { lock: said.lock }),
      ...(get('hide') !== null && { hide: said.hide }),
      ...(get('range') !== null && { ranges: said.ranges }),
    },
    theme: get('theme') === null ? whole.theme : theme,
    locale: locale ?? whole.locale,
    given: whole.given,
    notices: [...whole.notices, ...notices, ...wrong],
  };
}

export interface Wanted {
  readonly draft: Draft;
  readonly notices: readonly string[];
}

/**
 * What attributes say of what is computed, laid over the property `scenario` or the attribute
 * `state`.
 * @param usual ids of the data where nothing names them.
 */
export function readScenario(
  get: Attributes,
  scenario: MixScenario | undefined,
  usual: readonly [string, ...string[]],
): Wanted {
  const notices: string[] = [];
  const pass = (name: string, value: string, why: string) =>
    void notices.push(words.passedOver(name, value.slice(0, 60), why));

  const base = baseOf(get, scenario, usual, notices);
  const analysis = analysisOf(get('analysis'), base.analysis, pass);
  const spec = findSpec(analysis ?? catalog[0].id) ?? catalog[0];
  const sameRoom = (base.analysis ?? catalog[0].id) === spec.id;
  const parameters: Record<string, ParameterValue> = sameRoom ? { ...base.parameters } : {};
  for (const [name, id] of parameterIds) {
    const text = get(name);
    if (text === null) continue;
    if (!Object.hasOwn(spec.parameters, id)) {
      pass(name, text, words.notOfRoom(spec.id));
      continue;
    }
    const value = valueOf(spec.parameters[id], text);
    const problem = parameterProblem(spec.parameters[id], value);
    if (problem === undefined) parameters[id] = value;
    else pass(name, text, problem);
  }

  const datasets = get('dataset')?.split(/\s+/).filter(Boolean) ?? [];
  const mix = mixOf(get('mix'), pass);
  const { seed, notices: ofSeed } = readExercise(
    query({ seed: get('seed') ?? '' }),
    words.passedOver,
  );
  notices.push(...ofSeed);
  const pinned = seed ?? readExercise(get('exercise') ?? '').seed;
  return {
    draft: {
      ...base,
      ...(datasets.length > 0 && { data: { sources: datasets.map((id) => ({ id })) } }),
      ...(mix && { mix }),
      ...(pinned !== undefined && { seed: pinned }),
      analysis,
      parameters,
    },
    notices,
  };
}

function baseOf(
  get: Attributes,
  scenario: MixScenario | undefined,
  usual: readonly [string, ...string[]],
  notices: string[],
): Draft {
  const state = get('state');
  const plain: Draft = { data: { sources: usual.map((id) => ({ id })) } };
  try {
    if (scenario !== undefined) {
      const { data } = scenario;
      return readDraft({ ...scenario, data: { ...plain.data, ...data } });
    }
    return state === null || state === '' ? plain : decodeScenario(payloadOf(state));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    notices.push(words.ignored(scenario === undefined ? 'state' : 'scenario', why));
    return plain;
  }
}

/** What stands behind `#s=` of a link, or is that already. */
export function payloadOf(state: string): string {
  return state.slice(state.lastIndexOf('#s=') + 1).replace(/^s=/, '');
}

type Pass = (name: string, value: string, why: string) => void;

function analysisOf(
  asked: string | null,
  said: string | undefined,
  pass: Pass,
): string | undefined {
  if (asked === null || findSpec(asked) !== undefined) return asked ?? said;
  pass('analysis', asked, words.noRoom(catalog.map(({ id }) => id).join(', ')));
  return said;
}

function valueOf(spec: ParameterSpec, text: string): ParameterValue {
  if (spec.kind === 'choice') return spec.options.find((one) => String(one) === text) ?? text;
  const numeric = spec.kind === 'integer' || spec.kind === 'number' || spec.kind === 'scenarios';
  if (!numeric) return text;
  return text.trim() === '' ? NaN : Number(text);
}

/** `us_stocks:60 us_treasury_10y:40`: each asset and its percent, to two digits behind the point. */
function mixOf(text: string | null, pass: Pass): Draft['mix'] {
  if (text === null) return undefined;
  const parts = text.split(/[\s,]+/).filter(Boolean);
  const pairs = parts.map((part) => {
    const colon = part.lastIndexOf(':');
    const percent = part.slice(colon + 1);
    const hundredths = percent === '' ? NaN : Number(percent) * 100;
    return { asset: part.slice(0, colon), weight: Math.round(hundredths), hundredths };
  });
  // 33.33 times 100 is not a whole number in binary.
  const fine = pairs.every(
    ({ asset, weight, hundredths }) => asset !== '' && Math.abs(weight - hundredths) < 1e-6,
  );
  const sum = pairs.reduce((total, { weight }) => total + weight, 0);
  if (!fine || pairs.length === 0) pass('mix', text, words.aMix);
  else if (sum !== 10_000) pass('mix', text, words.notWhole(String(sum / 100)));
  else {
    return { assets: pairs.map(({ asset }) => asset), weights: pairs.map(({ weight }) => weight) };
  }
  return undefined;
}

/** Names with commas or spaces between; parameters may be named by their attributes. */
function listOf(text: string | null): string[] {
  return (text ?? '')
    .split(/[\s,]+/)
    .filter(Boolean)
    .map((one) => {
      const [name, ...rest] = one.split(':');
      return [parameterIds.get(name) ?? name, ...rest].join(':');
    });
}

function query(values: Readonly<Record<string, string>>): string {
  const said = Object.entries(values).filter(([, value]) => value !== '');
  return new URLSearchParams(said).toString();
}
