/**
 * `npm run bench` and `npm run bench:browser`: lets Vite translate the program named by the
 * first argument, which Node 20 cannot read by itself.
 */
import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';

const [program, ...argv] = process.argv.slice(2);

/** @type {{ module: { main(argv: string[]): Promise<void> } }} */
const { module } = await runnerImport(fileURLToPath(new URL(program, import.meta.url)), {
  configFile: false,
  logLevel: 'error',
});
await module.main(argv);
