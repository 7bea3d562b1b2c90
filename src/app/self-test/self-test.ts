/**
 * `<mix-self-test>`: runs reference numbers, simulations and speeds in this browser, and shows
 * what came out. `mix-say` with `{ message }` tells something in passing.
 */
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { NUMBERS_VERSION } from '../../analyses/scenario';
import { createEngine, type Engine, type EngineOptions } from '../../engine/engine';
import { createProbe, type Probe } from '../../engine/probe';
import type { Dataset } from '../../finance/dataset';
import { copyText } from '../../ui/clipboard';
import { download } from '../../ui/download';
import { emit } from '../../ui/emit';
import { formatCount } from '../../ui/format';
import { baseStyles } from '../../ui/theme';
import { messageOf } from '../message';
import { parts, type Part, type SelfTestData } from './cases';
import { closer, holds, type Line } from './check';
import {
  allWell,
  digitsOf,
  errorOf,
  reportCsv,
  reportText,
  sizeOf,
  speedText,
  summaryOf,
  tally,
  type Report,
} from './report';
import { agreements, places, referenceLines, type Agreement, type Bench } from './run';
import { selfTestStyles } from './self-test-styles';
import { speedIds, speeds, type Speed } from './speeds';
import { words } from './words';

type Stage = keyof typeof words.stages;

type Phase =
  | { readonly is: 'idle' }
  | { readonly is: 'running'; readonly stage: Stage; readonly done: number; readonly total: number }
  | { readonly is: 'done' }
  | { readonly is: 'cancelled' }
  | { readonly is: 'broke'; readonly message: string };

/** Fetched with the first run. */
const loadCases = async () => (await import('./cases.json')).default as unknown as SelfTestData;

export class MixSelfTest extends LitElement {
  static override readonly styles = [baseStyles, selfTestStyles];

  /** The engine of the page: its numbers are those in question. */
  @property({ attribute: false }) accessor engine: Engine | undefined = undefined;
  /** A dataset that ships with the page. */
  @property({ attribute: false }) accessor load = (id: string): Promise<Dataset> =>
    Promise.reject(new Error(id));
  @property({ attribute: false }) accessor loadData: () => Promise<SelfTestData> = loadCases;
  @property({ attribute: false }) accessor makeEngine: (options: EngineOptions) => Engine =
    createEngine;
  @property({ attribute: false }) accessor makeProbe: () => Promise<Probe> = () => createProbe();

  @state() private accessor phase: Phase = { is: 'idle' };
  @state() private accessor lines: readonly Line[] = [];
  @state() private accessor agreements: readonly Agreement[] = [];
  @state() private accessor speeds: readonly Speed[] = [];

  private abort = new AbortController();
  /** As it was when the last number came: workers without work end later. */
  private environment: Report['environment'] = [];

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.stop();
    if (this.phase.is === 'running') this.phase = { is: 'cancelled' };
  }

  override render(): TemplateResult {
    const { phase } = this;
    const running = phase.is === 'running';
    return html`<h1>${words.title}</h1>
      <p class="intro">${words.intro}</p>
      ${
        running
          ? html`<mix-progress
              .done=${phase.done}
              .total=${phase.total}
              .text=${words.progress(
                words.stages[phase.stage],
                formatCount(phase.done),
                formatCount(phase.total),
              )}
              @mix-cancel=${this.cancel}
            ></mix-progress>`
          : html`<button class="action" @click=${() => void this.run()}>
              ${phase.is === 'idle' ? words.run : words.again}
            </button>`
      }
      <div class="verdict" role="status">${this.renderVerdict()}</div>
      ${this.lines.length === 0 ? nothing : this.renderFound()}`;
  }

  private renderVerdict(): TemplateResult | typeof nothing {
    switch (this.phase.is) {
      case 'idle':
      case 'running':
        return nothing;
      case 'broke':
        return html`<p><b class="loss">${words.broke}</b> ${this.phase.message}</p>
          <p>${words.brokeHelp}</p>`;
      case 'cancelled':
        return html`<p>${words.cancelled}</p>
          ${this.lines.length === 0 ? nothing : this.renderSummary()}`;
      case 'done':
        return this.renderSummary();
    }
  }

  private renderSummary(): TemplateResult {
    const report = this.report();
    const well = allWell(report);
    return html`<p class=${well ? 'gain' : 'loss'}><b>${summaryOf(report)}</b></p>
      ${well ? nothing : html`<p>${words.wrong}</p>`}`;
  }

  private renderFound(): TemplateResult {
    const { phase, agreements: agreed, speeds: measured } = this;
    return html`${
        phase.is === 'running'
          ? nothing
          : html`<dl class="environment">
                ${this.environment.map(
                  ([name, value]) =>
                    html`<div>
                      <dt>${name}</dt>
                      <dd>${value}</dd>
                    </div>`,
                )}
              </dl>
              <p class="actions">
                <button class="chip" @click=${this.copy}>${words.copy}</button>
                <button class="chip" @click=${this.save}>${words.download}</button>
              </p>`
      }
      <section>
        <h2>${words.numbers}</h2>
        <p class="help">${words.numbersHelp}</p>
        ${parts.map((part) => this.renderPart(part))}
      </section>
      ${agreed.length === 0 ? nothing : renderAgreements(agreed)}
      ${measured.length === 0 ? nothing : renderSpeeds(measured)}`;
  }

  /** The lines of a part behind its own summary; open where something is off, which comes first. */
  private renderPart(part: Part): TemplateResult | typeof nothing {
    const lines = this.lines.filter((line) => line.part === part);
    if (lines.length === 0) return nothing;
    const { held, count } = tally(lines);
    const worst = lines.reduce(closer);
    return html`<details ?open=${held < count}>
      <summary>
        ${words.parts[part]}<span class=${held < count ? 'loss' : ''}
          >${words.partHolds(formatCount(held), formatCount(count))} · ${errorOf(worst)}</span
        >
      </summary>
      <div class="scroll" role="region" tabindex="0" aria-label=${words.parts[part]}>
        <table>
          <thead>
            <tr>
              <th scope="col">${words.what}</th>
              <th scope="col">${words.reference}</th>
              <th scope="col" class="number">${words.count}</th>
              <th scope="col" class="number">${words.expected}</th>
              <th scope="col" class="number">${words.here}</th>
              <th scope="col" class="number">${words.error}</th>
              <th scope="col" class="number">${words.allowed}</th>
              <th scope="col" class="number">${words.verdict}</th>
            </tr>
          </thead>
          <tbody>
            ${[...lines.filter((line) => !holds(line)), ...lines.filter(holds)].map(renderLine)}
          </tbody>
        </table>
      </div>
    </details>`;
  }

  private async run(): Promise<void> {
    const { engine } = this;
    if (engine === undefined || this.phase.is === 'running') return;
    this.stop();
    const { signal } = (this.abort = new AbortController());
    this.lines = [];
    this.agreements = [];
    this.speeds = [];
    this.phase = { is: 'running', stage: 'preparing', done: 0, total: 1 };
    document.addEventListener('keydown', this.onKey);
    try {
      const [data, probe] = await Promise.all([this.loadData(), this.makeProbe()]);
      signal.throwIfAborted();
      const { load, makeEngine } = this;
      const bench: Bench = { data, engine, probe, load: remembering(load), makeEngine, signal };
      const { cases, simulations } = data;
      const follow = async <T>(
        stage: Stage,
        found: AsyncGenerator<T>,
        total: number,
        take: (one: T) => void,
      ) => {
        let done = 0;
        this.phase = { is: 'running', stage, done, total };
        for await (const one of found) {
          signal.throwIfAborted();
          done += 1;
          take(one);
          this.environment = environmentOf(engine);
          this.phase = { is: 'running', stage, done, total };
        }
      };
      await follow('numbers', referenceLines(bench), cases.length, (lines) => {
        this.lines = [...this.lines, ...lines];
      });
      await follow('simulations', agreements(bench), simulations.length, (one) => {
        this.agreements = [...this.agreements, one];
      });
      await follow('speeds', speeds(bench), speedIds.length, (one) => {
        this.speeds = [...this.speeds, one];
      });
      this.phase = { is: 'done' };
    } catch (error) {
      // A run that was cancelled has been answered already.
      if (!signal.aborted) this.phase = { is: 'broke', message: messageOf(error) };
    } finally {
      if (!signal.aborted) document.removeEventListener('keydown', this.onKey);
    }
  }

  private stop(): void {
    this.abort.abort();
    document.removeEventListener('keydown', this.onKey);
  }

  private readonly cancel = (): void => {
    if (this.phase.is !== 'running') return;
    this.stop();
    this.phase = { is: 'cancelled' };
    void this.updateComplete.then(() =>
      this.renderRoot.querySelector<HTMLButtonElement>('.action')?.focus(),
    );
  };

  private readonly onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    event.preventDefault();
    this.cancel();
  };

  private report(): Report {
    const { lines, agreements: agreed, speeds: measured, environment } = this;
    return { lines, agreements: agreed, speeds: measured, environment };
  }

  private readonly copy = async (): Promise<void> => {
    const copied = await copyText(reportText(this.report()));
    emit(this, 'mix-say', { message: copied ? words.copied : words.notCopied });
  };

  private readonly save = (): void => {
    download(words.fileName, new Blob([reportCsv(this.report())], { type: 'text/csv' }));
  };
}

function environmentOf(engine: Engine): Report['environment'] {
  const { mode, reason = '', workers } = engine.status();
  const by = words.workersOf(workers, navigator.hardwareConcurrency);
  return [
    [words.engine, mode === 'workers' ? by : words.inline(reason)],
    [words.browser, navigator.userAgent],
    [words.date, new Date().toISOString().slice(0, 10)],
    [words.numbersVersion, String(NUMBERS_VERSION)],
  ];
}

function renderLine(line: Line): TemplateResult {
  const { what, source, count, expected, here, error, tolerance, problem } = line;
  const well = holds(line);
  return html`<tr class=${well ? '' : 'off'}>
    <th scope="row">
      ${what}${problem === undefined ? nothing : html`<br /><small>${problem}</small>`}
    </th>
    <td class="text">${source}</td>
    <td>${formatCount(count)}</td>
    <td>${digitsOf(expected)}</td>
    <td>${digitsOf(here)}</td>
    <td>${sizeOf(error)}</td>
    <td>${tolerance === 0 ? words.exact : sizeOf(tolerance)}</td>
    <td class=${well ? 'gain' : 'loss'}>${well ? words.ok : words.notOk}</td>
  </tr>`;
}

function renderAgreements(found: readonly Agreement[]): TemplateResult {
  return html`<section>
    <h2>${words.simulations}</h2>
    <p class="help">${words.simulationsHelp}</p>
    <div class="scroll" role="region" tabindex="0" aria-label=${words.simulations}>
      <table>
        <thead>
          <tr>
            <th scope="col">${words.simulation}</th>
            <th scope="col" class="number">${words.stored}</th>
            ${places.map((place) => html`<th scope="col" class="number">${words.places[place]}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${found.map(
            ({ what, expected, runs }) =>
              html`<tr>
                <th scope="row">${what}</th>
                <td><code>${short(expected)}</code></td>
                ${runs.map(({ digest, problem }) =>
                  digest === expected
                    ? html`<td class="gain">${words.same}</td>`
                    : html`<td class="loss">
                        ${words.different}<br />${problem ?? html`<code>${short(digest ?? '')}</code>`}
                      </td>`,
                )}
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
  </section>`;
}

function renderSpeeds(found: readonly Speed[]): TemplateResult {
  return html`<section>
    <h2>${words.speeds}</h2>
    <p class="help">${words.speedsHelp}</p>
    <div class="scroll" role="region" tabindex="0" aria-label=${words.speeds}>
      <table>
        <thead>
          <tr>
            <th scope="col">${words.measured}</th>
            <th scope="col" class="number">${words.speed}</th>
            <th scope="col" class="number">${words.on}</th>
          </tr>
        </thead>
        <tbody>
          ${found.map(
            (one) =>
              html`<tr>
                <th scope="row">
                  ${words.speedOf[one.id].what}${one.problem === undefined ? nothing : html`<br /><small>${one.problem}</small>`}
                </th>
                <td>${speedText(one)}</td>
                <td>${words.workers(one.workers)}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
  </section>`;
}

function short(digest: string): string {
  return `${digest.slice(0, 4)} ${digest.slice(4, 8)}`;
}

/** Each dataset is fetched once a run. */
function remembering(load: MixSelfTest['load']): MixSelfTest['load'] {
  const loaded = new Map<string, Promise<Dataset>>();
  return (id) => {
    const loading = loaded.get(id) ?? load(id);
    loaded.set(id, loading);
    return loading;
  };
}
