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
  readonly datasets: readonly {
    readonly id: string;
    readonly file: string;
    readonly columns: readonly { readonly attribution: number }[];
  }[];
}

export function frameFile(page: string, { script, kernels, folder }: FrameParts): string {
  const read = (file: string) => readFileSync(join(folder, file), 'utf8');
  const index = JSON.parse(read('datasets.json')) as Index;
  const datasets = index.datasets.filter(({ id }) => DATASETS.includes(id));
  if (datasets.length !== DATASETS.length) throw new Error('A dataset of the frame is missing.');
  const named = new Set(datasets.flatMap(({ columns }) => columns.map((one) => one.attribution)));
  // Columns name them by their place.
  const attributions = index.attributions.map((line, i) => (named.has(i) ? line : ''));
  const packed = deflateSync(kernels, { level: 9, memLevel: 7 }).toString('base64');
  const blocks = [
    block('asset-mix-kernels', 'text/plain', packed),
    block('asset-mix-datasets', 'application/json', JSON.stringify({ attributions, datasets })),
    ...datasets.map(({ id, file }) => block(id, 'text/plain', packTable(read(file)))),
  ];
  const code = escapeScript(script.trim());
  const element = `<script id="asset-mix-script">${code}</script>`;
  const policy = `<meta http-equiv="Content-Security-Policy" content="${policyOf(code)}" />`;
  return page
    .replace('<head>', () => `<head>\n    ${policy}`)
    .replace('</body>', () => `${[...blocks, element].join('\n')}\n</body>`);
}

/** Kinds of modules, each beside what it is most like; all others come last. */
const KINDS = [
  /\/text\.ts$/,
  /^src\/(?:ui|panel|embed)\/words\.ts$/,
  /-(?:words|sentences)[\w-]*\.ts$/,
  /\/view-(?:numbers|formulas)\.ts$/,
  /\/view-(?:tables|figures)\.ts$/,
  /\/view(?!-charts)/,
  /\/view-charts\.ts$/,
  /^src\/ui\/(?!.*(?:styles|theme))/,
  /styles|theme/,
  /^src\/(?:panel|embed)\//,
  /^src\/(?:engine|kernels|data)\//,
  /node_modules\/(?!uplot)/,
  /^src\/analyses\/[^/]+$/,
  /\/spec\.ts$/,
  /^src\/analyses\//,
  /^src\/finance\//,
];

/**
 * The script of the frame with modules of a kind side by side: gzip sees no further than 32 KB,
 * and so finds more in common. Only modules that do nothing until they are called change places.
 */
export function sortByLikeness(script: string): string {
  const [head, runtime, ...modules] = script.split(/^(?=\/\/ (?:\\0|[\w.@-]+\/)\S+$)/m);
  const lazy = modules.filter((code) => code.includes('__esmMin('));
  const eager = modules.filter((code) => !lazy.includes(code));
  const kindOf = (code: string) => {
    const path = /^\/\/ (.*)/.exec(code)?.[1] ?? '';
    const kind = KINDS.findIndex((one) => one.test(path));
    return kind < 0 ? KINDS.length : kind;
  };
  const sorted = lazy.toSorted((a, b) => kindOf(a) - kindOf(b));
  return [head, runtime, ...sorted, ...eager].join('');
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
