/**
 * `<mix-verify>`: computes what is shown once more, on one new worker that knows nothing of the
 * first run, and tells whether every number comes out to the bit.
 */
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { digest } from '../analyses/digest';
import { createEngine, type Engine } from '../engine/engine';
import type { Progress } from '../engine/job';
import { formatCount, formatNumber } from '../ui/format';
import { baseStyles } from '../ui/theme';
import { jobOf, type Shown } from './run-controller';
import { words } from './words';

type Verdict =
  | { readonly state: 'running'; readonly progress?: Progress }
  | { readonly state: 'same'; readonly seconds: number; readonly digests: readonly string[] }
  | { readonly state: 'different'; readonly was: string; readonly is: string }
  | { readonly state: 'broke'; readonly message: string };

export class Verify extends LitElement {
  static override readonly styles = [baseStyles];

  /** What is to come out again: the result of every mix that is shown. */
  @property({ attribute: false }) accessor shown: readonly Shown[] = [];
  /** Makes the engine that computes it anew; by default one of a single worker. */
  @property({ attribute: false }) accessor makeEngine = (): Engine => createEngine({ workers: 1 });

  @state() private accessor verdict: Verdict | undefined = undefined;

  private abort = new AbortController();

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.abort.abort();
  }

  override willUpdate(changed: PropertyValues<this>): void {
    const before = changed.get('shown')?.map((one) => one.digest);
    if (before === undefined || String(before) === String(this.shown.map((one) => one.digest)))
      return;
    // What was said was said of other numbers.
    this.abort.abort();
    this.verdict = undefined;
  }

  override render(): TemplateResult {
    const { verdict } = this;
    const complete = this.shown.length > 0 && this.shown.every((one) => one.digest !== undefined);
    const running = verdict?.state === 'running';
    return html`<p @keydown=${this.onKey}>
        <button class="chip" ?disabled=${!complete || running} @click=${() => void this.verify()}>
          ${words.verify}
        </button>
        <small>${words.verifyHelp}</small>
      </p>
      <p role="status">${verdict === undefined ? nothing : this.say(verdict)}</p>`;
  }

  private say(verdict: Verdict): TemplateResult | string {
    switch (verdict.state) {
      case 'running': {
        const { progress } = verdict;
        if (progress === undefined) return words.computing;
        return html`<mix-progress
          .done=${progress.done}
          .total=${progress.total}
          @mix-cancel=${this.cancel}
          .text=${words.progress(formatCount(progress.done), formatCount(progress.total))}
        ></mix-progress>`;
      }
      case 'same':
        return html`<b class="gain">${words.verified}</b> ${words.verifiedNote(
            formatNumber(verdict.seconds, 1),
          )}
          <code
            >${verdict.digests.map((one) => `${one.slice(0, 4)} ${one.slice(4, 8)}`).join(' · ')}</code
          >`;
      case 'different':
        return html`<b class="loss">${words.notVerified}</b> ${words.notVerifiedNote}
          <code>${verdict.was}</code> <code>${verdict.is}</code>`;
      case 'broke':
        return html`<b class="loss">${words.brokeTitle}</b> ${verdict.message}`;
    }
  }

  private async verify(): Promise<void> {
    const shown = [...this.shown];
    const abort = (this.abort = new AbortController());
    this.verdict = { state: 'running' };
    const started = performance.now();
    const engine = this.makeEngine();
    const settle = (verdict: Verdict | undefined) => {
      if (!abort.signal.aborted) this.verdict = verdict;
    };
    try {
      for (const one of shown) {
        const { result } = await engine.run(jobOf(one), {
          signal: abort.signal,
          onProgress: (progress) => settle({ state: 'running', progress }),
        }).result;
        const is = digest(one.scenario, one.dataset.fingerprint, result);
        if (is !== one.digest) return settle({ state: 'different', was: one.digest ?? '', is });
      }
      const seconds = (performance.now() - started) / 1_000;
      settle({ state: 'same', seconds, digests: shown.map((one) => one.digest ?? '') });
    } catch (error) {
      settle({ state: 'broke', message: error instanceof Error ? error.message : String(error) });
    } finally {
      engine.close();
    }
  }

  private cancel(event: Event): void {
    // The run above goes on.
    event.stopPropagation();
    this.abort.abort();
    this.verdict = undefined;
  }

  private readonly onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || this.verdict?.state !== 'running') return;
    event.preventDefault();
    this.cancel(event);
  };
}
