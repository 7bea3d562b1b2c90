/**
 * A run of a room that simulates: chunk 0 on one host, whose partial is the pilot of the
 * others, then spans of chunks on every host there is, merged here in the order of chunks. What
 * the room adds to the result of these is another work.
 */
import type { Plan } from '../analyses/analysis';
import type { Done } from './compute-service';
import { toEngineError } from './engine-error';
import { MESSAGE_MILLISECONDS, type Host } from './host';
import type { Outcome, Partials } from './job';
import { createLedger, type Ledger } from './ledger';
import type { Merging } from './rooms';
import type { Merged, Work, WorkOptions } from './work';

/** Bounds the cost of a wrong guess where chunks seem to take no time at all. */
const LARGEST_SPAN = 64;

interface Opened {
  readonly plan: Plan;
  readonly detail: boolean;
  readonly ledger: Ledger;
  /** The chunks that are wanted: all of them, or those that the job names. */
  readonly from: number;
  readonly to: number;
}

export function createChunkedWork(room: Merging, options: WorkOptions<Merged>): Work {
  const { id, job, reporter, resolve, reject } = options;
  const begun = new Set<Host>();
  const adopted = new Set<Host>();
  let opening = false;
  let opened: Opened | undefined;
  let pilot: object | undefined;
  let handedOut = 0;
  let millisecondsPerChunk = Infinity;
  let hurried = false;
  let settled = false;

  /** Plans, and computes chunk 0. */
  async function open(host: Host): Promise<void> {
    opening = true;
    begun.add(host);
    const { service } = host;
    const [{ detail }, plan] = await Promise.all([service.begin(id, job), service.plan(id)]);
    if (settled) return;
    // Partials that are asked for are kept as they are, and nothing is merged.
    const ledger = createLedger(job.chunks === undefined ? room : { merge: room.merge }, plan);
    const { from, to } = job.chunks ?? { from: 0, to: ledger.chunks };
    if (to > ledger.chunks) return reject(new RangeError(chunkCount(ledger.chunks)));
    opened = { plan, detail, ledger, from, to };
    if (ledger.chunks === 0) return finish(opened, 'complete');
    handedOut = Math.max(1, from);
    reporter.progress(0, scenariosOf(opened));
    const done = await service.chunks(id, 0, 1);
    pilot = done.value[0];
    // A later range needs the pilot as well, but does not have chunk 0 among its partials.
    if (from === 0) accept(opened, 0, done);
    else millisecondsPerChunk = done.milliseconds;
  }

  /** Computes the next few chunks. */
  async function span(run: Opened, host: Host, hosts: number): Promise<void> {
    const { plan } = run;
    const remaining = run.to - handedOut;
    const from = handedOut;
    const to = from + Math.min(spanLength(host.milliseconds), Math.ceil(remaining / hosts));
    handedOut = to;
    const { service } = host;
    const sent: Promise<unknown>[] = [];
    if (!begun.has(host)) sent.push(service.begin(id, job));
    // The host of chunk 0 gave its pilot away and takes it back here, as all the others do.
    if (!adopted.has(host)) sent.push(service.adopt(id, plan, pilot ?? {}));
    begun.add(host);
    adopted.add(host);
    const [done] = await Promise.all([service.chunks(id, from, to), ...sent]);
    accept(run, from, done);
  }

  function accept(run: Opened, from: number, done: Done<object[]>): void {
    if (settled) return;
    const { ledger } = run;
    millisecondsPerChunk = done.milliseconds / done.value.length;
    ledger.add(from, done.value);
    reporter.progress(ledger.done, scenariosOf(run));
    if (job.chunks !== undefined) return finishRange(run);
    if (ledger.precise) return finish(run, 'precision');
    if (ledger.prefix === ledger.chunks) return finish(run, 'complete');
    if (ledger.prefix === 0) return;
    if (hurried) return finish(run, 'good-enough');
    // A callback may just have aborted the run.
    if (!settled) reporter.partial(ledger.prefix, () => ledger.merge());
  }

  function finish({ ledger, plan, detail }: Opened, stopped: Outcome['stopped']): void {
    const scenarios = ledger.scenarios(ledger.prefix);
    const outcome = { result: ledger.merge(), scenarios, stopped, fromMemo: false };
    resolve({ outcome, plan: { ...plan, scenarios }, detail });
  }

  function finishRange(run: Opened): void {
    const partials = run.ledger.take(run.from, run.to);
    if (partials === undefined) return;
    const scenarios = scenariosOf(run);
    const result: Partials = { partials };
    const outcome: Outcome = { result, scenarios, stopped: 'complete', fromMemo: false };
    resolve({ outcome, plan: run.plan, detail: run.detail });
  }

  function scenariosOf({ ledger, from, to }: Opened): number {
    return ledger.scenarios(to) - ledger.scenarios(from);
  }

  function spanLength(milliseconds: number): number {
    return Math.max(1, Math.min(LARGEST_SPAN, Math.floor(milliseconds / millisecondsPerChunk)));
  }

  return {
    width() {
      if (settled) return 0;
      if (opened === undefined) return opening ? 0 : 1;
      if (pilot === undefined) return 0;
      return Math.ceil((opened.to - handedOut) / spanLength(MESSAGE_MILLISECONDS));
    },
    async next(host, hosts) {
      try {
        await (opened === undefined ? open(host) : span(opened, host, hosts));
      } catch (error) {
        const problem = toEngineError(error);
        // An instance whose memory could not grow is not worth keeping.
        if (problem.code === 'not-enough-memory') host.end(problem.message);
        reject(problem);
      }
    },
    uses: (host) => begun.has(host) && !settled,
    fail: reject,
    release() {
      settled = true;
      for (const host of begun) host.service.end(id).catch(() => {});
      begun.clear();
      adopted.clear();
      // The page may hold on to its run; the partials, some of them large, need not stay.
      opened = undefined;
      pilot = undefined;
    },
    goodEnough() {
      if (job.chunks !== undefined) return;
      hurried = true;
      if (settled || opened === undefined || opened.ledger.prefix === 0) return;
      try {
        finish(opened, 'good-enough');
      } catch (error) {
        reject(toEngineError(error));
      }
    },
  };
}

function chunkCount(chunks: number): string {
  return `This run has ${chunks} ${chunks === 1 ? 'chunk' : 'chunks'}, counted from 0.`;
}
