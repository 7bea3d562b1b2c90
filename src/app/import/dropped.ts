/** What was dropped or chosen: a file, a text, or the reason why it is neither. */
import { formatCount } from '../../ui/format';

/** Of its own, since these are wanted before the dialog is loaded. */
const words = {
  empty: 'What was dropped holds no file.',
  folder: (name: string) => `“${name}” is a folder; please drop a file.`,
  firstOf: (count: number, name: string) =>
    `${formatCount(count)} files came; “${name}”, the first, was taken.`,
};

export type Dropped =
  | { readonly file: File; readonly remark: string }
  | { readonly text: string }
  | { readonly refused: string };

export function dropped(transfer: DataTransfer | null): Dropped {
  // A folder comes as a file without content; only its entry tells what it is.
  const entries = [...(transfer?.items ?? [])]
    .filter(({ kind }) => kind === 'file')
    .map((item) => item.webkitGetAsEntry());
  const files = [...(transfer?.files ?? [])].filter((_, i) => entries[i]?.isDirectory !== true);
  if (files.length > 0) return firstFile(files);
  const folder = entries.find((entry) => entry?.isDirectory === true);
  if (folder) return { refused: words.folder(folder.name) };
  const text = transfer?.getData('text/plain') ?? '';
  return text.trim() === '' ? { refused: words.empty } : { text };
}

export function firstFile(files: readonly File[]): Dropped {
  if (files.length === 0) return { refused: words.empty };
  const [file] = files;
  return { file, remark: files.length > 1 ? words.firstOf(files.length, file.name) : '' };
}
