/**
 * What is told to those who cannot see the numbers change: once they stand still, and as one text.
 * A live region around the numbers themselves would read every step of a drag.
 */
import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** So long must nothing change. A key that is held repeats faster. */
const STILL_MILLISECONDS = 700;

export class Announcement implements ReactiveController {
  /** For a status region that is always there. */
  text = '';

  private readonly host: ReactiveControllerHost;
  private readonly wanted: () => string;
  private next = '';
  private timer?: ReturnType<typeof setTimeout>;

  /** @param wanted what there is to tell, asked after each update of the host */
  constructor(host: ReactiveControllerHost, wanted: () => string) {
    this.host = host;
    this.wanted = wanted;
    host.addController(this);
  }

  hostUpdated(): void {
    const next = this.wanted();
    if (next === this.next) return;
    this.next = next;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.text = next;
      this.host.requestUpdate();
    }, STILL_MILLISECONDS);
  }

  hostDisconnected(): void {
    clearTimeout(this.timer);
  }
}
