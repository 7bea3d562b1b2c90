/**
 * The hash of a build: of the list that `sha256sum` prints of the code and the data of the page,
 * in the order of their paths. In the folder of the built page:
 *
 *     find assets data -type f | LC_ALL=C sort | xargs sha256sum | sha256sum
 */
import { createHash } from 'node:crypto';

export function hashOfBuild(files: ReadonlyMap<string, string | Uint8Array>): string {
  const lines = [...files]
    .filter(([path]) => /^(?:assets|data)\//.test(path))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([path, content]) => `${sha256(content)}  ${path}\n`);
  return sha256(lines.join(''));
}

function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}
