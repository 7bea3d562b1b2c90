/**
 * Formats `assembly/`, or with `--check` only says which files are not formatted.
 *
 * AssemblyScript has decorators on functions, which is a syntax error elsewhere: they are
 * comments while the formatter looks at a file.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { format } from 'oxfmt';

const root = fileURLToPath(new URL('../..', import.meta.url));
const check = process.argv.includes('--check');
const options = { singleQuote: true, printWidth: 100 };

for (const name of readdirSync(join(root, 'assembly'), { encoding: 'utf8', recursive: true })) {
  if (!name.endsWith('.ts')) continue;
  const file = join(root, 'assembly', name);
  const before = readFileSync(file, 'utf8');
  const hidden = before.replaceAll(/^(\s*)@(\w+)[ \t]*$/gm, '$1//@@$2');
  const { code, errors } = await format(file, hidden, options);
  const after = code.replaceAll(/^(\s*)\/\/@@(\w+)$/gm, '$1@$2');
  if (errors.length > 0) {
    console.error(`assembly/${name}:`, errors);
    process.exitCode = 1;
  } else if (after !== before) {
    if (check) process.exitCode = 1;
    else writeFileSync(file, after);
    console.log(`assembly/${name}${check ? ' is not formatted' : ''}`);
  }
}
