/** The glossary as a page beside the lab, with the texts of all rooms. */
import { html } from 'lit';
import type { RoomText } from '../../analyses/text';
import type { PageModule } from '../pages';
import { MixGlossary } from './glossary';

const files = import.meta.glob<RoomText>('../../analyses/*/text.ts', { import: 'text' });

if (customElements.get('mix-glossary') === undefined) {
  customElements.define('mix-glossary', MixGlossary);
}

/** The page, once every text is there. */
export async function load(): Promise<PageModule> {
  const texts: ReadonlyMap<string, RoomText> = new Map(
    await Promise.all(
      Object.entries(files).map(
        async ([path, file]) => [path.split('/').at(-2) ?? path, await file()] as const,
      ),
    ),
  );
  return {
    page({ state, actions }, at) {
      const open = ({ detail: { room } }: CustomEvent<{ room: string }>) => {
        if (state.scenario?.analysis === room) actions.visit(undefined);
        else actions.openAnalysis(room);
      };
      return html`<mix-glossary
        .texts=${texts}
        .entry=${at}
        @mix-open-room=${open}
      ></mix-glossary>`;
    },
  };
}
