/**
 * What the first view needs, asked for at once: code, kernels and workers come while the data are
 * on their way, and none waits for another.
 */
import { catalog } from '../analyses/catalog';
import { decodeScenario } from '../analyses/link';
import type { Engine } from '../engine/engine';
import { glanceOf } from '../engine/job';
import { loadRoom, roomsBeside } from '../panel/rooms';

/** `link` is the payload of the address, if it has one. */
export function prepareFirstView(engine: Engine, link: string | undefined): void {
  const analysis = analysisOf(link);
  void engine.prepare([analysis, ...roomsBeside(analysis).map(glanceOf)]);
  void loadRoom(analysis);
}

/** A link that cannot be read opens the first page. */
function analysisOf(link: string | undefined): string {
  try {
    return (link !== undefined && decodeScenario(link).analysis) || catalog[0].id;
  } catch {
    return catalog[0].id;
  }
}
