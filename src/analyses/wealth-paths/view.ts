/** What the room shows: the finding, the figures, the fans, the replay, one path, the tables. */
import { html, nothing } from 'lit';
import type { ViewContext, ViewParts } from '../view';
import type { WealthResult } from './result';
import { fanSection } from './view-charts';
import { histogramSection, ruinSection } from './view-ends';
import { figures } from './view-figures';
import { pathSection } from './view-path';
import { replaySection } from './view-replay';
import { finding } from './view-sentences';
import { side } from './view-side';
import { tables } from './view-tables';
import { numbers, workings } from './view-formulas';

export function view(result: WealthResult, context: ViewContext): ViewParts {
  const { outcome } = result;
  return {
    finding: finding(result, context),
    figures: outcome === undefined ? [] : figures(outcome, context),
    main: html`
      ${fanSection(result, context)} ${histogramSection(result, context)}
      ${ruinSection(result, context)} ${replaySection(result, context)}
      ${pathSection(result, context)}
    `,
    side: outcome === undefined ? nothing : side(result, context),
    numbers: numbers(result, context),
    workings: workings(result, context),
    tables: tables(result, context),
  };
}
