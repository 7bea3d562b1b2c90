/**
 * What a frame and the page around it say to each other. The frame says `hello`, which tells
 * nothing; the page answers with a port (`init`), and all else goes over that. A page that came
 * late knocks, and the frame says hello again.
 *
 * Every message is `{ type: 'asset-mix/…', version: 1, … }`. A request with an `id` is answered by
 * one message with the same `id`; nothing else has one.
 *
 * | to the frame | | |
 * |---|---|---|
 * | `knock` | | says hello again |
 * | `init` | with one port | opens the port, once |
 * | `set-state` | `link`, `id` | shows another scenario; answered by `state` |
 * | `get-state` | `id` | answered by `state` |
 * | `run` | `id` | starts what waits for a click; answered by `result` once it is complete |
 * | `cancel` | | ends the run |
 *
 * | from the frame | |
 * |---|---|
 * | `hello` | to the window around it; all others over the port |
 * | `ready` | the port is open |
 * | `height` | `height` in CSS pixels |
 * | `state` | `link` |
 * | `input`, `change` | `link`, while and after a person changes something |
 * | `progress` | `done`, `total` |
 * | `result` | `link`, `digest`, `result` |
 * | `check` | `question`, `given`, `correct`, `attempts` |
 * | `error` | `message` |
 */
import * as v from 'valibot';
import { decodeScenario } from '../analyses/link';
import type { Draft } from '../analyses/scenario';

export const VERSION = 1;
const PREFIX = 'asset-mix/';

/** Longer than any link that is read. */
const LONGEST = 300_000;

/** A link as the scenario that it holds, by the schema that reads all links. */
const link = v.pipe(
  v.string(),
  v.maxLength(LONGEST, 'This link is too long.'),
  v.rawTransform<string, Draft>(({ dataset, addIssue, NEVER }) => {
    try {
      return decodeScenario(dataset.value);
    } catch (error) {
      addIssue({ message: error instanceof Error ? error.message : String(error) });
      return NEVER;
    }
  }),
);
const id = v.pipe(v.number(), v.integer(), v.minValue(0));

/** By type; what is not listed in a body is passed over. */
const bodies = {
  knock: v.object({}),
  init: v.object({}),
  'set-state': v.object({ link, id: v.optional(id) }),
  'get-state': v.object({ id }),
  run: v.object({ id: v.optional(id) }),
  cancel: v.object({}),
} as const;

type Bodies = typeof bodies;
export type HostType = keyof Bodies;
export type HostMessage = {
  [T in HostType]: { readonly type: T } & v.InferOutput<Bodies[T]>;
}[HostType];

export interface FrameMessages {
  readonly ready: object;
  readonly height: { readonly height: number };
  readonly state: { readonly link: string | undefined };
  readonly input: { readonly link: string | undefined };
  readonly change: { readonly link: string | undefined };
  readonly progress: { readonly done: number; readonly total: number };
  readonly result: {
    readonly link: string | undefined;
    readonly digest: string;
    readonly result: object;
  };
  readonly check: {
    readonly question: string;
    readonly given: number;
    readonly correct: boolean;
    readonly attempts: number;
  };
  readonly error: { readonly message: string };
}

/** What was sent: a message, something that is not for the frame, or something that is wrong. */
export type Read =
  | { readonly is: 'message'; readonly message: HostMessage }
  | { readonly is: 'ignored' }
  | { readonly is: 'version' }
  | { readonly is: 'wrong'; readonly why: string; readonly id?: number };

/** Never throws, whatever it is handed. */
export function readMessage(data: unknown): Read {
  const head = v.safeParse(v.object({ type: v.string(), version: v.optional(v.unknown()) }), data);
  if (!head.success || !head.output.type.startsWith(PREFIX)) return { is: 'ignored' };
  const type = head.output.type.slice(PREFIX.length);
  if (head.output.version !== VERSION) return { is: 'version' };
  if (!isKnown(type)) return { is: 'ignored' };
  const body = v.safeParse(bodies[type], data);
  if (body.success) return { is: 'message', message: { type, ...body.output } as HostMessage };
  const asked = v.safeParse(v.object({ id }), data);
  return {
    is: 'wrong',
    why: body.issues[0].message,
    id: asked.success ? asked.output.id : undefined,
  };
}

/** A message of the frame as it is sent. */
export function frameMessage<T extends keyof FrameMessages>(
  type: T,
  body: FrameMessages[T],
  answers?: number,
): object {
  return { ...body, ...(answers === undefined ? {} : { id: answers }), ...typed(type) };
}

/** The message that goes to the window around the frame, whoever that is. */
export const hello = typed('hello');

function typed(type: string) {
  return { type: `${PREFIX}${type}`, version: VERSION };
}

function isKnown(type: string): type is HostType {
  return Object.hasOwn(bodies, type);
}
