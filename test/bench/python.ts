/**
 * The peers in Python: one process that is kept alive, prepared case by case and told to run.
 *
 * A command is a line of JSON, followed by the bytes of the arrays it announces; so is an answer,
 * without bytes. The process measures its own time. One thread, as ours.
 */
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Inputs } from './cases';

export interface Python {
  /** Packages that a peer may need, and their versions; null for those that are absent. */
  readonly versions: Readonly<Record<string, string | null>>;
  /** Makes work under a name out of a function of `peers.py` and its arguments. */
  prepare(id: string, name: string, inputs: Inputs): Promise<void>;
  /** Seconds that so many runs took. */
  time(id: string, repeat: number): Promise<number>;
  /** What the last run returned. */
  result(id: string): Promise<readonly number[]>;
  stop(): void;
}

/** The Python that the variable `PYTHON` names, or the first that is found; it must have NumPy. */
export async function startPython(): Promise<Python | undefined> {
  const { PYTHON } = process.env;
  const commands = PYTHON === undefined ? ['python3', '/usr/bin/python3', 'python'] : [PYTHON];
  for (const command of commands) {
    const python = await start(command);
    if (python !== undefined) return python;
  }
  return undefined;
}

async function start(command: string): Promise<Python | undefined> {
  const child = spawn(command, [fileURLToPath(new URL('peers.py', import.meta.url))], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, OPENBLAS_NUM_THREADS: '1', OMP_NUM_THREADS: '1', MKL_NUM_THREADS: '1' },
  });
  // A command that does not exist ends its output at once, which is all that matters.
  child.on('error', () => {});
  child.stdin.on('error', () => {});
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();

  async function answer(): Promise<unknown> {
    const line = await lines.next();
    if (line.done === true) throw new Error('the process of the peers in Python has ended');
    return JSON.parse(line.value);
  }

  function ask(command: object, arrays: readonly Float64Array[] = []): Promise<unknown> {
    child.stdin.write(`${JSON.stringify(command)}\n`);
    for (const { buffer, byteOffset, byteLength } of arrays) {
      child.stdin.write(new Uint8Array(buffer, byteOffset, byteLength));
    }
    return answer();
  }

  const first = await lines.next();
  if (first.done === true) return undefined;
  return {
    versions: JSON.parse(first.value) as Python['versions'],
    async prepare(id, name, inputs) {
      const numbers: Record<string, number> = {};
      const shapes: Record<string, readonly number[]> = {};
      const arrays: Float64Array[] = [];
      for (const [key, input] of Object.entries(inputs)) {
        if (typeof input === 'number') {
          numbers[key] = input;
        } else {
          shapes[key] = input.shape;
          arrays.push(input.values);
        }
      }
      await ask({ do: 'prepare', id, function: name, numbers, shapes }, arrays);
    },
    time: async (id, repeat) => (await ask({ do: 'time', id, repeat })) as number,
    result: async (id) => (await ask({ do: 'result', id })) as readonly number[],
    stop: () => child.stdin.end(),
  };
}
