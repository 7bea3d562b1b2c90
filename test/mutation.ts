/**
 * What `npm run test:mutation` breaks, the tests that ought to notice, and what was broken without
 * being wrong.
 */
export interface Group {
  readonly name: string;
  /** Each begins with a path: a file, or a folder with all that is in it. */
  readonly files: readonly string[];
  /** For kernels: in this folder, those that name what the broken file is a part of. */
  readonly tests: readonly string[];
}

export const groups: readonly Group[] = [
  {
    name: 'kernels',
    files: [
      'assembly/linalg/',
      'assembly/random/',
      'assembly/rolling/',
      'assembly/simulation/',
      'assembly/statistics/',
      'assembly/wealth/',
    ],
    tests: ['test/kernels/'],
  },
  {
    name: 'scenario',
    files: [
      'src/analyses/link.ts',
      'src/analyses/link-dataset.ts',
      'src/analyses/link-table.ts',
      'src/analyses/scenario-draft.ts',
      'src/analyses/scenario-step-schema.ts',
    ],
    tests: [
      'test/analyses/links.test.ts',
      'test/analyses/link-table.test.ts',
      'test/analyses/scenario.test.ts',
      'test/analyses/scenario-data.test.ts',
      'test/analyses/scenario-limits.test.ts',
      'test/analyses/scenario-steps.test.ts',
      'test/analyses/scenario-tables.test.ts',
      'test/links/released.test.ts',
    ],
  },
  {
    name: 'digest',
    files: ['src/analyses/digest.ts', 'src/finance/fingerprint.ts', 'src/finance/sha256.ts'],
    tests: [
      'test/analyses/digest.test.ts',
      'test/finance/fingerprint.test.ts',
      'test/finance/sha256.test.ts',
    ],
  },
  {
    name: 'storage',
    files: ['src/data/dataset-store.ts', 'src/data/store-'],
    tests: ['test/data/dataset-store', 'test/data/store-space.test.ts'],
  },
  {
    name: 'frame',
    files: ['src/embed/protocol.ts', 'src/embed/frame-port.ts'],
    tests: ['test/embed/protocol.test.ts', 'test/embed/frame-port.browser.test.ts'],
  },
  {
    name: 'pool',
    files: ['src/engine/pool.ts'],
    tests: ['test/engine/pool.test.ts', 'test/engine/engine.test.ts'],
  },
  {
    name: 'worker',
    files: ['src/engine/serve.ts'],
    tests: [
      'test/engine/serve.test.ts',
      'test/engine/engine.browser.test.ts',
      'test/engine/read.browser.test.ts',
    ],
  },
];

/** A change that no test can notice, since the program does the same, and why it does. */
export interface Explained {
  readonly file: string;
  /** Lines as the report writes them. */
  readonly before: string;
  readonly after: string;
  readonly why: string;
  /** How many places read like that, all of which are meant; one where missing. */
  readonly places?: number;
}

export const explained: readonly Explained[] = [
  {
    file: 'assembly/linalg/symmetric-eigen.ts',
    before: 'let norm: f64 = 0;',
    after: 'let norm: f64 = 1;',
    why: 'The entries were divided until the largest is 1 to 2, so the norm is about 1 at least.',
  },
  {
    file: 'assembly/linalg/symmetric-eigen.ts',
    before: 'for (let i = k + 1; i < n; i++) {',
    after: 'for (let i = k + 0; i < n; i++) {',
    why: 'A vector that is 0 from there on is reflected; an eigenvalue is not larger than itself.',
    places: 2,
  },
  {
    file: 'assembly/simulation/synthetic.ts',
    before: 'else if (u >= (state == 0 ? stay0 : stay1)) state = 1 - state;',
    after: 'else if (u > (state == 0 ? stay0 : stay1)) state = 1 - state;',
    why: 'A uniform of 52 bits equals a probability once in 4.5e15 periods.',
  },
  {
    file: 'src/analyses/link-dataset.ts',
    before:
      "return [first, ...steps.map((step) => ((day += step) < 2_900_000 ? dateOfDay(day) : ''))];",
    after:
      "return [first, ...steps.map((step) => ((day += step) <= 2_900_000 ? dateOfDay(day) : ''))];",
    why: 'No data are dated in the year 9910, where the bound lies: beyond it is only what is no date.',
  },
  {
    file: 'src/engine/serve.ts',
    before: 'warm(kernels);',
    after: ';',
    why: 'What is not warmed gives the same numbers a little later.',
  },
];
