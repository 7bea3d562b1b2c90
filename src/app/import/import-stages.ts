/** The stages of the dialog that are a few lines each, and the buttons below them all. */
import { html, nothing, type TemplateResult } from 'lit';
import type { ReadProgress, Unreadable } from '../../data/parse/parsed-table';
import { words } from './words';

interface Origin {
  readonly name: string;
  readonly bytes: number;
}

type Part = TemplateResult | typeof nothing;

export function readingStage(
  { name, bytes }: Origin,
  messages: Part,
  progress: Part,
): TemplateResult {
  return html`<div class="head">
      <h1 id="heading" tabindex="-1">${words.reading(name)}</h1>
      <p class="muted">${words.size(bytes)}</p>
    </div>
    <div class="body">${messages} ${progress}</div>`;
}

export function unreadableStage(
  { name, bytes }: Origin,
  messages: Part,
  { unreadable, line }: Unreadable,
): TemplateResult {
  return html`<div class="head">
      <h1 id="heading" tabindex="-1">${words.unreadable}</h1>
      <p class="muted">${name} · ${words.size(bytes)}</p>
    </div>
    <div class="body">
      ${messages}
      <p class="why" role="alert">
        ${unreadable} ${line > 0 ? html`<b>${words.line(line)}</b>` : nothing}
      </p>
      <p class="muted">${words.accepted}</p>
    </div>`;
}

export function readProgress(
  bytes: number,
  progress: ReadProgress | undefined,
  cancel: () => void,
): TemplateResult {
  const { bytesRead, rows } = progress ?? { bytesRead: 0, rows: 0 };
  return html`<mix-progress
    .done=${bytesRead}
    .total=${bytes}
    .text=${words.progress(rows, bytesRead, bytes)}
    @mix-cancel=${(event: Event) => {
      // The page's own work is not what was meant.
      event.stopPropagation();
      cancel();
    }}
  ></mix-progress>`;
}

export function stageMessages(message: string, remark: string): TemplateResult {
  return html`
    ${message === '' ? nothing : html`<p class="message" role="alert">${message}</p>`}
    ${remark === '' ? nothing : html`<p class="remark" role="status">${remark}</p>`}
  `;
}

export interface Footer {
  readonly stage: 'start' | 'unreadable' | 'preview' | 'importing';
  /** Why nothing can be imported yet. */
  readonly hindrance: string | undefined;
  readonly kept: string;
  /** Files that come in. */
  readonly files: number;
  bringIn(): void;
  chooseAnother(): void;
  cancel(): void;
}

export function stageFooter(footer: Footer): TemplateResult {
  const { stage, hindrance, kept } = footer;
  const importing = stage === 'importing';
  const cancel = html`<button class="quiet" @click=${footer.cancel}>${words.cancel}</button>`;
  const another = (kind: string) =>
    html`<button class=${kind} ?disabled=${importing} @click=${footer.chooseAnother}>
      ${footer.files > 1 ? words.chooseOthers : words.chooseAnother}
    </button>`;
  if (stage === 'start') return html`<div class="foot">${cancel}</div>`;
  if (stage === 'unreadable') return html`<div class="foot">${another('action')} ${cancel}</div>`;
  return html`<div class="foot">
    <p class=${hindrance === undefined ? 'muted' : 'reason'} id="reason" aria-live="polite">
      ${hindrance ?? kept}
    </p>
    <button
      class="action import"
      aria-describedby="reason"
      ?disabled=${importing || hindrance !== undefined}
      @click=${footer.bringIn}
    >
      ${
        importing
          ? words.importing
          : footer.files > 1
            ? words.importSeveral(footer.files)
            : words.import
      }
    </button>
    ${another('quiet')} ${cancel}
  </div>`;
}
