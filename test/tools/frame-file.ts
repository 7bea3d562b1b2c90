/**
 * Puts a room into one file: policy, data, and scripts that are known by their hashes.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { packTable } from '../../src/embed/packed-table.ts';

/** The datasets inside, by their ids. */
const DATASETS = ['us-asset-classes-monthly', 'us-stocks-bonds-cpi-monthly-1871'];

interface FrameParts {
  /** Run by the page, and the text of its workers. */
  readonly script: string;
  readonly kernels: Uint8Array;
  /** Holds `datasets.json` and the files that it names. */
  readonly folder: string;
}

interface Index {
  readonly attributions: readonly string[];
  readonly datasets: readonly { readonly id: string; readonly file: string }[];
}

export function frameFile(page: string, { script, kernels, folder }: FrameParts): string {
  const read = (file: string) => readFileSync(join(folder, file), 'utf8');
  const index = JSON.parse(read('datasets.json')) as Index;
  const datasets = index.datasets.filter(({ id }) => DATASETS.includes(id));
  if (datasets.length !== DATASETS.length) throw new Error('A dataset of the frame is missing.');
  const packed = deflateSync(kernels, { level: 9, memLevel: 7 }).toString('base64');
  const blocks = [
    block('asset-mix-kernels', 'text/plain', packed),
    block('asset-mix-datasets', 'application/json', JSON.stringify({ ...index, datasets })),
    ...datasets.map(({ id, file }) => block(id, 'text/plain', packTable(read(file)))),
  ];
  const code = escapeScript(script.trim());
  const element = `<script id="asset-mix-script">${code}</script>`;
  const policy = `<meta http-equiv="Content-Security-Policy" content="${policyOf(code)}" />`;
  return page
    .replace('<head>', () => `<head>\n    ${policy}`)
    .replace('</body>', () => `${[...blocks, element].join('\n')}\n</body>`);
}

function policyOf(script: string): string {
  const hash = createHash('sha256').update(script).digest('base64');
  return [
    "default-src 'none'",
    `script-src 'sha256-${hash}' 'wasm-unsafe-eval'`,
    'worker-src blob:',
    "connect-src 'none'",
    'img-src data: blob:',
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types lit-html asset-mix',
  ].join('; ');
}

/** What would end a script, or hide its end, inside it. Such text stands in literals only. */
function escapeScript(code: string): string {
  return code.replaceAll(/<(?=!--|\/?script)/gi, '\\x3c');
}

/** Data in the page, which a browser neither runs nor fetches. */
function block(id: string, type: string, text: string): string {
  if (/<\/script|<!--/i.test(text)) throw new Error(`${id} would end its element.`);
  return `<script type="${type}" id="${id}">${text}</script>`;
}
