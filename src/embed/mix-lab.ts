/** `<mix-lab>`: everything: the rooms, the mix, and the choice of the data. */
import { css, html, nothing, type TemplateResult } from 'lit';
import { encodeDraft } from '../analyses/link';
import { withoutAssets } from '../analyses/scenario';
import { isLocked } from '../panel/exercise';
import { baseStyles } from '../ui/theme';
import { words } from './element-words';
import { EmbeddedRoom } from './embedded-room';

const JOINED = '';

export class MixLab extends EmbeddedRoom {
  static override readonly styles = [
    baseStyles,
    ...EmbeddedRoom.styles,
    css`
      label {
        display: flex;
        flex-wrap: wrap;
        gap: var(--s2);
        align-items: center;
        padding: var(--s2) var(--s4);
        border-bottom: 1px solid var(--line);
        color: var(--muted);
      }
      select {
        max-width: 100%;
        color: var(--ink);
      }
    `,
  ];

  protected override readonly usualLayout = 'lab';

  protected override renderAbove(): TemplateResult | typeof nothing {
    const { given, room } = this;
    const offered =
      given.length > 0
        ? given.map(({ id, title }) => ({ id, title }))
        : (this.shelf?.entries ?? []).map(({ id, title }) => ({ id, title }));
    if (room?.scenario === undefined || offered.length === 0) return nothing;
    const [source, ...others] = room.sources;
    const chosen = others.length > 0 ? JOINED : source.id;
    const known = offered.some(({ id }) => id === chosen);
    const more = known
      ? []
      : [{ id: chosen, title: others.length > 0 ? words.joined : source.title }];
    return html`<label part="data">
      ${words.data}
      <select class="field" ?disabled=${isLocked(this.look.exercise, 'mix')} @change=${this.choose}>
        ${[...more, ...offered].map(
          ({ id, title }) => html`<option value=${id} .selected=${id === chosen}>${title}</option>`,
        )}
      </select>
    </label>`;
  }

  protected override changed(): void {
    this.requestUpdate();
  }

  /** The room and its settings stay; what names assets begins anew. */
  private readonly choose = (event: Event): void => {
    const { value: id } = event.target as HTMLSelectElement;
    const { room } = this;
    if (room?.scenario === undefined || id === JOINED) return;
    const { analysis, parameters, seed } = room.scenario;
    const draft = { analysis, parameters: withoutAssets(analysis, parameters), seed };
    void room
      .takeUp(encodeDraft({ ...draft, data: { sources: [{ id }] } }))
      .then(() => this.requestUpdate());
  };
}
