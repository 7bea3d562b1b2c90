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
import { chosenFiles, dropped, type Dropped } from './dropped';
import { choicesOf, titleOf, type ColumnChoice } from './import-choices';
import { filesList, hasAsset, hindranceOf, incoming, type ImportFile } from './import-files';
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
  @state() private accessor files: readonly ImportFile[] = [];
  /** Position of the file that is read or shown. */
  @state() private accessor at = 0;
  @state() private accessor running: AbortController | undefined = undefined;
  @state() private accessor progress: ReadProgress | undefined = undefined;
  /** What the reading under way was asked for. */
  @state() private accessor asked: Partial<ReadSettings> | undefined = undefined;
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
    if (file !== undefined) {
      const known = name ?? (file instanceof File ? file.name : '');
      this.begin([{ file, name: known, pasted: false }]);
    } else if (this.stage === 'closed') this.stage = 'start';
  }

  /** Opens the dialog and reads files that are to be joined. */
  openFiles(files: readonly File[]): void {
    this.begin(files.map((file) => ({ file, name: file.name, pasted: false })));
  }

  openText(text: string): void {
    this.pasted = text;
    if (text.trim() === '') {
      this.open();
      this.message = words.nothingPasted;
    } else {
      const file = new Blob([text], { type: 'text/plain' });
      this.begin([{ file, name: words.pastedName, pasted: true }]);
    }
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
        multiple
        aria-label=${words.choose}
        accept=".csv,.tsv,.tab,.txt,.dat,text/csv,text/tab-separated-values,text/plain"
        @change=${this.onChosen}
      />
      ${this.stage === 'closed' ? nothing : this.renderStage()}
      <p class="visually-hidden" role="status">${this.status}</p>
    </dialog>`;
  }

  private renderStage(): TemplateResult {
    const { stage, shown } = this;
    const origin = { name: shown?.name ?? '', bytes: shown?.file.size ?? 0 };
    const messages = stageMessages(this.message, this.remark);
    if (stage === 'reading') {
      return readingStage(origin, html`${messages} ${this.renderFiles()}`, this.renderProgress());
    }
    const main =
      shown === undefined
        ? this.renderStart(messages)
        : shown.table === undefined
          ? unreadableStage(
              origin,
              html`${this.renderFiles()} ${messages}`,
              shown.unreadable ?? { unreadable: '', line: 0 },
            )
          : this.renderPreview(shown, shown.table, messages);
    return html`${main} ${this.renderFooter(stage === 'closed' ? 'start' : stage)}`;
  }

  private renderFiles(): TemplateResult | typeof nothing {
    const { files, at, stage, running } = this;
    const busy = running !== undefined || stage === 'importing';
    return filesList(files, at, busy, {
      show: (position) => {
        this.at = position;
        this.filter = '';
      },
      leaveOut: (position, leftOut) => this.change(position, { leftOut }),
    });
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
    { name, title, currency, edits, everUndecided }: ImportFile,
    table: ParsedTable,
    messages: TemplateResult,
  ): TemplateResult {
    const { filter, wanted, stage } = this;
    return importPreview({
      ...{ name, table, messages, title, currency, edits, filter, everUndecided, wanted },
      files: this.renderFiles(),
      asked: this.asked ?? {},
      busy: this.running !== undefined,
      inert: stage === 'importing',
      progress: this.running === undefined ? nothing : this.renderProgress(),
      actions: {
        setting: (id, value) => this.choosesSetting(id, value),
        title: (text) => this.change(this.at, { title: text }),
        currency: (text) => this.change(this.at, { currency: text }),
        filter: (text) => (this.filter = text),
        edit: (ids, change) => this.editColumns(ids, change),
      },
    });
  }

  private renderProgress(): TemplateResult {
    return readProgress(this.shown?.file.size ?? 0, this.progress, () => this.cancelReading());
  }

  private renderFooter(stage: Footer['stage']): TemplateResult {
    const { hindrance, kept } = this;
    return stageFooter({
      ...{ stage, hindrance, kept },
      files: incoming(this.files).length,
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

  private get shown(): ImportFile | undefined {
    return this.files[this.at];
  }

  private get hindrance(): string | undefined {
    if (this.files.length === 0) return undefined;
    if (this.running !== undefined) return words.stillReading;
    return hindranceOf(this.files);
  }

  private get status(): string {
    const { stage, shown } = this;
    if (stage === 'reading') return words.reading(shown?.name ?? '');
    if (stage === 'importing') return words.importing;
    if (stage !== 'preview' || shown?.table === undefined) return '';
    if (this.running !== undefined) return words.stillReading;
    return words.read(shown.table.index.length, shown.table.columns.length);
  }

  private begin(sources: readonly Pick<ImportFile, 'file' | 'name' | 'pasted'>[]): void {
    this.forget();
    // A file that is asked for is called as it was.
    const title = sources.length === 1 ? this.wanted?.title : undefined;
    this.files = sources.map((source): ImportFile => {
      const name = source.name === '' ? words.pastedName : source.name;
      const none = { given: {}, everUndecided: [], currency: '', edits: new Map(), leftOut: false };
      return { ...source, name, title: title ?? titleOf(name), ...none };
    });
    this.stage = 'reading';
    void this.readAll();
  }

  /** One after the other: a file that cannot be read does not keep the others from it. */
  private async readAll(): Promise<void> {
    for (const position of this.files.keys()) {
      this.at = position;
      if (!(await this.readWith({}))) return;
    }
    const { files } = this;
    const open = files.findIndex((file) => file.table && file.table.undecided.length > 0);
    const readable = files.findIndex(({ table }) => table !== undefined);
    this.at = Math.max(0, open >= 0 ? open : readable);
    this.stage = readable < 0 ? 'unreadable' : 'preview';
  }

  private change(position: number, change: Partial<ImportFile>): void {
    this.files = this.files.map((file, other) =>
      other === position ? { ...file, ...change } : file,
    );
  }

  /** Reads the file at hand; resolves to whether nothing has made that void. */
  private async readWith(asked: Partial<ReadSettings>): Promise<boolean> {
    const { shown, at, read } = this;
    this.running?.abort();
    if (shown === undefined || read === undefined) return false;
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
      outcome = await read(shown.file, asked, { signal, onProgress });
    } catch (error) {
      outcome = { unreadable: words.readingFailed(messageOf(error)), line: 0 };
    }
    // A later reading or the end of the dialog has made this one void.
    if (this.running !== running) return false;
    this.running = undefined;
    this.asked = undefined;
    if ('unreadable' in outcome) this.takeUnreadable(at, outcome);
    else this.takeTable(at, outcome, asked);
    return true;
  }

  private takeTable(position: number, table: ParsedTable, given: Partial<ReadSettings>): void {
    const ever = this.files[position].everUndecided;
    const everUndecided = [...new Set([...ever, ...table.undecided])];
    this.change(position, { table, given, everUndecided });
  }

  private takeUnreadable(position: number, outcome: Unreadable): void {
    if (this.files[position].table === undefined) {
      this.change(position, { unreadable: outcome });
      return;
    }
    const line = outcome.line > 0 ? ` ${words.line(outcome.line)}` : '';
    this.message = words.choiceUndone(`${outcome.unreadable}${line}`);
  }

  private choosesSetting(id: SettingId, value: SettingValue | undefined): void {
    this.message = '';
    void this.readWith(withSetting(this.asked ?? this.shown?.given ?? {}, id, value));
  }

  private cancelReading(): void {
    this.running?.abort();
    this.running = undefined;
    this.asked = undefined;
    if (this.stage !== 'reading') return;
    this.forget();
    this.stage = 'start';
  }

  private editColumns(ids: readonly string[], change: Partial<ColumnChoice>): void {
    const edits = new Map(this.shown?.edits);
    for (const id of ids) edits.set(id, { ...edits.get(id), ...change });
    this.change(this.at, { edits });
  }

  private async bringIn(): Promise<void> {
    const { files, make } = this;
    if (this.stage !== 'preview' || make === undefined || this.hindrance !== undefined) return;
    this.message = '';
    this.stage = 'importing';
    const datasets: Dataset[] = [];
    for (const file of incoming(files)) {
      const { table, edits, title, name, currency } = file;
      const takenIds = [...this.takenIds, ...datasets.map(({ id }) => id)];
      const withoutAssets = !hasAsset(file);
      const about = { title, fileName: name, currency, takenIds, withoutAssets };
      let failure = '';
      try {
        datasets.push(await make(table, choicesOf(table, edits, about)));
      } catch (error) {
        failure = messageOf(error);
      }
      // Closed meanwhile, and perhaps opened again with another file.
      if (this.stage !== 'importing' || this.files !== files) return;
      if (failure !== '') {
        this.at = files.indexOf(file);
        return this.fails(files.length > 1 ? words.inFileOf(name, failure) : failure);
      }
    }
    emit(this, 'mix-import', { datasets });
  }

  private choose(): void {
    this.renderRoot.querySelector<HTMLInputElement>('input[type=file]')?.click();
  }

  private chooseAnother(): void {
    if (this.shown?.pasted !== true) return this.choose();
    this.forget();
    this.stage = 'start';
  }

  private take(what: Dropped): void {
    if ('refused' in what) this.message = what.refused;
    else if ('text' in what) this.openText(what.text);
    else {
      this.openFiles(what.files);
      this.remark = what.remark;
    }
  }

  private readonly onChosen = (event: Event): void => {
    const input = event.target as HTMLInputElement;
    const files = [...(input.files ?? [])];
    // So that the same file can be chosen again after it was mended.
    input.value = '';
    if (files.length > 0) this.take(chosenFiles(files));
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
    this.files = [];
    this.at = 0;
    this.progress = undefined;
    this.filter = '';
    this.message = '';
    this.remark = '';
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
