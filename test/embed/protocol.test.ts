import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { encodeDraft } from '../../src/analyses/link';
import { fuzzRuns } from '../tools/fuzz-runs';
import { frameMessage, hello, readMessage, VERSION } from '../../src/embed/protocol';

const draft = { data: { sources: [{ id: 'some' }] }, seed: 5 };
const link = encodeDraft(draft);
const of = (type: string, body: object = {}) => ({
  ...body,
  type: `asset-mix/${type}`,
  version: VERSION,
});

describe('messages to a frame', () => {
  test('are read by their types', () => {
    expect(readMessage(of('set-state', { link, id: 4 }))).toEqual({
      is: 'message',
      message: { type: 'set-state', link: draft, id: 4 },
    });
    for (const [type, body] of [
      ['knock', {}],
      ['init', {}],
      ['get-state', { id: 0 }],
      ['run', { id: 1 }],
      ['run', {}],
      ['cancel', {}],
    ] as const) {
      expect(readMessage(of(type, body))).toEqual({ is: 'message', message: { type, ...body } });
    }
  });

  test('carry a link that the schema of links accepts, or say why not', () => {
    const wrong = readMessage(of('set-state', { link: '1.j.e30', id: 2 }));
    expect(wrong).toMatchObject({ is: 'wrong', id: 2 });
    const newer = readMessage(of('set-state', { link: link.replace('1', '2') }));
    expect(newer).toHaveProperty('why', expect.stringContaining('newer version'));
    expect(readMessage(of('set-state', { link: 7 }))).toMatchObject({ is: 'wrong' });
    const long = { link: `1.j.${'a'.repeat(400_000)}` };
    expect(readMessage(of('set-state', long))).toMatchObject({ why: 'This link is too long.' });
    expect(readMessage(of('get-state', { id: -1 }))).toMatchObject({ is: 'wrong', id: undefined });
  });

  test('of an unknown type are nobody’s, of another version are told apart', () => {
    expect(readMessage(of('dance'))).toEqual({ is: 'ignored' });
    expect(readMessage(of('constructor'))).toEqual({ is: 'ignored' });
    expect(readMessage({ type: 'other/run', version: 1 })).toEqual({ is: 'ignored' });
    expect(readMessage({ ...of('run'), version: 2 })).toEqual({ is: 'version' });
    expect(readMessage({ type: 'asset-mix/run' })).toEqual({ is: 'version' });
  });

  test('never throw, whatever they are, and change no prototype', () => {
    const before = JSON.stringify(Object.getOwnPropertyNames(Object.prototype));
    const types = ['knock', 'init', 'set-state', 'get-state', 'run', 'cancel', 'constructor'];
    const near = fc.record(
      {
        type: fc.constantFrom(...types.map((type) => `asset-mix/${type}`)),
        version: fc.oneof(fc.constant(1), fc.anything()),
        id: fc.oneof(fc.nat(), fc.anything()),
        link: fc.oneof(
          fc.string(),
          fc.anything(),
          fc.json().map((text) => `1.j.${Buffer.from(text).toString('base64url')}`),
        ),
        ['__proto__']: fc.anything(),
      },
      { requiredKeys: [] },
    );
    const anything = fc.anything({
      withNullPrototype: true,
      withBigInt: true,
      withTypedArray: true,
    });
    fc.assert(
      fc.property(fc.oneof(near, anything), (data) => {
        expect(['message', 'ignored', 'version', 'wrong']).toContain(readMessage(data).is);
      }),
      { numRuns: fuzzRuns() },
    );
    expect(JSON.stringify(Object.getOwnPropertyNames(Object.prototype))).toBe(before);
  });
});

test('a frame says hello and nothing else to a stranger, and answers with the id of the request', () => {
  expect(hello).toEqual({ type: 'asset-mix/hello', version: 1 });
  expect(frameMessage('state', { link }, 3)).toEqual(of('state', { link, id: 3 }));
  expect(frameMessage('height', { height: 300 })).toEqual(of('height', { height: 300 }));
});
