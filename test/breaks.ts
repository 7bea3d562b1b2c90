/**
 * One deliberate break for each promise of this program, and the test that notices it.
 * `npm run test:breaks` shows that it does.
 */
export interface Break {
  /** What is promised. */
  readonly promise: string;
  readonly file: string;
  /** Text that stands in the file once, and what stands there in its stead. */
  readonly replace: string;
  readonly by: string;
  readonly test: string;
  /** Part of the name of the test that must fail; any of the file where it is missing. */
  readonly name?: string;
}

export const breaks: readonly Break[] = [
  {
    promise: 'Every call settles: a worker that dies takes its calls along',
    file: 'src/engine/worker-host.ts',
    replace: '    for (const reject of pending) reject(death);\n',
    by: '',
    test: 'test/engine/every-message.test.ts',
    name: 'a message that kills',
  },
  {
    promise: 'Every call settles: a worker that is silent is given up',
    file: 'src/engine/pool.ts',
    replace: 'seconds >= silentSeconds)',
    by: 'seconds >= 10 * silentSeconds)',
    test: 'test/engine/every-message.test.ts',
    name: 'a message that is lost',
  },
  {
    promise: 'Every call settles: what a worker throws fails its run',
    file: 'src/engine/worker-host.ts',
    replace: '(error: unknown) => (settle(), reject(error)),',
    by: '() => settle(),',
    test: 'test/engine/every-message.test.ts',
    name: 'a message that throws',
  },
  {
    promise: 'Every call settles: memory that cannot grow is told, and its instance replaced',
    file: 'src/engine/engine-error.ts',
    replace: "memory ? 'not-enough-memory' : 'compute-failed'",
    by: "'compute-failed'",
    test: 'test/engine/every-message.test.ts',
    name: 'memory that cannot grow',
  },
  {
    promise: 'Cancel is immediate: no worker is left that nobody knows',
    file: 'src/engine/worker-host.ts',
    replace: '    worker.terminate();\n',
    by: '',
    test: 'test/engine/every-message.test.ts',
    name: 'cancelled at any message',
  },
  {
    promise: 'Cancel is immediate: a worker that does not come back is ended',
    file: 'src/engine/pool.ts',
    replace: "          slot.host.end('The run was cancelled.');\n",
    by: '',
    test: 'test/engine/pool.test.ts',
    name: '40 ms to come back',
  },
  {
    promise: 'Storage may vanish: what it does not take is held, and said to be',
    file: 'src/data/store-holding.ts',
    replace: '        if (!(failure instanceof StorageFailed)) throw error;\n',
    by: '        if (failure) throw error;\n',
    test: 'test/data/dataset-store-every-call.browser.test.ts',
    name: 'does what was asked',
  },
  {
    promise: 'Storage may vanish: a full disk is no silence',
    file: 'src/data/store-holding.ts',
    replace: 'return { ...info, unkept: `${why} It lasts until this page is closed.` };',
    by: 'return why === undefined ? info : { ...info };',
    test: 'test/data/dataset-store-room.browser.test.ts',
    name: 'holds it in memory, in words',
  },
  {
    promise: 'Storage may vanish: a lost connection is opened again',
    file: 'src/data/store-connection.ts',
    replace: '          if (opening === connection) opening = undefined;\n',
    by: '',
    test: 'test/data/dataset-store-connection.browser.test.ts',
    name: 'that was closed behind its back',
  },
  {
    promise: 'Storage may vanish: a database that returns is used again',
    file: 'src/data/dataset-store.ts',
    replace: '    nextTry = performance.now() + retryAfter;\n    notify();',
    by: '    notify();',
    test: 'test/data/dataset-store-every-call.browser.test.ts',
    name: 'from some call on',
  },
  {
    promise: 'Storage may vanish: a damaged set is not taken for a whole one',
    file: 'src/data/store-database.ts',
    replace: '  return actual === record.fingerprint && actual === dataset.fingerprint;\n',
    by: '  return actual !== undefined;\n',
    test: 'test/data/dataset-store-damage.browser.test.ts',
    name: 'with one changed value',
  },
  {
    promise: 'Storage may vanish: what was half-written goes',
    file: 'src/data/store-database.ts',
    replace: "swept ??= connection.transact('readwrite', sweep).catch(() => undefined);",
    by: 'swept ??= sweep && Promise.resolve();',
    test: 'test/data/dataset-store-damage.browser.test.ts',
    name: 'left half-written',
  },
  {
    promise: 'Storage may vanish: the page goes on with what there is no room for',
    file: 'src/app/data-actions.ts',
    replace: '    if (unkept !== undefined) tell(unkept);\n',
    by: '',
    test: 'test/e2e/storage.test.ts',
  },
  {
    promise: 'Memory does not grow: a worker that has ended is let go',
    file: 'src/engine/worker-host.ts',
    replace: '    remote[releaseProxy]();\n',
    by: '    void releaseProxy;\n',
    test: 'test/engine/forgotten-workers.browser.test.ts',
  },
  {
    promise: 'Memory does not grow: results beyond the limit are forgotten',
    file: 'src/engine/memo.ts',
    replace: '        if (total <= limitBytes) break;\n        remove(oldest);\n',
    by: '        if (total <= limitBytes) break;\n        total -= entries.get(oldest)?.bytes ?? 0;\n',
    test: 'test/engine/engine.test.ts',
    name: 'forgets the least recently used',
  },
  {
    promise: 'Memory does not grow: runs leave nothing in the page',
    file: 'src/engine/engine.ts',
    replace: '      pool.remove(work);\n      settle();',
    by: '      pool.remove(work);\n      (globalThis as { left?: unknown[] }).left = [\n        ...((globalThis as { left?: unknown[] }).left ?? []),\n        [work, new Float64Array(50_000).fill(1)],\n      ];\n      settle();',
    test: 'test/e2e/leaks.test.ts',
  },
];
