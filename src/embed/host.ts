/**
 * `embed.js`, for the page around a frame and never needed: every `<iframe data-asset-mix>` gets
 * the height of what it shows, and `AssetMix.connect(iframe)` talks with it (see `protocol.ts`).
 * It knows the frame by its window, and sends nothing anywhere else.
 */

interface FrameState {
  /** What stands behind `#s=` in an address. */
  readonly link: string;
}

interface FrameResult extends FrameState {
  readonly digest: string;
  /** Plain numbers, typed arrays, and objects of them. */
  readonly result: object;
}

interface Frame {
  /** Starts what waits for a click; an abort cancels it. */
  run(options?: { readonly signal?: AbortSignal }): Promise<FrameResult>;
  cancel(): void;
  getState(): Promise<FrameState>;
  setState(link: string): Promise<FrameState>;
  /** Listens for `input`, `change`, `progress`, `result`, `check`, `error`; gives the way to stop. */
  on(type: string, listener: (body: object) => void): () => void;
  close(): void;
}

interface Said {
  readonly type: string;
  readonly version: number;
  readonly id?: number;
  readonly height?: number;
  readonly message?: string;
}

interface Waiter {
  resolve(said: never): void;
  reject(error: Error): void;
}

const PREFIX = 'asset-mix/';
const frames = new WeakMap<HTMLIFrameElement, Promise<Frame>>();

/** Resolves once the frame has answered. */
export function connect(iframe: HTMLIFrameElement): Promise<Frame> {
  const connected = frames.get(iframe) ?? new Promise<Frame>((ready) => begin(iframe, ready));
  frames.set(iframe, connected);
  return connected;
}

function begin(iframe: HTMLIFrameElement, ready: (frame: Frame) => void): void {
  let port: MessagePort | undefined;
  let lastId = 0;
  const waiting = new Map<number, Waiter>();
  const listeners = new Set<readonly [type: string, listener: (body: object) => void]>();

  const post = (type: string, body?: object) =>
    port?.postMessage({ ...body, type: PREFIX + type, version: 1 });
  const ask = <T>(type: string, body?: object) =>
    new Promise<T>((resolve, reject) => {
      if (port === undefined) return reject(new Error('The frame is closed.'));
      waiting.set((lastId += 1), { resolve, reject });
      post(type, { ...body, id: lastId });
    });

  const end = () => {
    port?.close();
    port = undefined;
    for (const { reject } of waiting.values()) reject(new Error('The frame is gone.'));
    waiting.clear();
  };

  const frame: Frame = {
    run({ signal } = {}) {
      if (signal?.aborted) return Promise.reject(signal.reason);
      const abort = () => post('cancel');
      signal?.addEventListener('abort', abort);
      return ask<FrameResult>('run')
        .catch((error) => {
          throw signal?.aborted ? signal.reason : error;
        })
        .finally(() => signal?.removeEventListener('abort', abort));
    },
    cancel: () => post('cancel'),
    getState: () => ask('get-state'),
    setState: (link) => ask('set-state', { link }),
    on(type, listener) {
      const entry = [type, listener] as const;
      listeners.add(entry);
      return () => listeners.delete(entry);
    },
    close() {
      removeEventListener('message', answer);
      frames.delete(iframe);
      end();
    },
  };

  function hear({ data }: MessageEvent<Said>): void {
    const { type, version, id, height, message } = data;
    if (version !== 1) return;
    if (type === `${PREFIX}ready`) ready(frame);
    if (type === `${PREFIX}height` && Number.isFinite(height)) fit(iframe, Number(height));
    const waiter = waiting.get(Number(id));
    if (waiter === undefined) {
      for (const [wanted, listener] of listeners) {
        if (type === PREFIX + wanted) listener(data);
      }
      return;
    }
    waiting.delete(Number(id));
    if (type === `${PREFIX}error`) waiter.reject(new Error(message));
    else waiter.resolve(data as never);
  }

  /** Also when the frame was loaded anew: it begins again then. */
  function answer({ source, data }: MessageEvent<Said | undefined>): void {
    const { contentWindow } = iframe;
    if (contentWindow === null || source !== contentWindow) return;
    if (data?.type !== `${PREFIX}hello`) return;
    end();
    const channel = new MessageChannel();
    port = channel.port1;
    port.onmessage = hear;
    contentWindow.postMessage({ type: `${PREFIX}init`, version: 1 }, '*', [channel.port2]);
  }

  addEventListener('message', answer);
  // It may have said hello before this script was there.
  iframe.contentWindow?.postMessage({ type: `${PREFIX}knock`, version: 1 }, '*');
}

/** The frame is as high as what it shows; its border comes on top. */
function fit(iframe: HTMLIFrameElement, height: number): void {
  const border = iframe.offsetHeight - iframe.clientHeight;
  const beyond = getComputedStyle(iframe).boxSizing === 'border-box' ? border : 0;
  iframe.style.height = `${Math.min(20_000, Math.max(120, height)) + beyond}px`;
}

function connectAll(): void {
  for (const iframe of document.querySelectorAll<HTMLIFrameElement>('iframe[data-asset-mix]')) {
    void connect(iframe);
  }
}

connectAll();
// More of them may stand behind this script.
addEventListener('DOMContentLoaded', connectAll);
