import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CHUNK, type ChunkedCompute, type Plan } from '../../src/analyses/analysis';
import { createLedger } from '../../src/engine/ledger';

/** A sum of thirds, which depends on the order in which it is taken. */
interface Sum {
  readonly values: Float64Array;
}

interface SumPlan extends Plan {
  readonly preciseAt: number;
}

const given: number[] = [];

const plain = {
  merge(_plan: SumPlan, partials: readonly Sum[]) {
    given.push(partials.length);
    const [first, ...others] = partials;
    return { values: others.reduce((sum, { values }) => added(sum, values), first?.values) };
  },
  enough: (plan: SumPlan, { values }: Sum) => values[1] >= plan.preciseAt,
};
const pure = {
  ...plain,
  fold: (_plan: SumPlan, { values }: Sum, partial: Sum) => ({
    values: added(values, partial.values),
  }),
};
const inPlace = {
  ...plain,
  merge: (plan: SumPlan, partials: readonly Sum[]) => structuredClone(plain.merge(plan, partials)),
  fold(_plan: SumPlan, folded: Sum, { values }: Sum) {
    folded.values.set(added(folded.values, values));
    return folded;
  },
};

function added(sum: Float64Array, more: Float64Array): Float64Array {
  return sum.map((value, i) => value + more[i]);
}

/** A number that is no whole one, and a count of chunks. */
function partialOf(index: number): Sum {
  return { values: new Float64Array([1 / (3 + index), 1]) };
}

/** Adds chunks in this order and tells what there is after each; stops where it is precise. */
function follow(room: object, order: readonly number[], preciseAt = Infinity) {
  const plan: SumPlan = { scenarios: order.length * CHUNK, preciseAt };
  const ledger = createLedger(room as ChunkedCompute, plan);
  const partials = order.map(partialOf);
  const seen = order.map((index) => {
    ledger.add(index, [partials[index]]);
    const result = ledger.prefix === 0 ? undefined : structuredClone(ledger.merge());
    return { prefix: ledger.prefix, precise: ledger.precise, done: ledger.done, result };
  });
  return { seen, partials };
}

const orders = fc
  .integer({ min: 1, max: 20 })
  .chain((chunks) =>
    fc.shuffledSubarray([...Array(chunks).keys()], { minLength: chunks, maxLength: chunks }),
  );

describe('a ledger that folds', () => {
  test.each([
    ['into new objects', pure],
    ['in place', inPlace],
  ])('%s has the bits of one that does not, whatever the gaps', (_, room) => {
    fc.assert(
      fc.property(orders, fc.integer({ min: 1, max: 24 }), (order, preciseAt) => {
        expect(follow(room, order, preciseAt).seen).toEqual(follow(plain, order, preciseAt).seen);
      }),
    );
  });

  test('leaves partials as they were given', () => {
    const order = [3, 1, 0, 2, 4];
    const { partials } = follow(inPlace, order);
    expect(partials).toEqual(order.map((_, index) => partialOf(order[index])));
  });

  test('gives the merge one partial, also at the powers of two that many chunks jump past', () => {
    given.length = 0;
    const ledger = createLedger(inPlace, {
      scenarios: 20 * CHUNK,
      preciseAt: 8,
    } as SumPlan);
    ledger.add(
      0,
      Array.from({ length: 20 }, (_, k) => partialOf(k)),
    );
    expect(given).toEqual([1, 1, 1, 1]);
    expect(ledger).toMatchObject({ precise: true, prefix: 8, done: 20 * CHUNK });
    expect(ledger.merge()).toMatchObject({ values: { 1: 8 } });
  });

  test('keeps no single partial but those behind a gap', () => {
    const ledger = createLedger(pure, { scenarios: 5 * CHUNK });
    ledger.add(0, [partialOf(0), partialOf(1)]);
    ledger.add(3, [partialOf(3)]);
    expect(ledger.take(0, 2)).toBeUndefined();
    expect(ledger.take(3, 4)).toEqual([partialOf(3)]);
  });
});
