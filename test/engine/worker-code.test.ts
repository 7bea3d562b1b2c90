import { describe, expect, test, vi } from 'vitest';
import { createWorkerCode } from '../../src/engine/worker-code';

const part = (name: string) => `var part = '${name}';`;

function codeOf(names: readonly string[], failures: Record<string, number> = {}) {
  const load = vi.fn(async (name: string) => {
    await new Promise((resolve) => setTimeout(resolve, name.length));
    if ((failures[name] ?? 0) > 0) {
      failures[name] -= 1;
      throw new Error(`no ${name}`);
    }
    return part(name);
  });
  const files = Object.fromEntries(names.map((name) => [name, () => load(name)]));
  return { code: createWorkerCode(files, async () => 'done = self.parts;'), load };
}

/** What a worker of this text would have. */
function partsOf(text: string): string[] {
  const names = [...text.matchAll(/self\.parts\[("[^"]+")\] = part;/g)];
  expect(text.endsWith('done = self.parts;')).toBe(true);
  return names.map(([, name]) => JSON.parse(name) as string).toSorted();
}

describe('the text of a worker', () => {
  test('has the parts that were wanted, each with what it exports', async () => {
    const { code } = codeOf(['one', 'three', 'two']);
    await code.need('one');
    expect(code.text()).toBe(
      `self.parts = {};\n${part('one')}\nself.parts["one"] = part;\ndone = self.parts;`,
    );
  });

  test('has all that runs want which begin together', async () => {
    const { code } = codeOf(['one', 'three', 'two']);
    const texts = await Promise.all(
      ['one', 'three'].map(async (name) => {
        expect(await code.need(name)).toBe(false);
        return partsOf(code.text());
      }),
    );
    expect(texts).toEqual([
      ['one', 'three'],
      ['one', 'three'],
    ]);
  });

  test('is outdated once for a part that workers lack', async () => {
    const { code, load } = codeOf(['one', 'two']);
    await code.need('one');
    code.text();
    expect(await code.need('one')).toBe(false);
    expect(await code.need('two')).toBe(true);
    expect(await code.need('two')).toBe(false);
    expect(partsOf(code.text())).toEqual(['one', 'two']);
    expect(await code.need('one')).toBe(false);
    expect(load).toHaveBeenCalledTimes(2);
  });

  test('has from its first start what was loaded ahead', async () => {
    const { code } = codeOf(['one', 'two']);
    await code.loadAhead();
    expect(partsOf(code.text())).toEqual(['one', 'two']);
    expect(await code.need('two')).toBe(false);
  });

  test('is not outdated by what is loaded ahead, until that is wanted', async () => {
    const { code } = codeOf(['one', 'two']);
    await code.need('one');
    code.text();
    await code.loadAhead();
    expect(await code.need('one')).toBe(false);
    // Workers that start later have more; the first one still lacks it.
    code.text();
    expect(await code.need('two')).toBe(true);
  });

  test('does without what cannot be loaded, and the next wish tries again', async () => {
    const { code } = codeOf(['one', 'two'], { two: 1 });
    const [one, two] = await Promise.allSettled([code.need('one'), code.need('two')]);
    expect([one.status, two.status]).toEqual(['fulfilled', 'rejected']);
    expect(partsOf(code.text())).toEqual(['one']);
    expect(await code.need('two')).toBe(true);
    await expect(code.need('unknown')).rejects.toThrow();
  });
});
