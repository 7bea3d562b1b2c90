/**
 * The scenario as a link: version, codec and payload, with defaults left out. Version first, so
 * that decoders can be kept for ever.
 */
import type { Dataset } from '../finance/dataset';
import { catalog } from './catalog';
import {
  canonicalJson,
  defaultScenario,
  NUMBERS_VERSION,
  readDraft,
  ScenarioError,
  type Draft,
  type Scenario,
} from './scenario';

/** Longest payload of a link; beyond it a file is offered instead. */
const LINK_LIMIT = 2_000;

/** The part of a link behind `#s=`: version, codec and payload, with defaults left out. */
export function encodeScenario(scenario: Scenario, dataset: Dataset): string {
  const plain = defaultScenario(dataset, scenario.analysis);
  const [source] = scenario.data.sources;
  const { from, to } = scenario.data.range;
  const same = (a: unknown, b: unknown) => canonicalJson(a) === canonicalJson(b);
  const changed = Object.entries(scenario.parameters).filter(
    ([id, value]) => plain.parameters[id] !== value,
  );
  const draft: Draft = {
    numbersVersion: NUMBERS_VERSION,
    data: {
      sources: [
        {
          id: source.id,
          fingerprint: source.fingerprint,
          columns: same(source.columns, plain.data.sources[0].columns)
            ? undefined
            : [...source.columns],
        },
      ],
      range: from === null && to === null ? undefined : { from, to },
      riskFree: scenario.data.riskFree === plain.data.riskFree ? undefined : scenario.data.riskFree,
    },
    mix: same(scenario.mix, plain.mix)
      ? undefined
      : { assets: [...scenario.mix.assets], weights: [...scenario.mix.weights] },
    analysis: scenario.analysis === catalog[0].id ? undefined : scenario.analysis,
    parameters: changed.length === 0 ? undefined : Object.fromEntries(changed),
    seed: scenario.seed === 1 ? undefined : scenario.seed,
  };
  return `1.j.${toBase64Url(canonicalJson(draft))}`;
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
  if (payload.length > 10 * LINK_LIMIT) throw new ScenarioError('link', 'This link is too long.');
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
