/**
 * The NumPy script of the room. The replay of history gives the same numbers; the simulation is
 * an independent one, with NumPy's own generator, that agrees within its standard error.
 *
 * Each line it prints is a name and a number, after that of a simulated one its standard error;
 * names follow the fields of the result, `finalWealth.real.5` is a 5th percentile. What the
 * replay prints has a number for every start.
 */
import { pythonPreamble } from '../python';
import type { Reproduce } from '../view';
import { figuresSource } from './reproduce-figures';
import { planSource } from './reproduce-plan';
import { returnsSource, stepsSource } from './reproduce-returns';
import type { WealthParameters } from './spec';

export const reproduce: Reproduce = (scenario, file) => {
  const p = scenario.parameters as WealthParameters;
  return [
    pythonPreamble(scenario, file),
    stepsSource(p, scenario, file),
    planSource(p, file),
    returnsSource(p, file),
    figuresSource(p, file),
  ].join('');
};
