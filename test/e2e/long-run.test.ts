/** The largest simulation: what it costs the person who waits, and every way to end it. */
import { expect } from 'vitest';
import { expectedCase, linkTo } from './expected';
import { test, type App, type WatchedWorkers } from './watched-app';

const monthly = 'us-asset-classes-monthly';
const simulated = { analysis: 'value-at-risk' };
const largest = linkTo(monthly, {
  ...simulated,
  parameters: { method: 'simulated', scenarios: 10_000_000, horizon: 250 },
}).link;

test('a link to minutes of work starts none before a click, and says how long it takes', async ({
  open,
}) => {
  const app = await open({ link: largest });
  const run = runButton(app);
  await run.waitFor();
  await app.expectText(app.panel.locator('.waiting'), 'A quick preview is shown');
  await expect(run.textContent()).resolves.toMatch(/Run 10,000,000 scenarios, about \d+ s/);
  await expect(app.figures.locator('.figure').count()).resolves.toBe(4);
  await app.expectText(app.panel.locator('#reproduce summary'), 'digest pending');
  const lastMessage = await app.page.evaluate(async () => {
    await new Promise((resolve) => setTimeout(resolve, 700));
    const { workers } = window as unknown as { workers: WatchedWorkers };
    return performance.now() - workers.lastMessage;
  });
  expect(lastMessage).toBeGreaterThan(500);
  await expect(app.panel.locator('mix-progress').count()).resolves.toBe(0);
});

test('while it runs the page shows how far it is and answers at once', async ({ open }) => {
  const app = await open({ link: largest });
  await begin(app);
  await app.page.evaluate(measureDelays);
  const done: number[] = [];
  const progress = app.panel.locator('mix-progress progress');
  const chart = app.panel.locator('mix-chart .plot').first();
  for (let i = 0; i < 4; i++) {
    done.push(Number(await progress.getAttribute('value')) || (await value(app)));
    await chart.hover({ position: { x: 60 + 40 * i, y: 60 } });
    await app.panel.locator('#how > summary').click();
    await app.page.keyboard.press('Tab');
  }
  await app.expectText(app.panel.locator('mix-progress'), 'of 10,000,000 scenarios');
  const { loop, input, inputs } = await app.page.evaluate(() => {
    const { delays } = window as unknown as { delays: Delays };
    return { loop: delays.loop, input: delays.input, inputs: delays.inputs };
  });
  const { memoryBytes } = await app.status();
  await cancelButton(app).click();
  console.info(
    `while 10,000,000 scenarios of 250 periods run: longest gap of the event loop ${loop} ms, ` +
      `longest response of ${inputs} inputs ${input} ms, memory ${megabytes(memoryBytes)} MB a worker`,
  );
  expect(done.toSorted((a, b) => a - b)).toEqual(done);
  expect(done[done.length - 1]).toBeGreaterThan(done[0]);
  expect(inputs).toBeGreaterThan(3);
  // Orders of magnitude: how long it takes is measured by `npm run check:budgets`.
  expect(loop).toBeLessThan(10_000);
  expect(input).toBeLessThan(10_000);
  for (const bytes of memoryBytes) expect(bytes).toBeLessThan(64 * 2 ** 20);
});

for (const how of ['the button', 'Esc'] as const) {
  test(`cancelled with ${how} it ends at once, and what was on screen stays`, async ({ open }) => {
    const app = await open({ link: largest });
    await begin(app);
    await app.page.waitForTimeout(600);
    await app.page.evaluate(watchCancel);
    if (how === 'Esc') await app.page.keyboard.press('Escape');
    else await cancelButton(app).click();
    await app.page.waitForTimeout(500);
    const { idle, silent } = await app.page.evaluate(() => {
      const { ended } = window as unknown as { ended: Ended };
      const { workers } = window as unknown as { workers: WatchedWorkers };
      return { idle: ended.idle - ended.start, silent: workers.lastMessage - ended.start };
    });
    console.info(
      `cancel with ${how}: idle after ${Math.round(idle)} ms, last word of a worker after ${Math.round(silent)} ms`,
    );
    expect(idle).toBeGreaterThan(0);
    expect(idle).toBeLessThan(10_000);
    expect(silent).toBeLessThan(2_000);
    await expect(app.panel.locator('mix-progress').count()).resolves.toBe(0);
    await expect(app.figures.locator('.figure').count()).resolves.toBe(4);
    await app.expectText(app.panel.locator('.waiting'), 'Run 10,000,000 scenarios');
    await app.expectText(app.panel.locator('#reproduce summary'), 'digest pending');

    await app.type(app.panel.getByLabel('Horizon'), '1');
    await app.digest();
  });
}

test('Esc closes an open menu and leaves the run alone', async ({ open }) => {
  const app = await open({ link: largest });
  await begin(app);
  await app.page.locator('button.dataset').click();
  await app.page.locator('#datasets').waitFor();
  await app.page.keyboard.press('Escape');
  await expect.poll(() => app.page.locator('#datasets').isVisible()).toBe(false);
  await expect(cancelButton(app).isVisible()).resolves.toBe(true);
  await app.page.keyboard.press('Escape');
  await runButton(app).waitFor();
});

test('cancelled at many moments it leaves no worker behind and the next run is right', async ({
  open,
}) => {
  const wanted = await expectedCase(monthly, {
    ...simulated,
    parameters: { method: 'simulated', scenarios: 200_000 },
  });
  const app = await open({ link: largest });
  await runButton(app).waitFor();
  for (const wait of [0, 15, 40, 90, 130, 170, 260, 310]) {
    await runButton(app).click();
    await app.page.waitForTimeout(wait);
    // Before there is a bar there is no button, and Esc waits for the bar as well.
    await cancelButton(app).click();
    await runButton(app).waitFor();
  }
  // One that was starting when the last run ended is known only once it has started.
  await expect.poll(async () => (await app.workers()).alive - (await app.status()).workers).toBe(0);
  const { alive } = await app.workers();
  expect(alive).toBeLessThanOrEqual(await app.page.evaluate(() => navigator.hardwareConcurrency));
  await app.page.evaluate((link) => (location.hash = `s=${link}`), wanted.link);
  await expect.poll(() => app.digest()).toBe(wanted.digest);
});

test('good enough settles for what is done, and link, form and digest say so', async ({ open }) => {
  const app = await open({ link: largest });
  await begin(app);
  await app.panel.getByRole('button', { name: 'Good enough' }).click();
  const digest = await app.digest();
  const scenarios = Number(app.draft().parameters?.['scenarios']);
  expect(scenarios).toBeGreaterThan(0);
  expect(scenarios).toBeLessThan(10_000_000);
  const field = await app.panel.getByRole('combobox', { name: 'Scenarios' }).inputValue();
  expect(Number(field.replaceAll(',', ''))).toBe(scenarios);
  await app.expectText(app.panel, `${scenarios.toLocaleString('en')} scenarios`);
  const wanted = await expectedCase(monthly, {
    ...simulated,
    parameters: { method: 'simulated', scenarios, horizon: 250 },
  });
  expect(digest).toBe(wanted.digest);
  expect(app.link()).toBe(wanted.link);
});

test('10,000,000 scenarios of one period finish within 64 MB a worker', async ({ open }) => {
  const app = await open({ link: linkTo(monthly, simulated).link });
  await app.digest();
  await app.panel.getByLabel('Method', { exact: true }).selectOption('simulated');
  const start = performance.now();
  await app.type(app.panel.getByRole('combobox', { name: 'Scenarios' }), '10,000,000');
  await app.expectText(app.panel, '10,000,000 scenarios');
  await app.digest();
  const { memoryBytes } = await app.status();
  console.info(
    `10,000,000 scenarios of one period: ${Math.round(performance.now() - start)} ms, memory ${megabytes(memoryBytes)} MB a worker`,
  );
  for (const bytes of memoryBytes) expect(bytes).toBeLessThan(64 * 2 ** 20);
});

test('a precision stops the simulation early', async ({ open }) => {
  const { link } = linkTo(monthly, {
    ...simulated,
    parameters: { method: 'simulated', scenarios: 10_000_000 },
  });
  const app = await open({ link });
  await app.digest();
  await app.panel.getByText('More settings').click();
  await app.panel.getByLabel('Stop at a precision').selectOption('±5 %');
  await app.expectText(app.panel, '65,536 scenarios');
  await app.digest();
  expect(app.draft().parameters).toMatchObject({ precision: '5%', scenarios: 10_000_000 });
});

test('a worker killed in the middle is told in words, and the next run works', async ({ open }) => {
  const app = await open({ link: largest });
  await begin(app);
  await app.page.evaluate(() => (window as unknown as { workers: WatchedWorkers }).workers.kill());
  await app.expectText(app.panel.locator('[role=alert]'), 'This analysis broke.', 'A worker ended');
  await expect(app.figures.locator('.figure').count()).resolves.toBe(4);
  const wanted = await expectedCase(monthly, {
    ...simulated,
    parameters: { method: 'simulated', scenarios: 10_000_000, horizon: 1, precision: '5%' },
  });
  await app.page.evaluate((link) => (location.hash = `s=${link}`), wanted.link);
  await expect.poll(() => app.digest()).toBe(wanted.digest);
  await expect(app.panel.locator('[role=alert]').count()).resolves.toBe(0);
});

function runButton(app: App) {
  return app.panel.getByRole('button', { name: /^Run 10,000,000 scenarios/ });
}

function cancelButton(app: App) {
  return app.panel.getByRole('button', { name: 'Cancel' });
}

/** Starts the run that waits for a click, until its bar is there and has moved. */
async function begin(app: App): Promise<void> {
  await runButton(app).click();
  await app.panel.getByRole('button', { name: 'Good enough' }).waitFor();
}

function value(app: App): Promise<number> {
  return app.panel
    .locator('mix-progress progress')
    .evaluate((progress) => (progress as HTMLProgressElement).value);
}

function megabytes(bytes: readonly number[]): string {
  return bytes.map((one) => (one / 2 ** 20).toFixed(1)).join(' and ');
}

interface Delays {
  loop: number;
  input: number;
  inputs: number;
}

/** Runs in the page: gaps between ticks of the event loop, and from an input to its paint. */
function measureDelays(): void {
  const delays = { loop: 0, input: 0, inputs: 0 };
  Object.assign(window, { delays });
  let last = performance.now();
  const tick = () => {
    const now = performance.now();
    delays.loop = Math.max(delays.loop, Math.round(now - last));
    last = now;
    setTimeout(tick, 0);
  };
  tick();
  const observer = new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      delays.input = Math.max(delays.input, Math.round(entry.duration));
      delays.inputs += 1;
    }
  });
  observer.observe({ type: 'event', durationThreshold: 16 } as PerformanceObserverInit);
}

interface Ended {
  start: number;
  idle: number;
}

/** Runs in the page: when Cancel or Esc came, and when the panel said that nothing runs. */
function watchCancel(): void {
  const ended = { start: 0, idle: 0 };
  Object.assign(window, { ended });
  const panel = document.querySelector('mix-app')?.shadowRoot?.querySelector('mix-panel');
  const article = panel?.shadowRoot?.querySelector('article');
  if (!article) throw new Error('there is no panel');
  const begun = (event: Event) => {
    if (event instanceof KeyboardEvent && event.key !== 'Escape') return;
    ended.start ||= event.timeStamp;
  };
  addEventListener('click', begun, true);
  addEventListener('keydown', begun, true);
  new MutationObserver(() => {
    if (article.getAttribute('aria-busy') === 'false') ended.idle ||= performance.now();
  }).observe(article, { attributes: true });
}
