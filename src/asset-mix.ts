/**
 * The library: runs an analysis without a page, in Node or in a browser, and gives the same
 * bits as the page does.
 *
 * Nothing is fetched: the kernels and the worker's code are inside. Every call settles; what
 * goes wrong rejects with an `AssetMixError` that has a `code` and says where.
 */
export {
  analyses,
  type AnalysisInfo,
  type MeasureInfo,
  type ParameterInfo,
  type ParameterWords,
  type ResultField,
} from './library/analyses';
export { AssetMixError, type AssetMixErrorCode } from './library/asset-mix-error';
export { chunksOf, merge } from './library/merge';
export type { Part } from './library/part';
export { builtInDataset, parseDataset, type ParsedDataset } from './library/parse-dataset';
export type { ColumnChoice, ParseOptions } from './library/parse-options';
export type { ResultOf, Results } from './library/results';
export {
  run,
  type ChunkOptions,
  type ChunkRange,
  type Outcome,
  type Progress,
  type RunOptions,
} from './library/run';
export {
  decodeScenario,
  encodeScenario,
  type DatasetInput,
  type ScenarioInput,
  type SourceInput,
} from './library/scenario-input';
export { syntheticDataset } from './library/synthetic-dataset';
export type { Scenario } from './analyses/scenario';
export type { Changed, Dropped } from './analyses/scenario-data';
export type { Step } from './analyses/scenario-steps';
export type { Finding, Findings, Problem, ReadSettings } from './data/parse/parsed-table';
export type { AssetClass, AssetMix, Column, Dataset, Frequency, Role } from './finance/dataset';
export type { Estimate, Interval, Quantity, Undefined } from './finance/quantity';
