import * as fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { fuzzRuns } from '../tools/fuzz-runs';
import { encodeDraft } from '../../src/analyses/link';
import { findSpec } from '../../src/analyses/catalog';
import { formatAnswer, judge } from '../../src/panel/answer';
import {
  areas,
  boundedSpec,
  exerciseProblem,
  layouts,
  noExercise,
  type Exercise,
} from '../../src/panel/exercise';
import { readExercise, writeExercise } from '../../src/panel/exercise-query';
import { setLocale } from '../../src/ui/format';
import { locales } from '../../src/ui/locales';

afterEach(() => setLocale('en'));

const link = encodeDraft({ data: { sources: [{ id: 'us-asset-classes-monthly' }] } });

describe('the query of a frame', () => {
  test('says nothing where nothing is settled', () => {
    expect(writeExercise({ exercise: noExercise, theme: 'system' })).toBe('');
    expect(readExercise('')).toEqual({
      exercise: noExercise,
      theme: 'system',
      locale: undefined,
      seed: undefined,
      given: undefined,
      notices: [],
    });
  });

  test('is read as it was written', () => {
    const text = fc.string({ minLength: 1, maxLength: 40 }).filter((one) => one.trim() === one);
    const number = fc.double({ min: -1e9, max: 1e9, noNaN: true }).map((x) => x + 0);
    const exercise = fc.record({
      layout: fc.constantFrom(...layouts),
      lock: fc.uniqueArray(fc.constantFrom('mix', 'all', 'analysis', 'horizon', 'tail')),
      hide: fc.uniqueArray(fc.constantFrom(...areas, 'horizon')),
      ranges: fc.constantFrom<Exercise['ranges']>(
        {},
        { horizon: [1, 12] as const },
        { tail: [1_000, 5_000.5] as const },
      ),
      presets: fc.array(
        text.map((label) => ({ label, link })),
        { maxLength: 3 },
      ),
    });
    const check = fc.record({
      question: text,
      answer: number,
      tolerance: fc.double({ min: 0, max: 10, noNaN: true }).map((x) => x + 0),
      unit: fc.constantFrom('', '%', 'years'),
    });
    const query = fc.record({
      exercise: fc.oneof(
        exercise,
        fc.tuple(exercise, check).map(([e, c]) => ({ ...e, check: c })),
      ),
      theme: fc.constantFrom('light' as const, 'dark' as const, 'system' as const),
      locale: fc.constantFrom(...locales, undefined),
      seed: fc.oneof(fc.integer({ min: 0, max: 0xffff_ffff }), fc.constant(undefined)),
      given: fc.oneof(number, fc.constant(undefined)),
    });
    fc.assert(
      fc.property(query, (wanted) => {
        expect(readExercise(writeExercise(wanted))).toEqual({ ...wanted, notices: [] });
      }),
    );
  });

  test('falls back where it cannot be read, and says what and why', () => {
    const { exercise, theme, locale, seed, notices } = readExercise(
      '?ui=huge&theme=pink&locale=tlh&seed=1.5&lock=mix,nothing&range=horizon:12:1&preset=A:b&ask=Why?&color=red',
    );
    expect(exercise).toEqual({ ...noExercise, lock: ['mix'] });
    expect([theme, locale, seed]).toEqual(['system', undefined, undefined]);
    for (const part of [
      '“ui=huge” in the address is passed over: it can be result, panel, lab.',
      '“theme=pink”',
      '“locale=tlh”',
      '“seed=1.5”',
      '“lock=nothing”',
      '“range=horizon:12:1”',
      '“preset=A:b”',
      'a question needs its text',
      '“color” in the address is not known here',
    ]) {
      expect(notices.join('\n')).toContain(part);
    }
    expect(notices).toHaveLength(9);
  });

  test('of any kind never throws, and changes no prototype', () => {
    const names = fc.constantFrom(
      'ui',
      'lock',
      'range',
      'preset',
      'answer',
      'ask',
      '__proto__',
      'x',
    );
    const pairs = fc.array(fc.tuple(names, fc.string({ unit: 'binary' })));
    fc.assert(
      fc.property(pairs, fc.string(), (list, rest) => {
        readExercise(new URLSearchParams(list).toString());
        readExercise(rest);
      }),
      { numRuns: fuzzRuns() },
    );
    readExercise('range=__proto__:1:2,constructor:1:2&lock=__proto__&preset=__proto__:x');
    expect(Object.keys(Object.prototype)).toEqual([]);
  });
});

describe('an answer', () => {
  const check = { question: 'How much?', answer: 12.4, tolerance: 0.1, unit: '%' };

  test('is right within the tolerance, at its ends too', () => {
    for (const text of ['12.4', '12.3', '12.5', ' 12.50 % ']) {
      expect(judge(check, text)).toMatchObject({ correct: true });
    }
    for (const text of ['12.29', '12.51', '-12.4']) {
      expect(judge(check, text)).toMatchObject({ correct: false });
    }
    expect(judge({ ...check, tolerance: 0 }, '12.4')).toMatchObject({ correct: true });
  });

  test('is a number in the form of the locale', () => {
    setLocale('de');
    expect(judge(check, '12,4')).toMatchObject({ correct: true });
    expect(formatAnswer(check)).toBe('12,4 %');
    expect(judge(check, 'zwölf')).toHaveProperty('problem');
  });

  test('is told to the digits of its tolerance', () => {
    expect(formatAnswer(check)).toBe('12.4 %');
    expect(formatAnswer({ ...check, answer: 3, tolerance: 1, unit: '' })).toBe('3');
    expect(formatAnswer({ ...check, answer: 0.12345, tolerance: 0.005, unit: '' })).toBe('0.123');
  });
});

describe('a range', () => {
  const parameters = findSpec('value-at-risk')?.parameters ?? {};

  test('narrows what a parameter may be, and never widens it', () => {
    const exercise = { ...noExercise, ranges: { horizon: [2, 12] as const } };
    const problem = (value: unknown) =>
      exerciseProblem(exercise, 'horizon', parameters['horizon'], value);
    expect([2, 7, 12].map(problem)).toEqual([undefined, undefined, undefined]);
    expect(problem(1)).toContain('2');
    expect(problem(13)).toContain('12');
    expect(boundedSpec(parameters['horizon'], [-5, 1e9])).toEqual(parameters['horizon']);
    expect(boundedSpec(parameters['method'], [1, 2])).toBe(parameters['method']);
  });
});
