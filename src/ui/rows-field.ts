/**
 * `<mix-rows-field>`: a table with as many rows as a person wants, each with the same cells. It
 * keeps what they write until every cell is fine, and only then tells it (`mix-parameter`). On a
 * phone each row is a card.
 */
import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { property, state } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import { repeat } from 'lit/directives/repeat.js';
import { Echo } from './echo';
import { emit } from './emit';
import type { CellValue, FormColumn, FormField, ParameterDetail } from './form-field';
import { formatCount, formatInput, parseNumber } from './format';
import { fieldsetStyles } from './fieldset-styles';
import { baseStyles } from './theme';
import { words } from './words';

interface DraftRow {
  readonly key: number;
  readonly cells: readonly CellValue[];
  /** Columns in which a person has been: only there a problem is news to them. */
  readonly touched: readonly number[];
}

export class RowsField extends LitElement {
  static override styles = [
    baseStyles,
    fieldsetStyles,
    css`
      :host {
        container-type: inline-size;
      }
      table {
        width: auto;
        margin: var(--s1) 0;
      }
      th,
      td {
        text-align: left;
        vertical-align: bottom;
        padding: 0 var(--s2) var(--s1) 0;
      }
      tbody th,
      .end {
        vertical-align: middle;
      }
      thead small {
        display: block;
      }
      td label,
      .word {
        display: none;
      }
      input {
        text-align: right;
      }
      input::placeholder {
        color: var(--muted);
        opacity: 1;
      }
      select {
        max-width: 200px;
        text-overflow: ellipsis;
      }
      .remove {
        padding: var(--s1) var(--s2);
      }
      @container (max-width: 640px) {
        table,
        tbody {
          display: block;
        }
        thead {
          display: none;
        }
        tbody {
          border-top: 1px solid var(--line);
          padding: var(--s2) 0;
        }
        tbody tr {
          display: grid;
          grid-template-columns: repeat(2, minmax(0, 1fr));
          gap: var(--s2) var(--s3);
          align-items: end;
        }
        tbody th {
          grid-area: 1 / 1;
          align-self: center;
          padding: 0;
        }
        tbody td {
          display: block;
          padding: 0;
        }
        .end {
          grid-area: 1 / 2;
          justify-self: end;
        }
        .all {
          grid-column: 1 / -1;
          padding-top: var(--s1);
        }
        .word {
          display: inline;
        }
        td label {
          display: block;
          color: var(--muted);
        }
        .field {
          width: 100%;
          max-width: none;
          min-height: 36px;
        }
        .remove {
          min-height: 36px;
        }
      }
    `,
  ];

  @property({ attribute: false }) accessor field: FormField | undefined = undefined;

  @state() private accessor draft: readonly DraftRow[] = [];

  #echo = new Echo();
  #nextKey = 0;

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('field') || !this.#echo.isNews(this.field?.value)) return;
    this.draft = (this.field?.rows?.rows ?? []).map((cells) => this.#newRow(cells));
  }

  override render() {
    const { field, draft } = this;
    if (field?.rows === undefined) return nothing;
    const { columns, most } = field.rows;
    return html`<fieldset ?disabled=${field.disabled}>
      <legend>${field.label}</legend>
      ${field.help === undefined ? nothing : html`<p class="help">${field.help}</p>`}
      ${
        draft.length === 0
          ? nothing
          : html`<table>
              <thead>
                <tr>
                  <th><span class="visually-hidden">${words.rowTitle}</span></th>
                  ${columns.map((column) => head(column))}
                  <td></td>
                </tr>
              </thead>
              ${repeat(
                draft,
                ({ key }) => key,
                (row, r) => this.#row(columns, row, r),
              )}
            </table>`
      }
      ${
        field.problem === undefined
          ? nothing
          : html`<p class="problem" role="alert">${field.problem}</p>`
      }
      <p class="help" role="status">${this.#isFine(draft) ? nothing : words.unfinishedRows}</p>
      <button
        type="button"
        class="chip add"
        ?disabled=${draft.length >= most}
        @click=${() => this.#add()}
      >
        ${words.addRow}
      </button>
      ${draft.length >= most ? html`<small>${words.mostRows(formatCount(most))}</small>` : nothing}
    </fieldset>`;
  }

  #row(columns: readonly FormColumn[], row: DraftRow, r: number) {
    const title = `${words.row} ${formatCount(r + 1)}`;
    const problems = columns.map((column, c) =>
      row.touched.includes(c) ? column.check(row.cells[c]) : undefined,
    );
    const bad = problems.flatMap((problem, c) => (problem === undefined ? [] : [c]));
    return html`<tbody>
      <tr>
        <th scope="row"><span class="word">${words.rowTitle} </span>${formatCount(r + 1)}</th>
        ${columns.map((column, c) => {
          const id = cellId(row, column);
          return html`<td>
            <label for=${id}>${column.label}${unit(column)}</label>
            ${this.#cell(column, row, c, `${column.label}, ${title}`, problems[c] !== undefined)}
          </td>`;
        })}
        <td class="end">
          <button
            type="button"
            class="quiet remove"
            aria-label=${words.remove(title)}
            title=${words.remove(title)}
            @click=${() => this.#remove(r)}
          >
            ×
          </button>
        </td>
      </tr>
      ${
        bad.length === 0
          ? nothing
          : html`<tr>
              <td class="all" colspan=${columns.length + 2}>
                ${bad.map(
                  (c) =>
                    html`<p class="problem" id="${cellId(row, columns[c])}-problem" role="alert">
                      ${columns[c].label}: ${problems[c]}
                    </p>`,
                )}
              </td>
            </tr>`
      }
    </tbody>`;
  }

  #cell(column: FormColumn, row: DraftRow, c: number, label: string, bad: boolean) {
    const id = cellId(row, column);
    const value = row.cells[c];
    if (column.kind === 'choice') {
      const options = column.options ?? [];
      const chosen = (event: Event) => {
        const option = options[(event.target as HTMLSelectElement).selectedIndex];
        this.#set(row, c, option.value === '' ? undefined : option.value);
      };
      // An asset may be gone: then the empty option is shown, not the first asset.
      const known = options.some((option) => option.value === value);
      return html`<select
        class="field"
        id=${id}
        aria-label=${label}
        title=${column.help ?? nothing}
        aria-invalid=${bad ? 'true' : nothing}
        aria-describedby=${bad ? `${id}-problem` : nothing}
        @change=${chosen}
      >
        ${options.map(
          (option) =>
            html`<option
              value=${option.value}
              .selected=${live(option.value === (known ? value : ''))}
            >
              ${option.label}
            </option>`,
        )}
      </select>`;
    }
    const typed = (event: Event) => {
      const text = (event.target as HTMLInputElement).value.trim();
      this.#set(row, c, text === '' ? undefined : (parseNumber(text) ?? text));
    };
    return html`<input
      class="field"
      id=${id}
      type="text"
      size=${widthOf(column)}
      inputmode=${(column.minimum ?? -1) < 0 ? nothing : column.kind === 'integer' ? 'numeric' : 'decimal'}
      autocomplete="off"
      aria-label=${label}
      title=${column.help ?? nothing}
      placeholder=${column.placeholder ?? nothing}
      aria-invalid=${bad ? 'true' : nothing}
      aria-describedby=${bad ? `${id}-problem` : nothing}
      .value=${value === undefined ? '' : formatInput(value)}
      @change=${typed}
    />`;
  }

  #set(row: DraftRow, c: number, value: CellValue): void {
    const changed = (one: DraftRow): DraftRow => ({
      ...one,
      cells: one.cells.map((cell, other) => (other === c ? value : cell)),
      touched: [...one.touched, c],
    });
    this.#change(this.draft.map((one) => (one.key === row.key ? changed(one) : one)));
  }

  #add(): void {
    this.#change([...this.draft, this.#newRow(this.field?.rows?.fresh ?? [])]);
    void this.#focus('tbody:last-of-type :is(input, select)');
  }

  #remove(r: number): void {
    this.#change(this.draft.filter((_, other) => other !== r));
    const next = Math.min(r, this.draft.length - 1);
    void this.#focus(next < 0 ? '.add' : `tbody:nth-of-type(${next + 1}) .remove`);
  }

  async #focus(selector: string): Promise<void> {
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(selector)?.focus();
  }

  #newRow(cells: readonly CellValue[]): DraftRow {
    return { key: this.#nextKey++, cells, touched: [] };
  }

  #change(draft: readonly DraftRow[]): void {
    this.draft = draft;
    const { field } = this;
    if (field?.rows === undefined || !this.#isFine(draft)) return;
    const value = field.rows.write(draft.map(({ cells }) => cells));
    if (value === field.value && field.problem === undefined) return;
    this.#echo.sent(value);
    const detail: ParameterDetail = { id: field.id, value, final: true };
    emit(this, 'mix-parameter', detail);
  }

  #isFine(draft: readonly DraftRow[]): boolean {
    const columns = this.field?.rows?.columns ?? [];
    return draft.every(({ cells }) =>
      columns.every((column, c) => column.check(cells[c]) === undefined),
    );
  }
}

function head(column: FormColumn) {
  return html`<th scope="col" title=${column.help ?? nothing}>${column.label}${unit(column)}</th>`;
}

function unit(column: FormColumn) {
  return column.unit === undefined ? nothing : html` <small>${column.unit}</small>`;
}

function cellId({ key }: DraftRow, { id }: FormColumn): string {
  return `cell-${key}-${id}`;
}

/** Characters that the largest numbers of a column need, within reason. */
function widthOf({ minimum = 0, maximum = 0, placeholder = '' }: FormColumn): number {
  const ends = [formatInput(minimum), formatInput(maximum), placeholder];
  return Math.min(10, Math.max(5, ...ends.map(({ length }) => length)));
}
