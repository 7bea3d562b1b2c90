/**
 * Attempts to send something away, planted in the page, in a worker and in a frame: a server of
 * somebody else counts what reaches it. The same attempts reach it from a page without a policy,
 * so a server that hears nothing means that they were stopped.
 */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Frame, Page, Worker } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect } from 'vitest';
import { digestOf, test } from './foreign-page';

const heard = new Set<string>();
let server: Server;
let address: string;

beforeAll(async () => {
  server = createServer((request, response) => {
    heard.add((request.url ?? '').slice(1));
    response.writeHead(200, { 'content-type': 'text/html', 'access-control-allow-origin': '*' });
    response.end('<title>Somebody else</title>');
  });
  // A socket begins as a request that asks for more.
  server.on('upgrade', (request, socket) => {
    heard.add((request.url ?? '').slice(1));
    socket.destroy();
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
});

afterAll(() => {
  server.close();
  server.closeAllConnections();
});

beforeEach(() => heard.clear());

/** What a policy may say about them is what is wanted here. */
const anything = /./;

/** Long enough for a request to arrive that was not stopped. */
const wait = () => new Promise((later) => setTimeout(later, 700));

const fromDocument = [
  ...['fetch', 'xhr', 'beacon', 'socket', 'events', 'image', 'picture', 'style', 'import', 'font'],
  ...['script', 'form', 'frame', 'object', 'embed', 'video', 'track', 'worker', 'prefetch', 'ping'],
];
const fromWorker = ['fetch', 'xhr', 'socket', 'events', 'import'];

test('without a policy every attempt arrives', async ({ browser }) => {
  const page = await browser.newPage();
  await page.goto(`${address}start`);
  await page.evaluate(attemptFromDocument, [address, fromDocument] as const);
  await expect.poll(() => fromDocument.filter((one) => !heard.has(one))).toEqual([]);
  heard.clear();
  const worker = page.waitForEvent('worker');
  await page.evaluate(() => {
    const url = URL.createObjectURL(new Blob(['self.onmessage = () => {}']));
    Object.assign(window, { kept: new Worker(url) });
  });
  await (await worker).evaluate(attemptFromWorker, [address, fromWorker] as const);
  await expect.poll(() => fromWorker.filter((one) => !heard.has(one))).toEqual([]);
  await page.close();
});

test('nothing leaves the page or its workers', async ({ open }) => {
  const app = await open({ expected: anything });
  await app.digest();
  const worker = await aWorker(app.page);
  await app.page.evaluate(attemptFromDocument, [address, fromDocument] as const);
  await worker.evaluate(attemptFromWorker, [address, fromWorker] as const);
  await wait();
  expect([...heard]).toEqual([]);
  // And the page was not led away by it.
  await app.digest();
});

test('nothing leaves a frame in a foreign page, or its worker', async ({ host }) => {
  const { page, frame, digest } = await host({ expected: anything });
  await digest();
  const worker = await aWorker(page);
  await attemptIn(frame);
  await worker.evaluate(attemptFromWorker, [address, fromWorker] as const);
  await wait();
  expect([...heard]).toEqual([]);
  await digestOf(frame);
});

async function attemptIn(frame: Frame): Promise<void> {
  await frame.evaluate(attemptFromDocument, [address, fromDocument] as const);
}

async function aWorker(page: Page): Promise<Worker> {
  await expect.poll(() => page.workers().length).toBeGreaterThan(0);
  return page.workers()[0];
}

/** Runs in a document. One that throws has not left. */
function attemptFromDocument([to, names]: readonly [string, readonly string[]]): void {
  const put = (tag: string, attributes: Record<string, string>) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    document.body.append(element);
    return element;
  };
  const style = (text: string) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    document.adoptedStyleSheets.push(sheet);
  };
  const acts: Record<string, (url: string) => unknown> = {
    fetch: (url) => fetch(url, { mode: 'no-cors' }).catch(() => {}),
    xhr: (url) => {
      const request = new XMLHttpRequest();
      request.open('GET', url);
      request.send();
    },
    beacon: (url) => navigator.sendBeacon(url, 'x'),
    socket: (url) => new WebSocket(url.replace('http', 'ws')),
    events: (url) => new EventSource(url),
    image: (url) => (new Image().src = url),
    picture: (url) => style(`html { background-image: url("${url}") }`),
    style: (url) => put('link', { rel: 'stylesheet', href: url }),
    import: (url) => (put('style', {}).textContent = `@import url("${url}");`),
    font: (url) => void new FontFace('spy', `url("${url}")`).load().catch(() => {}),
    script: (url) => put('script', { src: url }),
    form(url) {
      put('iframe', { name: 'away' });
      (put('form', { action: url, target: 'away', method: 'post' }) as HTMLFormElement).submit();
    },
    frame: (url) => put('iframe', { src: url }),
    object: (url) => put('object', { data: url, type: 'text/html' }),
    embed: (url) => put('embed', { src: url, type: 'text/html' }),
    video: (url) => put('video', { src: url, preload: 'auto' }),
    track(url) {
      const video = put('video', { crossorigin: 'anonymous' }) as HTMLVideoElement;
      const track = document.createElement('track');
      Object.assign(track, { src: url, default: true });
      video.append(track);
      track.track.mode = 'showing';
    },
    worker(url) {
      const text = `importScripts(${JSON.stringify(url)})`;
      return new Worker(URL.createObjectURL(new Blob([text])));
    },
    prefetch: (url) => put('link', { rel: 'prefetch', href: url }),
    ping(url) {
      const link = put('a', { href: '#', ping: url }) as HTMLAnchorElement;
      // Following it may change nothing: the address stays that of the scenario.
      link.addEventListener('click', (event) => event.stopPropagation());
      link.click();
    },
  };
  for (const name of names) {
    try {
      acts[name](to + name);
    } catch {
      // Stopped at once.
    }
  }
}

/** Runs in a worker. */
async function attemptFromWorker([to, names]: readonly [string, readonly string[]]): Promise<void> {
  const acts: Record<string, (url: string) => unknown> = {
    fetch: (url) => fetch(url, { mode: 'no-cors' }),
    xhr(url) {
      const request = new XMLHttpRequest();
      request.open('GET', url);
      request.send();
    },
    socket: (url) => new WebSocket(url.replace('http', 'ws')),
    events: (url) => new EventSource(url),
    import: (url) =>
      (globalThis as unknown as { importScripts(u: string): void }).importScripts(url),
  };
  for (const name of names) {
    try {
      await acts[name](to + name);
    } catch {
      // Stopped, or no script: what counts is whether it was asked for.
    }
  }
}
