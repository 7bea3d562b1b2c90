/** The formulas of a room as MathML, made when the page is built and loaded with the room. */
import { html, type TemplateResult } from 'lit';
import { until } from 'lit/directives/until.js';
import type { Content } from '../analyses/view';

type Formulas = Readonly<Record<string, TemplateResult>>;

// A page in one file has no room for them.
const modules =
  import.meta.env.MODE === 'frame'
    ? {}
    : import.meta.glob<Formulas>('../analyses/*/text.ts', {
        query: '?formulas',
        import: 'formulas',
      });
const loading = new Map<string, Promise<Formulas>>();
const loaded = new Map<string, Formulas>();

/** The formula of a measure; its LaTeX where the module cannot be had. */
export function typesetFormula(room: string, measure: string, latex: string): Content {
  const plain = html`<code>${latex}</code>`;
  const formulas = loaded.get(room);
  if (formulas !== undefined) return formulas[measure] ?? plain;
  return until(
    loadFormulas(room).then(
      (all) => all[measure] ?? plain,
      () => plain,
    ),
  );
}

/** All formulas of a room by the ids of its measures. */
export function loadFormulas(room: string): Promise<Formulas> {
  const known = loading.get(room);
  if (known !== undefined) return known;
  const module = modules[`../analyses/${room}/text.ts`];
  const load = module === undefined ? Promise.reject(new Error(`no room ${room}`)) : module();
  loading.set(room, load);
  load.then(
    (formulas) => loaded.set(room, formulas),
    () => loading.delete(room),
  );
  return load;
}
