/**
 * What there is to say of a measure: definition, formula, the same with numbers, when it
 * misleads, assumptions, reference. It is the same in the disclosure, in the dialog of a figure
 * and in the glossary.
 */
import { html, nothing, type TemplateResult } from 'lit';
import type { MeasureText } from '../analyses/text';
import type { Content } from '../analyses/view';
import { typesetFormula } from './formulas';
import { words } from './words';

export interface MeasureEntry {
  readonly room: string;
  readonly id: string;
  readonly text: MeasureText;
  /** What the data at hand do to it. */
  readonly caveat?: string | undefined;
  /** The formula with the numbers of a mix. */
  readonly numbers?: Content;
}

/** All but the label. */
export function measureEntry({ room, id, text, caveat, numbers }: MeasureEntry): TemplateResult {
  const { definition, formula, symbols, misleads, assumptions = [], reference } = text;
  return html`<div class="measure">
    <p>${definition}</p>
    ${caveat === undefined ? nothing : html`<p class="caveat">${caveat}</p>`}
    ${formula === '' ? nothing : html`<div class="formula">${typesetFormula(room, id, formula)}</div>`}
    ${formula === '' || symbols === undefined ? nothing : html`<p class="symbols">${symbols}</p>`}
    ${
      numbers === undefined
        ? nothing
        : html`<p class="lead">${words.withNumbers}</p>
            <div class="numbers">${numbers}</div>`
    }
    <p><span class="lead">${words.misleads}</span> ${misleads}</p>
    ${
      assumptions.length === 0
        ? nothing
        : html`<p><span class="lead">${words.assumes}</span> ${assumptions.join(' ')}</p>`
    }
    <cite>${reference}</cite>
  </div>`;
}

/** The address of its entry in the glossary. */
export function glossaryLink(room: string, measure: string): string {
  return `#glossary/${room}.${measure}`;
}
