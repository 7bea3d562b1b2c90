/**
 * The frame's end of the talk with the page around it. Nobody is trusted for an origin: that of a
 * sandboxed page is "null", as is everyone's. Only the window around the frame can open a port,
 * and only once; whoever has it may ask for what a person at the frame could do.
 */
import type { LiveRoom } from '../panel/live-room';
import { frameMessage, hello, readMessage, type FrameMessages, type HostMessage } from './protocol';
import { words } from './words';

export interface FramePort {
  /** The room, open; it may have waited to be seen. */
  open(): Promise<LiveRoom>;
}

/** CSS pixels. */
const LEAST_HEIGHT = 120;
const MOST_HEIGHT = 20_000;

/** Where nobody is around, nothing is said. */
export function connectParent(room: LiveRoom, { open }: FramePort): void {
  const { parent } = window;
  if (parent === window) return;
  let port: MessagePort | undefined;
  addEventListener('message', ({ source, data, ports }: MessageEvent<unknown>) => {
    if (source !== parent || port !== undefined) return;
    const read = readMessage(data);
    if (read.is !== 'message') return;
    if (read.message.type === 'knock') parent.postMessage(hello, '*');
    if (read.message.type !== 'init' || ports.length !== 1) return;
    [port] = ports;
    talk(port, room, open);
  });
  parent.postMessage(hello, '*');
}

function talk(port: MessagePort, room: LiveRoom, open: FramePort['open']): void {
  let complained = false;

  function tell<T extends keyof FrameMessages>(type: T, body: FrameMessages[T], id?: number): void {
    port.postMessage(frameMessage(type, body, id));
  }

  async function act(message: HostMessage): Promise<void> {
    if (message.type === 'set-state') {
      await (await open()).show(message.link);
      return tell('state', { link: room.link }, message.id);
    }
    if (message.type === 'get-state') {
      await open();
      return tell('state', { link: room.link }, message.id);
    }
    if (message.type === 'cancel') return room.panel?.cancel();
    if (message.type !== 'run') return;
    const { panel } = await open();
    if (panel === null) throw new Error(words.nothingToRun);
    const { digest = '', result } = await panel.run();
    tell('result', { link: room.link, digest, result }, message.id);
  }

  port.onmessage = ({ data }: MessageEvent<unknown>) => {
    const read = readMessage(data);
    if (read.is === 'message') {
      const id = 'id' in read.message ? read.message.id : undefined;
      act(read.message).catch((error: unknown) => {
        tell('error', { message: error instanceof Error ? error.message : String(error) }, id);
      });
    } else if (read.is === 'wrong') {
      tell('error', { message: read.why }, read.id);
    } else if (read.is === 'version' && !complained) {
      complained = true;
      tell('error', { message: words.otherVersion });
    }
  };

  const told = {
    'mix-input': () => tell('input', { link: room.link }),
    'mix-change': () => tell('change', { link: room.link }),
    'mix-progress': (detail: FrameMessages['progress']) => tell('progress', detail),
    'mix-result': ({ digest, result }: FrameMessages['result']) =>
      tell('result', { link: room.link, digest, result }),
    'mix-check': (detail: FrameMessages['check']) => tell('check', detail),
    'mix-error': (detail: FrameMessages['error']) => tell('error', detail),
  };
  for (const [type, listener] of Object.entries(told)) {
    room.addEventListener(type, (event) => listener((event as CustomEvent<never>).detail));
  }

  tell('ready', {});
  const root = document.documentElement;
  let last = 0;
  new ResizeObserver(() => {
    const whole = Math.ceil(root.getBoundingClientRect().height);
    const height = Math.min(MOST_HEIGHT, Math.max(LEAST_HEIGHT, whole));
    if (height !== last) tell('height', { height: (last = height) });
  }).observe(root);
}
