/**
 * A draft that can be shown on its data: what cannot be is left out, so that it falls back to what
 * is usual, and a notice says so.
 */
import { prepareScenario, ScenarioError, type Draft } from '../analyses/scenario';
import type { Dataset } from '../finance/dataset';
import { words } from './element-words';

export interface Settled {
  readonly draft: Draft;
  readonly notices: readonly string[];
}

/** @throws ScenarioError where nothing that could be left out is wrong: the data cannot be computed on. */
export function settle(draft: Draft, sources: readonly Dataset[]): Settled {
  const notices: string[] = [];
  for (let settled = draft; ;) {
    try {
      prepareScenario(settled, sources);
      return { draft: settled, notices };
    } catch (error) {
      if (!(error instanceof ScenarioError)) throw error;
      const less = without(settled, error.where, sources);
      if (less === undefined) throw error;
      notices.push(words.fellBack(error.message));
      settled = less;
    }
  }
}

/** The draft without a field; undefined where it has none. */
function without(draft: Draft, where: string, sources: readonly Dataset[]): Draft | undefined {
  const [field, part] = where.split('.');
  if (field === 'mix') {
    const { compare } = draft;
    if (compare !== undefined && isFine({ ...draft, compare: undefined }, sources)) {
      return { ...draft, compare: undefined };
    }
    return draft.mix && { ...draft, mix: undefined };
  }
  if (field === 'parameters') {
    const { [part]: wrong, ...parameters } = draft.parameters ?? {};
    return wrong === undefined ? undefined : { ...draft, parameters };
  }
  if (field === 'analysis') {
    return draft.analysis === undefined
      ? undefined
      : { ...draft, analysis: undefined, parameters: undefined };
  }
  const { sources: named, ...others } = draft.data;
  if (Object.values(others).every((one) => one === undefined)) {
    // Of the sources only their columns can be left out.
    if (named.every(({ columns }) => columns === undefined)) return undefined;
    return { ...draft, data: { sources: named.map((one) => ({ ...one, columns: undefined })) } };
  }
  return { ...draft, data: { sources: named } };
}

function isFine(draft: Draft, sources: readonly Dataset[]): boolean {
  try {
    prepareScenario(draft, sources);
    return true;
  } catch {
    return false;
  }
}
