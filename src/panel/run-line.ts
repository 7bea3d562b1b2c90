/** How the runs of a panel stand: what went wrong, what takes a while, what waits for a click. */
import { html, nothing, type TemplateResult } from 'lit';
import { findSpec } from '../analyses/catalog';
import type { Scenario } from '../analyses/scenario';
import { EngineError } from '../engine/engine-error';
import { formatCount } from '../ui/format';
import type { RunController } from './run-controller';
import { words } from './words';

export function trouble(
  runs: readonly RunController[],
  copy: (details: string) => void,
): TemplateResult | typeof nothing {
  const { problem, failure } = runs.find((run) => run.problem ?? run.failure) ?? runs[0];
  if (problem !== undefined) return html`<p class="notice" role="alert">${problem.message}</p>`;
  if (failure === undefined || isUnloaded(failure)) return nothing;
  const details = `${failure.name}: ${failure.message}\n${failure.stack ?? ''}`;
  return html`<div class="notice" role="alert">
    <p><b>${words.brokeTitle}</b> ${words.brokeHelp}</p>
    <code>${failure.name}: ${failure.message}</code>
    <button class="quiet inset" @click=${() => copy(details)}>${words.copyDetails}</button>
  </div>`;
}

/** Code that did not come, with the way to ask for it again. */
export function unloadedNotice(
  failure: Error | undefined,
  retry: () => void,
): TemplateResult | typeof nothing {
  if (failure === undefined) return nothing;
  return html`<div class="notice" role="alert">
    <p><b>${words.unloadedTitle}</b> ${words.unloadedHelp}</p>
    <code>${failure.message}</code>
    <button class="chip" @click=${retry}>${words.tryAgain}</button>
  </div>`;
}

/** Of two mixes the one that still has something to say. */
export function runLine(
  scenario: Scenario | undefined,
  runs: readonly RunController[],
): TemplateResult | typeof nothing {
  const { progress, waiting, slow, stale, shown } =
    runs.find((run) => run.waiting !== undefined || run.slow) ?? runs[0];
  if (waiting !== undefined && shown !== undefined) {
    const count = scenariosOf(scenario ?? shown.scenario);
    const seconds = `${formatCount(Math.max(1, Math.round(waiting.seconds)))} s`;
    return html`<p class="waiting">
      <span class="said">${waiting.cancelled === true ? words.cancelled : words.postponed}</span>
      <button class="chip" @click=${() => runs.forEach((run) => run.go())}>
        ${Number.isNaN(count) ? words.runAgain : words.run(formatCount(count), seconds)}
      </button>
    </p>`;
  }
  if (!slow) return nothing;
  return html`
    <mix-progress
      .done=${progress?.done ?? 0}
      .total=${progress?.total ?? 1}
      .text=${words.progress(formatCount(progress?.done ?? 0), formatCount(progress?.total ?? 0))}
      .enough=${(progress?.done ?? 0) > 0}
    ></mix-progress>
    ${stale ? html`<p class="waiting">${words.previous}</p>` : nothing}
  `;
}

/** Code that did not come, which is no bug of the analysis. */
export function isUnloaded(failure: Error | undefined): boolean {
  return failure instanceof EngineError && failure.code === 'not-loaded';
}

function scenariosOf({ analysis, parameters }: Scenario): number {
  const specs = Object.entries(findSpec(analysis)?.parameters ?? {});
  const [id] = specs.find(([, spec]) => spec.kind === 'scenarios') ?? [''];
  return Number(parameters[id]);
}
