/**
 * What a room's spec says of the fields of its result: the declaration and the comment of each,
 * for the library's list of analyses. A program has no editor that would show them.
 */
import { parseSync } from 'vite';
import type { ResultField } from '../../src/library/analyses.ts';
import { isNode, text, walk, type SyntaxNode } from './syntax.ts';

/**
 * The fields in the order in which the spec lists them.
 * @throws Error where no interface of the file declares all of them.
 */
export function resultFields(path: string, source: string): ResultField[] {
  const { program, comments } = parseSync(path, source);
  const nodes = [...walk(program as unknown as SyntaxNode)].map(({ node }) => node);
  const interfaces = new Map(nodes.filter(isInterface).map((one) => [nameOf(one, 'id'), one]));
  const names = listedNames(nodes);
  for (const members of Array.from(interfaces.values(), membersOf)) {
    const wanted = names.flatMap((name) => members.find((member) => nameOf(member) === name) ?? []);
    if (names.length > 0 && wanted.length === names.length) return wanted.map(fieldOf);
  }
  throw new Error(`${path}: no interface declares every field of the result.`);

  function fieldOf(member: SyntaxNode): ResultField {
    const name = nameOf(member);
    const annotation = member['typeAnnotation'];
    const type = isNode(annotation) ? sliceOf(annotation['typeAnnotation']) : 'unknown';
    // The comment that ends where the field begins, but for white space.
    const comment = comments.find(
      ({ end }) => end <= member.start && source.slice(end, member.start).trim() === '',
    );
    const own = interfaces.get(type.replace(/^readonly (.*)\[\]$/, '$1'));
    return {
      name,
      type,
      ...(comment && { description: plain(comment.value) }),
      ...(own && { fields: membersOf(own).map(fieldOf) }),
    };
  }

  function sliceOf(node: unknown): string {
    if (!isNode(node)) return 'unknown';
    const withComments = source.slice(node.start, Number(node['end']));
    return oneLine(withComments.replaceAll(/\/\*[^]*?\*\//g, ''));
  }
}

/** The strings of `result: [...]`. */
function listedNames(nodes: readonly SyntaxNode[]): string[] {
  const list = nodes.find((node) => node.type === 'Property' && nameOf(node) === 'result');
  const value = list?.['value'];
  return isNode(value) ? ((value['elements'] ?? []) as SyntaxNode[]).map(text) : [];
}

function isInterface({ type }: SyntaxNode): boolean {
  return type === 'TSInterfaceDeclaration';
}

function membersOf(declaration: SyntaxNode): readonly SyntaxNode[] {
  const { body } = declaration['body'] as { body: readonly SyntaxNode[] };
  return body;
}

function nameOf(node: SyntaxNode, field: 'id' | 'key' = 'key'): string {
  const name = node[field];
  if (!isNode(name)) return '';
  return name.type === 'Identifier' ? String(name['name']) : text(name);
}

function plain(comment: string): string {
  return oneLine(comment.replaceAll(/^\s*\*+/gm, ''));
}

function oneLine(words: string): string {
  return words.replaceAll(/\s+/g, ' ').trim();
}
