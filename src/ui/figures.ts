/**
 * The strip of headline figures. A template function: the element that uses it adds
 * `figuresStyles` to its own. The label of a figure asks for the explanation of its measure.
 */
import { css, html, nothing, type TemplateResult } from 'lit';
import { cssVars } from './css-vars';
import { explainButton, explainStyles } from './explain';
import { words } from './words';

export interface HeadlineFigure {
  /** Id of the measure, for its definition; without it the label is plain text. */
  readonly measure?: string;
  /** The room of the measure, where it is not the one that is shown. */
  readonly room?: string;
  readonly label: string;
  readonly value: string;
  /** A second line: an interval or what the number is worth. */
  readonly note?: string;
  /** The number is a loss and is set in the color of losses. */
  readonly loss?: boolean;
}

/** Figures side by side; more than six of them make two rows. */
const MOST_COLUMNS = 6;

/** @param second the figures of another mix, shown below each of the first under the letters. */
export function figuresStrip(
  figures: readonly HeadlineFigure[],
  second?: readonly HeadlineFigure[],
  letters: readonly [string, string] = ['', ''],
): TemplateResult | typeof nothing {
  if (figures.length === 0) return nothing;
  const rows = Math.ceil(figures.length / MOST_COLUMNS);
  const columns = Math.ceil(figures.length / rows);
  return html`<dl
    class="figures ${figures.length === 4 ? 'four' : ''}"
    part="figures"
    ${cssVars({ '--columns': columns })}
  >
    ${figures.map(
      (figure, i) =>
        html`<div class="figure ${i % columns === 0 ? 'first' : ''} ${i >= columns ? 'below' : ''}">
          <dt>${label(figure)}</dt>
          ${
            second === undefined
              ? value(figure)
              : html`${value(figure, letters[0])} ${value(counterpart(figure, second), letters[1])}`
          }
        </div>`,
    )}
  </dl>`;
}

const threeColumns = css`
  .figures {
    grid-template-columns: repeat(3, minmax(0, 1fr));
  }
  .figure,
  .figure.first {
    padding-left: var(--s4);
    border-left: 1px solid var(--line);
    border-top: 1px solid var(--line);
  }
  .figure:nth-child(3n + 1) {
    border-left: 0;
    padding-left: 0;
  }
  .figure:nth-child(-n + 3) {
    border-top: 0;
  }
  /* Two and two, not three and one. */
  .four {
    grid-template-columns: repeat(2, minmax(0, 1fr));
  }
  .four .figure:nth-child(3) {
    padding-left: 0;
    border-left: 0;
    border-top: 1px solid var(--line);
  }
  .four .figure:nth-child(4) {
    padding-left: var(--s4);
    border-left: 1px solid var(--line);
  }
`;

const twoColumns = css`
  .figures {
    grid-template-columns: repeat(2, minmax(0, 1fr));
  }
  .figure.figure {
    padding: var(--s2) var(--s3) var(--s2) 0;
    border-left: 0;
  }
  .figure:nth-child(3) {
    border-top: 1px solid var(--line);
  }
  .figure:last-child:nth-child(odd) {
    grid-column: 1 / -1;
  }
`;

/** The window decides, and the panel that they stand in. */
export const figuresStyles = css`
  ${explainStyles}
  .figures {
    display: grid;
    grid-template-columns: repeat(var(--columns, 6), minmax(0, 1fr));
    border-block: 1px solid var(--line);
    margin: var(--s4) 0;
  }
  .figure {
    padding: var(--s3) var(--s4);
    border-left: 1px solid var(--line);
  }
  .figure.first {
    border-left: 0;
    padding-left: 0;
  }
  .figure.below {
    border-top: 1px solid var(--line);
  }
  .figure dt {
    font-size: 12px;
    line-height: 16px;
    color: var(--muted);
  }
  .figure dd {
    font-size: 20px;
    line-height: 24px;
    margin-top: 2px;
  }
  .figure .note {
    display: block;
    font-size: 12px;
    line-height: 16px;
    margin-top: 6px;
    color: var(--muted);
  }
  .figure .letter {
    margin-right: var(--s2);
    font-size: 12px;
    font-weight: 600;
    color: var(--muted);
  }
  @media (max-width: 1100px) {
    ${threeColumns}
  }
  @container (max-width: 784px) {
    ${threeColumns}
  }
  @media (max-width: 760px) {
    ${twoColumns}
  }
  @container (max-width: 520px) {
    ${twoColumns}
  }
`;

function value(figure: Omit<HeadlineFigure, 'measure' | 'label'>, letter?: string) {
  return html`<dd class=${figure.loss === true ? 'loss' : ''}>
    ${letter === undefined ? nothing : html`<span class="letter">${letter}</span>`}${figure.value}${
      figure.note === undefined ? nothing : html`<small class="note">${figure.note}</small>`
    }
  </dd>`;
}

/** The same figure of the other mix; where its label says something else, that is said as well. */
function counterpart(
  { measure, label: said }: HeadlineFigure,
  others: readonly HeadlineFigure[],
): Omit<HeadlineFigure, 'measure' | 'label'> {
  const same = others.filter((other) => other.measure === measure);
  const found = same.find((other) => other.label === said) ?? same.at(0);
  if (found === undefined) return { value: words.undefinedValue };
  if (found.label === said) return found;
  return { ...found, note: [found.label, found.note].filter(Boolean).join(' · ') };
}

function label({ label, measure, room }: HeadlineFigure) {
  return measure === undefined ? label : explainButton(label, measure, room);
}
