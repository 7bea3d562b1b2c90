import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  boundedField,
  fieldsOf,
  firstRecipe,
  readRecipe,
  recipeProblems,
  syntheticFrequencies,
  syntheticModels,
  writeRecipe,
  type FieldId,
  type SyntheticModel,
  type SyntheticRecipe,
} from '../../src/finance/synthetic-recipe';

/** Any recipe of a model; fields of other models stay as they are in `firstRecipe`. */
function recipes(model: SyntheticModel): fc.Arbitrary<SyntheticRecipe> {
  return fc.integer({ min: 1, max: 50 }).chain((n) => {
    const numbers = fieldsOf(model).map((id) => {
      const { minimum, maximum, decimals } = boundedField(id, n);
      const scale = decimals === 0 ? 1 : 10;
      const [min, max] = [Math.round(minimum * scale), Math.round(maximum * scale)];
      const number = fc.integer({ min, max }).map((k) => [id, k / scale] as const);
      return id === 'n' ? fc.constant([id, n] as const) : number;
    });
    return fc
      .tuple(fc.constantFrom(...syntheticFrequencies), ...numbers)
      .map(([frequency, ...fields]): SyntheticRecipe => ({
        ...firstRecipe,
        ...{ model, frequency },
        ...Object.fromEntries(fields as [FieldId, number][]),
      }));
  });
}

const anyRecipe = fc.constantFrom(...syntheticModels).chain(recipes);

describe('the id of a recipe', () => {
  it('is what it looks like', () => {
    const id = 'made-student-n4-t600-m-mu6-vol15-rho30-df4-seed7';
    expect(writeRecipe({ ...firstRecipe, seed: 7 })).toBe(id);
    expect(readRecipe(id)).toEqual({ ...firstRecipe, seed: 7 });
    for (const other of [
      'made-normal-n1-t24-d-mu-6.5-vol0.5-rho-99-seed0',
      'made-factor-n50-t20000-w-fmu6-fvol15-lo-0.5-hi1.5-own10-seed4294967295',
      'made-regimes-n4-t600-m-amu10-avol10-arho20-astay98-bmu-10-bvol30-brho70-bstay99.9-seed1',
    ]) {
      const recipe = readRecipe(other);
      expect(recipe && writeRecipe(recipe)).toBe(other);
    }
  });

  it('gives the recipe back', () => {
    fc.assert(
      fc.property(anyRecipe, (recipe) => {
        const id = writeRecipe(recipe);
        expect(readRecipe(id)).toEqual(recipe);
        expect(id.length).toBeLessThan(150);
      }),
    );
  });

  it('is the only text that does: any other is that of another recipe, or of none', () => {
    const spoiled = fc
      .tuple(anyRecipe.map(writeRecipe), fc.nat(), fc.nat(3), fc.string({ maxLength: 3 }))
      .map(([id, at, length, text]) => {
        const from = at % (id.length + 1);
        return id.slice(0, from) + text + id.slice(from + length);
      });
    fc.assert(
      fc.property(fc.oneof(spoiled, fc.string(), fc.constant('made-')), (text) => {
        const recipe = readRecipe(text);
        if (recipe !== undefined) expect(writeRecipe(recipe)).toBe(text);
      }),
      { numRuns: 2_000 },
    );
  });

  it.each([
    'made-student-n4-t600-m-mu6-vol15-rho30-df4',
    'made-student-n4-t600-m-mu6-vol15-rho30-df4-seed7-',
    ' made-student-n4-t600-m-mu6-vol15-rho30-df4-seed7',
    'made-student-n4-t600-m-mu6-vol15-rho30-df4-seed7\n',
    'made-student-n04-t600-m-mu6-vol15-rho30-df4-seed7',
    'made-student-n4-t600-m-mu6.0-vol15-rho30-df4-seed7',
    'made-student-n4-t600-m-mu-0-vol15-rho30-df4-seed7',
    'made-student-n4-t600-m-mu6.25-vol15-rho30-df4-seed7',
    'made-student-n4-t600-q-mu6-vol15-rho30-df4-seed7',
    'made-student-n4-t600-m-mu6-vol15-rho30-df2-seed7',
    'made-student-n4-t600-m-mu6-vol15-rho30-df4-seed4294967296',
    'made-student-n4-t23-m-mu6-vol15-rho30-df4-seed7',
    'made-student-n51-t600-m-mu6-vol15-rho30-df4-seed7',
    'made-normal-n4-t600-m-mu6-vol15-rho30-df4-seed7',
    'made-normal-n4-t600-m-mu6-vol15-rho-34-seed7',
    'made-normal-n4-t600-m-mu6-vol15-rho100-seed7',
    'made-uniform-n4-t600-m-mu6-vol15-rho30-seed7',
  ])('refuses %j', (id) => expect(readRecipe(id)).toBeUndefined());

  it('is not written of what cannot be drawn', () => {
    const wrong = (change: object) => () => writeRecipe({ ...firstRecipe, ...change });
    expect(wrong({ n: 51 })).toThrow('n: Enter a whole number from 1 to 50.');
    expect(wrong({ mu: 6.25 })).toThrow('mu: Enter a number from -50 to 50, to one decimal.');
    expect(wrong({ vol: NaN })).toThrow('vol');
    expect(wrong({ rho: -0 })).toThrow('rho');
    expect(wrong({ rho: '30' })).toThrow('rho');
    expect(wrong({ seed: 1.5 })).toThrow('seed');
    expect(recipeProblems({ ...firstRecipe, fvol: NaN })).toEqual({});
  });
});

describe('the least correlation', () => {
  it('is above -1 / (n - 1), and one percent less is not', () => {
    for (let n = 2; n <= 50; n++) {
      const { minimum } = boundedField('rho', n);
      expect(minimum / 100).toBeGreaterThan(-1 / (n - 1));
      if (minimum > -99) expect((minimum - 1) / 100).toBeLessThanOrEqual(-1 / (n - 1));
    }
  });
});
