/**
 * The ways in which one place of a file can be wrong: another operator, a constant or an index one
 * off, a loop that starts late, a statement that is missing, a condition the other way round.
 *
 * Works on the tree, so that comments, strings and types stay as they are. AssemblyScript is
 * TypeScript for the parser once its decorators are blanked.
 */
import { isNode, parse, type SyntaxNode } from './syntax';

export interface Mutant {
  readonly file: string;
  readonly line: number;
  readonly start: number;
  readonly end: number;
  readonly by: string;
  /** The lines around the place, as they are and as they would be, in one line each. */
  readonly before: string;
  readonly after: string;
}

type Edit = Pick<Mutant, 'start' | 'end' | 'by'>;

const operators: Readonly<Record<string, string>> = {
  '+': '-',
  '-': '+',
  '*': '/',
  '/': '*',
  '%': '*',
  '<': '<=',
  '<=': '<',
  '>': '>=',
  '>=': '>',
  '==': '!=',
  '!=': '==',
  '===': '!==',
  '!==': '===',
  '<<': '>>',
  '>>': '<<',
  '>>>': '<<',
  '&': '|',
  '|': '&',
  '^': '&',
  '&&': '||',
  '||': '&&',
  '??': '&&',
  '++': '--',
  '--': '++',
  '+=': '-=',
  '-=': '+=',
  '*=': '/=',
  '/=': '*=',
};
const others: Readonly<Record<string, string>> = { min: 'max', max: 'min' };
const LONG_LIST = 8;

export function mutantsOf(file: string, source: string): Mutant[] {
  const plain = source.replaceAll(/^\s*@\w+/gm, (found) => ' '.repeat(found.length));
  return [...editsOf(parse(file, plain), plain)].map((edit) => {
    const from = source.lastIndexOf('\n', edit.start - 1) + 1;
    const next = source.indexOf('\n', edit.end);
    const to = next < 0 ? source.length : next;
    const line = source.slice(0, edit.start).split('\n').length;
    const before = inOneLine(source.slice(from, to));
    const after = inOneLine(source.slice(from, edit.start) + edit.by + source.slice(edit.end, to));
    return { file, line, ...edit, before, after };
  });
}

function inOneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}

function* editsOf(node: SyntaxNode, source: string): Generator<Edit> {
  if (isType(node)) return;
  yield* editsAt(node, source);
  for (const [field, value] of Object.entries(node)) {
    if (field === 'key' && node['computed'] !== true) continue;
    const children = (Array.isArray(value) ? value : [value]).filter(isNode);
    // Of a long table the ends and the middle say as much as every number in it.
    const long = node.type === 'ArrayExpression' && children.length > LONG_LIST;
    const few = [0, children.length >> 1, children.length - 1];
    for (const child of long ? few.map((i) => children[i]) : children) {
      yield* editsOf(child, source);
    }
  }
}

function isType({ type }: SyntaxNode): boolean {
  return (
    /^(TS|Import|ExportAll)/.test(type) &&
    !/^TS(As|Satisfies|NonNull)Expression$|^TSTypeAssertion$/.test(type)
  );
}

function* editsAt(node: SyntaxNode, source: string): Generator<Edit> {
  switch (node.type) {
    case 'BinaryExpression':
    case 'LogicalExpression':
    case 'AssignmentExpression': {
      const [first, second] = [node['left'], node['right']] as SyntaxNode[];
      const by = isText(first) || isText(second) ? undefined : operators[String(node['operator'])];
      if (by !== undefined) yield swap(String(node['operator']), endOf(first), by, source);
      break;
    }
    case 'UpdateExpression': {
      const operator = String(node['operator']);
      const from = node['prefix'] === true ? node.start : endOf(node['argument'] as SyntaxNode);
      yield swap(operator, from, operators[operator], source);
      break;
    }
    case 'UnaryExpression':
      if (node['operator'] === '!' || node['operator'] === '-') {
        yield { start: node.start, end: node.start + 1, by: '' };
      }
      break;
    case 'Literal': {
      const { value } = node;
      const by =
        typeof value === 'boolean' ? String(!value) : typeof value === 'number' && offByOne(value);
      if (by) yield { start: node.start, end: endOf(node), by: pointed(by, source, node) };
      break;
    }
    case 'MemberExpression':
      if (node['computed'] === true) {
        yield appended(node['property'] as SyntaxNode, '1', source);
      }
      break;
    case 'CallExpression': {
      const callee = node['callee'] as SyntaxNode;
      const [first] = node['arguments'] as SyntaxNode[];
      const name = (callee.type === 'MemberExpression' ? callee['property'] : callee) as SyntaxNode;
      const called = String(name['name']);
      if (Object.hasOwn(others, called)) {
        yield { start: name.start, end: endOf(name), by: others[called] };
      } else if (/^(load|store)$/.test(called) && first !== undefined) {
        yield appended(first, '8', source);
      }
      break;
    }
    case 'ForStatement': {
      const [declared] =
        ((node['init'] as SyntaxNode | null)?.['declarations'] as SyntaxNode[] | []) ?? [];
      const init = declared?.['init'];
      if (isNode(init) && init.type !== 'Literal') yield appended(init, '1', source);
      break;
    }
    case 'IfStatement':
    case 'ConditionalExpression': {
      const { start } = node['test'] as SyntaxNode;
      const end = endOf(node['test'] as SyntaxNode);
      yield { start, end, by: `!(${source.slice(start, end)})` };
      break;
    }
    case 'ExpressionStatement':
      if (typeof node['directive'] !== 'string')
        yield { start: node.start, end: endOf(node), by: ';' };
      break;
  }
}

function swap(operator: string, from: number, by: string, source: string): Edit {
  const start = source.indexOf(operator, from);
  return { start, end: start + operator.length, by };
}

/** The same expression and so much more. */
function appended(node: SyntaxNode, more: string, source: string): Edit {
  const [start, end] = [node.start, endOf(node)];
  return { start, end, by: `(${source.slice(start, end)}) + ${more}` };
}

function offByOne(value: number): string | undefined {
  if (value === 1) return '0';
  return Number.isSafeInteger(value) || !Number.isInteger(value) ? String(value + 1) : undefined;
}

/** AssemblyScript tells 1 from 1.0. */
function pointed(by: string, source: string, node: SyntaxNode): string {
  const decimal = /^\d+\.\d/.test(source.slice(node.start, endOf(node)));
  return decimal && /^\d+$/.test(by) ? `${by}.0` : by;
}

function isText(node: SyntaxNode): boolean {
  return (
    node.type === 'TemplateLiteral' ||
    (node.type === 'Literal' && typeof node['value'] === 'string')
  );
}

function endOf(node: SyntaxNode): number {
  return node['end'] as number;
}
