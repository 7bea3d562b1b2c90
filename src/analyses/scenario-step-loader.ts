/**
 * Steps other than resampling are rare, and what takes data through them is not small: it is
 * loaded when a scenario first has one. Making the data of a scenario does not wait for anything,
 * so whoever opens one waits here first.
 */
import { ScenarioError } from './scenario-draft';
import type * as StepWork from './scenario-step-work';
import type { Step } from './scenario-steps';

let loaded: typeof StepWork | undefined;

/** Resolves once data can be taken through these steps; rejects where the code does not come. */
export async function loadStepWork(steps: readonly Step[] = []): Promise<void> {
  if (!stepWorkIsHere(steps)) loaded = await import('./scenario-step-work');
}

/** For who has it at hand: the library, whose runs begin at once. */
export function provideStepWork(work: typeof StepWork): void {
  loaded = work;
}

export function stepWorkIsHere(steps: readonly Step[] = []): boolean {
  return loaded !== undefined || steps.every(({ step }) => step === 'resample');
}

/** Undefined where the steps need none. @throws ScenarioError where it was not loaded. */
export function stepWork(steps: readonly Step[]): typeof StepWork | undefined {
  if (!stepWorkIsHere(steps)) {
    throw new ScenarioError('data.steps', 'What takes data through steps is not loaded yet.');
  }
  return steps.every(({ step }) => step === 'resample') ? undefined : loaded;
}
