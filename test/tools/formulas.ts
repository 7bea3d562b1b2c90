/**
 * The formulas of a room, typeset: from its `text.ts` a module of lit templates of MathML, one
 * for each measure. It is made when the page is built, so that the page holds neither LaTeX's
 * typesetter nor text that would have to become markup.
 */
import temml from 'temml';
import { isNode, memberPath, parse, text, walk, type SyntaxNode } from './syntax.ts';

/** `export const formulas = { volatility: html`<math>…</math>`, … }`. */
export function formulaModule(path: string, source: string): string {
  const entries = [...walk(parse(path, source))].flatMap(({ node }) => {
    const formula = formulaOf(node);
    return formula === undefined ? [] : [entry(nameOf(node), formula)];
  });
  return `import { html } from 'lit';\nexport const formulas = {\n${entries.join('')}};\n`;

  function entry(id: string, latex: string): string {
    try {
      const markup = typeset(latex).replaceAll(/[\\`]|\$\{/g, '\\$&');
      return `  ${JSON.stringify(id)}: html\`${markup}\`,\n`;
    } catch (error) {
      throw new Error(`${path}, formula of ${id}: ${String(error)}`, { cause: error });
    }
  }
}

/** The source of a `text.ts` without its formulas, for a page that has no room for them. */
export function withoutFormulas(path: string, source: string): string {
  let rest = source;
  const found = [...walk(parse(path, source))].flatMap(({ node }) => {
    const formula = propertyOf(node, 'formula');
    const symbols = formula && propertyOf(node, 'symbols');
    return [formula, symbols].filter((one) => one !== undefined);
  });
  found.sort((a, b) => a.start - b.start);
  for (const { start, end } of found.toReversed()) {
    rest = `${rest.slice(0, start)}''${rest.slice(Number(end))}`;
  }
  return rest;
}

/**
 * LaTeX as MathML, without styles and classes: the page's policy allows no inline ones. Where the
 * formula has `\allowbreak` a line may end: browsers do not break a `math` element, so that each
 * part is one of its own.
 * @throws Error where it cannot be typeset so.
 */
export function typeset(latex: string): string {
  return latex.split('\\allowbreak').map(typesetPart).join(' ');
}

function typesetPart(latex: string, part: number): string {
  // After a break an operator still stands between two things.
  const whole = part === 0 ? latex : `{}${latex}`;
  const markup = temml
    .renderToString(whole, { displayMode: true, throwOnError: true, strict: true })
    .replace(/^<math[^>]*>/, '<math displaystyle="true">')
    .replaceAll(/ class="[^"]*"/g, '')
    // Accents keep their size without it.
    .replaceAll(' style="math-depth:0;"', '');
  if (/\sstyle=|<merror/.test(markup)) throw new Error(`it needs a style: ${markup}`);
  return markup;
}

/** The LaTeX of a property whose value is an object with a formula. */
function formulaOf(node: SyntaxNode): string | undefined {
  const found = propertyOf(node, 'formula');
  return found && literal(found);
}

/** A property of the object that a property holds. */
function propertyOf(node: SyntaxNode, name: string): SyntaxNode | undefined {
  const value = node['value'];
  if (node.type !== 'Property' || !isNode(value) || value.type !== 'ObjectExpression') return;
  const own = (value['properties'] as SyntaxNode[]).find((one) => nameOf(one) === name);
  return own?.['value'] as SyntaxNode | undefined;
}

function literal(node: unknown): string {
  if (isNode(node) && node.type === 'TaggedTemplateExpression') {
    const { quasis } = node['quasi'] as { quasis: { value: { raw: string } }[] };
    if (memberPath(node['tag']) === 'String.raw' && quasis.length === 1) return quasis[0].value.raw;
  }
  if (isNode(node) && node.type === 'Literal' && text(node) !== '') return text(node);
  throw new Error('a formula is a text, or String.raw without expressions');
}

function nameOf(node: SyntaxNode): string {
  const key = node['key'];
  if (!isNode(key)) return '';
  return key.type === 'Identifier' ? String(key['name']) : text(key);
}
