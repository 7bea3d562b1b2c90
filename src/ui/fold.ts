/**
 * `<mix-fold>`: a disclosure whose content is only made once it is opened, for what is long and
 * seldom wanted. It draws into the page around it, whose styles it takes.
 */
import { html, LitElement, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';

export class Fold extends LitElement {
  @property() accessor heading = '';
  /** Makes the content. */
  @property({ attribute: false }) accessor content: () => unknown = () => nothing;

  @state() private accessor opened = false;

  protected override createRenderRoot(): this {
    return this;
  }

  override render() {
    const toggle = (event: Event) => (this.opened = (event.target as HTMLDetailsElement).open);
    return html`<details class="more" @toggle=${toggle}>
      <summary>${this.heading}</summary>
      ${this.opened ? this.content() : nothing}
    </details>`;
  }
}
