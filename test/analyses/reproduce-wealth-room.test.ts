/** The NumPy script of a plan, with its own draws, beside the room's: every figure of both. */
import { describe, it } from 'vitest';
import * as room from '../../src/analyses/wealth-paths/compute';
import type { WealthParameters } from '../../src/analyses/wealth-paths/spec';
import type { WealthResult } from '../../src/analyses/wealth-paths/result';
import { loadKernels } from '../tools/kernels';
import { builtIn, monthly } from './built-in-data';
import { runRoom } from './run-room';
import { python } from './run-script';
import { expectAgreement, scriptFigures, wealthScenario } from './wealth-script';

const kernels = await loadKernels();

type Choice = Partial<WealthParameters>;

const plans: Readonly<Record<string, Choice & { daily?: boolean }>> = {
  'blocks of the history, a constant amount taken out': {
    ...{ spendingAmount: 5_500, rebalancing: 'yearly', costBasisPoints: 20 },
    ...{ solve: 'withdrawals', wanted: 80 },
  },
  'normal returns, flows of every kind, a share of the wealth, a glide path': {
    ...{ model: 'normal', spending: 'percent', spendingRate: 6, spendingFrom: 5, fee: 0.7 },
    ...{ flows: 'contribution,400,month,nominal,3,0,6;withdrawal,9000,year,real,0,4,9' },
    ...{ glide: 'to-mix', glideMix: 'us_treasury_10y,6000;gold,4000', glideTo: 8 },
    ...{ rebalancing: 'quarterly', timing: 'start' },
  },
  'Student t returns, a bounded share, bands, another mix beside it': {
    ...{
      model: 'student',
      degrees: 5,
      spending: 'bounded',
      spendingRate: 14,
      floor: 8_000,
      ceiling: 20_000,
    },
    ...{ rebalancing: 'absolute-band', band: 3, costBasisPoints: 50 },
    ...{ compare: 'mix', otherMix: 'us_stocks,10000', solve: 'start', aim: 'goal-real' },
  },
  'equal blocks of days compounded to months, another rule beside it': {
    ...{ daily: true, model: 'circular-bootstrap', blockLength: 4, inflationRate: 3 },
    ...{ rebalancing: 'five-twenty-five', compare: 'rebalancing', solve: 'horizon', wanted: 85 },
  },
  'assumptions of one’s own, correlations repaired, another way of spending beside it': {
    ...{ model: 'normal', assumptions: 'us_stocks,3,22;gold,1,', repair: 'nearest' },
    correlations: 'us_stocks,gold,0.9;us_stocks,us_treasury_10y,0.9;gold,us_treasury_10y,-0.5',
    ...{ compare: 'spending', otherSpending: 'percent', otherRate: 7, rebalancing: 'none' },
  },
  'single months under stated volatility, a goal that takes contributions': {
    ...{ model: 'bootstrap', assumptions: 'us_stocks,,25', spending: 'none' },
    ...{ flows: 'contribution,300,month,real,0,0,10', rebalancing: 'relative-band', band: 30 },
    ...{ solve: 'contributions', aim: 'goal-nominal', goal: 400_000, wanted: 60 },
  },
};

describe.runIf(python !== undefined)('the script of wealth paths agrees with the room', () => {
  it.each(Object.entries(plans))('%s', { timeout: 120_000 }, (_, { daily, ...parameters }) => {
    const dataset = daily === true ? builtIn('daily-markets') : monthly;
    const scenario = wealthScenario(dataset, {
      ...{ scenarios: 20_000, years: 12, resamples: 0 },
      ...parameters,
    });
    const result = runRoom<WealthResult>(room, scenario, dataset, kernels);
    expectAgreement(scriptFigures(dataset, scenario), result);
  });
});
