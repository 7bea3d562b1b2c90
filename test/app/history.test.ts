/** The history of the browser as the undo stack, also where links of the page are followed. */
import { expect, test } from 'vitest';
import { createHistory } from '../../src/app/history';

/** A window with a history of its own, as far as it is asked of one. */
function browser() {
  const entries: { state: unknown; hash: string }[] = [{ state: null, hash: '' }];
  let at = 0;
  const listeners = new Set<() => void>();
  const tell = () => listeners.forEach((listener) => listener());
  const go = (to: number) => {
    if (to < 0 || to >= entries.length) return;
    at = to;
    tell();
  };
  const view = {
    location: {
      get hash() {
        return entries[at].hash;
      },
    },
    history: {
      get state() {
        return entries[at].state;
      },
      pushState(state: unknown, _: string, hash: string) {
        entries.splice(at + 1, Infinity, { state, hash });
        at += 1;
      },
      replaceState(state: unknown, _: string, hash: string) {
        entries[at] = { state, hash };
      },
      back: () => go(at - 1),
      forward: () => go(at + 1),
    },
    addEventListener: (_: string, listener: () => void) => listeners.add(listener),
    removeEventListener: (_: string, listener: () => void) => listeners.delete(listener),
  };
  return {
    view: view as unknown as Window,
    /** As a click on `<a href="#…">` does. */
    follow(hash: string) {
      view.history.pushState(null, '', hash);
      tell();
    },
  };
}

test('steps can be taken back and again', () => {
  const { view } = browser();
  const history = createHistory(view);
  history.listen(() => {});
  history.write('a', false);
  expect([history.canUndo, history.canRedo]).toEqual([false, false]);
  history.write('b', true);
  expect([history.canUndo, history.canRedo]).toEqual([true, false]);
  history.undo();
  expect(history.current()).toBe('a');
  expect([history.canUndo, history.canRedo]).toEqual([false, true]);
  history.redo();
  expect(history.current()).toBe('b');
});

test('a link that was followed is a step like any other', () => {
  const { view, follow } = browser();
  const history = createHistory(view);
  let told = 0;
  history.listen(() => (told += 1));
  history.write('a', false);
  history.write('b', true);
  history.undo();
  follow('#glossary');
  expect(told).toBe(2);
  // What was undone before is gone, as after any new step.
  expect([history.canUndo, history.canRedo]).toEqual([true, false]);
  expect(history.current()).toBeUndefined();
  history.undo();
  expect(history.current()).toBe('a');
  expect([history.canUndo, history.canRedo]).toEqual([false, true]);
});

test('a reload goes on where it was', () => {
  const { view } = browser();
  const history = createHistory(view);
  history.write('a', false);
  history.write('b', true);
  expect(createHistory(view).canUndo).toBe(true);
});
