/** What the language allows and this code base does not: functions from a file to its breaches. */
import { posix } from 'node:path';
import {
  declaredNames,
  isReference,
  memberPath,
  parse,
  text,
  walk,
  type SyntaxNode,
} from './syntax';

export interface File {
  /** From the root, with slashes. */
  readonly path: string;
  readonly source: string;
}

/** The functions whose last bit is the same in every engine. */
const exactMath = 'abs floor ceil trunc sign min max fround imul sqrt'.split(' ');

const pageGlobals =
  'document window customElements HTMLElement localStorage navigator location'.split(' ');

const dangerousNames = new Set(
  `unsafeHTML unsafeSVG unsafeMathML styleMap eval Function
  innerHTML outerHTML insertAdjacentHTML setHTMLUnsafe parseHTMLUnsafe createContextualFragment
  srcdoc sendBeacon RTCPeerConnection webkitRTCPeerConnection WebTransport WebSocket EventSource
  XMLHttpRequest`.split(/\s+/),
);

/** Where the assembly may keep state: the one owner of memory. */
const assemblyState = /^assembly\/(index|memory)\.ts$/;

/** The page's own globals, which a worker and Node lack. */
export function pageBreaches({ path, source }: File): string[] {
  return references(parse(path, source), pageGlobals).map((name) => `uses ${name}`);
}

/** Mathematics whose last bits differ between engines. */
export function mathBreaches({ path, source }: File): string[] {
  const breaches: string[] = [];
  for (const { node, parent } of walk(parse(path, source))) {
    if (node['operator'] === '**' || node['operator'] === '**=') breaches.push('uses **');
    if (node['name'] !== 'Math' || !isReference(node, parent)) continue;
    const used = parent?.type === 'MemberExpression' ? memberPath(parent) : 'Math itself';
    if (!exactMath.some((name) => used === `Math.${name}`)) breaches.push(`uses ${used}`);
  }
  return breaches;
}

/** Chance that no seed repeats. */
export function randomBreaches({ path, source }: File): string[] {
  if (path.startsWith('assembly/')) {
    return /\bMath[f]?\s*\.\s*(random|seedRandom)\b/.test(withoutComments(source))
      ? ['uses Math.random']
      : [];
  }
  if (!isTypeScript(path)) return [];
  return [...walk(parse(path, source))]
    .filter(({ node }) => memberPath(node).endsWith('Math.random'))
    .map(() => 'uses Math.random');
}

/** Text that becomes markup or code, and ways off the page that no content policy stops. */
export function dangerBreaches({ path, source }: File): string[] {
  if (!isTypeScript(path)) return [];
  const tree = parse(path, source);
  const own = declaredNames(tree);
  const breaches: string[] = [];
  for (const { node, parent } of walk(tree)) {
    const name = memberPath(node);
    const last = name.slice(name.lastIndexOf('.') + 1);
    const isMember = node.type === 'MemberExpression';
    const isGlobal = isReference(node, parent) && !own.has(name);
    const isImported = parent?.type === 'ImportSpecifier' && parent['imported'] === node;
    if ((isMember || isGlobal || isImported) && dangerousNames.has(last))
      breaches.push(`uses ${last}`);
    if (node.type === 'AssignmentExpression' && isNavigation(memberPath(node['left']), own)) {
      breaches.push(`assigns ${memberPath(node['left'])}`);
    }
    if (node.type === 'CallExpression') breaches.push(...callBreaches(node, own));
  }
  return breaches;
}

/** Assigning the hash stays on the page; everything else of a location leaves it. */
function isNavigation(target: string, own: Set<string>): boolean {
  if (own.has(target.split('.')[0])) return false;
  return /(^|\.)location(\.(?!hash$)\w+)?$/.test(target);
}

function callBreaches(node: SyntaxNode, own: Set<string>): string[] {
  const callee = memberPath(node['callee']);
  const leaves =
    /(^|\.)location\.(assign|replace)$/.test(callee) ||
    /^((window|self|globalThis|parent|top)\.)?open$/.test(callee) ||
    /(^|\.)navigation\.navigate$|\.submit$|\.requestSubmit$|(^|\.)document\.write(ln)?$/.test(
      callee,
    );
  const [first] = node['arguments'] as SyntaxNode[];
  const styles = callee.endsWith('.setAttribute') && text(first) === 'style';
  return (leaves && !own.has(callee.split('.')[0])) || styles ? [`calls ${callee}`] : [];
}

/** What the content policy blocks in a template or a page. */
export function templateBreaches({ path, source }: File): string[] {
  const inline = /[\s."']style\s*=|<style|\son\w+\s*=|<script(?![^>]*\ssrc=)/i;
  if (path.endsWith('.html')) return inline.test(source) ? ['holds an inline style or script'] : [];
  if (!isTypeScript(path)) return [];
  return [...walk(parse(path, source))]
    .filter(({ node }) => node.type === 'TaggedTemplateExpression')
    .filter(({ node }) => /^(html|svg|mathml)$/.test(memberPath(node['tag'])))
    .filter(({ node }) => inline.test(text(node['quasi'])))
    .map(() => 'has a template with an inline style, handler or script');
}

/** TypeScript that is more than types, and `any`. */
export function typeBreaches({ path, source }: File): string[] {
  if (!isTypeScript(path)) return [];
  const forbidden =
    /^(TSEnumDeclaration|TSAnyKeyword|TSParameterProperty|TSModuleDeclaration|TSExportAssignment)$/;
  return [...walk(parse(path, source))]
    .filter(({ node }) => forbidden.test(node.type))
    .filter(({ node }) => node.type !== 'TSModuleDeclaration' || !isAmbient(node))
    .map(({ node }) => `has a ${node.type}`);
}

/** `declare module 'x'` and `declare global` describe what exists elsewhere. */
function isAmbient(node: SyntaxNode): boolean {
  const id = node['id'] as SyntaxNode;
  return node['kind'] === 'global' || node['global'] === true || id.type === 'Literal';
}

/** AssemblyScript does not parse as TypeScript, so its rules read text. */
export function assemblyBreaches({ path, source }: File): string[] {
  if (!path.startsWith('assembly/')) return [];
  const code = withoutComments(source);
  const found = [/@external\b/, /\bdeclare\s+(function|const|let|var)\b/, /\brelaxed_\w+/i]
    .map((pattern) => pattern.exec(code)?.[0])
    .filter((match) => match !== undefined);
  const state = assemblyState.test(path) ? null : /^(export\s+)?(let|var)\s+\w+/m.exec(code);
  const outside = [...code.matchAll(/\bfrom\s*['"]([^'"]+)['"]/g)]
    .map(([, specifier]) => specifier)
    .filter((one) => !one.startsWith('.') || !resolve(path, one).startsWith('assembly/'));
  return [...found, ...(state === null ? [] : [state[0]]), ...outside].map((what) => `has ${what}`);
}

/** The path, from the root, of what a relative specifier means. */
export function resolve(from: string, specifier: string): string {
  const path = posix.join(posix.dirname(from), specifier.split('?')[0]);
  return /\.\w+$/.test(path) ? path : `${path}.ts`;
}

export function isTypeScript(path: string): boolean {
  return path.startsWith('src/') && path.endsWith('.ts');
}

function references(tree: SyntaxNode, names: readonly string[]): string[] {
  const own = declaredNames(tree);
  return [...walk(tree)]
    .filter(({ node, parent }) => isReference(node, parent))
    .map(({ node }) => String(node['name']))
    .filter((name) => names.includes(name) && !own.has(name));
}

function withoutComments(source: string): string {
  return source.replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
}
