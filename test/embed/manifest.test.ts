/** What is written of the elements, against the sources; what is built of it is tested end to end. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { catalog } from '../../src/analyses/catalog';
import {
  lookAttributes,
  ownAttributes,
  parameterAttribute,
  parameterIds,
  scenarioAttributes,
} from '../../src/embed/attributes';
import { elementsManifest } from '../tools/elements-manifest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const [{ declarations }] = elementsManifest(root).modules;

describe('attributes', () => {
  test('of parameters are their ids in kebab case, and take no other name', () => {
    expect(parameterAttribute('costBasisPoints')).toBe('cost-basis-points');
    expect(parameterAttribute('range')).toBe('parameter-range');
    expect(parameterAttribute('hidden')).toBe('parameter-hidden');
    expect(parameterAttribute('dataBase')).toBe('parameter-data-base');
  });

  test('are one for every parameter, so that none says two', () => {
    const ids = new Set(catalog.flatMap(({ parameters }) => Object.keys(parameters)));
    expect(new Set(parameterIds.values())).toEqual(ids);
    expect(parameterIds.size).toBe(ids.size);
  });

  test('stand in the manifest, all of them in words', () => {
    const observed = [...scenarioAttributes, ...lookAttributes].toSorted();
    for (const { attributes } of declarations) {
      expect(attributes.map(({ name }) => name).toSorted()).toEqual(observed);
      expect(attributes.filter(({ description }) => description.length < 5)).toEqual([]);
    }
    expect(Object.keys(ownAttributes).every((name) => observed.includes(name))).toBe(true);
  });
});

test('the README names every attribute of its own, every event, method, property and part', () => {
  const readme = readFileSync(`${root}README.md`, 'utf8');
  const section = readme.slice(readme.indexOf('## Elements in a page of your own'));
  const { attributes, members, events, cssProperties, cssParts } = declarations[1];
  const own = attributes.filter(({ name }) => Object.hasOwn(ownAttributes, name));
  const names = [own, members, events, cssProperties, cssParts].flatMap((list) =>
    list.map(({ name }) => name),
  );
  expect(names.filter((name) => !section.includes(`\`${name}`))).toEqual([]);
});

test('no event of the inside leaves an element, whatever the parts of a room come to say', () => {
  const sources = ['src/panel', 'src/ui', 'src/analyses'].flatMap((folder) =>
    readdirSync(`${root}${folder}`, { encoding: 'utf8', recursive: true })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => readFileSync(`${root}${folder}/${name}`, 'utf8')),
  );
  const namesIn = (text: string) =>
    Array.from(text.matchAll(/'(mix-[a-z-]+)'/g), ([, name]) => name);
  const said = sources
    .flatMap((source) => [...source.matchAll(/\b(?:emit|CustomEvent)\(([^{;]*)/g)])
    .flatMap(([, said]) => namesIn(said));
  const open = new Set(declarations[0].events.map(({ name }) => name));
  const source = readFileSync(`${root}src/embed/embedded-room.ts`, 'utf8');
  const kept = namesIn(/export const innerEvents = \[([^\]]*)\]/.exec(source)?.[1] ?? '');
  expect(kept).toEqual([...new Set(said)].filter((name) => !open.has(name)).toSorted());
});
