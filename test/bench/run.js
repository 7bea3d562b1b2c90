/** `npm run bench`: lets Vite translate `main.ts`, which Node 20 cannot read by itself. */
import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';

/** @type {{ module: typeof import('./main.ts') }} */
const { module } = await runnerImport(fileURLToPath(new URL('main.ts', import.meta.url)), {
  configFile: false,
  logLevel: 'error',
});
await module.main(process.argv.slice(2));
