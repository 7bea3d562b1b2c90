/** Every room of a lesson can be opened as its exercise leaves it, and answers its questions. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { findSpec } from '../../src/analyses/catalog';
import { decodeScenario } from '../../src/analyses/link';
import { parameterProblem } from '../../src/analyses/parameters';
import { contents } from '../../src/lessons/contents';
import type { Example, Lesson } from '../../src/lessons/lesson';
import { judge } from '../../src/panel/answer';
import { areas, exerciseProblem, isHidden, isLocked } from '../../src/panel/exercise';
import { formulaModule } from '../tools/formulas';
import { answers } from './answers';
import { allLessons, changed, prepared } from './lab';

const lessons = await allLessons();
const rooms = [...lessons].flatMap(([file, lesson]) =>
  Object.entries(lesson.rooms).map(([id, room]) => [`${file}, ${id}`, file, id, room] as const),
);
const questions = rooms.flatMap(([name, file, id, room]) =>
  Object.entries(room.questions).map(
    ([question, check]) => [`${name}, ${question}`, file, id, room, question, check] as const,
  ),
);

test('the files are those of the contents', () => {
  expect([...lessons.keys()].toSorted()).toEqual(contents.map(({ id }, i) => `${i + 1}-${id}`));
});

describe.each([...lessons])('%s', (file, lesson) => {
  test('has a few sections, rooms, questions and sources', () => {
    expect(lesson.sections.length).toBeGreaterThanOrEqual(3);
    expect(lesson.sections.length).toBeLessThanOrEqual(5);
    const live = Object.values(lesson.rooms);
    expect(live.length).toBeGreaterThanOrEqual(1);
    expect(live.length).toBeLessThanOrEqual(3);
    const asked = live.flatMap(({ questions: of }) => Object.keys(of));
    expect(asked.length).toBeGreaterThanOrEqual(2);
    expect(lesson.sources.length).toBeGreaterThanOrEqual(2);
  });

  test('puts every formula and every room in one place', () => {
    const [formulas, places] = placed(lesson);
    expect(formulas.toSorted()).toEqual(Object.keys(lesson.formulas).toSorted());
    expect(places.toSorted()).toEqual(Object.keys(lesson.rooms).toSorted());
  });

  test('has formulas that can be typeset, and no other', () => {
    const path = new URL(`../../src/lessons/${file}.ts`, import.meta.url).pathname;
    const code = formulaModule(path, readFileSync(path, 'utf8'));
    const found = [...code.matchAll(/^ {2}"([^"]+)": html`<math/gm)].map(([, name]) => name);
    expect(found.toSorted()).toEqual(Object.keys(lesson.formulas).toSorted());
  });

  test('has a way to read each of its answers', () => {
    const asked = Object.entries(lesson.rooms).map(
      ([id, { questions: of }]) => [id, Object.keys(of).toSorted()] as const,
    );
    const read = Object.entries(answers[file]).map(
      ([id, of]) => [id, Object.keys(of).toSorted()] as const,
    );
    expect(Object.fromEntries(read)).toEqual(Object.fromEntries(asked));
  });
});

describe.each(rooms)('%s', (_name, _file, _id, room) => {
  test('opens, and so does what can be taken up in it', () => {
    expect(() => prepared(room.draft)).not.toThrow();
    for (const { link } of room.exercise.presets) {
      const { scenario } = prepared(decodeScenario(link));
      expect(scenario.analysis).toBe(room.draft.analysis);
    }
  });

  test('settles only what its room has', () => {
    const { lock, hide, ranges } = room.exercise;
    const { parameters = {} } = findSpec(room.draft.analysis ?? '') ?? {};
    const known = [...Object.keys(parameters), 'mix', 'all'];
    for (const id of lock) expect(known).toContain(id);
    for (const id of hide) expect([...known, ...areas]).toContain(id);
    for (const [id, [low, high]] of Object.entries(ranges)) {
      expect(low).toBeLessThan(high);
      expect(parameterProblem(parameters[id], low)).toBeUndefined();
      expect(parameterProblem(parameters[id], high)).toBeUndefined();
    }
  });
});

describe.each(questions)('%s', (_name, file, id, room, question, check) => {
  const reading = answers[file][id][question];
  const preset = room.exercise.presets.find(({ label }) => label === reading.preset);

  test('can be answered as the exercise leaves the room', () => {
    const { exercise } = room;
    const { parameters = {} } = findSpec(room.draft.analysis ?? '') ?? {};
    const free = !isHidden(exercise, 'settings');
    for (const [name, value] of Object.entries(reading.parameters ?? {})) {
      expect(free && !isHidden(exercise, name) && !isLocked(exercise, name)).toBe(true);
      expect(exerciseProblem(exercise, name, parameters[name], value)).toBeUndefined();
    }
    if (reading.weights !== undefined) {
      expect(isHidden(exercise, 'mix') || isLocked(exercise, 'mix')).toBe(false);
    }
    if (reading.preset !== undefined) expect(preset).toBeDefined();
  });

  test('has the answer that the room shows', async () => {
    const start: Pick<Example, 'draft'> =
      preset === undefined ? room : { draft: decodeScenario(preset.link) };
    const draft = changed(start, reading);
    expect(() => prepared(draft)).not.toThrow();
    const value = await reading.read(draft);
    expect(check.tolerance).toBeGreaterThan(0);
    expect(Math.abs(value - check.answer)).toBeLessThanOrEqual(check.tolerance);
    // As it is read off the page: rounded to a digit below the tolerance.
    const digits = Math.max(0, Math.ceil(-Math.log10(check.tolerance)));
    expect(judge(check, value.toFixed(digits))).toMatchObject({ correct: true });
    // A wrong sign or a neighboring figure is not taken for it.
    expect(judge(check, (value + 3 * check.tolerance).toFixed(6))).toMatchObject({
      correct: false,
    });
  });
});

/** What the sections of a lesson put in. */
function placed(lesson: Lesson): readonly [string[], string[]] {
  const [formulas, places]: [string[], string[]] = [[], []];
  const note = (list: string[]) => (name: string) => {
    list.push(name);
    return { strings: [], values: [] } as never;
  };
  for (const { body } of lesson.sections) body({ formula: note(formulas), room: note(places) });
  return [formulas, places];
}
