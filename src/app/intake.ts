/**
 * Files that come to the page from anywhere: dropped on it, pasted, or chosen. Tables go to the
 * dialog, which is loaded when it is first wanted; scenarios are opened.
 */
import { chosenFiles, dropped, type Dropped } from './import/dropped';
import type { MixImport } from './import/import-dialog';
import { messageOf } from './message';
import { words } from './words';

export interface IntakeHost {
  /** The element of the dialog, once it is defined. */
  dialog(): MixImport | null;
  /** Resolves when it is known what is kept here, so that the dialog finds a name that is free. */
  ready(): Promise<unknown>;
  openScenario(text: string): Promise<unknown>;
  tell(message: string): void;
  /** Something hovers above the page. */
  hover(hovers: boolean): void;
}

export interface Intake {
  /** Opens the dialog to choose a file. */
  openDialog(): Promise<void>;
  take(what: Dropped): Promise<void>;
  choose(files: readonly File[]): Promise<void>;
  /** Listens to what is dropped on the page and pasted, until the function it returns is called. */
  listen(view: Window): () => void;
}

export function createIntake(host: IntakeHost): Intake {
  const dialog = async (): Promise<MixImport | null> => {
    try {
      const [{ MixImport }] = await Promise.all([
        import('./import/import-dialog'),
        import('../data/own-dataset'),
        host.ready(),
      ]);
      if (customElements.get('mix-import') === undefined) {
        customElements.define('mix-import', MixImport);
      }
      return host.dialog();
    } catch (error) {
      host.tell(words.notLoaded(messageOf(error)));
      return null;
    }
  };

  const take = async (what: Dropped): Promise<void> => {
    if ('refused' in what) return host.tell(what.refused);
    if ('text' in what) {
      if (isJson(what.text)) await host.openScenario(what.text);
      else (await dialog())?.openText(what.text);
      return;
    }
    const { files, remark } = what;
    const tables = files.filter(({ name }) => !/\.json$/i.test(name));
    if (tables.length === 0) await host.openScenario(await files[0].text());
    else (await dialog())?.openFiles(tables);
    const scenarios = files.length - Math.max(1, tables.length);
    const left = scenarios > 0 ? words.scenarioAlone : '';
    if (remark !== '' || left !== '') host.tell([remark, left].join(' ').trim());
  };

  const onDragOver = (event: DragEvent): void => {
    if (event.defaultPrevented || !bringsFiles(event.dataTransfer)) return;
    event.preventDefault();
    host.hover(true);
  };

  const onDragLeave = (event: DragEvent): void => {
    if (event.relatedTarget === null) host.hover(false);
  };

  const onDrop = (event: DragEvent): void => {
    host.hover(false);
    if (event.defaultPrevented || !bringsFiles(event.dataTransfer)) return;
    event.preventDefault();
    void take(dropped(event.dataTransfer));
  };

  const onPaste = (event: ClipboardEvent): void => {
    const [target] = event.composedPath();
    if (event.defaultPrevented || isTextField(target) || host.dialog()?.isOpen === true) return;
    const { clipboardData } = event;
    const files = [...(clipboardData?.files ?? [])];
    const text = clipboardData?.getData('text/plain') ?? '';
    if (files.length > 0) void take(chosenFiles(files));
    // A word or a number in passing is no table.
    else if (/\S\s*\n\s*\S/.test(text)) void take({ text });
    else return;
    event.preventDefault();
  };

  return {
    async openDialog() {
      (await dialog())?.open();
    },
    take,
    async choose(files) {
      if (files.length > 0) await take(chosenFiles(files));
    },
    listen(view) {
      const listeners = {
        dragover: onDragOver,
        dragleave: onDragLeave,
        drop: onDrop,
        paste: onPaste,
      };
      for (const [type, listener] of Object.entries(listeners)) {
        view.addEventListener(type, listener as EventListener);
      }
      return () => {
        for (const [type, listener] of Object.entries(listeners)) {
          view.removeEventListener(type, listener as EventListener);
        }
      };
    },
  };
}

function isJson(text: string): boolean {
  return /^\s*\{/.test(text);
}

/** Parts of the page that are dragged about bring none. */
function bringsFiles(transfer: DataTransfer | null): boolean {
  return transfer?.types.some((type) => type === 'Files') ?? false;
}

function isTextField(target: EventTarget | undefined): boolean {
  if (target instanceof HTMLTextAreaElement) return true;
  if (target instanceof HTMLElement && target.isContentEditable) return true;
  return (
    target instanceof HTMLInputElement && !['range', 'checkbox', 'radio'].includes(target.type)
  );
}
