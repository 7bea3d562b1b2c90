/**
 * The browsers of the matrix, each by the protocol that it speaks itself: Firefox by Marionette,
 * WebKitGTK by WebDriver, Chromium by playwright. None of them needs more than the browser.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { browserArguments, findBrowser } from './find-browser';

export interface Driver {
  readonly name: string;
  open(url: string): Promise<void>;
  /** Runs the body of a function in the first frame of the page, or in the page. */
  evaluate(body: string, inFrame: boolean): Promise<unknown>;
  close(): Promise<void>;
}

export async function chromiumDriver(): Promise<Driver> {
  const browser = await chromium.launch({
    executablePath: findBrowser(),
    args: browserArguments(),
  });
  const page = await browser.newPage();
  return {
    name: `Chromium ${browser.version()}`,
    open: async (url) => void (await page.goto(url)),
    async evaluate(body, inFrame) {
      const frame = inFrame ? await (await page.$('iframe'))?.contentFrame() : page.mainFrame();
      return frame?.evaluate(`(() => { ${body} })()`);
    },
    close: () => browser.close(),
  };
}

export async function firefoxDriver(): Promise<Driver> {
  const profile = await mkdtemp(join(tmpdir(), 'asset-mix-firefox-'));
  await writeFile(
    join(profile, 'user.js'),
    'user_pref("marionette.port", 0);\nuser_pref("app.update.enabled", false);\n',
  );
  const program = start('firefox-esr', ['--headless', '--marionette', '--profile', profile]);
  const port = await within(30_000, () =>
    readFile(join(profile, 'MarionetteActivePort'), 'utf8').then(Number),
  );
  const send = await marionette(port);
  const { capabilities } = (await send('WebDriver:NewSession', {})) as {
    capabilities: { browserVersion: string };
  };
  return {
    name: `Firefox ${capabilities.browserVersion}`,
    open: async (url) => {
      await send('WebDriver:SwitchToFrame', { id: null });
      await send('WebDriver:Navigate', { url });
    },
    async evaluate(body, inFrame) {
      await send('WebDriver:SwitchToFrame', { id: null });
      if (inFrame) await send('WebDriver:SwitchToFrame', { id: 0 });
      const script = { script: body, args: [], sandbox: 'mutable' };
      return ((await send('WebDriver:ExecuteScript', script)) as { value: unknown }).value;
    },
    async close() {
      program.kill();
      await ended(program);
      await rm(profile, { recursive: true, force: true });
    },
  };
}

export async function webkitDriver(): Promise<Driver> {
  const display = `:${90 + (process.pid % 100)}`;
  const screen = start('Xvfb', [display, '-screen', '0', '1280x1024x24']);
  const port = await freePort();
  const environment = {
    DISPLAY: display,
    // The address bar of MiniBrowser and `Intl` want a language that exists.
    LANG: 'en_US.UTF-8',
    // Without these a machine without a graphics card or user namespaces shows nothing.
    WEBKIT_DISABLE_COMPOSITING_MODE: '1',
    WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1',
    GDK_BACKEND: 'x11',
  };
  const program = start('WebKitWebDriver', [`--port=${port}`], environment);
  const base = `http://127.0.0.1:${port}`;
  const call = async (method: 'POST' | 'DELETE', path: string, body: object = {}) => {
    const response = await fetch(base + path, {
      method,
      ...(method === 'POST' && { body: JSON.stringify(body) }),
    });
    const { value } = (await response.json()) as { value: { message?: string } };
    if (!response.ok) throw new Error(value.message);
    return value as unknown;
  };
  const { sessionId, capabilities } = (await within(30_000, () =>
    call('POST', '/session', {
      capabilities: {
        alwaysMatch: {
          'webkitgtk:browserOptions': {
            binary: '/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser',
            args: ['--automation'],
          },
        },
      },
    }),
  )) as { sessionId: string; capabilities: { browserVersion: string } };
  const session = `/session/${sessionId}`;
  return {
    name: `WebKitGTK ${capabilities.browserVersion}`,
    open: async (url) => {
      await call('POST', `${session}/frame`, { id: null });
      await call('POST', `${session}/url`, { url });
    },
    async evaluate(body, inFrame) {
      await call('POST', `${session}/frame`, { id: null });
      if (inFrame) await call('POST', `${session}/frame`, { id: 0 });
      return call('POST', `${session}/execute/sync`, { script: body, args: [] });
    },
    async close() {
      await call('DELETE', session).catch(() => {});
      for (const one of [program, screen]) {
        one.kill();
        await ended(one);
      }
    },
  };
}

/** Messages are their length, a colon, and `[0, id, command, parameters]`; so are the answers. */
async function marionette(port: number): Promise<(name: string, body: object) => Promise<unknown>> {
  const waiting = new Map<number, (answer: readonly [error: unknown, value: unknown]) => void>();
  let text = Buffer.alloc(0);
  let lastId = 0;
  const socket = await new Promise<Socket>((resolve, reject) => {
    const opening = connect(port, '127.0.0.1', () => resolve(opening));
    opening.on('error', reject);
  });
  socket.on('data', (data) => {
    text = Buffer.concat([text, data]);
    for (;;) {
      const colon = text.indexOf(':');
      const length = Number(text.subarray(0, colon).toString());
      if (colon < 0 || text.length < colon + 1 + length) return;
      const message: unknown = JSON.parse(text.subarray(colon + 1, colon + 1 + length).toString());
      text = text.subarray(colon + 1 + length);
      // The first one tells what it is.
      if (!Array.isArray(message)) continue;
      const [, id, error, value] = message as [number, number, unknown, unknown];
      waiting.get(id)?.([error, value]);
      waiting.delete(id);
    }
  });
  return async (name, body) => {
    const id = (lastId += 1);
    const message = JSON.stringify([0, id, name, body]);
    socket.write(`${Buffer.byteLength(message)}:${message}`);
    const [error, value] = await new Promise<readonly [unknown, unknown]>((resolve) =>
      waiting.set(id, resolve),
    );
    if (error !== null) throw new Error((error as { message: string }).message);
    return value;
  };
}

function start(name: string, args: string[], environment: Record<string, string> = {}) {
  return spawn(name, args, { stdio: 'ignore', env: { ...process.env, ...environment } });
}

async function ended(program: ChildProcess): Promise<void> {
  if (program.exitCode !== null || program.signalCode !== null) return;
  await new Promise((resolve) => program.once('exit', resolve));
}

/** Tries until it works. */
async function within<T>(milliseconds: number, act: () => Promise<T>): Promise<T> {
  const end = Date.now() + milliseconds;
  for (;;) {
    try {
      return await act();
    } catch (error) {
      if (Date.now() > end) throw error;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  await new Promise((closed) => server.close(closed));
  return port;
}
