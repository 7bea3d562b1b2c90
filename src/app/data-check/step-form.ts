/** The form that adds a step by hand: one table says what each kind of step needs. */
import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { readDraft, type Draft, type Scenario } from '../../analyses/scenario';
import type { Step } from '../../analyses/scenario-draft';
import { withStep } from '../../analyses/scenario-edit';
import { stepWords } from '../../analyses/step-text';
import type { Column, Dataset } from '../../finance/dataset';
import { parseNumber } from '../../ui/format';
import { messageOf } from '../message';
import { words } from './words';

/** What a person has put in so far, as text. */
export interface StepDraft {
  readonly step: AddedStep;
  readonly fields: Readonly<Record<string, string>>;
  readonly problem?: string;
}

/** Resampling has its own place, beside the sources. */
type AddedStep = Exclude<Step['step'], 'resample'>;

type Field = {
  readonly id: keyof typeof words.fields;
  readonly kind: 'column' | 'asset' | 'source' | 'text' | 'number' | 'percent' | 'flag' | 'form';
  /** What it stands at first; a field without may be left empty only where it is `optional`. */
  readonly at?: string;
  readonly optional?: boolean;
  /** The value goes into a list. */
  readonly list?: boolean;
};

const FIELDS: Readonly<Record<AddedStep, readonly Field[]>> = {
  excess: [{ id: 'cash', kind: 'column', optional: true }],
  real: [{ id: 'inflation', kind: 'column', optional: true }],
  convert: [
    { id: 'fx', kind: 'column' },
    { id: 'invert', kind: 'flag', optional: true },
    { id: 'columns', kind: 'asset', optional: true, list: true },
  ],
  leverage: [
    { id: 'column', kind: 'asset' },
    { id: 'factor', kind: 'number', at: '2' },
    { id: 'spread', kind: 'percent', at: '0' },
    { id: 'cash', kind: 'column', optional: true },
  ],
  fee: [
    { id: 'rate', kind: 'percent', at: '0.5' },
    { id: 'columns', kind: 'asset', optional: true, list: true },
  ],
  fill: [
    { id: 'column', kind: 'column' },
    { id: 'limit', kind: 'number', at: '1' },
  ],
  drop: [
    { id: 'source', kind: 'source' },
    { id: 'dates', kind: 'text', list: true },
  ],
  split: [
    { id: 'column', kind: 'column' },
    { id: 'date', kind: 'text' },
    { id: 'factor', kind: 'number', at: '2' },
  ],
  winsorize: [
    { id: 'column', kind: 'column' },
    { id: 'tail', kind: 'percent', at: '1' },
  ],
  desmooth: [
    { id: 'column', kind: 'column' },
    { id: 'weight', kind: 'number', at: '0.5' },
  ],
  form: [{ id: 'kind', kind: 'form', at: 'prices' }],
};

interface Place {
  readonly scenario: Scenario;
  readonly sources: readonly Dataset[];
  /** All columns of the sources, under their ids in the working dataset. */
  readonly columns: readonly Column[];
  readonly draft: StepDraft | undefined;
}

interface Acts {
  edit(draft: StepDraft): void;
  /** `told` is what the step does, in a sentence. */
  add(draft: Draft, told: string): void;
}

export function stepForm({ scenario, sources, columns, draft }: Place, acts: Acts): TemplateResult {
  const shown = draft ?? { step: 'excess', fields: {} };
  const fields = FIELDS[shown.step];
  const edit = (change: Partial<StepDraft>) =>
    acts.edit({ ...shown, problem: undefined, ...change });
  const valueOf = ({ id, at }: Field) => shown.fields[id] ?? at ?? '';
  const add = (event: Event) => {
    event.preventDefault();
    try {
      const step = stepOf(
        shown.step,
        fields.map((field) => [field, valueOf(field)]),
      );
      // The schema speaks of what is wrong as it does for a link.
      acts.add(readDraft(withStep(scenario, step)), stepWords(step, columns, sources));
    } catch (error) {
      edit({ problem: messageOf(error) });
    }
  };
  return html`<form class="step" novalidate @submit=${add}>
    <label>
      ${words.step}
      <select
        class="field"
        .value=${live(shown.step)}
        @change=${({ target }: Event) =>
          edit({ step: (target as HTMLSelectElement).value as AddedStep, fields: {} })}
      >
        ${(Object.keys(FIELDS) as AddedStep[]).map(
          (step) =>
            html`<option value=${step} ?selected=${step === shown.step}>
              ${words.stepNames[step]}
            </option>`,
        )}
      </select>
    </label>
    ${fields.map((field) =>
      fieldOf(field, valueOf(field), { sources, columns }, (text) =>
        edit({ fields: { ...shown.fields, [field.id]: text } }),
      ),
    )}
    <button class="action">${words.addStep}</button>
    ${
      shown.problem === undefined
        ? nothing
        : html`<p class="problem" role="alert">${shown.problem}</p>`
    }
  </form>`;
}

function fieldOf(
  { id, kind, optional }: Field,
  value: string,
  { sources, columns }: Pick<Place, 'sources' | 'columns'>,
  set: (text: string) => void,
): TemplateResult {
  const label = words.fields[id];
  const input = ({ target }: Event) => set((target as HTMLInputElement | HTMLSelectElement).value);
  if (kind === 'flag') {
    return html`<label class="flag">
      <input
        type="checkbox"
        .checked=${live(value !== '')}
        @change=${({ target }: Event) => set((target as HTMLInputElement).checked ? 'true' : '')}
      />
      ${label}
    </label>`;
  }
  if (kind === 'text' || kind === 'number' || kind === 'percent') {
    return html`<label>
      ${label}
      <span>
        <input
          class="field"
          inputmode=${kind === 'text' ? 'text' : 'decimal'}
          .value=${live(value)}
          @input=${input}
        />${kind === 'percent' ? ' %' : nothing}
      </span>
    </label>`;
  }
  const options =
    kind === 'source'
      ? sources.map((source) => ({ id: source.id, label: source.title }))
      : kind === 'form'
        ? (['prices', 'returns'] as const).map((one) => ({ id: one, label: words.forms[one] }))
        : columns.filter(({ role }) => kind === 'column' || role === 'asset');
  return html`<label>
    ${label}
    <select class="field" .value=${live(value)} @change=${input}>
      ${
        kind === 'form'
          ? nothing
          : html`<option value="">${optional ? words.byDefault[id] : words.pleaseChoose}</option>`
      }
      ${options.map(
        (one) => html`<option value=${one.id} ?selected=${one.id === value}>${one.label}</option>`,
      )}
    </select>
  </label>`;
}

/** @throws Error naming the field that is empty or no number. */
function stepOf(
  step: AddedStep,
  entries: readonly (readonly [field: Field, value: string])[],
): Step {
  const given: [string, unknown][] = [];
  for (const [{ id, kind, optional, list }, value] of entries) {
    const label = words.fields[id];
    const text = value.trim();
    if (text === '' && optional) continue;
    if (text === '') throw new Error(words.emptyField(label));
    const number = parseNumber(text);
    const isNumber = kind === 'number' || kind === 'percent';
    if (isNumber && number === undefined) throw new Error(words.noNumber(label, text));
    const fraction = (percent: number) => Number((percent / 100).toPrecision(12));
    if (kind === 'flag') given.push([id, true]);
    else if (isNumber) given.push([id, kind === 'percent' ? fraction(number ?? 0) : number]);
    else given.push([id, list === true ? text.split(/[\s,;]+/) : text]);
  }
  return { step, ...Object.fromEntries(given) } as Step;
}
