/**
 * The one script of `embed.html`: on the page it opens the frame, in a worker, which is made of
 * the same text, it computes.
 */
import { rooms } from '../engine/all-rooms';
import { serve } from '../engine/serve';

if ('document' in globalThis) void import('./frame-page');
else {
  Object.assign(globalThis, { parts: rooms });
  serve();
}
