/** `<mix-analysis>`: one room, with the mix and its settings. */
import { EmbeddedRoom } from './embedded-room';

export class MixAnalysis extends EmbeddedRoom {
  protected override readonly usualLayout = 'panel';
}
