/**
 * A run of a room that computes in one go: one message to one host.
 */
import { toEngineError } from './engine-error';
import type { Host } from './host';
import type { Work, WorkOptions } from './work';

export function createSimpleWork({ id, job, resolve, reject }: WorkOptions): Work {
  let host: Host | undefined;
  let settled = false;

  return {
    width: () => (host === undefined && !settled ? 1 : 0),
    async next(taken) {
      host = taken;
      const { service } = taken;
      try {
        // Sent together: messages keep their order, so one round trip is enough.
        const [, done] = await Promise.all([service.begin(id, job), service.compute(id)]);
        resolve({ result: done.value, scenarios: 0, stopped: 'complete', fromMemo: false });
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
