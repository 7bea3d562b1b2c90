/**
 * The frame: one room that stands by itself in a foreign page, which may keep it from storing,
 * fetching and starting module workers. It begins once it is seen, has its own undo and never
 * touches the history of the page.
 */
import type { Draft } from '../analyses/scenario';
import { createEngine } from '../engine/engine';
import type { LiveRoom } from '../panel/live-room';
import '../panel/register';
import { setLocale } from '../ui/format';
import { installTheme } from '../ui/theme';
import { addressOf, readAddress } from './frame-address';
import { createInsideData } from './frame-data';
import { connectParent } from './frame-port';
import { words } from './words';

/** One worker, and none for a frame that nobody uses. */
const engineOptions = { workers: 1, idle: { seconds: 5, keep: 0 } } as const;

const room = document.querySelector('mix-room');
if (room !== null) show(room);

function show(frame: LiveRoom): void {
  const { query, draft, usual, notices } = readAddress(location);
  installTheme();
  // Not remembered: that is for the app to do.
  if (query.theme !== 'system') document.documentElement.dataset['theme'] = query.theme;
  setLocale(query.locale ?? 'en');
  frame.exercise = query.exercise;
  frame.given = query.given;
  frame.address = (link, given) => addressOf(location.href, link, given);
  frame.load = createInsideData(document);
  frame.engine = createEngine(engineOptions);
  frame.notices = 'WebAssembly' in globalThis ? notices : [...notices, words.noKernels];
  frame.addEventListener('mix-title', (event) => {
    document.title = (event as CustomEvent<{ title: string }>).detail.title;
  });
  frame.addEventListener('mix-error', (event) => {
    // A scenario that cannot be shown; one whose data are elsewhere says so by itself.
    const { message } = (event as CustomEvent<{ message: string }>).detail;
    if (frame.scenario !== undefined || frame.draft === usual || !isInside(frame.draft)) return;
    frame.notices = [...frame.notices, words.badLink(message)];
    frame.draft = usual;
  });

  let wanted: Draft | undefined = draft;
  const open = async (): Promise<LiveRoom> => {
    if (wanted !== undefined) frame.draft = wanted;
    wanted = undefined;
    await frame.opened;
    await frame.updateComplete;
    return frame;
  };
  whenSeen(frame, () => void open());
  // Its address can be changed from outside, without loading it anew.
  addEventListener('hashchange', () => {
    const address = readAddress(location);
    frame.notices = address.notices;
    if (wanted === undefined) frame.draft = address.draft;
    else wanted = address.draft;
  });
  connectParent(frame, { open });
}

function isInside(draft: Draft | undefined): boolean {
  return draft?.data.sources.every(({ id }) => document.getElementById(id) !== null) === true;
}

/** At the latest when it is printed; at once where nobody tells what is seen. */
function whenSeen(element: Element, act: () => void): void {
  if (!('IntersectionObserver' in globalThis)) return act();
  const observer = new IntersectionObserver((entries) => {
    if (entries.some(({ isIntersecting }) => isIntersecting)) begin();
  });
  const begin = (): void => {
    observer.disconnect();
    act();
  };
  observer.observe(element);
  addEventListener('beforeprint', begin, { once: true });
}
