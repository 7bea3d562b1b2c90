/** The data of the mix that is open: its sources, their assets, the periods they are brought to. */
import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { Scenario } from '../../analyses/scenario';
import { resampleIn, type ResampleStep } from '../../analyses/scenario-steps';
import { frequencies, type Dataset } from '../../finance/dataset';
import { isLonger } from '../../finance/resample';
import { droppedLines } from '../../panel/dropped-rows';
import type { Actions } from '../actions';
import type { State } from '../state';
import { words } from '../words';

/** A longer list is filtered, not scrolled through. */
const LISTED = 50;
const FILTER_FROM = 12;

const [, ...PERIODS] = frequencies;

type Acts = Pick<Actions, 'addSource' | 'removeSource' | 'setColumns' | 'resample'>;

export function sourceList(
  { entries, own, sources, dropped }: State,
  scenario: Scenario,
  dataset: Dataset,
  acts: Acts,
  filters: readonly string[],
  onFilter: (position: number, text: string) => void,
): TemplateResult {
  const used = new Set(sources.map(({ id }) => id));
  const others = [
    ...entries.map(({ id, label }) => ({ id, title: label })),
    ...own.map(({ id, title }) => ({ id, title })),
  ].filter(({ id }) => !used.has(id));
  return html`<fieldset class="sources">
    <legend>${words.inScenario}</legend>
    ${sources.map((source, s) =>
      oneSource(source, scenario.data.sources[s].columns, {
        filter: filters[s] ?? '',
        onFilter: (text) => onFilter(s, text),
        choose: (columns) => acts.setColumns(s, columns),
        leaveOut: sources.length > 1 ? () => acts.removeSource(s) : undefined,
      }),
    )}
    <p class="pair">
      <label>
        ${words.joinWith}
        <select
          ?disabled=${others.length === 0 || sources.some(({ dated }) => !dated)}
          .value=${live('')}
          @change=${({ target }: Event) => {
            const select = target as HTMLSelectElement;
            const { value } = select;
            select.value = '';
            if (value !== '') void acts.addSource(value);
          }}
        >
          <option value="">${words.joinWithNone}</option>
          ${others.map(({ id, title }) => html`<option value=${id}>${title}</option>`)}
        </select>
      </label>
      ${dataset.dated ? periods(sources, scenario, acts) : nothing}
    </p>
    ${droppedLines(dropped).map((line) => html`<p class="dropped"><small>${line}</small></p>`)}
  </fieldset>`;
}

interface Columns {
  readonly filter: string;
  onFilter(text: string): void;
  choose(columns: readonly string[]): void;
  readonly leaveOut: (() => void) | undefined;
}

function oneSource(source: Dataset, chosen: readonly string[], acts: Columns): TemplateResult {
  const assets = source.columns.filter(({ role }) => role === 'asset');
  const among = new Set(chosen);
  const wanted = acts.filter.trim().toLowerCase();
  const found = assets.filter(({ name, label }) =>
    [name, label].some((text) => text.toLowerCase().includes(wanted)),
  );
  return html`<div class="source">
    <details>
      <summary>
        ${source.title}
        <small>${words.assetsOf(chosen.length, assets.length)}</small>
      </summary>
      <div class="assets" role="group" aria-label=${words.chooseAssets(source.title)}>
        ${
          assets.length < FILTER_FROM
            ? nothing
            : html`<input
                type="search"
                aria-label=${words.filter}
                placeholder=${words.filter}
                .value=${acts.filter}
                @input=${({ target }: Event) => acts.onFilter((target as HTMLInputElement).value)}
              />`
        }
        ${found.slice(0, LISTED).map(
          ({ id, label }) =>
            html`<label class="choice">
              <input
                type="checkbox"
                .checked=${live(among.has(id))}
                ?disabled=${chosen.length === 1 && among.has(id)}
                @change=${({ target }: Event) =>
                  acts.choose(
                    (target as HTMLInputElement).checked
                      ? [...chosen, id]
                      : chosen.filter((other) => other !== id),
                  )}
              />
              ${label}
            </label>`,
        )}
        ${
          found.length > LISTED
            ? html`<p><small>${words.firstOf(LISTED, found.length)}</small></p>`
            : nothing
        }
      </div>
    </details>
    ${
      acts.leaveOut === undefined
        ? nothing
        : html`<button class="quiet" @click=${acts.leaveOut}>
            ${words.leaveOut}<span class="visually-hidden"> ${source.title}</span>
          </button>`
    }
  </div>`;
}

function periods(sources: readonly Dataset[], { data }: Scenario, acts: Acts): TemplateResult {
  const own = [...new Set(sources.map(({ frequency }) => frequency))];
  const offered = PERIODS.filter((to) => own.every((from) => !isLonger(from, to)));
  // Where all are of these periods already, they are "as they are".
  const steps = offered.filter((to) => own.some((from) => from !== to));
  const chosen = resampleIn(data.steps)?.to ?? '';
  return html`<label>
    ${words.periods}
    <select
      .value=${live(chosen)}
      @change=${({ target }: Event) => {
        const { value } = target as HTMLSelectElement;
        acts.resample(value === '' ? undefined : (value as ResampleStep['to']));
      }}
    >
      ${
        own.length === 1
          ? html`<option value="" ?selected=${chosen === ''}>
              ${words.asTheyAre(words.frequencies[own[0]])}
            </option>`
          : nothing
      }
      ${steps.map(
        (to) =>
          html`<option value=${to} ?selected=${to === chosen}>${words.frequencies[to]}</option>`,
      )}
    </select>
  </label>`;
}
