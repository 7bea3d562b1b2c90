/** A made-up table of prices with many columns, as a person would bring it in, and its way in. */
import type { Page } from 'playwright-core';

/** Monthly, from 1970 on: each column has its own drift and swing around a common one. */
export function manyAssets(columns = 100, rows = 600): string {
  const names = Array.from({ length: columns }, (_, j) => `Fund ${String(j + 1).padStart(3, '0')}`);
  const levels = names.map(() => 100);
  const lines = [['Date', ...names].join(',')];
  let word = 1;
  const uniform = () => {
    word = (Math.imul(word, 1_664_525) + 1_013_904_223) >>> 0;
    return word / 2 ** 32 - 0.5;
  };
  for (let t = 0; t < rows; t++) {
    const common = uniform() * 0.08;
    const cells = levels.map((level, j) => {
      const loading = 0.4 + (j % 7) / 5;
      levels[j] = level * (1 + 0.004 + common * loading + uniform() * (0.02 + (j % 5) / 100));
      return levels[j].toFixed(4);
    });
    const month = String((t % 12) + 1).padStart(2, '0');
    lines.push([`${1970 + Math.floor(t / 12)}-${month}-28`, ...cells].join(','));
  }
  return `${lines.join('\n')}\n`;
}

/** The page with this table open, every column in the mix with the same weight. */
export async function openManyAssets(page: Page, text: string): Promise<void> {
  await page.locator('button.dataset').click();
  await page.getByRole('button', { name: 'Bring in your own file' }).click();
  await page.locator('mix-import dialog').waitFor();
  const file = { name: 'many.csv', mimeType: 'text/csv', buffer: Buffer.from(text) };
  await page.locator('mix-import input[type=file]').setInputFiles(file);
  await page.locator('mix-import').getByRole('button', { name: 'Import', exact: true }).click();
  await page.locator('mix-import dialog').waitFor({ state: 'hidden' });
  await page.evaluate(() => {
    const { actions, store } = document.querySelector('mix-app') as unknown as PageParts;
    const [source] = store.state.sources;
    const assets = source.columns.filter(({ role }) => role === 'asset').map(({ id }) => id);
    actions.setColumns(0, assets);
    actions.applyPreset('equal');
  });
  await page.locator('mix-panel article[aria-busy=false]').waitFor();
}

interface PageParts {
  readonly actions: {
    setColumns(position: number, columns: readonly string[]): void;
    applyPreset(preset: string): void;
  };
  readonly store: {
    readonly state: {
      readonly sources: readonly {
        readonly columns: readonly { readonly id: string; readonly role: string }[];
      }[];
    };
  };
}
