/**
 * `npm run test:random`: the generator's raw words through the battery of tests dieharder
 * (Brown, Eddelbuettel, Bauer), an hour or more. No part of `npm test`.
 *
 *   npm run test:random               # every test: dieharder -a -g 200
 *   npm run test:random -- -d 15      # other arguments in the place of -a
 *
 * The words are what a simulation draws: block after block of seed 1 and stream 0, each the words
 * of 4096 scenarios of 20 assets, both lanes in turn. A battery of over a hundred tests has one
 * in a hundred WEAK by chance; FAILED is a p-value beyond 1e-6, and an error here.
 */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { Readable } from 'node:stream';

const SEED = 1;
const STREAM = 0;
const WORDS = 4096 * 20;

const battery = process.argv.length > 2 ? process.argv.slice(2) : ['-a'];
const child = spawn('dieharder', [...battery, '-g', '200'], { stdio: ['pipe', 'pipe', 'inherit'] });
child.on('error', () => {
  console.error(
    'dieharder is not installed: nothing was tested. On Debian: apt-get install dieharder',
  );
  process.exitCode = 1;
});
// It stops reading when it knows enough.
child.stdin.on('error', () => {});
let failed = false;
child.stdout.on('data', (/** @type {Buffer} */ text) => {
  failed ||= text.includes('FAILED');
  process.stdout.write(text);
});
child.on('close', (code) => {
  process.exitCode ||= failed || code !== 0 ? 1 : 0;
});
Readable.from(blocks(), { objectMode: false }).pipe(child.stdin);

function* blocks() {
  const module = new WebAssembly.Module(readFileSync('build/kernels.wasm'));
  const exports = /** @type {typeof import('../../build/kernels.js').__AdaptedExports} */ (
    /** @type {unknown} */ (new WebAssembly.Instance(module).exports)
  );
  const { memory, heapBase, randomWords } = exports;
  const out = Math.ceil(heapBase() / 16) * 16;
  memory.grow(Math.ceil((WORDS * 8) / 65_536) + 1);
  for (let block = 0; ; block++) {
    randomWords(out, WORDS, SEED, STREAM, block);
    yield Buffer.from(memory.buffer.slice(out, out + WORDS * 8));
  }
}
