/** The form of an analysis, made from the declaration of its parameters. */
import { findSpec } from '../analyses/catalog';
import {
  cellProblem,
  freshRow,
  readMix,
  readRows,
  writeMix,
  writeRows,
  type CellSpec,
  type Row,
  type RowsParameter,
} from '../analyses/parameter-rows';
import { parameterInForce, type ParameterSpecs } from '../analyses/parameters';
import { assetsOf, type Scenario } from '../analyses/scenario';
import type { ParameterText, RoomText } from '../analyses/text';
import { apportion } from '../finance/apportion';
import { WHOLE, type AssetMix, type Column, type Dataset } from '../finance/dataset';
import { displayOrder, presetMix, presets, type PresetId } from '../finance/mixes';
import type { FormColumn, FormField, FormMix, FormRows } from '../ui/form-field';
import { formatCount } from '../ui/format';
import { words as uiWords } from '../ui/words';
import { boundedSpec, isHidden, isLocked, noExercise, type Exercise } from './exercise';
import { words } from './words';

/** Fields behind a heading. */
export interface FormSection {
  readonly heading: string;
  readonly fields: readonly FormField[];
  /** Something in it differs from its default, and is in force. */
  readonly changed: boolean;
}

/** The fields that are in force: those of use to many, the sections, and last the `advanced` ones. */
export function formFields(
  text: RoomText,
  scenario: Scenario,
  dataset: Dataset,
  problems: Readonly<Record<string, string>>,
  exercise: Exercise = noExercise,
): { readonly common: readonly FormField[]; readonly sections: readonly FormSection[] } {
  const chosen = assetsOf(scenario);
  const assets = displayOrder(dataset.columns).filter(({ id }) => chosen.includes(id));
  const inForce = Object.entries(findSpec(scenario.analysis)?.parameters ?? {}).filter(
    ([id, spec]) => parameterInForce(spec, scenario.parameters) && !isHidden(exercise, id),
  );
  const fieldsOf = (entries: typeof inForce) =>
    entries.map(([id, spec]) => ({
      ...formField(
        boundedSpec(spec, exercise.ranges[id]),
        id,
        text.parameters[id],
        scenario,
        assets,
        problems[id],
      ),
      disabled: isLocked(exercise, id),
    }));
  const sectionOf = (heading: string, entries: typeof inForce): FormSection => ({
    heading,
    fields: fieldsOf(entries),
    changed: entries.some(([id, spec]) => scenario.parameters[id] !== spec.default),
  });
  const names = new Set(inForce.flatMap(([, { section }]) => section ?? []));
  const rest = inForce.filter(([, { section }]) => section === undefined);
  const advanced = rest.filter(([, spec]) => spec.advanced);
  return {
    common: fieldsOf(rest.filter(([, spec]) => !spec.advanced)),
    sections: [
      ...Array.from(names, (name) =>
        sectionOf(
          text.sections?.[name] ?? name,
          inForce.filter(([, { section }]) => section === name),
        ),
      ),
      ...(advanced.length === 0 ? [] : [sectionOf(words.moreSettings, advanced)]),
    ],
  };
}

function formField(
  spec: ParameterSpecs[string],
  id: string,
  text: ParameterText,
  scenario: Scenario,
  assets: readonly Column[],
  problem: string | undefined,
): FormField {
  const { label, help, options = {} } = text;
  const value = scenario.parameters[id];
  const common = { id, label, help, value, problem };
  const named = (option: string | number) => ({
    value: option,
    label: options[option] ?? String(option),
  });
  switch (spec.kind) {
    case 'choice':
    case 'choices':
      return { ...common, kind: spec.kind, options: spec.options.map(named) };
    case 'asset':
      return { ...common, kind: 'choice', options: [named(''), ...assets.map(assetOption)] };
    case 'scenarios':
      return {
        ...common,
        ...spec,
        suggestions: spec.suggestions.map((count) => ({ value: count, label: formatCount(count) })),
      };
    case 'rows':
      return { ...common, kind: 'rows', rows: formRows(spec, text, String(value), assets) };
    case 'mix':
      return { ...common, kind: 'mix', mix: formMix(text, String(value), scenario.mix, assets) };
    default:
      return { ...common, ...spec };
  }
}

function formRows(
  spec: RowsParameter,
  text: ParameterText,
  value: string,
  assets: readonly Column[],
): FormRows {
  const ids = Object.keys(spec.columns);
  const cellsOf = (row: Row) => ids.map((id) => row[id]);
  return {
    columns: ids.map((id) =>
      formColumn(spec.columns[id], id, text.columns?.[id] ?? { label: id }, assets),
    ),
    rows: readRows(spec.columns, value).map(cellsOf),
    fresh: cellsOf(freshRow(spec.columns)),
    most: spec.maximum,
    write: (rows) =>
      writeRows(
        spec.columns,
        rows.map((cells) => Object.fromEntries(ids.map((id, c) => [id, cells[c]]))),
      ),
  };
}

function formColumn(
  cell: CellSpec,
  id: string,
  { label, help, options = {} }: ParameterText,
  assets: readonly Column[],
): FormColumn {
  const common = { id, label, help };
  const check = (value: Row[string]) => cellProblem(cell, value);
  if (cell.kind === 'asset') {
    const empty = { value: '', label: options[''] ?? words.chooseAsset };
    return {
      ...common,
      kind: 'choice',
      options: [empty, ...assets.map(assetOption)],
      check(value = '') {
        if (value === '' && cell.optional) return undefined;
        // The assets of the data may have changed since the row was begun.
        const known = assets.some((asset) => asset.id === value);
        return cellProblem(cell, known ? value : '');
      },
    };
  }
  if (cell.kind === 'choice') {
    const empty = { value: '', label: options[''] ?? '' };
    const named = cell.options.map((value) => ({ value, label: options[value] ?? String(value) }));
    return { ...common, kind: 'choice', options: cell.optional ? [empty, ...named] : named, check };
  }
  const { kind, unit, minimum, maximum } = cell;
  return { ...common, kind, unit, minimum, maximum, placeholder: options[''], check };
}

function formMix(
  { options = {} }: ParameterText,
  value: string,
  present: AssetMix,
  assets: readonly Column[],
): FormMix {
  const inOrder = (mix: AssetMix) =>
    assets.map(({ id }) => mix.weights[mix.assets.indexOf(id)] ?? 0);
  return {
    assets: assets.map(({ id, label }) => ({ id, label })),
    weights: value === '' ? undefined : inOrder(readMix(value)),
    present: { label: options[''] ?? words.sameMix, weights: inOrder(present) },
    presets: (Object.keys(presets) as PresetId[]).flatMap((id) => {
      const mix = presetMix(id, assets);
      return mix === undefined
        ? []
        : [{ id, label: uiWords.presetNames[id], weights: inOrder(mix) }];
    }),
    scaled: (weights) => apportion(WHOLE, weights),
    write(weights = []) {
      const held = weights.flatMap((weight, i) => (weight > 0 ? [i] : []));
      return writeMix(
        held.map((i) => assets[i].id),
        held.map((i) => weights[i]),
      );
    },
  };
}

function assetOption({ id, label }: Column) {
  return { value: id, label };
}
