/** What a person should know of their file, the gravest first, with the lines. */
import { html, nothing, type TemplateResult } from 'lit';
import type { ParsedTable, Problem } from '../../data/parse/parsed-table';
import { formatCount } from '../../ui/format';
import { words } from './words';

const SEVERITIES: readonly Problem['severity'][] = ['refused', 'missing', 'mended', 'note'];

export function problemsList({ problems, columns }: ParsedTable): TemplateResult {
  if (problems.length === 0) return html`<p class="muted">${words.noProblems}</p>`;
  const names = new Map(columns.map(({ id, name }) => [id, name]));
  return html`<div class="problems" role="region" aria-label=${words.problems} tabindex="0">
    ${SEVERITIES.map((severity) => {
      const group = problems.filter((problem) => problem.severity === severity);
      if (group.length === 0) return nothing;
      const total = group.reduce((sum, { count }) => sum + count, 0);
      return html`<h3 class=${severity}>
          ${words.severities[severity]} <span>${formatCount(total)}</span>
        </h3>
        <ul>
          ${group.map((problem) => problemItem(problem, names))}
        </ul>`;
    })}
  </div>`;
}

function problemItem(
  { code, message, lines, count, column }: Problem,
  names: ReadonlyMap<string, string>,
): TemplateResult {
  const name = column === undefined ? undefined : names.get(column);
  const where =
    lines.length > 0
      ? words.lines(lines, Math.max(0, count - lines.length))
      : count > 1
        ? words.times(count)
        : undefined;
  return html`<li data-code=${code}>
    ${name === undefined ? nothing : html`<b>${name}:</b>`} ${message}
    ${where === undefined ? nothing : html`<span class="where">${where}</span>`}
  </li>`;
}
