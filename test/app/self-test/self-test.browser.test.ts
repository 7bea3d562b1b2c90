/** What the self-test shows where all is well, where something is off, and where it cannot run. */
import { html } from 'lit';
import { page } from 'vitest/browser';
import { afterEach, expect, test } from 'vitest';
import { digest } from '../../../src/analyses/digest';
import type { Case, PlainScenario, SelfTestData } from '../../../src/app/self-test/cases';
import { jobOf } from '../../../src/app/self-test/run';
import { MixSelfTest } from '../../../src/app/self-test/self-test';
import { words } from '../../../src/app/self-test/words';
import type { Engine, EngineOptions } from '../../../src/engine/engine';
import type { RunOptions } from '../../../src/engine/job';
import type { Probe } from '../../../src/engine/probe';
import { all, expectAccessible, heard, mount, press, settled, within } from '../../ui/mount';

customElements.define('mix-self-test', MixSelfTest);

afterEach(() => page.viewport(1280, 800));

const scenario: PlainScenario = {
  dataset: 'steady',
  analysis: 'mix-summary',
  parameters: { resamples: 100 },
};

const returns = Array.from({ length: 24 }, (_, t) => (t % 5) / 100 - 0.01);
const madeUp = {
  steady: { frequency: 'monthly', periodsPerYear: 12, columns: { a: returns } },
} as const;

/** What the engine answers, whatever it is asked. */
const answer = { finalAmount: 12_345.678, volatility: { value: 0.25 }, means: [0.01, 0.02, 0.03] };

const room: Case = {
  part: 'mix-summary',
  scenario,
  checks: [
    { what: 'Final amount', source: 0, field: 'finalAmount', expected: [12_345.678], tolerance: 0 },
    { what: 'Volatility', source: 1, field: 'volatility', expected: [0.25], tolerance: 1e-12 },
    { what: 'Means', source: 1, field: 'means', expected: [0.01, 0.02, 0.03], tolerance: 1e-12 },
  ],
};

const exponential: Case = {
  part: 'functions',
  of: 'exp',
  arguments: [[0], [1]],
  checks: [{ what: 'exp', source: 0, field: 'values', expected: [1, Math.E], tolerance: 1e-15 }],
};

async function dataOf(change: Partial<SelfTestData> = {}): Promise<SelfTestData> {
  const bare = { sources: ['Abacus 1.0', 'NumPy 2.4.6'], madeUp, simulations: [], cases: [] };
  const made = await jobOf(scenario, { data: bare, load: () => Promise.reject(new Error('none')) });
  const simulations = [
    { what: 'Many paths', scenario, digest: digest(made.scenario, made.fingerprint, answer) },
  ];
  return { ...bare, cases: [room, exponential], simulations, ...change };
}

type Answer = (options: RunOptions) => Promise<object>;

/** Engines that answer with `result`, and how many are open. */
function engines(result: Answer = () => Promise.resolve(answer), mode = 'workers') {
  const open = new Set<Engine>();
  const make = (): Engine => {
    const engine = {
      run: (_job: unknown, options: RunOptions = {}) => ({
        result: result(options).then((value) => ({ result: value })),
      }),
      status: () => ({
        ...{ mode, workers: mode === 'workers' ? 2 : 0, memoryBytes: [] },
        ...(mode === 'inline' && { reason: 'Workers do not start here: forbidden.' }),
      }),
      close: () => open.delete(engine),
    } as unknown as Engine;
    open.add(engine);
    return engine;
  };
  return { make, open };
}

/** Speeds are measured only where it cannot be avoided: each takes its time. */
const noProbe = () =>
  Promise.resolve({
    normals() {
      throw new Error('Not measured.');
    },
  } as unknown as Probe);

interface Choice {
  readonly data?: SelfTestData;
  readonly engine?: ReturnType<typeof engines>;
  readonly other?: (options: EngineOptions) => Engine;
  readonly probe?: () => Promise<Probe>;
}

async function opened({ data, engine = engines(), other, probe = noProbe }: Choice = {}) {
  const cases = data ?? (await dataOf());
  return mount<MixSelfTest>(
    html`<mix-self-test
      .engine=${engine.make()}
      .makeEngine=${other ?? engine.make}
      .makeProbe=${probe}
      .loadData=${() => Promise.resolve(cases)}
      .load=${() => Promise.reject(new Error('not in this test'))}
    ></mix-self-test>`,
  );
}

const said = (element: HTMLElement) =>
  within(element, '[role="status"]').textContent?.replaceAll(/\s+/g, ' ').trim() ?? '';

const start = (element: HTMLElement) => within<HTMLButtonElement>(element, 'button.action').click();

async function ran(choice: Choice = {}): Promise<MixSelfTest> {
  const element = await opened(choice);
  start(element);
  await expect.poll(() => said(element)).not.toBe('');
  await settled(element);
  return element;
}

/** The cells of a row by its header. */
const cells = (element: HTMLElement, header: string) => {
  const row = all(element, 'tbody tr').find((one) =>
    one.querySelector('th')?.textContent?.trim().startsWith(header),
  );
  return Array.from(row?.querySelectorAll('td') ?? [], (td) => td.textContent?.trim() ?? '');
};

test('computes nothing before a click, and says what it will do', async () => {
  const asked: string[] = [];
  const engine = engines(() => Promise.reject(new Error('too early')));
  const element = await mount<MixSelfTest>(
    html`<mix-self-test
      .engine=${engine.make()}
      .loadData=${() => {
        asked.push('data');
        return dataOf();
      }}
      .makeProbe=${() => {
        asked.push('kernels');
        return noProbe();
      }}
    ></mix-self-test>`,
  );
  expect(asked).toEqual([]);
  expect(within(element, '.intro').textContent).toContain('about ten seconds');
  expect(all(element, 'table')).toEqual([]);
  await expectAccessible(element);
});

test('says in one sentence that all holds, and shows every line', async () => {
  const engine = engines();
  const element = await ran({ engine });
  expect(said(element)).toBe(
    '7 of 7 reference numbers hold; every one to the last bit; all 1 digests of simulations are those that every browser should give.',
  );
  expect(within(element, '[role="status"] p').className).toBe('gain');
  expect(cells(element, 'Volatility')).toEqual([
    ...['NumPy 2.4.6', '1', '0.25', '0.25', '0', '1e-12', 'holds'],
  ]);
  expect(cells(element, 'Means').slice(0, 2)).toEqual(['NumPy 2.4.6', '3']);
  expect(cells(element, 'Final amount').at(-2)).toBe('none');
  expect(cells(element, 'Many paths').slice(1)).toEqual(['same', 'same', 'same']);
  expect(within(element, 'dl').textContent).toContain(navigator.userAgent);
  expect(within(element, 'dl').textContent).toContain('2 workers on ');
  expect(all<HTMLDetailsElement>(element, 'details').map(({ open }) => open)).toEqual([
    false,
    false,
  ]);
  // The page keeps its own.
  expect(engine.open.size).toBe(1);
  for (const details of all<HTMLDetailsElement>(element, 'details')) details.open = true;
  await expectAccessible(element);
});

test('shows a number that is off, opens its part and says what to do', async () => {
  const [, volatility, means] = room.checks;
  const checks = [
    { ...volatility, what: 'Another volatility' },
    { ...volatility, expected: [0.25 * (1 + 4e-12)] },
    { ...means, expected: [0.01, 0.02, 0.03 + 1e-4] },
  ];
  const data = await dataOf({ cases: [{ ...room, checks }, exponential] });
  const element = await ran({ data });
  expect(said(element)).toContain('5 of 7 reference numbers hold; largest error 3e-3 of 1e-12');
  expect(said(element)).toContain('do not rely on its figures');
  expect(within(element, '[role="status"] p').className).toBe('loss');
  expect(cells(element, 'Volatility').slice(-3)).toEqual(['4e-12', '1e-12', 'off']);
  // The one of the three that differs.
  expect(cells(element, 'Means').slice(1, 4)).toEqual(['3', '0.0301', '0.03']);
  const [mix, functions] = all<HTMLDetailsElement>(element, 'details');
  expect([mix.open, functions.open]).toEqual([true, false]);
  // What is off comes first.
  expect(all(mix, 'tbody tr').map((row) => row.className)).toEqual(['off', 'off', '']);
  await expectAccessible(element);
});

test('shows a number that is missing', async () => {
  const [amount] = room.checks;
  const checks = [{ ...amount, field: 'sharpe' }];
  const element = await ran({ data: await dataOf({ cases: [{ ...room, checks }] }) });
  expect(said(element)).toContain('0 of 1 reference numbers hold; a number is missing');
  expect(cells(element, 'Final amount').slice(3)).toEqual(['–', '–', 'none', 'off']);
});

test('shows where bits differ', async () => {
  const off = engines(() => Promise.resolve({ ...answer, finalAmount: 12_345.679 }));
  const right = engines();
  const element = await ran({
    other: ({ workers }) => (workers === 'inline' ? off.make() : right.make()),
  });
  expect(said(element)).toContain('7 of 7 reference numbers hold');
  expect(said(element)).toContain('1 of 1 digests of simulations are not those');
  expect(said(element)).toContain('do not rely on its figures');
  const [, one, many, thread] = cells(element, 'Many paths');
  expect([one, many]).toEqual(['same', 'same']);
  expect(thread).toMatch(/^differs\s*[0-9a-f]{4} [0-9a-f]{4}$/);
  await expectAccessible(element);
});

test('goes on after a run that fails, and says why it did', async () => {
  const failing = engines(() => Promise.reject(new Error('A worker ended.')));
  const element = await ran({ engine: failing });
  expect(said(element)).toContain('2 of 7 reference numbers hold');
  expect(all(element, 'tr.off')).toHaveLength(3);
  expect(within(element, 'tr.off th').textContent).toContain('A worker ended.');
  expect(cells(element, 'exp').at(-1)).toBe('holds');
  expect(cells(element, 'Many paths')[1]).toContain('A worker ended.');
  await expectAccessible(element);
});

test('says that it cannot run where WebAssembly is blocked', async () => {
  const element = await ran({ probe: () => Promise.reject(new Error('blocked by CSP')) });
  expect(said(element)).toContain('The self-test could not run. blocked by CSP');
  expect(said(element)).toContain('may block WebAssembly');
  expect(within(element, 'button.action').textContent?.trim()).toBe(words.again);
  await expectAccessible(element);
});

test('says why this thread computes alone', async () => {
  const element = await ran({ engine: engines(undefined, 'inline') });
  expect(within(element, 'dl').textContent).toContain('Workers do not start here: forbidden.');
});

test('is silent while it runs, ends with Escape, and keeps what it has found', async () => {
  let asked = 0;
  const hanging = engines(({ signal }) => {
    asked += 1;
    if (asked === 1) return Promise.resolve(answer);
    return new Promise((_, reject) => {
      signal?.addEventListener('abort', () => reject(new DOMException('ended', 'AbortError')));
    });
  });
  const data = await dataOf({ cases: [room, exponential, room] });
  const element = await opened({ engine: hanging, data });
  start(element);
  await expect.poll(() => all(element, 'details').length).toBe(2);
  expect(said(element)).toBe('');
  const progress = within<HTMLElement & { text: string }>(element, 'mix-progress');
  expect(progress.text).toBe('Reference numbers: 2 of 3');
  await expectAccessible(element);
  const event = press(document.body, 'Escape');
  expect(event.defaultPrevented).toBe(true);
  await settled(element);
  await settled(element);
  expect(said(element)).toContain('Cancelled.');
  expect(said(element)).toContain('7 of 7 reference numbers hold');
  expect(all(element, 'mix-progress')).toEqual([]);
  expect(element.shadowRoot?.activeElement).toBe(within(element, 'button.action'));
  expect(press(document.body, 'Escape').defaultPrevented).toBe(false);
  await expectAccessible(element);
});

test('ends with the page that it stands on', async () => {
  let aborted = false;
  const hanging = engines(({ signal }) => {
    signal?.addEventListener('abort', () => (aborted = true));
    return new Promise(() => {});
  });
  const element = await opened({ engine: hanging });
  start(element);
  await expect.poll(() => all(element, 'mix-progress').length).toBe(1);
  await new Promise((resolve) => setTimeout(resolve, 50));
  element.remove();
  expect(aborted).toBe(true);
});

test('scrolls its tables and not the page on a phone', async () => {
  await page.viewport(360, 740);
  const element = await ran();
  for (const details of all<HTMLDetailsElement>(element, 'details')) details.open = true;
  expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(360);
  await expectAccessible(element);
});

test('says that the report was not copied where there is no clipboard', async () => {
  const element = await ran();
  const messages = heard('mix-say');
  Object.defineProperty(navigator, 'clipboard', { value: undefined, configurable: true });
  within<HTMLButtonElement>(element, '.actions button').click();
  await expect.poll(() => messages).toEqual([{ message: words.notCopied }]);
});
