/** Before the end-to-end tests: the production build with all that it writes beside the page, a plain host for it, and a browser. */
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import type { TestProject } from 'vitest/node';
import { findBrowser } from './find-browser';
import { serveDist } from './serve-dist';

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of the built app, with the slash at its end. */
    appUrl: string;
    /** For `chromium.launch({ executablePath, args: browserArguments() })`. */
    browserPath: string;
  }
}

export default async function buildAndServe(project: TestProject): Promise<() => Promise<void>> {
  const root = fileURLToPath(new URL('../..', import.meta.url));
  await buildForProduction(root);
  const host = await serveDist(`${root}dist`);
  project.provide('appUrl', host.url);
  project.provide('browserPath', findBrowser());
  return () => host.close();
}

/** The test runner's NODE_ENV would otherwise turn it into a development build. */
async function buildForProduction(root: string): Promise<void> {
  const environment = process.env['NODE_ENV'];
  process.env['NODE_ENV'] = 'production';
  try {
    await build({ root, mode: 'production', logLevel: 'warn' });
    await build({ root, mode: 'library', logLevel: 'warn' });
    await build({ root, mode: 'frame', logLevel: 'warn' });
    await build({ root, mode: 'elements', logLevel: 'warn' });
  } finally {
    process.env['NODE_ENV'] = environment;
  }
}
