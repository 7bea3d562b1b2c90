/** What was dropped or chosen: files, a text, or the reason why it is neither. */
import { formatCount } from '../../ui/format';

/** As many sources as a scenario joins. */
const MOST_FILES = 10;

/** Of its own, since these are wanted before the dialog is loaded. */
const words = {
  empty: 'What was dropped holds no file.',
  folder: (name: string) => `“${name}” is a folder; please drop a file.`,
  firstOf: (count: number) =>
    `${formatCount(count)} files came; ${formatCount(MOST_FILES)} can be joined, and the first ${formatCount(MOST_FILES)} were taken.`,
};

export type Dropped =
  | { readonly files: readonly [File, ...File[]]; readonly remark: string }
  | { readonly text: string }
  | { readonly refused: string };

export function dropped(transfer: DataTransfer | null): Dropped {
  // A folder comes as a file without content; only its entry tells what it is.
  const entries = [...(transfer?.items ?? [])]
    .filter(({ kind }) => kind === 'file')
    .map((item) => item.webkitGetAsEntry());
  const files = [...(transfer?.files ?? [])].filter((_, i) => entries[i]?.isDirectory !== true);
  if (files.length > 0) return chosenFiles(files);
  const folder = entries.find((entry) => entry?.isDirectory === true);
  if (folder) return { refused: words.folder(folder.name) };
  const text = transfer?.getData('text/plain') ?? '';
  return text.trim() === '' ? { refused: words.empty } : { text };
}

export function chosenFiles(files: readonly File[]): Dropped {
  const [first, ...others] = files.slice(0, MOST_FILES);
  if (first === undefined) return { refused: words.empty };
  const remark = files.length > MOST_FILES ? words.firstOf(files.length) : '';
  return { files: [first, ...others], remark };
}
