/** The page of somebody else with a frame in it, as a plain host gives it out. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ForeignHostOptions {
  /** Of the frame. */
  readonly url: string;
  /** The attribute; `null` for none. */
  readonly sandbox: string | null;
  /** The address of `embed.js`, if the page loads it. */
  readonly script?: string | undefined;
  /** What stands above the frame. */
  readonly above?: string;
  /** Headers of the page. */
  readonly headers?: Readonly<Record<string, string>>;
}

export interface ForeignHost {
  readonly url: string;
  close(): void;
}

/** On a port of its own, so on another origin than the frame. */
export async function serveForeignPage(options: ForeignHostOptions): Promise<ForeignHost> {
  const html = pageOf(options);
  const server = createServer((request, response) => {
    const found = request.url === '/';
    response
      .writeHead(found ? 200 : 204, {
        'content-type': 'text/html; charset=utf-8',
        ...options.headers,
      })
      .end(found ? html : undefined);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** Nothing but the frame and what `scripts` gives out, and no text that becomes code. */
export function strictPolicy(frame: string, scripts: string): string {
  return [
    "default-src 'none'",
    `frame-src ${new URL(frame).origin}`,
    `script-src ${new URL(scripts).origin}`,
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ');
}

function pageOf({ url, sandbox, script, above = '' }: ForeignHostOptions): string {
  const attributes = [
    `src="${url.replaceAll('&', '&amp;').replaceAll('"', '&quot;')}"`,
    sandbox === null ? '' : `sandbox="${sandbox}"`,
    script === undefined ? '' : 'data-asset-mix',
    'width="900" height="400" title="Asset Mix Lab"',
  ];
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Elsewhere</title>
    ${script === undefined ? '' : `<script src="${script}"></script>`}</head>
    <body><h1>Elsewhere</h1>${above}<iframe ${attributes.join(' ')}></iframe></body></html>`;
}
