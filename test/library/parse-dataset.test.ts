import { readFileSync } from 'node:fs';
import { describe, expect, test, vi } from 'vitest';
import { builtInDataset, parseDataset, run, type ParseOptions } from '../../src/asset-mix';
import { monthly } from '../analyses/built-in-data';
import { refusal } from './library';

vi.mock('../../src/engine/load-module', () => import('../tools/kernels'));

const csv = `date,stocks,bonds,cpi
2020-01-31,100,50,257.97
2020-02-29,92.5,50.5,258.68
2020-03-31,80.25,51,258.12
2020-04-30,90,50.75,256.39
2020-05-31,94,51,256.39
`;

const readShipped = (file: string) =>
  readFileSync(new URL(`../../public/data/${file}`, import.meta.url), 'utf8');

describe('a file', () => {
  test('becomes a dataset that runs', async () => {
    const { dataset, findings } = await parseDataset(csv, {
      id: 'mine',
      columns: { cpi: { role: 'inflation' }, bonds: { name: 'Bonds', assetClass: 'bond' } },
    });
    expect(dataset).toMatchObject({
      id: 'mine',
      frequency: 'monthly',
      kind: 'prices',
      dated: true,
    });
    expect(dataset.columns).toMatchObject([
      { id: 'stocks', role: 'asset' },
      { id: 'bonds', role: 'asset', name: 'Bonds', assetClass: 'bond' },
      { id: 'cpi', role: 'inflation' },
    ]);
    expect(findings.delimiter.value).toBe(',');
    const mix = { assets: ['stocks', 'bonds'], weights: [5_000, 5_000] };
    const { result } = await run({ analysis: 'mix-summary', mix }, { dataset });
    // Yearly rebalancing never happens within five months, so the mix drifts: (94 / 100 + 51 / 50) / 2.
    expect(result.finalAmount / 10_000).toBeCloseTo(0.98, 12);
  });

  test('may be bytes with a name', async () => {
    const file = new File([csv], 'mine.csv');
    const { dataset } = await parseDataset(file);
    expect(dataset).toMatchObject({ id: 'own', title: 'mine.csv', file: { name: 'mine.csv' } });
    expect(dataset.fingerprint).toBe((await parseDataset(csv)).dataset.fingerprint);
  });

  test('leaves out what is not wanted', async () => {
    const { dataset } = await parseDataset(csv, { columns: { cpi: { role: 'left-out' } } });
    expect(dataset.columns.map(({ id }) => id)).toEqual(['stocks', 'bonds']);
  });

  test('is refused where it cannot be read, with the line', async () => {
    const { code, where } = await refusal(parseDataset(''));
    expect(code).toBe('unreadable');
    expect(where).toMatch(/^line \d+$/);
  });

  test('is refused where it can be read in several ways, until one is given', async () => {
    const days = ['01/02/2020', '02/03/2020', '03/04/2020', '04/05/2020', '05/06/2020'];
    const text = `date,a\n${days.map((day, i) => `${day},${100 + i}.5`).join('\n')}\n`;
    const ambiguous = parseDataset(text);
    await expect(ambiguous).rejects.toThrow(/give the settings dateOrder \(.*"dmy" or "mdy"/);
    expect(await refusal(ambiguous)).toEqual({ code: 'undecided', where: 'dateOrder' });
    const { dataset, findings } = await parseDataset(text, { settings: { dateOrder: 'dmy' } });
    expect(dataset.index[0]).toBe('2020-02-01');
    expect(findings.dateOrder.certainty).toBe('given');
  });

  test('is refused where a column is not in it, or none is an asset', async () => {
    expect(await refusal(parseDataset(csv, { columns: { gold: { name: 'Gold' } } }))).toEqual({
      code: 'options',
      where: 'columns.gold',
    });
    const none = { role: 'left-out' } as const;
    const columns = { stocks: none, bonds: none };
    expect(await refusal(parseDataset(csv, { columns }))).toEqual({ code: 'dataset' });
  });
});

describe('an option of reading is refused', () => {
  test.each<[unknown, string]>([
    [null, 'options'],
    [{ titel: 'x' }, ''],
    [{ id: 5 }, 'id'],
    [{ settings: { delimiter: 'x' } }, 'settings.delimiter'],
    [{ settings: { separator: ',' } }, 'settings.separator'],
    [{ settings: { dateColumn: 0.5 } }, 'settings.dateColumn'],
    [{ settings: { periodsPerYear: 0 } }, 'settings.periodsPerYear'],
    [{ settings: ';' }, 'settings'],
    [{ columns: { stocks: { role: 'share' } } }, 'columns.stocks.role'],
    [{ columns: { stocks: { assetClass: 'tulips' } } }, 'columns.stocks.assetClass'],
    [{ columns: { stocks: 'asset' } }, 'columns.stocks'],
  ])('%j', async (options, where) => {
    const reading = parseDataset(csv, options as ParseOptions);
    if (where === '') await expect(reading).resolves.toBeDefined();
    else expect(await refusal(reading)).toEqual({ code: 'options', where });
  });

  test('and so is what is no text', async () => {
    expect(await refusal(parseDataset(5 as never))).toEqual({ code: 'options', where: 'text' });
  });

  test('but not one that says nothing', async () => {
    const columns = { stocks: { role: undefined, name: undefined } };
    const given = { columns, settings: { decimal: undefined } } as unknown as ParseOptions;
    expect((await parseDataset(csv, given)).dataset).toEqual((await parseDataset(csv)).dataset);
  });
});

describe('a dataset that ships', () => {
  test('is the one of the page', async () => {
    expect(await builtInDataset(monthly.id, readShipped)).toEqual(monthly);
  });

  test('is refused where there is none, naming those that there are', async () => {
    const missing = builtInDataset('tulips', readShipped);
    await expect(missing).rejects.toThrow(monthly.id);
    expect(await refusal(missing)).toEqual({ code: 'dataset', where: 'id' });
  });
});
