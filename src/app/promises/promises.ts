/**
 * What the lab promises, how each promise is tested, and what was counted or measured last: the
 * rows of the page, and of the deliberate breaks in `test/breaks.ts`, under the same ids.
 */
export type PromiseId =
  | 'nothing-leaves'
  | 'same-bits'
  | 'no-wrong-number'
  | 'no-file-misleads'
  | 'calls-settle'
  | 'cancel'
  | 'storage'
  | 'memory'
  | 'hostile'
  | 'starts-anywhere'
  | 'tests-notice';

export interface PromiseRow {
  readonly id: PromiseId;
  readonly title: string;
  readonly how: string;
  /** What the last run of it counted or measured. */
  readonly figure: string;
  /** Files in the folder of the tests. */
  readonly tests: readonly string[];
}

/** When the figures were taken that are not taken anew by every run of the tests. */
export const figuresOf = '2026-11-28';

export const promises: readonly PromiseRow[] = [
  {
    id: 'nothing-leaves',
    title: 'Nothing leaves the page',
    how: 'After loading, every request is refused in the test browser and counted while a mix is changed, rooms are opened and results exported. Attempts to send something away are planted in the page, in its workers and in a frame of a foreign page; a server of somebody else counts what reaches it. Code that a content policy cannot stop, navigation and WebRTC, is kept out by a rule of the linter.',
    figure:
      '0 requests after loading. Of 20 kinds of attempts in a document and 5 in a worker, in the page and in a frame, 0 arrived; without a policy all 25 do.',
    tests: [
      'e2e/first-view.test.ts',
      'e2e/canaries.test.ts',
      'architecture.test.ts',
      'check.test.ts',
    ],
  },
  {
    id: 'same-bits',
    title: 'The same scenario gives the same bits',
    how: 'Digests of scenarios of every room are equal for 1, 2, 3 and 8 workers and without any, in Node and in the browser, ended early or not; links of earlier versions are opened and their digests compared. The three engines are compared by a script.',
    figure:
      'The same digests on 1, 2, 3 and 8 workers and on none, and in Chromium 156, Firefox 153 and WebKitGTK 2.50.',
    tests: [
      'engine/engine.test.ts',
      'engine/engine.browser.test.ts',
      'engine/ledger.test.ts',
      'e2e/digest.test.ts',
      'links/released.test.ts',
    ],
  },
  {
    id: 'no-wrong-number',
    title: 'Never a wrong number in silence',
    how: 'Kernels and formulas are held against numbers of NumPy, pandas, SciPy, scikit-learn and R, and against what must hold whatever the data: scaling, order, doubling, splitting. Data without variance, of one row, with more assets than rows, with numbers from 1e-300 to 1e300 and with what is no number give a status in words. The self-test runs the same numbers in your own browser.',
    figure: '1,465 reference numbers and 6 simulations in the self-test.',
    tests: [
      'kernels/covariance.test.ts',
      'finance/order-statistic.test.ts',
      'analyses/coverage.test.ts',
      'analyses/mix-summary-statuses.test.ts',
      'app/self-test/cases.test.ts',
      'e2e/self-test.test.ts',
    ],
  },
  {
    id: 'no-file-misleads',
    title: 'No file hangs the page or misleads it',
    how: 'Files are made up and damaged at random, in every encoding and cut at every place, and read by a second parser beside ours: each row is kept, mended or refused with its line, and what could be read in two ways is asked.',
    figure:
      '10,000 damaged files: 78,503 rows kept, 11,097 refused by line, 570 merged by date; 128,847 numbers compared with a second reader, 0 differ in silence. Half a gigabyte is read in 94 to 107 seconds and cancelled in 18 milliseconds.',
    tests: [
      'data/parse/fuzz.test.ts',
      'data/parse/certainty.test.ts',
      'data/parse/round-trip.test.ts',
      'data/parse/pieces.test.ts',
      'data/parse/scale.test.ts',
      'data/parse/downloads.test.ts',
    ],
  },
  {
    id: 'calls-settle',
    title: 'Every run comes to an end',
    how: 'At each message between the page and its workers the worker is killed, throws, or falls silent; memory is refused and the kernels do not compile. Whoever asked gets an answer or an error in words, and the next run works.',
    figure:
      'Every message between page and worker is lost, kills and makes the worker throw in turn: 0 calls stay open.',
    tests: [
      'engine/every-message.test.ts',
      'engine/no-kernels.browser.test.ts',
      'engine/pool.test.ts',
      'engine/engine.browser.test.ts',
    ],
  },
  {
    id: 'cancel',
    title: 'Cancel is at once, and loses nothing',
    how: 'Runs are cancelled again and again at random moments: workers are idle or gone, none is left over, and the result before stays on the screen.',
    figure: '7.5 milliseconds in the median and 48 at most, during a hundred million scenarios.',
    tests: ['engine/every-message.test.ts', 'engine/pool.test.ts', 'e2e/long-run.test.ts'],
  },
  {
    id: 'storage',
    title: 'Storage may vanish',
    how: 'The storage of the browser is absent, fails at each of its calls, is full, blocked by another tab, wiped while in use, or holds a damaged record: the numbers are the same as without it, and nothing of yours is lost without a word.',
    figure:
      'More than 40 calls of the database fail in turn, in four ways, once and from then on: the same numbers, nothing lost without a word.',
    tests: [
      'data/dataset-store-every-call.browser.test.ts',
      'data/dataset-store-damage.browser.test.ts',
      'data/dataset-store-connection.browser.test.ts',
      'data/dataset-store-room.browser.test.ts',
      'e2e/storage.test.ts',
    ],
  },
  {
    id: 'memory',
    title: 'Memory does not grow with paths or with time',
    how: 'The memory of each worker is read after a hundred million scenarios. Hundreds of runs of different scenarios, some of them cancelled, leave the heap and the workers as they were.',
    figure:
      '26 MB a worker at a hundred million scenarios, of 64. After 500 runs no worker is left and the heap is 9.7 MB without remembered results, after 18 runs it was 8.1.',
    tests: [
      'e2e/long-run.test.ts',
      'e2e/leaks.test.ts',
      'engine/forgotten-workers.browser.test.ts',
      'engine/engine.test.ts',
    ],
  },
  {
    id: 'hostile',
    title: 'A hostile link or page is harmless',
    how: 'Links, addresses and messages are made up to do harm, a thousand of each kind in every run of the tests and a million by a script: none throws, becomes markup, changes a prototype, or starts long work before a click.',
    figure:
      'A million texts, links, damaged links, trees of JSON, queries and messages each: 0 throw, 0 change a prototype.',
    tests: [
      'analyses/links.test.ts',
      'analyses/link-table.test.ts',
      'embed/protocol.test.ts',
      'embed/frame-address.test.ts',
      'panel/exercise.test.ts',
      'e2e/link.test.ts',
    ],
  },
  {
    id: 'starts-anywhere',
    title: 'It starts anywhere, or says what is missing',
    how: 'The frame is put into foreign pages of every level of sandbox and of several content policies, and opened from disk: it works in full, or says in words what it needs. A script does the same in three engines.',
    figure:
      '12 pages of sandboxes and policies in each of 3 engines: it works in full in all that allow scripts, and says what it needs where they are not.',
    tests: ['engine/content-policy.browser.test.ts', 'e2e/frame.test.ts', 'e2e/elements.test.ts'],
  },
  {
    id: 'tests-notice',
    title: 'The tests would notice',
    how: 'For each promise the code is broken on purpose, and its test must fail. Beyond that, kernels, links, digests, storage and messages are changed at random places, and it is counted how many changes some test notices.',
    figure:
      '27 of 27 deliberate breaks are noticed. Of 160 random changes 138 were (kernels 37 of 40, scenario and links 19 of 25, digest 25 of 25, storage 15 of 15, messages 42 of 55); tests were written for what was not.',
    tests: ['breaks.ts'],
  },
];
