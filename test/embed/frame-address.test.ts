import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fuzzRuns } from '../tools/fuzz-runs';
import { encodeDraft } from '../../src/analyses/link';
import { addressOf, readAddress, usual } from '../../src/embed/frame-address';

const link = encodeDraft({ ...usual, analysis: 'value-at-risk', seed: 3 });

describe('the address of a frame', () => {
  test('gives the scenario behind #s=, and the usual one where there is none', () => {
    expect(readAddress({ search: '', hash: `#s=${link}` })).toMatchObject({
      draft: { analysis: 'value-at-risk', seed: 3 },
      notices: [],
    });
    for (const hash of ['', '#']) {
      expect(readAddress({ search: '', hash })).toMatchObject({ draft: usual, notices: [] });
    }
  });

  test('takes the seed of the query before that of the link', () => {
    const { draft } = readAddress({ search: '?seed=77', hash: `#s=${link}` });
    expect(draft.seed).toBe(77);
    expect(readAddress({ search: '?seed=-1', hash: `#s=${link}` })).toMatchObject({
      draft: { seed: 3 },
      notices: [expect.stringContaining('seed')],
    });
  });

  test('says what it cannot read, and shows the usual scenario', () => {
    for (const hash of [
      '#s=',
      '#s=9.j.e30',
      '#s=1.j.%%%',
      '#glossary',
      `#s=${link.slice(0, -9)}`,
    ]) {
      const { draft, notices } = readAddress({ search: '', hash });
      expect(draft).toEqual(usual);
      expect(notices).toEqual([expect.stringMatching(/cannot be shown/)]);
    }
  });

  test('never throws and changes no prototype', () => {
    const before = Object.getOwnPropertyNames(Object.prototype);
    const json = fc.jsonValue().map((value) => `#s=1.j.${toBase64Url(JSON.stringify(value))}`);
    const hash = fc.oneof(
      fc.string(),
      fc.string().map((text) => `#s=${text}`),
      json,
    );
    fc.assert(
      fc.property(fc.webQueryParameters(), hash, (search, text) => {
        readAddress({ search: `?${search}`, hash: text });
      }),
      { numRuns: fuzzRuns() },
    );
    const poison = { data: usual.data, __proto__: { polluted: 1 } };
    const text = JSON.stringify(poison).replace('}', '},"__proto__":{"polluted":1}');
    readAddress({ search: '?__proto__=1', hash: `#s=1.j.${toBase64Url(text)}` });
    expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(before);
    expect('polluted' in {}).toBe(false);
  });

  test('is written with another scenario and with an answer', () => {
    const href = 'https://a.example/x/embed.html?ui=lab&given=1#s=old';
    expect(addressOf(href, 'new')).toBe('https://a.example/x/embed.html?ui=lab&given=1#s=new');
    expect(addressOf(href, 'new', 2.5)).toBe(
      'https://a.example/x/embed.html?ui=lab&given=2.5#s=new',
    );
    expect(addressOf('file:///lab/embed.html', 'new')).toBe('file:///lab/embed.html#s=new');
  });
});

function toBase64Url(text: string): string {
  return Buffer.from(text).toString('base64url');
}
