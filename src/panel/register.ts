/** Defines the panel, and the room that stands by itself, once. */
import '../ui/register';
import { CheckQuestion } from './check-question';
import { LiveRoom } from './live-room';
import { MixPanel } from './panel';

const elements = {
  'mix-panel': MixPanel,
  'mix-check': CheckQuestion,
  'mix-room': LiveRoom,
} as const;

for (const [name, element] of Object.entries(elements)) {
  if (customElements.get(name) === undefined) customElements.define(name, element);
}

declare global {
  interface HTMLElementTagNameMap {
    'mix-panel': MixPanel;
    'mix-check': CheckQuestion;
    'mix-room': LiveRoom;
  }
}
