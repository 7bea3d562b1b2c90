/** Collects what a person should know of their file, the same things together. */
import type { Problem } from './parsed-table';

export interface Problems {
  add(problem: Omit<Problem, 'lines' | 'count'>, line: number): void;
  /** Forgets what concerns a column, once it is left out as a whole. */
  forget(column: string): void;
  list(): Problem[];
}

/** Lines that are named of each problem. */
const LINES = 5;
/** Different problems; beyond it a file is beyond mending here, and the rest counts as one. */
const MOST = 200;

const RANK: readonly Problem['severity'][] = ['refused', 'missing', 'mended', 'note'];

export function createProblems(): Problems {
  const found = new Map<string, Problem & { lines: number[]; count: number }>();
  return {
    add(problem, line) {
      const own = `${problem.code} ${problem.column ?? ''}`;
      const full = found.size >= MOST && !found.has(own);
      const key = full ? `${problem.code} ` : own;
      const column = full ? undefined : problem.column;
      const entry = found.get(key) ?? { ...problem, column, lines: [], count: 0 };
      entry.count += 1;
      if (entry.lines.length < LINES && line > 0 && entry.lines.at(-1) !== line) {
        entry.lines.push(line);
      }
      found.set(key, entry);
    },
    forget(column) {
      for (const [key, problem] of found) if (problem.column === column) found.delete(key);
    },
    list() {
      return Array.from(found.values(), (problem) => ({
        ...problem,
        lines: problem.lines.toSorted((a, b) => a - b),
      })).sort((a, b) => RANK.indexOf(a.severity) - RANK.indexOf(b.severity));
    },
  };
}
