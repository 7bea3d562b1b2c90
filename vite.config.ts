/**
 * How the app is served, built and tested.
 *
 * Small plugins: the kernels compile beside the page, the code of workers becomes texts (see
 * `src/engine`, which starts them from a Blob), the built page carries its policy, and a service
 * worker knows every file that the page needs without a network.
 */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { playwright } from '@vitest/browser-playwright';
import {
  build,
  normalizePath,
  runnerImport,
  type Plugin,
  type Rolldown,
  type ViteDevServer,
} from 'vite';
import { defineConfig } from 'vitest/config';
import { browserArguments, findBrowser } from './test/tools/find-browser.ts';
import { hashOfBuild } from './test/tools/build-hash.ts';
import { bundleTypes } from './test/tools/bundle-types.ts';
import { ClosingLineReporter } from './test/tools/closing-line-reporter.ts';
import type * as ElementsManifest from './test/tools/elements-manifest.ts';
import { frameFile, sortByLikeness } from './test/tools/frame-file.ts';
import { formulaModule, withoutFormulas } from './test/tools/formulas.ts';
import { resultFields } from './test/tools/result-fields.ts';

const root = normalizePath(fileURLToPath(new URL('.', import.meta.url)));
const target = ['es2022', 'chrome111', 'firefox114', 'safari16.4'];
/** Tests of functions alone. */
const PURE = ['test/finance/**/*.test.ts', 'test/kernels/**/*.test.ts'];

export default defineConfig({
  base: './',
  // No fallback to index.html: an unknown path is an error, as on any static host.
  appType: 'mpa',
  plugins: [
    kernels(),
    flushTemplates(),
    lessOfCharts(),
    plainImports(),
    classicScripts(),
    oneFirstChunk(),
    contentPolicy(),
    buildHash(),
    serviceWorker(),
    resultFieldsOfRooms(),
    formulas(),
    library(),
    elements(),
    frame(),
  ],
  build: {
    target,
    // Every chunk would be asked for twice, and its links cost more than the wait they save.
    modulePreload: false,
    assetsInlineLimit: (file) => (file.endsWith('.wasm') ? false : undefined),
  },
  preview: {
    port: 4173,
    strictPort: false,
    open: process.stdout.isTTY && process.env['CI'] === undefined,
  },
  optimizeDeps: {
    include: [
      'axe-core',
      'comlink',
      'lit',
      'lit/decorators.js',
      'lit/directive.js',
      'lit/directives/guard.js',
      'lit/directives/keyed.js',
      'lit/directives/live.js',
      'lit/directives/repeat.js',
      'idb',
      'papaparse',
      'uplot',
      'valibot',
    ],
  },
  test: {
    reporters: ['default', new ClosingLineReporter()],
    retry: 0,
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // Tests wait for pages, workers and other programs about as long as they compute: two share
    // two cores well.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    // A busy machine makes nobody wait but the tests that fail.
    expect: { poll: { timeout: 30_000 } },
    projects: [
      {
        extends: true,
        test: {
          name: 'node',
          include: ['test/**/*.test.ts'],
          exclude: ['test/**/*.browser.test.ts', 'test/e2e/**', ...PURE],
        },
      },
      {
        extends: true,
        test: {
          name: 'pure',
          include: PURE,
          // Nothing here changes what another file sees: one process after another would only
          // load the same again.
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: ['test/**/*.browser.test.ts'],
          exclude: ['test/e2e/**'],
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: installedBrowser(),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          globalSetup: ['test/tools/build-and-serve.ts'],
          // After all others, which would disturb it.
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});

/** Playwright with a browser of this machine, looked for only when a browser test really runs. */
function installedBrowser() {
  const provider = playwright();
  return {
    ...provider,
    providerFactory(project: Parameters<typeof provider.providerFactory>[0]) {
      const launchOptions = { executablePath: findBrowser(), args: browserArguments() };
      return playwright({ launchOptions }).providerFactory(project);
    },
  };
}

/**
 * Compiles `assembly/` into the modules in `build/` when one is older than its sources, and in the
 * development server on every change. A compile error is shown in the page's overlay.
 */
function kernels(): Plugin {
  const modules = [
    { entry: 'assembly/index.ts', goal: 'release', wasm: join(root, 'build/kernels.wasm') },
    { entry: 'assembly/first.ts', goal: 'first', wasm: join(root, 'build/kernels-first.wasm') },
  ];
  const folder = join(root, 'assembly');
  const changed = (file: string) => statSync(join(folder, file)).mtimeMs;
  const stale = () => {
    const files = readdirSync(folder, { encoding: 'utf8', recursive: true });
    const newest = Math.max(...files.map(changed));
    return modules.some(({ wasm }) => !existsSync(wasm) || newest > statSync(wasm).mtimeMs);
  };
  let failure: string | undefined;
  let running: Promise<void> | undefined;

  async function compile(): Promise<void> {
    const asc = await import('assemblyscript/asc');
    failure = undefined;
    for (const { entry, goal } of modules) {
      const stderr = asc.createMemoryStream();
      const argv = [entry, '--target', goal, '--baseDir', root];
      const { error } = await asc.main(argv, { stderr });
      if (error !== null) failure ??= `${stderr.toString()}\n${error.message}`.trim();
    }
  }

  function report(server: ViteDevServer): void {
    if (failure === undefined) return;
    const err = { message: failure, stack: '', id: 'assembly', plugin: 'kernels' };
    server.ws.send({ type: 'error', err });
  }

  return {
    name: 'kernels',
    async buildStart() {
      if (!stale()) return;
      await (running ??= compile().finally(() => (running = undefined)));
      if (failure === undefined) return;
      if (this.environment.config.command === 'build') this.error(failure);
      this.environment.logger.error(failure);
    },
    configureServer(server) {
      server.watcher.add(folder);
      server.ws.on('connection', () => report(server));
      server.watcher.on('all', (_event, file) => {
        if (!normalizePath(file).startsWith(`${root}assembly/`) || !stale()) return;
        running = (running ?? Promise.resolve()).then(compile).then(() => {
          if (failure === undefined) return server.ws.send({ type: 'full-reload' });
          server.config.logger.error(failure);
          report(server);
        });
      });
    },
  };
}

/** A module and all that it imports as one classic script, which leaves its exports in `name`. */
async function classicScript(
  input: string,
  mode: string,
  { minify = true, name = 'part', plugins = [] as Plugin[] } = {},
): Promise<string> {
  const { output } = (await build({
    configFile: false,
    root,
    mode,
    logLevel: 'error',
    plugins,
    build: {
      write: false,
      copyPublicDir: false,
      target,
      minify,
      modulePreload: false,
      rolldownOptions: {
        input,
        // Kept for whoever runs the script; an entry of a page exports nothing.
        preserveEntrySignatures: 'strict',
        output: { format: 'iife', name, codeSplitting: false },
      },
    },
  })) as Rolldown.RolldownOutput;
  if (output.length !== 1) throw new Error(`${input} must be one file without assets.`);
  return output[0].code;
}

/** `?classic`: the text of a module as one classic script, of which workers are put together. */
function classicScripts(): Plugin {
  const query = '?classic';
  /** The files in each text, by the id of its module. */
  const inside = new Map<string, Set<string>>();

  return {
    name: 'classic-scripts',
    async load(id) {
      if (!id.endsWith(query)) return;
      const { command, mode } = this.environment.config;
      const files = new Set<string>();
      inside.set(id, files);
      try {
        const code = await classicScript(id.slice(0, -query.length), mode, {
          minify: command === 'build',
          plugins: [collectModules(files)],
        });
        return `export default ${JSON.stringify(code)};`;
      } finally {
        for (const file of files) this.addWatchFile(file);
      }
    },
    hotUpdate({ file, modules }) {
      const { moduleGraph } = this.environment;
      const ids = [...inside.keys()].filter((id) => inside.get(id)?.has(file));
      const texts = ids.flatMap((id) => moduleGraph.getModuleById(id) ?? []);
      for (const text of texts) moduleGraph.invalidateModule(text);
      return texts.length === 0 ? undefined : [...modules, ...texts];
    },
  };
}

/** Remembers which files of this project a build has read, also those that do not parse. */
function collectModules(files: Set<string>): Plugin {
  return {
    name: 'collect-modules',
    load(id) {
      if (id.startsWith(root) && !id.includes('node_modules')) files.add(id.split('?')[0]);
    },
  };
}

/**
 * Takes the indentation out of files with templates: in markup and styles it means nothing, and
 * it would be kept. In styles spaces and ends of lines go as well. Scripts and other texts stand
 * in files without lit.
 */
function flushTemplates(): Plugin {
  return {
    name: 'flush-templates',
    apply: 'build',
    enforce: 'pre',
    transform(code, id) {
      if (!id.startsWith(`${root}src/`) || !/ from 'lit';/.test(code)) return;
      const flush = code.replaceAll(/\n[ \t]+/g, '\n');
      return { code: flush.replaceAll(/(?<=\bcss`)[^`]*/g, tight), map: null };
    },
  };
}

/** What of uPlot no chart here uses: its own legend, axes of other kinds, pairs of x and y. */
const UNUSED_OF_CHARTS: readonly (readonly [what: RegExp, instead: string])[] = [
  [/^\s*(?:uPlot\.\w+ += \w+|\(paths\.(?!linear)\w+ += \w+\));$/gm, ''],
  [/\bconst showLegend = legend\.show;/g, 'const showLegend = false;'],
  [/\blegend\.show && legend\.live && shouldSetLegend\b/g, 'false'],
  [/\blet isTime = (?:sc\.time|mode == 1 && scales\[s\.scale\]\.time);/g, 'const isTime = false;'],
  [/\b(?:sc\.|scale\.)?distr == [24]\b|\bxScaleDistr == [24]\b/g, 'false'],
  [/\bmode == 2\b/g, 'false'],
  [/\bmode == 1\b/g, 'true'],
  [/^\s*const (?:_timeAxis(?:Splits|Vals) +=|_timeSeriesVal +=|\[.*\] = genTimeStuffs\().*$/gm, ''],
];

/** uPlot without them, so that they are left out. */
function lessOfCharts(): Plugin {
  return {
    name: 'less-of-charts',
    apply: 'build',
    transform: {
      filter: { id: /\/uPlot\.esm\.js$/ },
      order: 'pre',
      handler(source) {
        let code = source;
        for (const [what, instead] of UNUSED_OF_CHARTS) {
          const less = code.replaceAll(what, instead);
          if (less === code) this.error(`uPlot has changed: there is no ${String(what)} in it.`);
          code = less;
        }
        return { code, map: null };
      },
    },
  };
}

/** Styles, in the form that the formatter gives them, without what only a reader needs. */
function tight(styles: string): string {
  return styles
    .replaceAll(/\/\*.*?\*\//gs, '')
    .replaceAll(/(?<=^[\w-]+:) /gm, '')
    .replaceAll(/ (?=\{$)/gm, '')
    .replaceAll(/(?<=[{};,])\n+/g, '')
    .replaceAll(';}', '}');
}

/**
 * A part is imported and nothing else. Vite would first look for styles and files to load before
 * it, of which there are none here: whoever loads a part tells what goes wrong.
 */
function plainImports(): Plugin {
  return {
    name: 'plain-imports',
    apply: 'build',
    enforce: 'pre',
    load: (id) =>
      id === '\0vite/preload-helper.js' ? 'export const __vitePreload = (load) => load();' : null,
  };
}

/** All that the page imports at its start is one file, also what later parts import as well. */
function oneFirstChunk(): Plugin {
  const codeSplitting = { groups: [{ name: 'page', tags: ['$initial' as const] }] };
  return {
    name: 'one-first-chunk',
    apply: (_config, { command, mode }) => command === 'build' && !isOneFile(mode),
    config: () => ({ build: { rolldownOptions: { output: { codeSplitting } } } }),
  };
}

/** Puts the content policy first into the head of every built page, and holds the page to it. */
function contentPolicy(): Plugin {
  const policy = {
    'default-src': "'none'",
    'script-src': "'self' 'wasm-unsafe-eval'",
    'worker-src': "'self' blob:",
    'connect-src': "'self'",
    'img-src': "'self' data: blob:",
    'style-src': "'self'",
    'font-src': "'self'",
    'frame-src': "'self'",
    'manifest-src': "'self'",
    'base-uri': "'none'",
    'form-action': "'none'",
    'require-trusted-types-for': "'script'",
    'trusted-types': 'lit-html asset-mix',
  };
  const content = Object.entries(policy)
    .map(([directive, sources]) => `${directive} ${sources}`)
    .join('; ');
  return {
    name: 'content-policy',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(html, { path }) {
        if (/<script(?![^>]*\ssrc=)|<style|\s(?:style|on\w+)=/i.test(html)) {
          throw new Error(`${path} holds an inline script or style, which its policy blocks.`);
        }
        const attrs = { 'http-equiv': 'Content-Security-Policy', content };
        return [{ tag: 'meta', attrs, injectTo: 'head-prepend' }];
      },
    },
  };
}

/**
 * `<meta name="build">`: a hash of the code and the data of the page, which the page shows and
 * everybody can compute from its files, see `test/tools/build-hash.ts`.
 */
function buildHash(): Plugin {
  return {
    name: 'build-hash',
    apply: 'build',
    enforce: 'post',
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const page = bundle['index.html'];
        if (page?.type !== 'asset') return;
        const data = join(this.environment.config.publicDir, 'data');
        const files = new Map<string, string | Uint8Array>([
          ...Object.values(bundle).map((one) => [one.fileName, textOf(one)] as const),
          ...readdirSync(data, { encoding: 'utf8', recursive: true })
            .filter((path) => statSync(join(data, path)).isFile())
            .map(
              (path) => [`data/${normalizePath(path)}`, readFileSync(join(data, path))] as const,
            ),
        ]);
        const meta = `<meta name="build" content="${hashOfBuild(files)}">`;
        page.source = String(page.source).replace('</head>', `  ${meta}\n  </head>`);
      },
    },
  };
}

/**
 * `sw.js`: the service worker with the list of files that the page needs without a network,
 * each with the hash of its content.
 */
function serviceWorker(): Plugin {
  const entry = join(root, 'src/service-worker/worker.ts');
  const shared = /^(?:manifest\.webmanifest|icons\/[^/]+|data\/(?:datasets\.json|[^/]+\.csv))$/;
  const sha256 = (content: string | Uint8Array) =>
    createHash('sha256').update(content).digest('hex');

  async function compile(): Promise<string> {
    const { output } = (await build({
      configFile: false,
      root,
      logLevel: 'error',
      build: {
        write: false,
        copyPublicDir: false,
        target,
        modulePreload: false,
        rolldownOptions: { input: entry, output: { format: 'iife', codeSplitting: false } },
      },
    })) as Rolldown.RolldownOutput;
    return output[0].code;
  }

  return {
    name: 'service-worker',
    apply: 'build',
    enforce: 'post',
    generateBundle: {
      order: 'post',
      async handler(_options, bundle) {
        // The worker's own build, the library and others have no page.
        if (bundle['index.html'] === undefined) return;
        const { publicDir } = this.environment.config;
        const contents = new Map<string, string | Uint8Array>(
          readdirSync(publicDir, { encoding: 'utf8', recursive: true })
            .map(normalizePath)
            .filter((path) => shared.test(path))
            .map((path) => [path, readFileSync(join(publicDir, path))]),
        );
        for (const path of reachable('index.html', bundle))
          contents.set(path, textOf(bundle[path]));
        const files = Array.from(contents, ([path, content]) => ({ path, hash: sha256(content) }));
        files.sort((a, b) => (a.path < b.path ? -1 : 1));
        const code = await compile();
        const version = sha256(JSON.stringify([files, code])).slice(0, 16);
        const list = JSON.stringify({ version, files });
        const source = `const OFFLINE_VERSION = ${list};\n${code}`;
        this.emitFile({ type: 'asset', fileName: 'sw.js', source });
      },
    },
  };
}

/**
 * `--mode library`: `asset-mix.js`, one module with the kernels and the worker's code inside,
 * and its types, written beside the page.
 */
function library(): Plugin {
  return oneModule('library', 'src/asset-mix.ts', 'asset-mix', async () => ({
    'asset-mix.d.ts': await bundleTypes(root, 'src/library/tsconfig.json', 'asset-mix'),
  }));
}

/**
 * `--mode elements`: `elements.js`, one module with all that the elements need but the data, its
 * types, and their description for editors.
 */
function elements(): Plugin {
  return oneModule('elements', 'src/embed/elements.ts', 'elements', async () => {
    const manifest = fileURLToPath(new URL('test/tools/elements-manifest.ts', import.meta.url));
    const { module } = await runnerImport<typeof ElementsManifest>(manifest, {
      configFile: false,
      logLevel: 'error',
    });
    return {
      'elements.d.ts': await bundleTypes(root, 'src/embed/tsconfig.json', 'embed/elements'),
      'custom-elements.json': `${JSON.stringify(module.elementsManifest(root), null, 2)}\n`,
    };
  });
}

function isOneFile(mode: string): boolean {
  return ['library', 'elements', 'frame'].includes(mode);
}

/** Builds one file beside the page in a mode of its own, and writes what belongs to it. */
function oneModule(
  name: string,
  entry: string,
  file: string,
  beside: () => Promise<Readonly<Record<string, string>>>,
): Plugin {
  let folder = '';
  return {
    name,
    apply: (_config, { mode }) => mode === name,
    config: () => ({
      build: {
        lib: { entry, formats: ['es'], fileName: () => `${file}.js` },
        emptyOutDir: false,
        copyPublicDir: false,
        // Vite leaves the spaces in a library, where a bundler is expected to follow.
        // One file: what the page loads on demand is in it.
        rolldownOptions: {
          output: { minify: true, codeSplitting: false },
          checks: { ineffectiveDynamicImport: false },
        },
      },
    }),
    configResolved({ build: { outDir } }) {
      folder = outDir;
    },
    async closeBundle() {
      const files = Object.entries(await beside());
      await Promise.all(files.map(([path, text]) => writeFile(resolve(root, folder, path), text)));
    },
  };
}

/**
 * `--mode frame`: `embed.html`, a room in one file that asks for nothing more, and `embed.js` for
 * the page around it, written beside the app.
 */
function frame(): Plugin {
  return {
    name: 'frame',
    apply: (_config, { mode }) => mode === 'frame',
    config: () => ({
      build: {
        emptyOutDir: false,
        copyPublicDir: false,
        lib: { entry: 'src/embed/frame.ts', formats: ['iife'], name: 'frame' },
        rolldownOptions: {
          output: { codeSplitting: false },
          checks: { ineffectiveDynamicImport: false },
        },
      },
    }),
    transform: {
      filter: { id: /\/src\/analyses\/[^/]+\/text\.ts$/ },
      order: 'pre',
      handler: (code, id) => ({ code: withoutFormulas(id, code), map: null }),
    },
    renderChunk: (code) => ({ code: sortByLikeness(code), map: null }),
    async generateBundle(_options, bundle) {
      const [entry, ...others] = Object.values(bundle);
      if (entry.type !== 'chunk' || others.length > 0) throw new Error('The frame is one script.');
      delete bundle[entry.fileName];
      const page = readFileSync(join(root, 'src/embed/embed.html'), 'utf8');
      const source = frameFile(page, {
        script: entry.code,
        kernels: readFileSync(join(root, 'build/kernels.wasm')),
        folder: join(root, 'public/data'),
      });
      this.emitFile({ type: 'asset', fileName: 'embed.html', source });
      const host = await classicScript('src/embed/host.ts', 'frame', { name: 'AssetMix' });
      this.emitFile({ type: 'asset', fileName: 'embed.js', source: host });
    },
  };
}

/** `virtual:result-fields`: the comments of the specs on their results, which code loses. */
function resultFieldsOfRooms(): Plugin {
  const id = '\0virtual:result-fields';
  const folder = join(root, 'src/analyses');
  return {
    name: 'result-fields',
    resolveId: (source) => (source === 'virtual:result-fields' ? id : undefined),
    load(loaded) {
      if (loaded !== id) return;
      const rooms = readdirSync(folder).filter((room) => existsSync(join(folder, room, 'spec.ts')));
      const fields = rooms.map((room) => {
        // Where the result is long, it has a file of its own.
        const files = ['spec.ts', 'result.ts'].map((file) => join(folder, room, file));
        const found = files.filter((file) => existsSync(file));
        for (const file of found) this.addWatchFile(file);
        const source = found.map((file) => readFileSync(file, 'utf8')).join('\n');
        return [room, resultFields(files[0], source)] as const;
      });
      return `export default ${JSON.stringify(Object.fromEntries(fields))};`;
    },
  };
}

/** `text.ts?formulas` of a room: its formulas as templates of MathML, see `test/tools/formulas.ts`. */
function formulas(): Plugin {
  return {
    name: 'formulas',
    load(id) {
      const [path, query] = id.split('?');
      if (query !== 'formulas') return;
      return { code: formulaModule(path, readFileSync(path, 'utf8')), moduleType: 'js' };
    },
  };
}

/** The files of a bundle that one of them names, and those that these name. */
function reachable(start: string, bundle: Rolldown.OutputBundle): Set<string> {
  const found = new Set([start]);
  for (const path of found) {
    const content = textOf(bundle[path]);
    if (typeof content !== 'string') continue;
    for (const other of Object.keys(bundle)) {
      // Only names with a hash: a page or a library may be named in a text that people read.
      if (other.startsWith('assets/') && content.includes(basename(other))) found.add(other);
    }
  }
  return found;
}

function textOf(file: Rolldown.OutputAsset | Rolldown.OutputChunk): string | Uint8Array {
  return file.type === 'chunk' ? file.code : file.source;
}
