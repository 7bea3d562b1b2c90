/**
 * The rules of `src/README.md`, executed: who may import whom, what a room holds, and which
 * parts of the language would break a promise.
 *
 * Each rule is a function from a file to its breaches. It is tried on the whole code base,
 * where it must find none, and on a planted breach, which it must find.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import {
  assemblyBreaches,
  dangerBreaches,
  isTypeScript,
  mathBreaches,
  pageBreaches,
  randomBreaches,
  resolve,
  templateBreaches,
  typeBreaches,
  type File,
} from './tools/forbidden';
import {
  importsOf,
  memberPath,
  parse,
  text,
  walk,
  type Import,
  type SyntaxNode,
} from './tools/syntax';

/** The parts of the house, the first pattern that fits; `room` is the part's own room. */
const parts: readonly (readonly [part: string, pattern: RegExp])[] = [
  ['declarations', /^src\/[\w-]+\.d\.ts$/],
  ['library', /^src\/(asset-mix\.ts$|library\/)/],
  ['spec', /^src\/analyses\/(?<room>[^/]+)\/(spec|result)\.ts$/],
  ['text', /^src\/analyses\/(?<room>[^/]+)\/text\.ts$/],
  ['view', /^src\/analyses\/(?<room>[^/]+)\/(view(-[\w-]+)?|glance)\.ts$/],
  ['reproduce', /^src\/analyses\/(?<room>[^/]+)\/reproduce(-[\w-]+)?\.ts$/],
  ['compute', /^src\/analyses\/(?<room>[^/]+)\/compute(-[\w-]+)?\.ts$/],
  ['merge', /^src\/analyses\/(?<room>[^/]+)\/merge\.ts$/],
  ['helper', /^src\/analyses\/(?<room>[^/]+)\//],
  ['catalog', /^src\/analyses\/catalog\.ts$/],
  ['scenario', /^src\/analyses\/(scenario|series|digest|link)[\w-]*\.ts$/],
  ['python', /^src\/analyses\/python[\w-]*\.ts$/],
  ['contract', /^src\/analyses\/(analysis|parameter[\w-]*|(step-)?text|view|reproduce)\.ts$/],
  ['parse', /^src\/data\/(parse|table)[\w-]*(\.ts$|\/)/],
  ['compiled', /^build\/kernels/],
  ...'app lessons embed panel engine data service-worker ui kernels finance'
    .split(' ')
    .map((part) => [part, new RegExp(`^src/${part}/`)] as const),
];

/** Which parts a part may import besides itself; `types of` where the import must vanish. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  app: [
    'lessons',
    'panel',
    'contract',
    'scenario',
    'catalog',
    'spec',
    'text',
    'engine',
    'data',
    'parse',
    'ui',
    'finance',
  ],
  lessons: ['panel', 'contract', 'scenario', 'catalog', 'spec', 'ui', 'types of finance'],
  embed: ['panel', 'contract', 'scenario', 'catalog', 'engine', 'data', 'ui', 'types of finance'],
  panel: [
    'contract',
    'scenario',
    'catalog',
    'spec',
    'text',
    'view',
    'reproduce',
    'engine',
    'ui',
    'finance',
  ],
  // Its list of analyses has their words; it hashes the data and parts that it is handed.
  library: [
    'contract',
    'scenario',
    'catalog',
    'spec',
    'text',
    'engine',
    'data',
    'parse',
    'finance',
  ],
  engine: [
    'contract',
    'scenario',
    'catalog',
    'compute',
    'merge',
    'kernels',
    'parse',
    'compiled',
    'finance',
    'declarations',
  ],
  data: ['parse', 'finance'],
  parse: ['finance'],
  view: [
    'spec',
    'text',
    'helper',
    'ui',
    'finance',
    'contract',
    'types of compute',
    'types of scenario',
  ],
  compute: ['spec', 'merge', 'helper', 'finance', 'kernels', 'contract'],
  merge: ['spec', 'helper', 'finance', 'contract'],
  helper: ['spec', 'finance', 'kernels', 'contract'],
  reproduce: ['spec', 'python', 'finance', 'contract', 'types of scenario'],
  spec: ['contract', 'finance'],
  text: ['contract', 'finance', 'types of spec'],
  python: ['types of contract', 'scenario'],
  catalog: ['spec', 'contract'],
  scenario: ['catalog', 'contract', 'finance'],
  contract: ['finance', 'types of kernels', 'types of scenario'],
  ui: ['types of finance'],
  kernels: ['compiled'],
  'service-worker': [],
  finance: [],
  declarations: ['types of library'],
};

/** Packages and the only places that may import them. */
const doors: Readonly<Record<string, RegExp>> = {
  lit: /^src\/(app|lessons|embed|panel|ui)\/|^src\/analyses\/[^/]+\/(view(-[\w-]+)?|glance)\.ts$/,
  comlink: /^src\/engine\//,
  idb: /^src\/data\//,
  papaparse: /^src\/data\//,
  uplot: /^src\/ui\/chart\.ts$/,
  valibot: /^src\/(data|embed)\/|^src\/analyses\/scenario[\w-]*\.ts$/,
  'virtual:result-fields': /^src\/library\//,
};

const roomFiles = ['spec.ts', 'text.ts', 'compute.ts', 'view.ts', 'reproduce.ts'];

/** Parts whose numbers reach a result, or that run in the worker. */
const numberParts = [
  'finance',
  'kernels',
  'contract',
  'scenario',
  'spec',
  'compute',
  'merge',
  'helper',
];

type Rule = (file: File) => string[];

/** Each rule with breaches it must find: pairs of a path and a source. */
const rules: readonly {
  title: string;
  rule: Rule;
  breaches: readonly (readonly [string, string])[];
}[] = [
  {
    title: 'imports go down the house, never up',
    rule: importBreaches,
    breaches: [
      ['src/finance/a.ts', "import { run } from '../engine/run';"],
      ['src/finance/a.ts', "export * from '../kernels/kernels';"],
      ['src/ui/a.ts', "import { mean } from '../finance/mean';"],
      ['src/ui/a.ts', "const room = import('../analyses/catalog');"],
      ['src/engine/a.ts', "const views = import.meta.glob('../analyses/*/view.ts');"],
      ['src/analyses/a/compute.ts', "type A = import('../../ui/chart').Chart;"],
      ['src/analyses/a/spec.ts', "import { compute } from './compute';"],
      ['src/analyses/a/view.ts', "import { compute } from './compute';"],
      ['src/data/a.ts', "import { html } from '../ui/html';"],
      ['src/kernels/a.ts', "import x from '../../public/data/datasets.json';"],
      ['src/stray.ts', "import { x } from './app/x';"],
    ],
  },
  {
    title: 'rooms never import rooms',
    rule: importBreaches,
    breaches: [['src/analyses/a/compute.ts', "import { spec } from '../b/spec';"]],
  },
  {
    title: 'every package has its door',
    rule: packageBreaches,
    breaches: [
      ['src/app/a.ts', "import { wrap } from 'comlink';"],
      ['src/app/a.ts', "import { openDB } from 'idb';"],
      ['src/engine/a.ts', "import Papa from 'papaparse';"],
      ['src/ui/table.ts', "const chart = await import('uplot');"],
      ['src/ui/table.ts', "import 'uplot/dist/uPlot.min.css';"],
      ['src/analyses/a/compute.ts', "import { html } from 'lit';"],
      ['src/analyses/a/spec.ts', "import type { TemplateResult } from 'lit/html.js';"],
      ['src/engine/a.ts', "import { html } from 'lit';"],
      ['src/ui/a.ts', "import * as v from 'valibot';"],
      ['src/data/a.ts', "import { readFile } from 'node:fs';"],
      ['src/app/a.ts', "import _ from 'lodash';"],
    ],
  },
  {
    title: 'the DOM never enters the worker',
    rule: whereNumbersAre(pageBreaches),
    breaches: [
      ['src/finance/a.ts', 'export const a = document.title;'],
      ['src/analyses/a/compute.ts', 'export const a = () => window.innerWidth;'],
      ['src/kernels/a.ts', 'export class A extends HTMLElement {}'],
    ],
  },
  {
    title: 'numbers use only what is the same in every engine',
    rule: whereNumbersAre(mathBreaches),
    breaches: [
      ['src/finance/a.ts', 'export const a = Math.exp(1);'],
      ['src/analyses/a/compute.ts', "export const a = Math['log'](2);"],
      ['src/analyses/a/steps.ts', 'export const { pow } = Math;'],
      ['src/kernels/a.ts', 'export const a = (x: number) => x ** 2;'],
      ['src/analyses/series.ts', 'export let a = 2; a **= 2;'],
    ],
  },
  {
    title: 'chance comes from the seed alone',
    rule: randomBreaches,
    breaches: [
      ['src/app/a.ts', 'export const a = Math.random();'],
      ['assembly/a.ts', 'export function a(): f64 { return Math.random(); }'],
    ],
  },
  {
    title: 'nothing turns text into markup or code, and nothing leaves the page',
    rule: dangerBreaches,
    breaches: [
      [
        'src/ui/a.ts',
        "import { unsafeHTML } from 'lit/directives/unsafe-html.js'; unsafeHTML('');",
      ],
      ['src/ui/a.ts', 'export const a = html`<b style=${styleMap({})}></b>`;'],
      ['src/ui/a.ts', "document.body.innerHTML = '';"],
      ['src/ui/a.ts', "document.body['innerHTML'] = '';"],
      ['src/ui/a.ts', "eval('1');"],
      ['src/ui/a.ts', "new Function('return 1');"],
      ['src/ui/a.ts', "document.body.setAttribute('style', 'color: red');"],
      ['src/ui/a.ts', "document.write('x');"],
      ['src/ui/a.ts', 'new globalThis.RTCPeerConnection();'],
      ['src/ui/a.ts', "window.open('x');"],
      ['src/ui/a.ts', "open('x');"],
      ['src/ui/a.ts', "location = 'x';"],
      ['src/ui/a.ts', "window.location.href = 'x';"],
      ['src/ui/a.ts', "globalThis.location?.assign('x');"],
      ['src/ui/a.ts', "document.location.search = 'x';"],
      ['src/ui/a.ts', 'form.submit();'],
    ],
  },
  {
    title: 'templates hold no inline style and no inline handler',
    rule: templateBreaches,
    breaches: [
      ['src/ui/a.ts', 'export const a = html`<b style="color: red"></b>`;'],
      ['src/ui/a.ts', 'export const a = html`<b style=${x}></b>`;'],
      ['src/ui/a.ts', 'export const a = svg`<g>${html`<i\nstyle=x>`}</g>`;'],
      ['src/ui/a.ts', 'export const a = html`<style>b {}</style>`;'],
      ['src/ui/a.ts', 'export const a = html`<b onclick="x()"></b>`;'],
      ['index.html', '<body style="margin: 0"></body>'],
      ['index.html', '<script>1</script>'],
    ],
  },
  {
    title: 'of TypeScript only types that vanish, and no any',
    rule: typeBreaches,
    breaches: [
      ['src/ui/a.ts', 'export enum A { B }'],
      ['src/ui/a.ts', 'export namespace A { export const b = 1; }'],
      ['src/ui/a.ts', 'export const a: any = 1;'],
      ['src/ui/a.ts', 'export class A { constructor(readonly b: number) {} }'],
    ],
  },
  {
    title: 'kernels are pure: no host, no state, no relaxed arithmetic',
    rule: assemblyBreaches,
    breaches: [
      ['assembly/a.ts', '@external("env", "now")\ndeclare function now(): f64;'],
      ['assembly/a.ts', 'export declare function now(): f64;'],
      ['assembly/a.ts', 'v128.relaxed_madd<f64>(a, b, c);'],
      ['assembly/a.ts', 'i8x16.relaxed_swizzle(a, b);'],
      ['assembly/a.ts', 'let calls: i32 = 0;'],
      ['assembly/a.ts', "import { x } from '../src/finance/x';"],
      ['assembly/a.ts', "import { x } from 'elsewhere';"],
    ],
  },
];

const root = fileURLToPath(new URL('..', import.meta.url));
const files = [
  ...read('src', /\.ts$/),
  ...read('assembly', /\.ts$/),
  { path: 'index.html', source: readFileSync(`${root}index.html`, 'utf8') },
];

describe('the rules of the house', () => {
  it('finds the code base', () => {
    expect(files.map(({ path }) => path)).toContain('src/analyses/catalog.ts');
    expect(files.filter(({ path }) => path.startsWith('assembly/'))).not.toEqual([]);
  });

  for (const { title, rule, breaches } of rules) {
    it(title, () => {
      expect(files.flatMap((file) => rule(file).map((what) => `${file.path}: ${what}`))).toEqual(
        [],
      );
    });
    for (const [path, source] of breaches) {
      it(`${title}: notices ${JSON.stringify(source)} in ${path}`, () => {
        expect(rule({ path, source })).not.toEqual([]);
      });
    }
  }

  it('accepts what is allowed', () => {
    const fine: File[] = [
      { path: 'src/ui/a.ts', source: "import type { Column } from '../finance/dataset';" },
      { path: 'src/ui/b.ts', source: "import { type Column } from '../finance/dataset';" },
      { path: 'src/ui/c.ts', source: "location.hash = '#s'; export const a = location.href;" },
      { path: 'src/ui/d.ts', source: 'export const a = html`<p part="style" @click=${x}></p>`;' },
      { path: 'src/engine/a.ts', source: "import code from './worker.ts?classic';" },
      { path: 'src/engine/b.ts', source: "import url from '../../build/kernels.wasm?url';" },
      {
        path: 'src/finance/a.ts',
        source: 'export const a = (window: number) => Math.sqrt(window);',
      },
      { path: 'src/analyses/a/view.ts', source: 'export const a = Math.log(2) ** 2;' },
      { path: 'src/analyses/a/compute.ts', source: "import { helper } from './steps';" },
      {
        path: 'assembly/a.ts',
        source: "// let it be\nimport { x } from './b/c';\nfunction f(): void {\n  let y = 1;\n}",
      },
      { path: 'assembly/memory.ts', source: 'let top: usize = 0;' },
    ];
    const all = fine.flatMap((file) => rules.flatMap(({ rule }) => rule(file)));
    expect(all).toEqual([]);
  });
});

describe('the rooms', () => {
  const folders = readdirSync(`${root}src/analyses`, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
  const catalog = readFileSync(`${root}src/analyses/catalog.ts`, 'utf8');

  it('has rooms', () => expect(folders).not.toEqual([]));

  it.each(folders)('%s is complete', (room) => {
    expect(missingFiles((file) => existsSync(`${root}src/analyses/${room}/${file}`))).toEqual([]);
  });

  it('notices a missing file', () => {
    expect(missingFiles((file) => file !== 'text.ts')).toEqual(['text.ts']);
  });

  it.each(folders)('%s puts chunks together in its merge.ts, if it has any', async (room) => {
    const folder = `${root}src/analyses/${room}`;
    const compute = (await import(`${folder}/compute.ts`)) as object;
    expect(existsSync(`${folder}/merge.ts`)).toBe('chunk' in compute);
    if (!('chunk' in compute)) return;
    const merging = Object.entries((await import(`${folder}/merge.ts`)) as object);
    const functions = Object.fromEntries(merging.filter(([, one]) => typeof one === 'function'));
    expect(functions).toHaveProperty('merge');
    expect(compute).toMatchObject(functions);
  });

  it('are those of the catalog', () => {
    expect(catalogRooms(catalog).toSorted()).toEqual(folders.toSorted());
  });

  it('notices a room that is imported but not listed', () => {
    const source = "import { spec as a } from './a/spec'; export const catalog = [];";
    expect(catalogRooms(source)).toEqual([]);
  });
});

function importBreaches({ path, source }: File): string[] {
  if (!isTypeScript(path)) return [];
  const from = place(path);
  if (from === undefined) return [`belongs to no part of the house`];
  return importsOf(parse(path, source))
    .filter(({ specifier }) => specifier.startsWith('.'))
    .flatMap((one) => {
      const target = resolve(path, one.specifier);
      const to = place(target);
      if (to === undefined) return [`imports ${target}, which belongs to no part of the house`];
      const otherRoom = from.room !== undefined && to.room !== undefined && from.room !== to.room;
      if (otherRoom) return [`the room ${from.room} imports the room ${to.room}`];
      return mayUse(from.part, to.part, one) ? [] : [`${from.part} may not import ${target}`];
    });
}

function mayUse(from: string, to: string, { typeOnly }: Import): boolean {
  const allowed = mayImport[from];
  return from === to || allowed.includes(to) || (typeOnly && allowed.includes(`types of ${to}`));
}

function packageBreaches({ path, source }: File): string[] {
  if (!isTypeScript(path)) return [];
  return importsOf(parse(path, source))
    .filter(({ specifier }) => !specifier.startsWith('.'))
    .filter(({ specifier }) => {
      const name = specifier.startsWith('node:') ? 'node' : specifier.split('/')[0];
      return !Object.hasOwn(doors, name) || !doors[name].test(path);
    })
    .map(({ specifier }) => `may not import the package ${specifier}`);
}

function whereNumbersAre(rule: Rule): Rule {
  return (file) => {
    const part = isTypeScript(file.path) ? place(file.path)?.part : undefined;
    return part !== undefined && numberParts.includes(part) ? rule(file) : [];
  };
}

function missingFiles(exists: (file: string) => boolean): string[] {
  return roomFiles.filter((file) => !exists(file));
}

/** The rooms whose specs stand in the array `catalog`. */
function catalogRooms(source: string): string[] {
  const tree = parse('src/analyses/catalog.ts', source);
  const nodes = [...walk(tree)].map(({ node }) => node);
  const listed = nodes
    .filter(({ type }) => type === 'VariableDeclarator')
    .filter((node) => memberPath(node['id']) === 'catalog')
    .flatMap((node) =>
      [...walk(node['init'] as SyntaxNode)].map(({ node: one }) => memberPath(one)),
    );
  return nodes
    .filter(({ type }) => type === 'ImportDeclaration')
    .filter((node) =>
      (node['specifiers'] as SyntaxNode[]).some((one) => listed.includes(memberPath(one['local']))),
    )
    .map((node) => /^\.\/([^/]+)\/spec$/.exec(text(node['source']))?.[1] ?? '')
    .filter((room) => room !== '');
}

function place(path: string): { part: string; room: string | undefined } | undefined {
  for (const [part, pattern] of parts) {
    const match = pattern.exec(path);
    if (match !== null) return { part, room: match.groups?.['room'] };
  }
  return undefined;
}

function read(folder: string, pattern: RegExp): File[] {
  return readdirSync(`${root}${folder}`, { recursive: true, encoding: 'utf8' })
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
    .filter((path) => pattern.test(path))
    .map((path) => ({ path, source: readFileSync(`${root}${path}`, 'utf8') }));
}
