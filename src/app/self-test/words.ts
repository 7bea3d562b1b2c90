/** The words of the self-test. */
import type { Part } from './cases';
import type { Place } from './run';
import type { SpeedId } from './speeds';

export const words = {
  title: 'Self-test',
  intro:
    'Are the numbers right in this browser? The self-test computes figures whose true values are known from other programs, runs simulations on different numbers of workers, and measures how fast this browser is. It takes about ten seconds, on a phone longer. Nothing is sent anywhere.',
  run: 'Run the self-test',
  again: 'Run it again',
  progress: (what: string, done: string, total: string) => `${what}: ${done} of ${total}`,
  stages: {
    preparing: 'Preparing',
    numbers: 'Reference numbers',
    simulations: 'Simulations',
    speeds: 'Speeds',
  },
  cancelled: 'Cancelled. What had been found until then stands below.',

  allHold: (count: string) => `${count} of ${count} reference numbers hold`,
  someHold: (held: string, count: string) => `${held} of ${count} reference numbers hold`,
  largest: (error: string, allowed: string) =>
    allowed === '0'
      ? `largest error ${error} where none is allowed`
      : `largest error ${error} of ${allowed} allowed`,
  noError: 'every one to the last bit',
  missing: 'a number is missing',
  digestsAgree: (count: string) =>
    `all ${count} digests of simulations are those that every browser should give`,
  digestsDiffer: (differing: string, count: string) =>
    `${differing} of ${count} digests of simulations are not those that every browser should give`,
  wrong:
    'Something is computed wrongly in this browser: do not rely on its figures. Reload the page without extensions, then update the browser or try another one. If it stays, copy the report and send it to whoever maintains this page.',
  broke: 'The self-test could not run.',
  brokeHelp:
    'This browser, an extension or the policy of a network may block WebAssembly, or a file of the page did not arrive. Reload the page, or try another browser.',

  environment: 'Computed by',
  workersOf: (workers: number, cores: number) =>
    `${workers === 1 ? '1 worker' : `${workers} workers`} on ${cores === 1 ? '1 core' : `${cores} cores`}`,
  inline: (reason: string) =>
    `This thread alone, which gives the same numbers more slowly. ${reason}`,
  browser: 'Browser',
  engine: 'Engine',
  date: 'Date',
  numbersVersion: 'Version of the numbers',

  copy: 'Copy as text',
  download: 'CSV',
  copied: 'The report is in the clipboard.',
  notCopied: 'The clipboard is not available here. The CSV holds the same.',
  fileName: 'self-test.csv',

  numbers: 'Reference numbers',
  numbersHelp:
    'The rooms compute on the engine of this page, exactly as they do for you; random numbers and functions are called on this thread. A line may compare many numbers: it shows the one that differs most.',
  parts: {
    'mix-summary': 'The mix',
    correlation: 'Together',
    'rolling-statistics': 'Over time',
    'value-at-risk': 'Loss',
    conventions: 'Conventions',
    'wealth-paths': 'Growth',
    random: 'Random numbers',
    functions: 'Functions',
  } satisfies Record<Part, string>,
  partHolds: (held: string, count: string) => `${held} of ${count} hold`,
  what: 'What is compared',
  reference: 'Reference',
  count: 'Numbers',
  expected: 'Expected',
  here: 'Here',
  error: 'Relative error',
  allowed: 'Allowed',
  verdict: 'Verdict',
  ok: 'holds',
  notOk: 'off',
  nothing: '–',
  exact: 'none',

  simulations: 'The same bits everywhere',
  simulationsHelp:
    'A digest is a short text made of every number of a result. Each simulation runs on one worker, on all of them and without any, and has to have the digest that was computed in Node when this page was built.',
  simulation: 'Simulation',
  places: {
    one: 'One worker',
    all: 'All workers',
    thread: 'This thread',
  } satisfies Record<Place, string>,
  stored: 'Wanted',
  same: 'same',
  different: 'differs',

  speeds: 'Speeds, as measured here and now',
  speedsHelp:
    'The time is that of the whole way: messages to workers and putting their parts together are in it. Another tab, a battery or a warm computer can halve a speed.',
  measured: 'What was measured',
  speed: 'Speed',
  on: 'On',
  workers: (count: number) =>
    count === 0 ? 'this thread' : count === 1 ? '1 worker' : `${count} workers`,
  speedOf: {
    'monte-carlo': {
      what: 'Loss: scenarios of six assets, normal returns, one month',
      rate: 'scenarios',
    },
    wealth: { what: 'Growth: months of paths from blocks of the history', rate: 'months' },
    rolling: { what: 'Over time: windows of 250 days, three statistics', rate: 'windows' },
    normals: { what: 'Normal random numbers, one by one', rate: 'numbers' },
    covariance: { what: 'Covariance of 100 assets over 2,520 days', rate: undefined },
    quantile: { what: 'Quantile of a million numbers, copied in', rate: undefined },
  } satisfies Record<SpeedId, { what: string; rate: string | undefined }>,
  millionsPerSecond: (amount: string, rate: string) => `${amount} million ${rate} a second`,
  milliseconds: (amount: string) => `${amount} ms`,
} as const;
