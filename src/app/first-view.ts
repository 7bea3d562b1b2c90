/**
 * What the first view needs, asked for at once: code, kernels and workers come while the data are
 * on their way, and none waits for another.
 */
import { catalog } from '../analyses/catalog';
import { decodeScenario } from '../analyses/link';
import type { Draft } from '../analyses/scenario-draft';
import { FIRST_DATASET, fetchAhead } from '../data/built-in';
import type { Engine } from '../engine/engine';
import { glanceOf } from '../engine/job';
import { loadRoom, roomsBeside } from '../panel/rooms';

/**
 * `link` is the payload of the address, if it has one; `base` the folder of the data. A link that
 * cannot be read opens the first room on the first dataset.
 */
export function prepareFirstView(engine: Engine, link: string | undefined, base: URL): void {
  const { analysis = catalog[0].id, data } = draftOf(link) ?? {};
  fetchAhead(base, data === undefined || data.sources.some(({ id }) => id === FIRST_DATASET));
  void engine.prepare([analysis, ...roomsBeside(analysis).map(glanceOf)]);
  void loadRoom(analysis);
}

function draftOf(link: string | undefined): Draft | undefined {
  try {
    return link === undefined ? undefined : decodeScenario(link);
  } catch {
    return undefined;
  }
}
