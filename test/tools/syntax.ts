/** Reading TypeScript as a tree, for the tests that look at the code itself. */
import { parseSync } from 'vite';

export interface SyntaxNode {
  readonly type: string;
  readonly start: number;
  readonly [field: string]: unknown;
}

export interface Import {
  readonly specifier: string;
  /** Leaves nothing behind in the compiled code. */
  readonly typeOnly: boolean;
}

/** The tree of a file. Throws where it does not parse, so that no rule passes on an empty tree. */
export function parse(path: string, source: string): SyntaxNode {
  const { program, errors } = parseSync(path, source);
  if (errors.length > 0) throw new Error(`${path}: ${errors[0].message}`);
  return program as unknown as SyntaxNode;
}

/** Every node of a tree with its parent, outer nodes first. */
export function* walk(
  node: SyntaxNode,
  parent?: SyntaxNode,
): Generator<{ node: SyntaxNode; parent: SyntaxNode | undefined }> {
  yield { node, parent };
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value]) {
      if (isNode(child)) yield* walk(child, node);
    }
  }
}

/** What a file imports, in any way: import, export from, import(), import type, import.meta.glob. */
export function importsOf(tree: SyntaxNode): Import[] {
  const imports: Import[] = [];
  for (const { node } of walk(tree)) {
    if (/^(Import|ExportNamed|ExportAll)Declaration$/.test(node.type) && isNode(node['source'])) {
      imports.push({ specifier: text(node['source']), typeOnly: isTypeOnly(node) });
    } else if (node.type === 'ImportExpression') {
      imports.push({ specifier: text(node['source']), typeOnly: false });
    } else if (node.type === 'TSImportType') {
      imports.push({ specifier: text(node['source']), typeOnly: true });
    } else if (
      node.type === 'CallExpression' &&
      memberPath(node['callee']) === 'import.meta.glob'
    ) {
      const [first] = node['arguments'] as SyntaxNode[];
      const patterns =
        first.type === 'ArrayExpression' ? (first['elements'] as SyntaxNode[]) : [first];
      for (const pattern of patterns.map(text)) {
        if (!pattern.startsWith('!')) imports.push({ specifier: pattern, typeOnly: false });
      }
    }
  }
  return imports;
}

function isTypeOnly(node: SyntaxNode): boolean {
  if (node['importKind'] === 'type' || node['exportKind'] === 'type') return true;
  const specifiers = (node['specifiers'] ?? []) as SyntaxNode[];
  return (
    specifiers.length > 0 &&
    specifiers.every((one) => one['importKind'] === 'type' || one['exportKind'] === 'type')
  );
}

/** `a.b.c` of a chain of names, also where it is written `a['b']?.c`; '' for all else. */
export function memberPath(node: unknown): string {
  if (!isNode(node)) return '';
  if (node.type === 'ChainExpression') return memberPath(node['expression']);
  if (node.type === 'Identifier') return String(node['name']);
  if (node.type === 'ThisExpression') return 'this';
  if (node.type === 'MetaProperty') return 'import.meta';
  if (node.type !== 'MemberExpression') return '';
  const property = node['property'] as SyntaxNode;
  const object = memberPath(node['object']);
  const name = node['computed'] === true ? text(property) : String(property['name']);
  return `${object}.${name}`;
}

/** Whether an identifier stands for a value, rather than for the name of a member. */
export function isReference(node: SyntaxNode, parent: SyntaxNode | undefined): boolean {
  if (node.type !== 'Identifier' || parent === undefined) return false;
  const isKey = parent['property'] === node || (parent['key'] === node && parent['value'] !== node);
  return !isKey || parent['computed'] === true;
}

/** The names that a file declares itself: imports, variables, parameters, functions. */
export function declaredNames(tree: SyntaxNode): Set<string> {
  const names = new Set<string>();
  for (const { node } of walk(tree)) {
    const patterns = [
      ...(/Function/.test(node.type) ? (node['params'] as SyntaxNode[]) : []),
      ...(/^(VariableDeclarator|FunctionDeclaration)$/.test(node.type) ? [node['id']] : []),
      ...(/^Import\w*Specifier$/.test(node.type) ? [node['local']] : []),
    ];
    for (const pattern of patterns.filter(isNode)) {
      for (const { node: inner, parent } of walk(pattern, node)) {
        if (isReference(inner, parent)) names.add(String(inner['name']));
      }
    }
  }
  return names;
}

/** The string that a literal holds; a placeholder of a template becomes `*`. */
export function text(node: unknown): string {
  if (!isNode(node)) return '';
  if (node.type === 'Literal') return String(node['value']);
  if (node.type !== 'TemplateLiteral') return '*';
  return (node['quasis'] as { value: { raw: string } }[]).map(({ value }) => value.raw).join('*');
}

export function isNode(value: unknown): value is SyntaxNode {
  return typeof value === 'object' && value !== null && 'type' in value && 'start' in value;
}
