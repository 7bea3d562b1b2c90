import { expect, test } from 'vitest';
import { MixList } from '../../src/ui/mix-list';

const rows = (weights: readonly number[]) =>
  weights.map((weight, i) => ({ id: `a${i}`, label: `Fund ${i}`, weight }));
const many = (held: number) => rows(Array.from({ length: 40 }, (_, i) => (i < held ? 100 : 0)));
const ids = (list: MixList, of: ReturnType<typeof rows>) =>
  list.listed(of).rows.map(({ id }) => id);

test('a short mix is listed as it stands', () => {
  const list = new MixList();
  const short = rows([50, 0, 0, 0, 0, 50]);
  list.take(short);
  expect(list.listed(short)).toEqual({ rows: short, asleep: 0 });
});

test('of a long mix those without weight are counted, and listed when wanted', () => {
  const list = new MixList();
  list.take(many(10));
  expect(list.listed(many(10)).rows).toHaveLength(10);
  expect(list.listed(many(10)).asleep).toBe(30);
  list.whole = true;
  expect(list.listed(many(10))).toMatchObject({ rows: many(10), asleep: 30 });
});

test('what loses its weight or was just added stays, until another mix is wanted', () => {
  const list = new MixList();
  list.take(many(10));
  list.take(many(9));
  expect(ids(list, many(9))).toContain('a9');
  const more = [...many(9), { id: 'new', label: 'New', weight: 0 }];
  list.take(more);
  expect(ids(list, more)).toContain('new');
  list.forget();
  list.take(more);
  expect(ids(list, more)).toHaveLength(9);
});

test('an order is made when it is asked for and kept while weights move', () => {
  const list = new MixList();
  const before = rows(Array.from({ length: 20 }, (_, i) => i + 1));
  list.take(before);
  list.sort('weight', before);
  expect(ids(list, before).slice(0, 2)).toEqual(['a19', 'a18']);
  const after = before.map((row) => ({ ...row, weight: 21 - row.weight }));
  list.take(after);
  expect(ids(list, after).slice(0, 2)).toEqual(['a19', 'a18']);
  list.sort('name', after);
  expect(ids(list, after).slice(0, 3)).toEqual(['a0', 'a1', 'a2']);
});

test('a filter finds names, also of what has no weight', () => {
  const list = new MixList();
  list.take(many(10));
  list.filter = 'FUND 39';
  expect(ids(list, many(10))).toEqual(['a39']);
});

test('other data begin anew', () => {
  const list = new MixList();
  list.take(many(10));
  list.filter = 'x';
  list.take(many(10).map((row) => ({ ...row, id: `other-${row.id}` })));
  expect(list.filter).toBe('');
});
