/**
 * Formulas with numbers in them, as MathML: what a formula that is typeset beforehand cannot be.
 *
 * A term is a template or a text: a number as it was formatted, an operator, or a name. Names of
 * one letter are set in italics by the browser. A formula is made of parts, between which a line
 * may end, since browsers do not break a `math` element.
 */
import { css, html, mathml, type TemplateResult } from 'lit';

export type Term = string | TemplateResult;

/** "s = √f × 2.83 % = 9.8 %": each part is a list of terms. */
export function equation(...parts: readonly (readonly Term[])[]): TemplateResult {
  const continued = (part: number) => part > 0 && !isOperator(parts[part - 1].at(-1) ?? '');
  const maths = parts.map(
    (terms, i) => html`<math displaystyle="true">${row(terms, continued(i))}</math> `,
  );
  return html`<span class="formula">${maths}</span>`;
}

export function fraction(above: Term | readonly Term[], below: Term | readonly Term[]) {
  return mathml`<mfrac>${row(above)}${row(below)}</mfrac>`;
}

export function root(under: Term | readonly Term[]): TemplateResult {
  return mathml`<msqrt>${row(under)}</msqrt>`;
}

export function power(base: Term | readonly Term[], exponent: Term | readonly Term[]) {
  return mathml`<msup>${row(base)}${row(exponent)}</msup>`;
}

export function indexed(base: Term | readonly Term[], index: Term | readonly Term[]) {
  return mathml`<msub>${row(base)}${row(index)}</msub>`;
}

/** In round brackets that grow with what they hold. */
export function bracketed(...inner: readonly Term[]): TemplateResult {
  return mathml`<mrow><mo form="prefix">(</mo>${row(inner)}<mo form="postfix">)</mo></mrow>`;
}

/** The terms of a sum with the signs between them; the first keeps a sign of its own. */
export function sumOf(terms: readonly Term[]): Term[] {
  return terms.flatMap((term, i) => (i === 0 ? [term] : ['+', term]));
}

/** A number as a factor or as a summand behind a sign: in brackets where it is negative. */
export function factor(number: string): Term {
  return number.startsWith('\u2212') ? bracketed(number) : number;
}

/** `continued`: something stands before the first term, to which a sign relates it. */
function row(terms: Term | readonly Term[], continued = false): TemplateResult {
  const list: readonly Term[] = isList(terms) ? terms : [terms];
  return mathml`<mrow>${list.map((term, i) => {
    if (typeof term !== 'string') return term;
    return token(term, i === 0 ? !continued : isOperator(list[i - 1]));
  })}</mrow>`;
}

function isList(terms: Term | readonly Term[]): terms is readonly Term[] {
  return Array.isArray(terms);
}

const OPERATORS = new Set('= + \u2212 × · ± ≤ ≥ < > ≈'.split(' '));

function isOperator(term: Term): boolean {
  return typeof term === 'string' && OPERATORS.has(term);
}

function token(text: string, isSign: boolean): TemplateResult {
  if (OPERATORS.has(text)) return mathml`<mo form=${isSign ? 'prefix' : 'infix'}>${text}</mo>`;
  if (text === ',') return mathml`<mo separator="true">,</mo>`;
  if (/^[\u2212±]?[\d.,]/u.test(text)) return mathml`<mn>${text}</mn>`;
  return /\s/u.test(text) ? mathml`<mtext>${text}</mtext>` : mathml`<mi>${text}</mi>`;
}

export const mathStyles = css`
  .formula {
    display: block;
    max-width: 100%;
    overflow-x: auto;
    overflow-y: hidden;
    /* Space for what stands above and below its line. */
    padding: 2px 0;
  }
  .formula math {
    font-size: 16px;
    line-height: 1.6;
  }
  .formula code {
    overflow-wrap: anywhere;
  }
`;
