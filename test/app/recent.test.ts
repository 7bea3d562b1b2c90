/** Scenarios of late: one entry a scenario, newest first, whatever the storage does. */
import { expect, test } from 'vitest';
import { createRecent } from '../../src/app/recent';

function memory(initial?: string) {
  let kept: string | null = initial ?? null;
  return {
    getItem: () => kept,
    setItem: (_: string, value: string) => void (kept = value),
    removeItem: () => void (kept = null),
  };
}

const links = (recent: { list(): readonly { link: string }[] }) =>
  recent.list().map(({ link }) => link);

test('changes of one scenario leave its last state, another one stands before it', () => {
  let time = 0;
  const storage = memory();
  const recent = createRecent(
    () => storage,
    () => ++time,
  );
  recent.note('a', 'A');
  recent.note('b', 'B');
  expect(links(recent)).toEqual(['b']);
  recent.next();
  recent.note('c', 'C');
  expect(recent.list()).toEqual([
    { link: 'c', title: 'C', time: 3 },
    { link: 'b', title: 'B', time: 2 },
  ]);
  // Going back to one brings it to the front, once.
  recent.next();
  recent.note('b', 'B');
  expect(links(recent)).toEqual(['b', 'c']);
});

test('the next visit and another tab find them, and they can be forgotten', () => {
  const storage = memory();
  const [first, second] = [createRecent(() => storage), createRecent(() => storage)];
  first.note('a', 'A');
  second.note('b', 'B');
  first.note('a2', 'A');
  expect(links(createRecent(() => storage))).toEqual(['a2', 'b']);
  first.clear();
  expect(links(createRecent(() => storage))).toEqual([]);
});

test('a dozen are kept, and none that would fill the storage', () => {
  const recent = createRecent(() => memory());
  const storage = memory();
  const many = createRecent(() => storage);
  for (let i = 0; i < 20; i++) {
    many.next();
    many.note(String(i), '');
  }
  expect(links(many)).toHaveLength(12);
  expect(links(many)[0]).toBe('19');
  recent.note('x'.repeat(20_001), '');
  expect(links(recent)).toEqual([]);
});

test('a storage that is absent, full or damaged loses nothing of this page', () => {
  const refusing = () => {
    throw new DOMException('refused', 'SecurityError');
  };
  const without = createRecent(refusing);
  without.note('a', 'A');
  expect(links(without)).toEqual(['a']);
  for (const damaged of ['{', '{}', 'null', '[1, null, {"link": 3}]', '[{"link":"a"}]']) {
    expect(links(createRecent(() => memory(damaged)))).toEqual([]);
  }
});
