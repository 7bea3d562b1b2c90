/** Defines the lessons, and the rooms in them, once. */
import '../panel/register';
import { MixLessons } from './lessons';
import { LiveExample } from './live-example';

const elements = { 'mix-example': LiveExample, 'mix-lessons': MixLessons } as const;

for (const [name, element] of Object.entries(elements)) {
  if (customElements.get(name) === undefined) customElements.define(name, element);
}
