/** `<mix-import>`: the dialog in which a person brings in their own file. */
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { ImportChoices } from '../../data/own-dataset';
import type {
  ParsedTable,
  ReadProgress,
  ReadSettings,
  SettingId,
  Unreadable,
} from '../../data/parse/parsed-table';
import type { Dataset } from '../../finance/dataset';
import { emit } from '../../ui/emit';
import { baseStyles } from '../../ui/theme';
import { dropped, firstFile, type Dropped } from './dropped';
import {
  choicesOf,
  hindrance,
  titleOf,
  type ColumnChoice,
  type ColumnEdits,
} from './import-choices';
import { importPreview } from './import-preview';
import {
  readingStage,
  readProgress,
  stageFooter,
  stageMessages,
  unreadableStage,
  type Footer,
} from './import-stages';
import { importStart, type Wanted } from './import-start';
import { importStyles } from './import-styles';
import { previewStyles } from './preview-styles';
import { withSetting, type SettingValue } from './setting-fields';
import { words } from './words';

type Read = (
  file: Blob,
  given: Partial<ReadSettings>,
  options: { signal: AbortSignal; onProgress: (progress: ReadProgress) => void },
) => Promise<ParsedTable | Unreadable>;

type Stage = 'closed' | 'start' | 'reading' | 'unreadable' | 'preview' | 'importing';

interface Source {
  readonly file: Blob;
  readonly name: string;
  readonly pasted: boolean;
}

export class MixImport extends LitElement {
  static override readonly styles = [baseStyles, importStyles, previewStyles];

  @property({ attribute: false }) accessor read: Read | undefined = undefined;
  @property({ attribute: false }) accessor make:
    | ((table: ParsedTable, choices: ImportChoices) => Promise<Dataset>)
    | undefined = undefined;
  @property({ attribute: false }) accessor takenIds: readonly string[] = [];
  /** Where a scenario misses its data: what they were. */
  @property({ attribute: false }) accessor wanted: Wanted | undefined = undefined;
  @property() accessor keptMode: 'database' | 'memory' = 'database';
  @property() accessor keptReason: string | undefined = undefined;

  @state() private accessor stage: Stage = 'closed';
  @state() private accessor source: Source | undefined = undefined;
  @state() private accessor table: ParsedTable | undefined = undefined;
  @state() private accessor unreadable: Unreadable | undefined = undefined;
  @state() private accessor running: AbortController | undefined = undefined;
  @state() private accessor progress: ReadProgress | undefined = undefined;
  /** What the shown table was read with, and what the reading under way was asked for. */
  @state() private accessor given: Partial<ReadSettings> = {};
  @state() private accessor asked: Partial<ReadSettings> | undefined = undefined;
  @state() private accessor everUndecided: readonly SettingId[] = [];
  @state() private accessor dataTitle = '';
  @state() private accessor currency = '';
  @state() private accessor edits: ColumnEdits = new Map();
  @state() private accessor filter = '';
  @state() private accessor pasted = '';
  @state() private accessor message = '';
  @state() private accessor remark = '';
  @state() private accessor hovered = false;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.reset();
  }

  /** Opens the dialog; with a file it is read at once. */
  open(file?: Blob, name?: string): void {
    if (file !== undefined) this.begin(file, name ?? (file instanceof File ? file.name : ''));
    else if (this.stage === 'closed') this.stage = 'start';
  }

  openText(text: string): void {
    this.pasted = text;
    if (text.trim() === '') {
      this.open();
      this.message = words.nothingPasted;
    } else this.begin(new Blob([text], { type: 'text/plain' }), words.pastedName, true);
  }

  close(): void {
    this.reset();
  }

  get isOpen(): boolean {
    return this.stage !== 'closed';
  }

  /** Shows why the data could not be taken; all that was chosen stays. */
  fails(message: string): void {
    if (this.stage === 'importing') this.stage = 'preview';
    this.message = message;
  }

  override updated(changed: PropertyValues): void {
    const dialog = this.dialog;
    if (dialog === null) return;
    if (this.stage === 'closed') dialog.close();
    else if (!dialog.open) dialog.showModal();
    if (changed.has('stage') && this.stage !== 'closed') {
      // What had the focus is gone with the earlier stage.
      dialog.querySelector<HTMLElement>('h1')?.focus();
    }
  }

  override render(): TemplateResult {
    return html`<dialog
      class=${this.hovered ? `${this.stage} hovered` : this.stage}
      aria-labelledby="heading"
      @close=${this.onClose}
      @dragover=${this.onDragOver}
      @dragleave=${this.onDragLeave}
      @drop=${this.onDrop}
    >
      <input
        type="file"
        hidden
        aria-label=${words.choose}
        accept=".csv,.tsv,.tab,.txt,.dat,text/csv,text/tab-separated-values,text/plain"
        @change=${this.onChosen}
      />
      ${this.stage === 'closed' ? nothing : this.renderStage()}
      <p class="visually-hidden" role="status">${this.status}</p>
    </dialog>`;
  }

  private renderStage(): TemplateResult {
    const { stage, source, table } = this;
    const origin = { name: source?.name ?? '', bytes: source?.file.size ?? 0 };
    const messages = stageMessages(this.message, this.remark);
    if (stage === 'reading') return readingStage(origin, messages, this.renderProgress());
    const main =
      stage === 'unreadable'
        ? unreadableStage(origin, messages, this.unreadable ?? { unreadable: '', line: 0 })
        : source === undefined || table === undefined
          ? this.renderStart(messages)
          : this.renderPreview(source, table, messages);
    return html`${main} ${this.renderFooter(stage === 'closed' ? 'start' : stage)}`;
  }

  private renderStart(messages: TemplateResult): TemplateResult {
    const { kept, wanted, pasted } = this;
    return html`<div class="head"><h1 id="heading" tabindex="-1">${words.title}</h1></div>
      <div class="body">
        ${messages}
        ${importStart({
          ...{ kept, wanted, pasted },
          choose: () => this.choose(),
          paste: (text) => (this.pasted = text),
          readPasted: () => this.openText(this.pasted),
        })}
      </div>`;
  }

  private renderPreview(
    { name }: Source,
    table: ParsedTable,
    messages: TemplateResult,
  ): TemplateResult {
    const { dataTitle, currency, edits, filter, everUndecided, wanted, stage } = this;
    return importPreview({
      ...{ name, table, messages, currency, edits, filter, everUndecided, wanted },
      title: dataTitle,
      asked: this.asked ?? {},
      busy: this.running !== undefined,
      inert: stage === 'importing',
      progress: this.running === undefined ? nothing : this.renderProgress(),
      actions: {
        setting: (id, value) => this.choosesSetting(id, value),
        title: (text) => (this.dataTitle = text),
        currency: (text) => (this.currency = text),
        filter: (text) => (this.filter = text),
        edit: (ids, change) => this.editColumns(ids, change),
      },
    });
  }

  private renderProgress(): TemplateResult {
    return readProgress(this.source?.file.size ?? 0, this.progress, () => this.cancelReading());
  }

  private renderFooter(stage: Footer['stage']): TemplateResult {
    const { hindrance, kept } = this;
    return stageFooter({
      ...{ stage, hindrance, kept },
      bringIn: () => void this.bringIn(),
      chooseAnother: () => this.chooseAnother(),
      cancel: () => this.close(),
    });
  }

  private get dialog(): HTMLDialogElement | null {
    return this.renderRoot.querySelector('dialog');
  }

  private get kept(): string {
    return this.keptMode === 'database' ? words.kept : (this.keptReason ?? words.notKept);
  }

  private get hindrance(): string | undefined {
    if (this.table === undefined) return undefined;
    if (this.running !== undefined) return words.stillReading;
    return hindrance(this.table, this.edits, this.dataTitle);
  }

  private get status(): string {
    if (this.stage === 'reading') return words.reading(this.source?.name ?? '');
    if (this.stage === 'importing') return words.importing;
    if (this.stage !== 'preview' || this.table === undefined) return '';
    if (this.running !== undefined) return words.stillReading;
    return words.read(this.table.index.length, this.table.columns.length);
  }

  private begin(file: Blob, name: string, pasted = false): void {
    this.forget();
    this.source = { file, name: name === '' ? words.pastedName : name, pasted };
    this.dataTitle = this.wanted?.title ?? titleOf(this.source.name);
    this.stage = 'reading';
    void this.readWith({});
  }

  private async readWith(asked: Partial<ReadSettings>): Promise<void> {
    const { source, read } = this;
    this.running?.abort();
    if (source === undefined || read === undefined) return;
    const running = new AbortController();
    const { signal } = running;
    this.running = running;
    this.asked = asked;
    this.progress = undefined;
    const onProgress = (progress: ReadProgress) => {
      if (this.running === running) this.progress = progress;
    };
    let outcome: ParsedTable | Unreadable;
    try {
      outcome = await read(source.file, asked, { signal, onProgress });
    } catch (error) {
      outcome = { unreadable: words.readingFailed(messageOf(error)), line: 0 };
    }
    // A later reading or the end of the dialog has made this one void.
    if (this.running !== running) return;
    this.running = undefined;
    this.asked = undefined;
    if ('unreadable' in outcome) this.takeUnreadable(outcome);
    else this.takeTable(outcome, asked);
  }

  private takeTable(table: ParsedTable, given: Partial<ReadSettings>): void {
    this.table = table;
    this.given = given;
    this.everUndecided = [...new Set([...this.everUndecided, ...table.undecided])];
    this.stage = 'preview';
  }

  private takeUnreadable(outcome: Unreadable): void {
    if (this.table === undefined) {
      this.unreadable = outcome;
      this.stage = 'unreadable';
      return;
    }
    const line = outcome.line > 0 ? ` ${words.line(outcome.line)}` : '';
    this.message = words.choiceUndone(`${outcome.unreadable}${line}`);
  }

  private choosesSetting(id: SettingId, value: SettingValue | undefined): void {
    this.message = '';
    void this.readWith(withSetting(this.asked ?? this.given, id, value));
  }

  private cancelReading(): void {
    this.running?.abort();
    this.running = undefined;
    this.asked = undefined;
    if (this.table === undefined) this.stage = 'start';
  }

  private editColumns(ids: readonly string[], change: Partial<ColumnChoice>): void {
    const edits = new Map(this.edits);
    for (const id of ids) edits.set(id, { ...edits.get(id), ...change });
    this.edits = edits;
  }

  private async bringIn(): Promise<void> {
    const { table, source, make, currency, takenIds } = this;
    if (this.stage !== 'preview' || table === undefined || source === undefined) return;
    if (make === undefined || this.hindrance !== undefined) return;
    const about = { title: this.dataTitle, fileName: source.name, currency, takenIds };
    const choices = choicesOf(table, this.edits, about);
    this.message = '';
    this.stage = 'importing';
    let dataset: Dataset | undefined;
    let failure = '';
    try {
      dataset = await make(table, choices);
    } catch (error) {
      failure = messageOf(error);
    }
    // Closed meanwhile, and perhaps opened again with another file.
    if (this.stage !== 'importing' || this.table !== table) return;
    if (dataset === undefined) this.fails(failure);
    else emit(this, 'mix-import', { dataset, table });
  }

  private choose(): void {
    this.renderRoot.querySelector<HTMLInputElement>('input[type=file]')?.click();
  }

  private chooseAnother(): void {
    if (this.source?.pasted !== true) return this.choose();
    this.forget();
    this.stage = 'start';
  }

  private take(what: Dropped): void {
    if ('refused' in what) this.message = what.refused;
    else if ('text' in what) this.openText(what.text);
    else {
      this.begin(what.file, what.file.name);
      this.remark = what.remark;
    }
  }

  private readonly onChosen = (event: Event): void => {
    const input = event.target as HTMLInputElement;
    const files = [...(input.files ?? [])];
    // So that the same file can be chosen again after it was mended.
    input.value = '';
    if (files.length > 0) this.take(firstFile(files));
  };

  private readonly onDragOver = (event: DragEvent): void => {
    event.preventDefault();
    this.hovered = this.stage !== 'importing';
  };

  private readonly onDragLeave = (event: DragEvent): void => {
    const to = event.relatedTarget;
    if (!(to instanceof Node) || this.dialog?.contains(to) !== true) this.hovered = false;
  };

  private readonly onDrop = (event: DragEvent): void => {
    event.preventDefault();
    this.hovered = false;
    if (this.stage !== 'importing') this.take(dropped(event.dataTransfer));
  };

  private readonly onClose = (): void => {
    // Opened again before the browser told of the closing.
    if (this.dialog?.open === true) return;
    this.reset();
    emit(this, 'mix-import-closed');
  };

  private reset(): void {
    this.forget();
    this.pasted = '';
    this.stage = 'closed';
  }

  /** Ends what runs and empties everything that belongs to one file. */
  private forget(): void {
    this.running?.abort();
    this.running = undefined;
    this.asked = undefined;
    this.given = {};
    this.source = undefined;
    this.table = undefined;
    this.unreadable = undefined;
    this.progress = undefined;
    this.everUndecided = [];
    this.edits = new Map();
    this.filter = '';
    this.currency = '';
    this.message = '';
    this.remark = '';
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
