import { afterEach, describe, expect, test, vi } from 'vitest';
import type { Draft } from '../../src/analyses/scenario';
import { connectParent } from '../../src/embed/frame-port';
import { words } from '../../src/embed/words';
import type { LiveRoom } from '../../src/panel/live-room';

type Message = Readonly<Record<string, unknown>>;

// The real messages of the page that runs the tests come as well, so a frame here has its own.
const { parent } = window;
const say = (type: string, more: object = {}) => ({
  type: `asset-mix/${type}`,
  version: 1,
  ...more,
});
const link = `1.j.${btoa(JSON.stringify({ data: { sources: [{ id: 'us-asset-classes' }] } }))}`;

const closed: (() => void)[] = [];
afterEach(() => {
  for (const close of closed.splice(0)) close();
  document.documentElement.style.height = '';
  vi.restoreAllMocks();
});

interface FakePanel {
  readonly cancel: () => void;
  readonly run: () => Promise<{ readonly digest?: string; readonly result: object }>;
}

class FakeRoom extends EventTarget {
  link = 'before';
  readonly run = vi.fn<FakePanel['run']>(async () => ({ digest: 'abc', result: { mean: 1 } }));
  readonly cancel = vi.fn<FakePanel['cancel']>();
  panel: FakePanel | null = { run: this.run, cancel: this.cancel };
  readonly show = vi.fn<(draft: Draft) => Promise<void>>(async () => {
    this.link = 'shown';
  });
}

/** A frame around a room that is none, and what it said to whoever is around it. */
function openFrame() {
  const greeted: [unknown, unknown][] = [];
  vi.spyOn(parent, 'postMessage').mockImplementation((...said: unknown[]) => {
    greeted.push([said[0], said[1]]);
  });
  const listening = vi.spyOn(globalThis, 'addEventListener');
  const room = new FakeRoom();
  const open = vi.fn(async () => room as unknown as LiveRoom);
  connectParent(room as unknown as LiveRoom, { open });
  for (const [type, listener] of listening.mock.calls) {
    closed.push(() => removeEventListener(type, listener as EventListener));
  }
  listening.mockRestore();
  return { room, open, greeted };
}

function send(data: unknown, source: Window | null = parent, ports: MessagePort[] = []): void {
  dispatchEvent(new MessageEvent('message', { data, source, ports }));
}

/** The port of the page, and what came through it but heights. */
function openPort() {
  const { port1, port2 } = new MessageChannel();
  const messages: Message[] = [];
  const heights: number[] = [];
  port1.onmessage = ({ data }: MessageEvent<Message>) => {
    if (data['type'] === 'asset-mix/height') heights.push(Number(data['height']));
    else messages.push(data);
  };
  closed.push(() => port1.close());
  return { port: port1, far: port2, messages, heights };
}

async function talk() {
  const frame = openFrame();
  const { far, ...own } = openPort();
  send(say('init'), parent, [far]);
  await vi.waitFor(() => expect(own.messages).toEqual([say('ready')]), 10_000);
  own.messages.length = 0;
  return { ...frame, ...own };
}

describe('before there is a port', () => {
  test('the frame says hello to whoever is around it, and again to a knock', () => {
    const { greeted } = openFrame();
    expect(greeted).toEqual([[say('hello'), '*']]);
    send(say('knock'));
    expect(greeted).toHaveLength(2);
    expect(greeted[1]).toEqual([say('hello'), '*']);
    for (const other of [say('cancel'), { ...say('knock'), version: 2 }, 'knock']) send(other);
    expect(greeted).toHaveLength(2);
  });

  test('only the window around the frame is heard', async () => {
    const { greeted } = openFrame();
    const { far, messages } = openPort();
    send(say('knock'), window);
    send(say('init'), window, [far]);
    send(say('knock'), null);
    expect(greeted).toHaveLength(1);
    send(say('init'), parent, [far]);
    await vi.waitFor(() => expect(messages).toEqual([say('ready')]), 10_000);
  });

  test('it opens one port, once, and only by an init', async () => {
    const { greeted } = openFrame();
    const [first, second, third] = [openPort(), openPort(), openPort()];
    send(say('init'));
    send(say('init'), parent, [first.far, second.far]);
    send(say('knock'), parent, [third.far]);
    expect(greeted).toHaveLength(2);
    send(say('init'), parent, [first.far]);
    send(say('init'), parent, [second.far]);
    send(say('knock'));
    await vi.waitFor(() => expect(first.messages).toEqual([say('ready')]), 10_000);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(second.messages).toEqual([]);
    expect(third.messages).toEqual([]);
    expect(greeted).toHaveLength(2);
  });
});

describe('over the port', () => {
  test('a link is shown, and answered with the state that came of it', async () => {
    const { port, messages, room, open } = await talk();
    port.postMessage(say('set-state', { link, id: 7 }));
    await vi.waitFor(
      () => expect(messages).toEqual([say('state', { link: 'shown', id: 7 })]),
      10_000,
    );
    expect(open).toHaveBeenCalledOnce();
    const draft = { data: { sources: [{ id: 'us-asset-classes' }] } };
    expect(room.show).toHaveBeenCalledExactlyOnceWith(draft);
  });

  test('the state is told once the room is open', async () => {
    const { port, messages, room, open } = await talk();
    open.mockImplementation(async () => {
      room.link = 'opened';
      return room as unknown as LiveRoom;
    });
    port.postMessage(say('get-state', { id: 0 }));
    await vi.waitFor(
      () => expect(messages).toEqual([say('state', { link: 'opened', id: 0 })]),
      10_000,
    );
    expect(room.show).not.toHaveBeenCalled();
  });

  test('a run is answered with its result, and a room without one says so', async () => {
    const { port, messages, room } = await talk();
    port.postMessage(say('run', { id: 1 }));
    const result = { link: 'before', digest: 'abc', result: { mean: 1 }, id: 1 };
    await vi.waitFor(() => expect(messages).toEqual([say('result', result)]), 10_000);
    room.run.mockResolvedValue({ result: { mean: 2 } });
    port.postMessage(say('run'));
    const without = { link: 'before', digest: '', result: { mean: 2 } };
    await vi.waitFor(() => expect(messages[1]).toEqual(say('result', without)), 10_000);
    room.panel = null;
    port.postMessage(say('run', { id: 2 }));
    const error = { message: words.nothingToRun, id: 2 };
    await vi.waitFor(() => expect(messages[2]).toEqual(say('error', error)), 10_000);
    expect(room.cancel).not.toHaveBeenCalled();
  });

  test('cancel ends the run, opens nothing and is not answered', async () => {
    const { port, messages, room, open } = await talk();
    port.postMessage(say('cancel'));
    await vi.waitFor(() => expect(room.cancel).toHaveBeenCalledOnce(), 10_000);
    port.postMessage(say('knock'));
    port.postMessage(say('get-state', { id: 3 }));
    await vi.waitFor(() => expect(messages).toHaveLength(1), 10_000);
    expect(open).toHaveBeenCalledOnce();
    expect(room.run).not.toHaveBeenCalled();
  });

  test('what is wrong is told with its id, another version once, all else not at all', async () => {
    const { port, messages } = await talk();
    port.postMessage('nothing');
    port.postMessage({ ...say('run'), version: 2 });
    port.postMessage({ ...say('run'), version: 3 });
    port.postMessage(say('set-state', { link: 'broken', id: 4 }));
    await vi.waitFor(() => expect(messages).toHaveLength(2), 10_000);
    expect(messages[0]).toEqual(say('error', { message: words.otherVersion }));
    expect(messages[1]).toMatchObject({ type: 'asset-mix/error', id: 4 });
    expect(messages[1]['message']).toMatch(/^This link was not made by this app/);
  });

  test('what fails is told in its own words', async () => {
    const { port, messages, room } = await talk();
    room.show.mockRejectedValueOnce(new Error('No such data.'));
    port.postMessage(say('set-state', { link, id: 5 }));
    const error = { message: 'No such data.', id: 5 };
    await vi.waitFor(() => expect(messages).toEqual([say('error', error)]), 10_000);
    room.show.mockRejectedValueOnce('a text');
    port.postMessage(say('set-state', { link }));
    await vi.waitFor(
      () => expect(messages[1]).toEqual(say('error', { message: 'a text' })),
      10_000,
    );
  });

  test('what a person does is told with the link', async () => {
    const { messages, room } = await talk();
    const tell = (type: string, detail?: object) =>
      room.dispatchEvent(new CustomEvent(type, { detail }));
    tell('mix-input');
    room.link = 'after';
    tell('mix-change');
    tell('mix-progress', { done: 1, total: 2 });
    tell('mix-result', { digest: 'd', result: {}, more: 'is kept here' });
    tell('mix-check', { question: 'q', given: 1, correct: true, attempts: 2 });
    tell('mix-error', { message: 'm' });
    await vi.waitFor(() => expect(messages).toHaveLength(6), 10_000);
    expect(messages).toEqual([
      say('input', { link: 'before' }),
      say('change', { link: 'after' }),
      say('progress', { done: 1, total: 2 }),
      say('result', { link: 'after', digest: 'd', result: {} }),
      say('check', { question: 'q', given: 1, correct: true, attempts: 2 }),
      say('error', { message: 'm' }),
    ]);
  });

  test('its height is told whenever it changes, within 120 and 20,000', async () => {
    const { style } = document.documentElement;
    style.height = '50px';
    const { heights } = await talk();
    await vi.waitFor(() => expect(heights).toEqual([120]), 10_000);
    style.height = '40px';
    style.height = '700.25px';
    await vi.waitFor(() => expect(heights).toEqual([120, 701]), 10_000);
    style.height = '30000px';
    await vi.waitFor(() => expect(heights).toEqual([120, 701, 20_000]), 10_000);
    style.height = '30001px';
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(heights).toEqual([120, 701, 20_000]);
  });
});
