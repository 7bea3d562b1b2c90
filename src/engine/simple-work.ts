/**
 * What is computed in one go: one message to one host. A room without chunks is, and what a room
 * with chunks adds to their result.
 */
import { toEngineError } from './engine-error';
import type { Host } from './host';
import type { Outcome } from './job';
import type { Merged, Work, WorkOptions } from './work';

export function createSimpleWork(options: WorkOptions<Outcome>): Work {
  return createWork(options, async ({ service }) => {
    const { value: result } = await service.compute(options.id);
    return { result, scenarios: 0, stopped: 'complete', fromMemo: false };
  });
}

export function createDetailWork(options: WorkOptions<Outcome>, { outcome, plan }: Merged): Work {
  return createWork(options, async ({ service }) => {
    const { value: detail } = await service.detail(options.id, plan, outcome.result);
    return { ...outcome, result: { ...outcome.result, ...detail } };
  });
}

function createWork(
  { id, job, resolve, reject }: WorkOptions<Outcome>,
  compute: (host: Host) => Promise<Outcome>,
): Work {
  let host: Host | undefined;
  let settled = false;

  return {
    width: () => (host === undefined && !settled ? 1 : 0),
    async next(taken) {
      host = taken;
      try {
        // Sent together: messages keep their order, so one round trip is enough.
        const [, outcome] = await Promise.all([taken.service.begin(id, job), compute(taken)]);
        resolve(outcome);
      } catch (error) {
        const problem = toEngineError(error);
        // An instance whose memory could not grow is not worth keeping.
        if (problem.code === 'not-enough-memory') taken.end(problem.message);
        reject(problem);
      }
    },
    uses: (other) => host === other && !settled,
    fail: reject,
    release() {
      settled = true;
      host?.service.end(id).catch(() => {});
    },
    goodEnough() {},
  };
}
