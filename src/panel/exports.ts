/** What a panel offers to take away, and the names of the files. */
import type { AnalysisSpec } from '../analyses/analysis';
import type { ViewContext } from '../analyses/view';
import { presetMix, presets, type PresetId } from '../finance/mixes';
import { download } from '../ui/download';
import type { ExportItem } from './export-menu';
import { resultFiles, type Room } from './rooms';
import type { Shown } from './run-controller';
import { words } from './words';

type ResultFiles = Awaited<ReturnType<typeof resultFiles.load>>;

/** What only the panel itself can do. */
export interface PanelActions {
  /** Of the charts of a mix: 0 is the first. */
  picture(name: string, mix: number): unknown;
  scenario(name: string): unknown;
  say(message: string): unknown;
  print(): unknown;
}

/** What is shown of a mix. */
export interface ShownMix {
  readonly shown: Shown;
  readonly context: ViewContext;
}

/** @param mixes one, or both where two are compared: a result is of one of them */
export function exportItems(
  room: Room,
  spec: AnalysisSpec,
  mixes: readonly ShownMix[],
  actions: PanelActions,
): ExportItem[] {
  const name = exportName(mixes[0].context);
  return [
    ...mixes.flatMap((mix, i) => {
      const side = mixes.length > 1 ? words.mixOf(words.sides[i]) : undefined;
      const name = exportName(mix.context);
      const own = side === undefined ? name : `${side.toLowerCase().replace(' ', '-')}-${name}`;
      return [
        ...resultItems(room, spec, mix, actions, own, side),
        {
          label: words.png(side),
          note: words.pngNote,
          act: () => actions.picture(`${own}.png`, i),
        },
      ];
    }),
    {
      label: words.scenario,
      note: words.scenarioNote,
      act: () => actions.scenario(`${name}.asset-mix.json`),
    },
    { label: words.print, note: words.printNote, act: () => actions.print() },
  ];
}

/** The result of one mix, which is named where there is another. */
function resultItems(
  room: Room,
  spec: AnalysisSpec,
  { shown, context }: ShownMix,
  actions: PanelActions,
  name: string,
  side: string | undefined,
): ExportItem[] {
  /** A preview is of fewer scenarios than its scenario says, so its numbers are no result. */
  const complete = (save: (files: ResultFiles) => void) => {
    if (shown.digest === undefined) return undefined;
    return async () => {
      const files = await resultFiles.load().catch(() => undefined);
      if (files === undefined) actions.say(words.unloadedTitle);
      else save(files);
    };
  };
  const pending = shown.digest === undefined ? words.exportPending : undefined;
  return [
    {
      label: words.csv(side),
      note: pending ?? words.csvNote,
      act: complete(({ resultCsv }) => {
        const csv = resultCsv(room, spec, shown, context);
        download(`${name}.csv`, new Blob([csv], { type: 'text/csv' }));
      }),
    },
    {
      label: words.json(side),
      note: pending ?? words.jsonNote,
      act: complete(({ resultJson }) => {
        const json = resultJson(room, spec, shown);
        download(`${name}.json`, new Blob([json], { type: 'application/json' }));
      }),
    },
  ];
}

/** The mix and the question, such as `balanced-value-at-risk`. */
export function exportName({ scenario, columns }: Pick<ViewContext, 'scenario' | 'columns'>) {
  const { assets, weights } = scenario.mix;
  const weightOf = (id: string) => weights[assets.indexOf(id)] ?? 0;
  const known = (Object.keys(presets) as PresetId[]).find((id) => {
    const preset = presetMix(id, columns);
    return preset?.assets.every((asset, i) => preset.weights[i] === weightOf(asset));
  });
  return `${known ?? words.ownMix}-${scenario.analysis}`;
}
