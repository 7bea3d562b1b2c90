/**
 * The plainest static host: files of one folder under a sub-path, with a content type and no
 * other header. What works here works anywhere.
 */
import { readFile, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize, resolve, sep } from 'node:path';
import { gzipSync } from 'node:zlib';

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.csv': 'text/csv; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.md': 'text/markdown; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
};

export interface StaticHost {
  /** Address of the folder, with the slash at its end. */
  readonly url: string;
  /** Every path that was asked for, relative to the folder, in order. */
  readonly asked: string[];
  close(): Promise<void>;
}

/**
 * Serves `folder` under `subPath` (with slashes at both ends) on a free port of this machine;
 * `compressed` as most hosts do it, where the browser takes it; `headers` go with every answer.
 */
export async function serveDist(
  folder: string,
  subPath = '/some/where/',
  compressed = false,
  headers: Readonly<Record<string, string>> = {},
): Promise<StaticHost> {
  const root = resolve(folder);
  const asked: string[] = [];
  const server = createServer((request, response) => {
    void answer(request.url ?? '/').then(({ status, type, body }) => {
      const small = compressed && /gzip/.test(String(request.headers['accept-encoding']));
      response.setHeader('content-type', type);
      for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
      if (small) response.setHeader('content-encoding', 'gzip');
      response.writeHead(status).end(small ? gzipSync(body) : body);
    });
  });

  async function answer(url: string): Promise<{ status: number; type: string; body: Buffer }> {
    try {
      const path = decodeURIComponent(new URL(url, 'http://localhost').pathname);
      if (!path.startsWith(subPath)) throw new Error('outside');
      asked.push(path.slice(subPath.length));
      let file = normalize(join(root, path.slice(subPath.length)));
      if (file !== root && !file.startsWith(root + sep)) throw new Error('outside');
      if ((await stat(file)).isDirectory()) file = join(file, 'index.html');
      const type = types[extname(file)] ?? 'application/octet-stream';
      return { status: 200, type, body: await readFile(file) };
    } catch {
      return { status: 404, type: 'text/plain; charset=utf-8', body: Buffer.from('Not found') };
    }
  }

  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}${subPath}`,
    asked,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}
