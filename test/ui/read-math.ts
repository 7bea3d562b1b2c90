/** Formulas with numbers, as `ui/math.ts` writes them, read back and computed. */
import type { TemplateResult } from 'lit';

/** An element of MathML; `text` of those that hold no others. */
export interface MathNode {
  readonly name: string;
  readonly text: string;
  readonly children: readonly MathNode[];
}

/** One side of an equation: what it comes to, or undefined where it holds names. */
export interface Side {
  readonly text: string;
  readonly value: number | undefined;
}

/** The sides of every formula in a content, told apart by = and ≈. */
export function equationsOf(content: unknown): Side[][] {
  return [...markupOf(content).matchAll(/<span class="formula">(.*?)<\/span>/gs)].map(
    ([, inside]) => {
      const tokens = parse(inside).flatMap(flat);
      const sides: MathNode[][] = [[]];
      for (const one of tokens) {
        if (one.name === 'mo' && /^[=≈]$/.test(one.text)) sides.push([]);
        // A comma begins another equation: its sides do not belong to those before.
        else if (one.text === ',') sides.push([{ name: 'mi', text: ',', children: [] }], []);
        else sides.at(-1)?.push(one);
      }
      return sides.map((side) => ({ text: side.map(textOf).join(' '), value: valueOf(side) }));
    },
  );
}

/** What a content says, without its markup. */
export function plainText(content: unknown): string {
  return markupOf(content)
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

function markupOf(content: unknown): string {
  if (Array.isArray(content)) return content.map(markupOf).join('');
  if (typeof content === 'string' || typeof content === 'number') return String(content);
  if (typeof content !== 'object' || content === null || !('strings' in content)) return '';
  const { strings, values } = content as TemplateResult;
  return strings.reduce((text, string, i) => `${text}${markupOf(values[i - 1])}${string}`);
}

function parse(markup: string): MathNode[] {
  const root: MathNode[] = [];
  const open: { name: string; text: string; children: MathNode[] }[] = [];
  for (const [, close, name, text] of markup.matchAll(/<(\/?)(\w+)[^>]*>([^<]*)/g)) {
    if (close === '') {
      open.push({ name, text: text.trim(), children: [] });
      continue;
    }
    const done = open.pop();
    if (done?.name !== name) throw new Error(`</${name}> closes <${done?.name}>`);
    (open.at(-1)?.children ?? root).push(done);
  }
  return root;
}

/** Rows are taken apart, but for those that a fraction, a root or a power holds. */
function flat(node: MathNode): MathNode[] {
  return /^(math|mrow)$/.test(node.name) ? node.children.flatMap(flat) : [node];
}

function textOf({ text, children }: MathNode): string {
  return children.length === 0 ? text : `(${children.map(textOf).join(' ')})`;
}

/** Sums of products of what stands there; undefined where something is no number. */
function valueOf(nodes: readonly MathNode[]): number | undefined {
  let at = 0;
  let known = nodes.length > 0;
  const is = (...signs: string[]) => at < nodes.length && signs.includes(nodes[at].text);

  function sum(): number {
    let total = product();
    while (at < nodes.length && !is(')')) {
      const sign = nodes[at++].text;
      if (sign === '+') total += product();
      else if (sign === '−') total -= product();
      else return fail();
    }
    return total;
  }

  function product(): number {
    let total = single();
    while (is('×', '/')) total = nodes[at++].text === '×' ? total * single() : total / single();
    return total;
  }

  function single(): number {
    if (at >= nodes.length) return fail();
    const node = nodes[at++];
    const [first, second] = node.children.map((child) => valueOf(flat(child)) ?? fail());
    switch (node.name) {
      case 'mn':
        return numberOf(node.text);
      case 'mfrac':
        return first / second;
      case 'msqrt':
        return Math.sqrt(first);
      case 'msup':
        return first ** second;
      case 'mo':
        return operator(node.text);
      default:
        return node.text === 'ln' ? Math.log(single()) : fail();
    }
  }

  function operator(text: string): number {
    if (text === '−') return -product();
    if (text === '+') return product();
    if (text !== '(') return fail();
    const inside = sum();
    if (!is(')')) return fail();
    at += 1;
    return inside;
  }

  function fail(): number {
    known = false;
    at = nodes.length;
    return NaN;
  }

  const total = sum();
  return known && at === nodes.length ? total : undefined;
}

function numberOf(text: string): number {
  const bare = text.replaceAll(/[\s,%²]/gu, '').replace('−', '-');
  const unit = text.includes('%²') ? 1e-4 : text.includes('%') ? 0.01 : 1;
  return Number(bare) * unit;
}

/** Half of the last digit that a text shows. */
export function halfDigit(text: string): number {
  const decimals = /\.(\d+)/.exec(text)?.[1].length ?? 0;
  return (0.5 / 10 ** decimals) * (text.includes('%') ? 0.01 : 1);
}
