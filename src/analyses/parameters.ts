/**
 * The parameters of a room. It declares them once; from the declaration come the form, the
 * defaults, the validation, the link and the documentation.
 */
import { plainProblem, type PlainParameter } from './parameter-kinds';
import { mixProblem, rowsProblem, type MixParameter, type RowsParameter } from './parameter-rows';

export type ParameterSpec = PlainParameter | RowsParameter | MixParameter;

/** A parameter, and when it is in force: a field that would change nothing is not shown. */
export type ParameterSpecs = Readonly<
  Record<
    string,
    ParameterSpec & {
      readonly when?: Readonly<Record<string, readonly (string | number)[]>>;
      /** Of use to few: shown behind "More settings". */
      readonly advanced?: boolean;
      /** Shown with others of this section, which has a heading in the room's text. */
      readonly section?: string;
      /** Changes nothing that is simulated: only what `detail` adds, or what the view shows. */
      readonly late?: boolean;
    }
  >
>;

export type ParameterValue = number | string;

export type Parameters<P extends ParameterSpecs> = {
  readonly [K in keyof P]: P[K] extends { kind: 'choice'; options: readonly (infer V)[] }
    ? V
    : P[K] extends { kind: 'asset' | 'choices' | 'rows' | 'mix' }
      ? string
      : number;
};

/** Resampled histories behind the ranges that history allows, for the rooms that have them. */
export const resamples = {
  kind: 'integer',
  default: 1_000,
  minimum: 100,
  maximum: 100_000,
  preview: 100,
  advanced: true,
} as const;

/** Degrees of freedom of a simulated Student t; 0: those of the fit, rounded. */
export const studentDegrees = {
  kind: 'choice',
  default: 0,
  options: [0, 3, 4, 5, 6, 7, 8, 10, 12, 15, 20, 30],
} as const;

/** Scenarios used while a slider is dragged. */
const PREVIEW_SCENARIOS = 10_000;

/** What is wrong with a value, as `plainProblem` says it. */
export function parameterProblem(
  spec: ParameterSpec,
  value: unknown,
  write?: (value: number) => string,
): string | undefined {
  if (spec.kind === 'rows') return rowsProblem(spec, value);
  if (spec.kind === 'mix') return mixProblem(value);
  return plainProblem(spec, value, write);
}

/** The defaults of every parameter of a room. */
export function defaultParameters(specs: ParameterSpecs): Record<string, ParameterValue> {
  return Object.fromEntries(Object.entries(specs).map(([id, spec]) => [id, spec.default]));
}

/** The same parameters with little enough work for a preview within a frame or two. */
export function previewParameters(
  specs: ParameterSpecs,
  parameters: Readonly<Record<string, ParameterValue>>,
): Record<string, ParameterValue> {
  const preview = { ...parameters };
  for (const [id, spec] of Object.entries(specs)) {
    const own = 'preview' in spec ? spec.preview : undefined;
    const most = own ?? (spec.kind === 'scenarios' ? PREVIEW_SCENARIOS : undefined);
    if (most !== undefined) preview[id] = Math.min(Number(preview[id]), most);
  }
  return preview;
}

/** All that a simulation may see: those marked `late` at their defaults; undefined where none is. */
export function earlyParameters(
  specs: ParameterSpecs,
  parameters: Readonly<Record<string, ParameterValue>>,
): Record<string, ParameterValue> | undefined {
  const late = Object.entries(specs).filter(([, spec]) => spec.late);
  if (late.length === 0) return undefined;
  return { ...parameters, ...defaultParameters(Object.fromEntries(late)) };
}

/** Whether a parameter is in force, given the others. */
export function parameterInForce(
  spec: ParameterSpecs[string],
  parameters: Readonly<Record<string, ParameterValue>>,
): boolean {
  return Object.entries(spec.when ?? {}).every(([id, values]) => values.includes(parameters[id]));
}
