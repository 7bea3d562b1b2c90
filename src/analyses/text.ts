/** The words of a room: one entry for each parameter and each measure that its spec declares. */
import type { Rebalancing } from '../finance/rebalancing';
import type { AnalysisSpec } from './analysis';

export interface ParameterText {
  readonly label: string;
  readonly help?: string;
  /** Words for the options of a choice, keyed by the option; '' words a value left empty. */
  readonly options?: Readonly<Record<string, string>>;
  /** Words of the cells of rows, keyed by the column. */
  readonly columns?: Readonly<Record<string, ParameterText>>;
}

export interface MeasureText {
  readonly label: string;
  readonly definition: string;
  /**
   * LaTeX, as one literal: it is typeset when the page is built. A line may end at `\allowbreak`,
   * so that no part is wider than a phone.
   */
  readonly formula: string;
  /** What the letters of the formula stand for. */
  readonly symbols?: string;
  /** When the number misleads, in one or two plain sentences. */
  readonly misleads: string;
  /** What this measure assumes beyond what all of the room do. */
  readonly assumptions?: readonly string[];
  readonly reference: string;
}

export interface RoomText<S extends AnalysisSpec = AnalysisSpec> {
  /** The question that the room answers. */
  readonly title: string;
  readonly description: string;
  readonly parameters: Readonly<Record<keyof S['parameters'], ParameterText>>;
  /** Headings of the sections of parameters. */
  readonly sections?: Readonly<Record<string, string>>;
  readonly measures: Readonly<Record<keyof S['measures'], MeasureText>>;
  readonly assumptions: readonly string[];
}

/** The periods of a dataset in words, by its frequency. */
export const periods = {
  daily: 'days',
  weekly: 'weeks',
  monthly: 'months',
  quarterly: 'quarters',
  yearly: 'years',
} as const;

/** The parameter `resamples`, which several rooms share. */
export const resamplesText: ParameterText = {
  label: 'Resampled histories',
  help: 'Histories put together from blocks of the real one, behind the ranges that history allows.',
};

/** The rules of rebalancing, which several rooms offer. */
export const rebalancingNames: Readonly<Record<Rebalancing, string>> = {
  'every-period': 'every period',
  monthly: 'monthly',
  quarterly: 'quarterly',
  yearly: 'yearly',
  'absolute-band': 'outside a band of points',
  'relative-band': 'outside a band relative to target',
  'five-twenty-five': '5/25 rule',
  none: 'never',
};
