import { expect, test } from 'vitest';
import { findAssets, type AddableGroup } from '../../src/ui/find-assets';

const groups: readonly AddableGroup[] = [
  {
    id: 'here',
    title: 'In the data',
    assets: [
      { id: 'em_stocks', label: 'Emerging stocks', terms: 'equity' },
      { id: 'stocks', label: 'Stocks of Zürich', terms: 'SMI index equity' },
      { id: 'gold', label: 'Gold', terms: 'London fixing gold' },
    ],
  },
  { id: 'joined:old', title: 'Since 1871', assets: [{ id: 'sp', label: 'US stocks' }] },
  {
    id: 'joined:rows',
    title: 'Undated',
    blocked: 'It has no dates.',
    assets: [{ id: 'dax', label: 'DAX stocks' }],
  },
];

const ids = (text: string, most?: number) =>
  findAssets(groups, text, most).groups.map(({ assets }) => assets.map(({ id }) => id));

test('without text everything is found, in its order', () => {
  expect(ids('')).toEqual([['em_stocks', 'stocks', 'gold'], ['sp'], []]);
});

test('name, id, class and dataset are searched, whatever case and accents', () => {
  expect(ids('ZURICH')).toEqual([['stocks']]);
  expect(ids('em_')).toEqual([['em_stocks']]);
  expect(ids('equity')).toEqual([['em_stocks', 'stocks']]);
  expect(ids(' 1871 ')).toEqual([['sp']]);
});

test('every word has to be found', () => {
  expect(ids('stocks smi')).toEqual([['stocks']]);
  expect(ids('stocks london')).toEqual([]);
});

test('labels that begin with the text come first in their group', () => {
  expect(ids('stocks')).toEqual([['stocks', 'em_stocks'], ['sp'], []]);
});

test('what cannot be added stays with its reason, and only where it would have been found', () => {
  const [blocked] = findAssets(groups, 'dax').groups;
  expect(blocked).toMatchObject({ blocked: 'It has no dates.', assets: [] });
  expect(findAssets(groups, 'gold').groups).toHaveLength(1);
});

test('of many the first are listed and the others counted', () => {
  expect(findAssets(groups, '', 2)).toMatchObject({ left: 2 });
  expect(ids('', 2)).toEqual([['em_stocks', 'stocks'], []]);
});
