/** The same scenario gives the same bits: in Node, in the browser, with any number of workers. */
import { beforeAll, describe, expect } from 'vitest';
import { expectedCase, type Case } from './expected';
import { statistics } from '../../src/analyses/rolling-statistics/spec';
import { test } from './watched-app';

const monthly = 'us-asset-classes-monthly';

const cases: Readonly<Record<string, () => Promise<Case>>> = {
  'the first view': () => expectedCase(monthly),
  'another mix under a band, with costs, from 1990 on': () =>
    expectedCase(monthly, {
      mix: { assets: ['us_stocks', 'gold'], weights: [6_667, 3_333] },
      parameters: { rebalancing: 'relative-band', band: 20, costBasisPoints: 25, blockLength: 3 },
      range: { from: '1990-01-01', to: null },
      seed: 7,
    }),
  'loss by history': () => expectedCase(monthly, { analysis: 'value-at-risk' }),
  'loss over 12 months': () =>
    expectedCase(monthly, {
      analysis: 'value-at-risk',
      parameters: { horizon: 12, method: 'normal', tail: 10_000 },
    }),
  'loss by 300,000 simulated scenarios': () =>
    expectedCase(monthly, {
      analysis: 'value-at-risk',
      parameters: { method: 'simulated', scenarios: 300_000 },
      seed: 4_294_967_295,
    }),
  'simulated loss over 12 months': () =>
    expectedCase(monthly, {
      analysis: 'value-at-risk',
      parameters: { method: 'simulated', scenarios: 300_000, horizon: 12, tail: 1_000 },
    }),
  'a simulation that stops at a precision': () =>
    expectedCase(monthly, {
      analysis: 'value-at-risk',
      parameters: { method: 'simulated', scenarios: 10_000_000, precision: '0.5%' },
      seed: 11,
    }),
  'loss by a simulated Student t over 6 months': () =>
    expectedCase(monthly, {
      analysis: 'value-at-risk',
      parameters: { method: 'simulated', model: 'student', scenarios: 200_000, horizon: 6 },
    }),
  'loss by blocks of the history, tested on its own history': () =>
    expectedCase('daily-markets', {
      analysis: 'value-at-risk',
      parameters: {
        method: 'ewma',
        model: 'stationary-bootstrap',
        horizon: 10,
        backtestWindow: 250,
      },
    }),
  'wealth by blocks of the history': () => expectedCase(monthly, { analysis: 'wealth-paths' }),
  'wealth by Student t returns, a path closely, what it would take': () =>
    expectedCase(monthly, {
      analysis: 'wealth-paths',
      parameters: {
        ...{ model: 'student', scenarios: 80_000, years: 5, solve: 'withdrawals' },
        ...{ closeUp: 'number', path: 70_000, resamples: 10, terms: 'nominal', percentile: 50 },
      },
      seed: 21,
    }),
  'two plans by equal blocks of days, compounded to months': () =>
    expectedCase('daily-markets', {
      analysis: 'wealth-paths',
      parameters: {
        ...{ model: 'circular-bootstrap', years: 10, scenarios: 140_000, compare: 'rebalancing' },
        ...{ rebalancing: 'five-twenty-five', costBasisPoints: 30, spending: 'bounded' },
        ...{ timing: 'start', fee: 0.5, flows: 'contribution,200,month,nominal,3,0,10' },
      },
    }),
  'wealth that stops at a precision, under assumptions of one’s own': () =>
    expectedCase(monthly, {
      analysis: 'wealth-paths',
      parameters: {
        ...{ model: 'normal', years: 2, scenarios: 400_000, precision: '0.2%' },
        ...{ assumptions: 'us_stocks,4,20;gold,,12', correlations: 'us_stocks,gold,-0.5' },
      },
    }),
  'correlations shrunk, of a pair, in bad periods': () =>
    expectedCase(monthly, {
      analysis: 'correlation',
      parameters: {
        estimator: 'ledoit-wolf-constant',
        first: 'gold',
        second: 'oil_wti',
        stressed: 'gold',
      },
    }),
  'correlations of undated rows by EWMA': () =>
    expectedCase('eu-indices-daily', {
      analysis: 'correlation',
      parameters: { estimator: 'ewma' },
    }),
  'every rolling statistic': () =>
    expectedCase(monthly, {
      analysis: 'rolling-statistics',
      parameters: { shown: statistics.join(','), against: 'gold', minimum: 12 },
    }),
  'the Sharpe ratio by every convention': () =>
    expectedCase(monthly, { analysis: 'conventions', parameters: { measure: 'sharpe' } }),
  'the correlation of days by every convention': () =>
    expectedCase('daily-markets', {
      analysis: 'conventions',
      parameters: { measure: 'correlation', first: 'GOLD', second: 'WTI' },
    }),
  'the mix since 1871': () => expectedCase('us-stocks-bonds-cpi-monthly-1871'),
  'loss of daily markets, 1999 to 2008': () =>
    expectedCase('daily-markets', {
      analysis: 'value-at-risk',
      parameters: { tail: 10_000, horizon: 10 },
      range: { from: '1999-02-01', to: '2008-12-31' },
    }),
  'the mix of a pension fund': () => expectedCase('swiss-pension-daily', { seed: 2 }),
  'the mix of undated indices': () => expectedCase('eu-indices-daily'),
  'simulated loss of undated indices, rows 200 to 900': () =>
    expectedCase('eu-indices-daily', {
      analysis: 'value-at-risk',
      parameters: { method: 'simulated', scenarios: 200_000 },
      range: { from: '200', to: '900' },
    }),
};

describe('a link gives the digest that Node computes', () => {
  for (const [name, prepare] of Object.entries(cases)) {
    test(name, async ({ open }) => {
      const { digest, link } = await prepare();
      const app = await open({ link });
      await expect(app.digest()).resolves.toBe(digest);
      await expect(app.notice.count()).resolves.toBe(0);
    });
  }
});

describe('a simulation of 3,000,000 scenarios has the same digest', () => {
  let wanted: Case;
  beforeAll(async () => {
    wanted = await expectedCase(monthly, {
      analysis: 'value-at-risk',
      parameters: { method: 'simulated', scenarios: 3_000_000, horizon: 3 },
    });
  });

  for (const cores of [1, 2, 3]) {
    test(`on ${cores} workers`, async ({ open }) => {
      const app = await open({ link: wanted.link, cores });
      await expect(app.digest()).resolves.toBe(wanted.digest);
      await expect(app.status()).resolves.toMatchObject({ mode: 'workers' });
      expect((await app.workers()).started).toBe(cores);
    });
  }

  test('where workers do not exist', async ({ open }) => {
    const app = await open({
      link: wanted.link,
      before: () => Reflect.deleteProperty(window, 'Worker'),
    });
    await expect(app.digest()).resolves.toBe(wanted.digest);
    await expect(app.status()).resolves.toMatchObject({ mode: 'inline', workers: 0 });
  });

  test('where starting a worker throws', async ({ open }) => {
    const app = await open({
      link: wanted.link,
      before: () => {
        window.Worker = class {
          constructor() {
            throw new DOMException('Workers are not allowed here.', 'SecurityError');
          }
        } as unknown as typeof Worker;
      },
    });
    await expect(app.digest()).resolves.toBe(wanted.digest);
    const { mode, reason } = await app.status();
    expect({ mode, reason }).toEqual({
      mode: 'inline',
      reason: 'Workers do not start here: Workers are not allowed here.',
    });
  });

  test('where the content policy of a host forbids workers', async ({ open }) => {
    const app = await open({
      link: wanted.link,
      expected: /worker-src|content policy|Content Security Policy/i,
      before: () => {
        const forbid = () => {
          if (document.head === null) return;
          watcher.disconnect();
          const meta = document.createElement('meta');
          meta.httpEquiv = 'Content-Security-Policy';
          meta.content = "worker-src 'none'";
          document.head.prepend(meta);
        };
        const watcher = new MutationObserver(forbid);
        watcher.observe(document, { childList: true, subtree: true });
      },
    });
    await expect(app.digest()).resolves.toBe(wanted.digest);
    await expect(app.status()).resolves.toMatchObject({ mode: 'inline' });
  });
});
