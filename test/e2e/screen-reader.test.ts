/** What a person hears: the page as assistive technology gets it, and what it is told unasked. */
import { expect } from 'vitest';
import { plain, test, type App } from './watched-app';

test('"How much could I lose?" can be walked through without sight', async ({ open }) => {
  const app = await open();
  await app.digest();
  const { keyboard } = app.page;
  await keyboard.press('Tab');
  await expect(focused(app)).resolves.toBe('Skip to the analysis');
  await app.page.getByRole('button', { name: 'Loss', exact: true }).focus();
  await keyboard.press('Enter');
  await eventually(() => focused(app)).toBe('How much could I lose?');
  await app.digest();
  await app.expectText(app.panel.locator('p.visually-hidden[role=status]'), 'One month');
  await expectInOrder(app, [
    'banner',
    'link "Skip to the analysis"',
    'button "US asset classes',
    'navigation "Questions"',
    'button "Loss"',
    'main',
    'region "Mix"',
    'textbox "Weight of US stocks": 50.0 %',
    'slider "Weight of US stocks, slider"',
    'article',
    'heading "How much could I lose?" [level=1]',
    'group "Actions"',
    'paragraph: One month in 20 loses 2.5 % or more; when it does, it loses 4.0 % on average.',
    // A number with its unit, its error and what to beware of, after what explains it.
    'term',
    'button "One month in 20 loses"',
    'definition: 2.5 % or more history allows 2.1 to 3.2 % · understated',
    'button "Expected shortfall"',
    'definition: 4.0 % history allows 3.2 to 4.8 %',
    'button "In money, value at risk"',
    'definition: 253 of 10,000',
    'combobox "Confidence"',
    'option "95 %" [selected]',
    'paragraph: The loss is exceeded in the rest of the cases.',
    'textbox "Horizon": "1"',
    'combobox "Scenarios": 100,000',
    'group: More settings',
    'figure "What the simulation draws: normal returns',
    'slider "What the simulation draws: normal returns"',
    'button "Show as table"',
    'figure "The methods side by side',
    'group "The methods side by side"',
    'table',
    'columnheader "Value at risk"',
    'columnheader "History allows"',
    'rowheader "Historical"',
    'cell "2.53 %"',
    'cell "2.1 % to 3.2 %"',
    'rowheader "Monte Carlo"',
    'cell "±0.030 %"',
    'group: How is this computed?',
    'group: Data',
    'group: Reproduce',
    'status: One month in 20 loses 2.5 % or more',
  ]);

  // The explanation of a number, and back to it.
  const asked = app.panel.getByRole('button', { name: 'One month in 20 loses' });
  await asked.focus();
  await keyboard.press('Enter');
  await eventually(() => focused(app)).toBe('Value at risk');
  const dialog = app.page.getByRole('dialog', { name: 'Value at risk' });
  await app.expectText(dialog, 'When it misleads', '2.5');
  await expect(dialog.getByRole('math').count()).resolves.toBeGreaterThan(0);
  await keyboard.press('Escape');
  await eventually(() => focused(app)).toBe('One month in 20 loses');

  // The numbers of a chart, by its cursor and as a table.
  const chart = 'What the simulation draws: normal returns';
  const figure = app.panel.getByRole('figure', { name: chart });
  const cursor = figure.getByRole('slider');
  await cursor.focus();
  const heard = new Set<string>();
  for (const key of ['ArrowRight', 'ArrowRight', 'End', 'Home', 'PageUp']) {
    await keyboard.press(key);
    heard.add(plain(await cursor.getAttribute('aria-valuetext')));
  }
  for (const text of heard) expect(text).toMatch(/\d.* %/);
  expect(heard.size).toBeGreaterThan(3);
  await figure.getByRole('button', { name: 'Show as table' }).press('Enter');
  await expect(figure.getByRole('columnheader').count()).resolves.toBeGreaterThan(1);

  const how = app.panel.locator('#how summary');
  await how.press('Enter');
  await app.expectText(
    app.panel.locator('#how'),
    'The loss that is exceeded only rarely',
    'Value at risk',
  );
});

test('while a weight is dragged nothing is said, and once it rests one text', async ({ open }) => {
  const app = await open();
  await app.digest();
  await listen(app);
  const { keyboard, mouse } = app.page;
  const box = (await app.slider('US stocks').boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
  const y = box.y + box.height / 2;
  await mouse.move(box.x + box.width / 2, y);
  await mouse.down();
  for (let step = 1; step <= 20; step++) {
    await mouse.move(box.x + box.width / 2 + 4 * step, y);
    await app.page.waitForTimeout(20);
  }
  await mouse.up();
  await app.digest();
  await eventually(() => tellsTheFinding(app)).toBe(true);
  const finding = plain(await app.finding.textContent());
  const first = await heardBy(app);
  expect(first.length, first.join('\n')).toBeLessThanOrEqual(2);

  await app.slider('Gold').focus();
  for (let step = 0; step < 20; step++) await keyboard.down('ArrowRight');
  await keyboard.up('ArrowRight');
  await eventually(() => app.finding.textContent().then(plain)).not.toBe(finding);
  await app.digest();
  await eventually(() => tellsTheFinding(app)).toBe(true);
  expect((await heardBy(app)).length - first.length).toBeLessThanOrEqual(2);
});

test('of two mixes both findings are said in one text', async ({ open }) => {
  const app = await open();
  await app.digest();
  await listen(app);
  await app.editor.getByRole('combobox', { name: 'Compare with…' }).selectOption('conservative');
  await app.expectText(app.panel, 'Mix A', 'Mix B');
  await app.digest();
  const findings = await app.finding.allTextContents();
  expect(findings).toHaveLength(2);
  await eventually(() => lastHeard(app)).toBe(plain(findings.join(' ')));
  expect((await lastHeard(app))?.startsWith('Mix A 9.2 % a year')).toBe(true);
  expect((await heardBy(app)).length).toBeLessThanOrEqual(2);
});

test('of a long run its start and its end are said, and the focus stays with it', async ({
  open,
}) => {
  const app = await open();
  await app.digest();
  await app.openRoom('Loss');
  await app.panel.getByLabel('Method', { exact: true }).selectOption('simulated');
  await app.digest();
  await listen(app);
  await app.type(app.panel.getByRole('textbox', { name: 'Horizon' }), '250');
  await app.type(app.panel.getByRole('combobox', { name: 'Scenarios' }), '10,000,000');
  const run = app.panel.getByRole('button', { name: /^Run 10,000,000 scenarios/ });
  await eventually(() => lastHeard(app)).toContain('the full run waits for you');
  await run.focus();
  await app.page.keyboard.press('Enter');
  await eventually(() => focused(app)).toBe('Run');
  await eventually(() => lastHeard(app)).toBe('Computing…');
  const before = (await heardBy(app)).length;
  const progress = app.panel.getByRole('progressbar', { name: 'Progress' });
  await eventually(() => progress.getAttribute('aria-valuetext').then(plain)).toMatch(
    /[1-9][\d,]* of 10,000,000 scenarios/,
  );
  await app.page.waitForTimeout(1_000);
  expect((await heardBy(app)).length).toBe(before);
  await app.page.keyboard.press('Tab');
  await app.page.keyboard.press('Tab');
  await expect(focused(app)).resolves.toBe('Cancel');
  await app.page.keyboard.press('Enter');
  await eventually(() => lastHeard(app)).toContain('Stopped. What is shown is not the full run.');
  expect((await heardBy(app)).length).toBe(before + 1);
  await expect(focused(app)).resolves.toBe('Run');
});

test('what is opened gets the focus at its title, and what is closed gives it back', async ({
  open,
}) => {
  const app = await open();
  await app.digest();
  const { keyboard } = app.page;
  await expect(focused(app)).resolves.toBe('');
  await keyboard.press('Tab');
  await keyboard.press('Enter');
  await eventually(() => focused(app)).toBe('What would this mix have done?');
  await keyboard.press('Tab');
  await expect(focused(app)).resolves.toBe('Copy link');

  await app.panel.getByRole('button', { name: 'More in “Loss”' }).press('Enter');
  await eventually(() => focused(app)).toBe('How much could I lose?');
  for (const [page, title] of [
    ['Glossary', 'Glossary'],
    ['Report', 'Report'],
  ]) {
    await app.page.getByRole('navigation').getByRole('link', { name: page }).press('Enter');
    // Not the link of the same name.
    await eventually(() => focused(app, 'h1')).toBe(title);
  }
  // Through the history one stays at its button, until that is used up.
  const undo = app.page.getByRole('button', { name: 'Undo' });
  await undo.press('Enter');
  await app.page.locator('mix-glossary').waitFor();
  await expect(focused(app)).resolves.toBe('Undo');
  await undo.press('Enter');
  await app.digest();
  await expect(focused(app)).resolves.toBe('Undo');

  for (const name of ['Export', /^US asset classes/]) {
    const opener = app.page.getByRole('button', { name });
    await opener.press('Enter');
    const layer = app.page.locator(':popover-open');
    await layer.waitFor();
    await keyboard.press('Tab');
    await keyboard.press('Escape');
    await eventually(() => layer.count()).toBe(0);
    await expect(
      opener.evaluate((button) => button.matches(':focus')),
      String(name),
    ).resolves.toBe(true);
  }
});

test('who has gone on when a page comes late keeps the focus', async ({ open }) => {
  const app = await open();
  await app.digest();
  let release = () => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  await app.page.route('**/assets/page-*.js', async (route) => {
    await held;
    await route.continue();
  });
  const menu = app.page.getByRole('navigation');
  await menu.getByRole('link', { name: 'Glossary' }).press('Enter');
  await menu.getByRole('link', { name: 'Report' }).focus();
  release();
  await app.page.getByRole('heading', { level: 1, name: 'Glossary' }).waitFor();
  await app.page.waitForTimeout(200);
  await expect(focused(app)).resolves.toBe('Report');
});

/** A loaded machine takes its time. */
function eventually<T>(read: () => T | Promise<T>) {
  return expect.poll(read, { timeout: 30_000 });
}

/** The name of what has the focus: its label or its text. */
function focused(app: App, selector = '*'): Promise<string> {
  return app.page
    .evaluate((kind) => {
      let active = document.activeElement;
      while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
      if (active === null || active === document.body || !active.matches(kind)) return '';
      return active.getAttribute('aria-label') ?? active.textContent;
    }, selector)
    .then(plain);
}

/** The lines hold what is expected, in this order; each is the role, the name and the text. */
async function expectInOrder(app: App, expected: readonly string[]): Promise<void> {
  const snapshot = await app.page.locator('body').ariaSnapshot();
  const lines = snapshot.split('\n').map((line) => plain(line.replace(/^\s*- '?/, '')));
  let from = 0;
  for (const wanted of expected) {
    const found = lines.findIndex((line, i) => i >= from && line.startsWith(wanted));
    expect(
      found,
      `${wanted}\nafter\n${lines[from - 1]}\nthere is\n${lines.slice(from, from + 20).join('\n')}`,
    ).not.toBe(-1);
    from = found + 1;
  }
}

/** Writes down every change of a live region anywhere in the page, once for each turn. */
async function listen(app: App): Promise<void> {
  await app.page.evaluate(() => {
    const heard: string[] = [];
    Object.assign(window, { heard });
    const live =
      '[aria-live]:not([aria-live=off]), [role=status], [role=alert], [role=log], output';
    const note = (records: readonly MutationRecord[]) => {
      const regions = new Set<Element>();
      for (const { target, addedNodes } of records) {
        const element = target instanceof Element ? target : target.parentElement;
        const region = element?.closest(live);
        if (region) regions.add(region);
        for (const added of addedNodes) if (added instanceof Element) watch(added, regions);
      }
      for (const { textContent } of regions) {
        if (textContent.trim() !== '') heard.push(textContent);
      }
    };
    const observer = new MutationObserver(note);
    const watch = (root: Element | ShadowRoot, regions?: Set<Element>) => {
      for (const element of [root, ...root.querySelectorAll('*')]) {
        if (!(element instanceof Element)) continue;
        if (element.matches(live)) regions?.add(element);
        if (element.shadowRoot === null) continue;
        const parts = { subtree: true, childList: true, characterData: true };
        observer.observe(element.shadowRoot, parts);
        watch(element.shadowRoot, regions);
      }
    };
    watch(document.body);
  });
}

async function heardBy(app: App): Promise<string[]> {
  const heard = await app.page.evaluate(() => (window as unknown as { heard: string[] }).heard);
  return heard.map(plain);
}

async function tellsTheFinding(app: App): Promise<boolean> {
  return (await lastHeard(app)) === plain(await app.finding.textContent());
}

async function lastHeard(app: App): Promise<string | undefined> {
  return (await heardBy(app)).at(-1);
}
