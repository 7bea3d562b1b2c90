/**
 * The Custom Elements Manifest of `elements.js`, for editors and catalogs: what the sources say of
 * attributes, properties, methods, events, custom properties and parts.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync } from 'vite';
import { catalog } from '../../src/analyses/catalog';
import type { ParameterSpec } from '../../src/analyses/parameters';
import type { RoomText } from '../../src/analyses/text';
import { ownAttributes, parameterAttribute } from '../../src/embed/attributes';
import { tokens } from '../../src/ui/theme';
import { isNode, walk, type SyntaxNode } from './syntax';

const texts = import.meta.glob<{ text: RoomText }>('../../src/analyses/*/text.ts', {
  eager: true,
});

const properties: Readonly<Record<string, string>> = {
  '--mix-paper': 'The ground.',
  '--mix-wash': 'The ground of what stands out a little.',
  '--mix-ink': 'Text.',
  '--mix-muted': 'Text beside the main one; 4.5 to 1 on both grounds can be read by most.',
  '--mix-line': 'Hairlines.',
  '--mix-accent': 'Buttons, links and what is chosen.',
  '--mix-accent-ink': 'Text on a button of the accent.',
  '--mix-sans': 'The font of text and numbers.',
  '--mix-serif': 'The font of titles and findings.',
};

const partsOfAll: Readonly<Record<string, string>> = {
  mix: 'The mix and its sliders.',
  settings: 'The forms of the settings.',
  finding: 'The finding in words.',
  figures: 'The headline numbers.',
  charts: 'The charts and what stands beside them.',
  details: 'What can be unfolded: how it is computed, the data, how to repeat it.',
  check: 'The question.',
};

const classes = [
  {
    name: 'MixAnalysis',
    tagName: 'mix-analysis',
    description: 'One room, with the mix and its settings.',
    parts: partsOfAll,
  },
  {
    name: 'MixLab',
    tagName: 'mix-lab',
    description: 'Everything: the rooms, the mix, and the choice of the data.',
    parts: { data: 'The choice of the data.', ...partsOfAll },
  },
] as const;

/** @param root the folder of the project, with a slash at its end or without. */
export function elementsManifest(root: string) {
  const path = join(root, 'src/embed/mix-element.ts');
  const contract = readContract(path, readFileSync(path, 'utf8'));
  return {
    schemaVersion: '1.0.0',
    readme: 'README.md',
    modules: [
      {
        kind: 'javascript-module',
        path: 'dist/elements.js',
        declarations: classes.map(({ name, tagName, description, parts }) => ({
          kind: 'class',
          name,
          tagName,
          description,
          customElement: true,
          superclass: { name: 'HTMLElement' },
          attributes: attributes(),
          members: contract.members,
          events: contract.events,
          cssProperties: cssProperties(),
          cssParts: Object.entries(parts).map(([part, what]) => ({
            name: part,
            description: what,
          })),
        })),
        exports: classes.flatMap(({ name, tagName }) => [
          { kind: 'js', name, declaration: { name, module: 'dist/elements.js' } },
          {
            kind: 'custom-element-definition',
            name: tagName,
            declaration: { name, module: 'dist/elements.js' },
          },
        ]),
      },
    ],
  };
}

function attributes() {
  const own = Object.entries(ownAttributes).map(([name, description]) => ({
    name,
    description,
    type: { text: 'string' },
  }));
  const found = new Map<string, { types: Set<string>; lines: string[] }>();
  for (const { id: room, parameters } of catalog) {
    for (const [id, spec] of Object.entries(parameters)) {
      const name = parameterAttribute(id);
      const { types, lines } = found.get(name) ?? { types: new Set<string>(), lines: [] };
      const { label, help } = texts[`../../src/analyses/${room}/text.ts`].text.parameters[id];
      lines.push(`${room}: ${[label, help].filter(Boolean).join('. ')}`);
      types.add(typeOf(spec));
      found.set(name, { types, lines });
    }
  }
  const ofParameters = Array.from(found, ([name, { types, lines }]) => ({
    name,
    description: lines.join('\n'),
    type: { text: [...types].join(' | ') },
  }));
  return [...own, ...ofParameters];
}

function typeOf(spec: ParameterSpec): string {
  if (spec.kind === 'choice') return spec.options.map((one) => JSON.stringify(one)).join(' | ');
  const numeric = spec.kind === 'integer' || spec.kind === 'number' || spec.kind === 'scenarios';
  return numeric ? 'number' : 'string';
}

/** @throws Error where a custom property of the theme is not described here, or is none any more. */
function cssProperties() {
  const used = [...new Set(tokens.cssText.match(/--mix-[\w-]+/g))];
  const [one, other] = [used, Object.keys(properties)].map((names) => names.toSorted().join(' '));
  if (one !== other) throw new Error(`The theme has ${one}; described are ${other}.`);
  return used.map((name) => ({ name, description: properties[name] }));
}

/** The interfaces of properties and methods, and of events. */
function readContract(path: string, source: string) {
  const { program, comments } = parseSync(path, source);
  const nodes = [...walk(program as unknown as SyntaxNode)].map(({ node }) => node);

  const membersOf = (name: string): readonly SyntaxNode[] => {
    const found = nodes.find(
      (node) => node.type === 'TSInterfaceDeclaration' && nameOf(node['id']) === name,
    );
    if (found === undefined) throw new Error(`${path} declares no ${name}.`);
    return (found['body'] as { body: readonly SyntaxNode[] }).body;
  };
  const said = (node: SyntaxNode): string => {
    const comment = comments.find(
      ({ end }) => end <= node.start && source.slice(end, node.start).trim() === '',
    );
    if (comment === undefined) throw new Error(`${path}: ${nameOf(node['key'])} says nothing.`);
    return oneLine(comment.value.replaceAll(/^\s*\*+/gm, ''));
  };
  const typeIn = (annotation: unknown): string => {
    const type = isNode(annotation) ? annotation['typeAnnotation'] : undefined;
    return isNode(type) ? oneLine(source.slice(type.start, Number(type['end']))) : 'unknown';
  };

  const members = membersOf('MixElement').map((node) => {
    const name = nameOf(node['key']);
    const description = said(node);
    if (node.type !== 'TSMethodSignature') {
      return { kind: 'field', name, description, type: { text: typeIn(node['typeAnnotation']) } };
    }
    const parameters = (node['params'] as readonly SyntaxNode[]).map((parameter) => ({
      name: nameOf(parameter),
      type: { text: typeIn(parameter['typeAnnotation']) },
      ...(parameter['optional'] === true && { optional: true }),
    }));
    const returned = { type: { text: typeIn(node['returnType']) } };
    return { kind: 'method', name, description, parameters, return: returned };
  });
  const events = membersOf('MixEventMap').map((node) => ({
    name: nameOf(node['key']),
    description: said(node),
    type: { text: typeIn(node['typeAnnotation']) },
  }));
  return { members, events };
}

function nameOf(node: unknown): string {
  return isNode(node) ? String(node['name'] ?? node['value']) : '';
}

function oneLine(words: string): string {
  return words.replaceAll(/\s+/g, ' ').trim();
}
