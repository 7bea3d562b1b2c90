/**
 * The scenario as a link: version, codec and payload, with defaults left out. Version first, so
 * that decoders can be kept for ever.
 */
import type { AssetMix, Dataset } from '../finance/dataset';
import { catalog, findSpec } from './catalog';
import { tableOf } from './link-table';
import { defaultParameters } from './parameters';
import {
  canonicalJson,
  defaultScenario,
  NUMBERS_VERSION,
  readDraft,
  ScenarioError,
  type Draft,
  type Scenario,
} from './scenario';
import type { FileFacts } from './scenario-draft';

/** Longest payload of a link that every program passes on; beyond it a file is offered as well. */
export const LINK_LIMIT = 2_000;
/** Longest payload that is read: a mix of a thousand assets has room. */
const LONGEST = 200_000;

/**
 * The part of a link behind `#s=`: version, codec and payload, with defaults left out.
 * @param sources the datasets of the scenario, in its order.
 */
export function encodeScenario(scenario: Scenario, sources: readonly Dataset[]): string {
  return encodeDraft(draftOf(scenario, sources));
}

/** The same of a scenario whose data are not at hand. */
export function encodeDraft(draft: Draft): string {
  return `1.j.${toBase64Url(canonicalJson(draft))}`;
}

/**
 * The scenario with its defaults left out. Where these depend on more than one built-in
 * dataset, everything is said: a person's own file may come in again with other classes.
 */
export function draftOf(scenario: Scenario, sources: readonly Dataset[]): Draft {
  const { data, mix, compare, parameters, seed } = scenario;
  const simple = sources.length === 1 && sources[0].file === undefined && data.steps.length === 0;
  const plain = simple ? defaultScenario(sources[0], scenario.analysis) : undefined;
  const specs = findSpec(scenario.analysis)?.parameters ?? {};
  const defaults = defaultParameters(specs);
  const same = (a: unknown, b: unknown) => canonicalJson(a) === canonicalJson(b);
  const changed = Object.entries(parameters).filter(([id, value]) => defaults[id] !== value);
  const { from, to } = data.range;
  return {
    numbersVersion: NUMBERS_VERSION,
    data: {
      sources: data.sources.map(({ id, fingerprint, columns }, s) => ({
        id,
        fingerprint,
        columns: same(columns, plain?.data.sources[s].columns) ? undefined : [...columns],
        file: factsOf(sources[s]),
        table: sources[s].file?.inLink === true ? tableOf(sources[s]) : undefined,
      })),
      range: from === null && to === null ? undefined : { from, to },
      steps: data.steps.length === 0 ? undefined : [...data.steps],
      riskFree: data.riskFree === plain?.data.riskFree ? undefined : data.riskFree,
    },
    mix: same(mix, plain?.mix) ? undefined : copyOf(mix),
    compare: compare && copyOf(compare),
    analysis: scenario.analysis === catalog[0].id ? undefined : scenario.analysis,
    parameters: changed.length === 0 ? undefined : Object.fromEntries(changed),
    seed: seed === 1 ? undefined : seed,
  };
}

function copyOf({ assets, weights }: AssetMix) {
  return { assets: [...assets], weights: [...weights] };
}

/** The same link with the values of a person's own data in it, whatever its length. */
export function encodeWithData(scenario: Scenario, sources: readonly Dataset[]): string {
  const carried = sources.map((source) =>
    source.file === undefined ? source : { ...source, file: { ...source.file, inLink: true } },
  );
  return encodeScenario(scenario, carried);
}

/** The scenario as a file: everything said, readable by `readDraft` and by people. */
export function scenarioFile(scenario: Scenario, sources: readonly Dataset[]): string {
  const { data, ...rest } = scenario;
  const withFacts = data.sources.map((source, s) => ({
    ...source,
    file: factsOf(sources[s]),
    table: sources[s].file?.inLink === true ? tableOf(sources[s]) : undefined,
  }));
  const whole = { ...rest, numbersVersion: NUMBERS_VERSION, data: { ...data, sources: withFacts } };
  return `${JSON.stringify(whole, null, 2)}\n`;
}

/** How a person's own file is recognized elsewhere, and how it is meant. */
function factsOf({ file, ...dataset }: Dataset): FileFacts | undefined {
  if (file === undefined) return undefined;
  const { title, index, columns, kind, frequency, periodsPerYear } = dataset;
  const roles = columns.flatMap(({ id, role }) => (role === 'asset' ? [] : [[id, role] as const]));
  return {
    title: title.slice(0, 200),
    name: file.name.slice(0, 200),
    bytes: file.bytes,
    rows: index.length,
    columns: columns.length,
    kind,
    frequency,
    periodsPerYear,
    roles: roles.length === 0 ? undefined : Object.fromEntries(roles),
  };
}

/** @throws ScenarioError where the text is not a link of this app, or of a newer one. */
export function decodeScenario(link: string): Draft {
  const [version, codec, payload = '', ...rest] = link.split('.');
  if (version !== '1' || codec !== 'j' || rest.length > 0) {
    throw new ScenarioError(
      'link',
      'This link was not made by this app, or by a newer version of it.',
    );
  }
  if (payload.length > LONGEST) throw new ScenarioError('link', 'This link is too long.');
  let json: unknown;
  try {
    json = JSON.parse(fromBase64Url(payload));
  } catch {
    throw new ScenarioError('link', 'This link is damaged: a part of it is missing or changed.');
  }
  return readDraft(json);
}

function toBase64Url(plain: string): string {
  const bytes = new TextEncoder().encode(plain);
  const binary = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

function fromBase64Url(encoded: string): string {
  const binary = atob(encoded.replaceAll('-', '+').replaceAll('_', '/'));
  const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0));
  return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
}
