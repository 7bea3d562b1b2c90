/** Files as well-known sites hand them out come in by themselves, and say what they were taken for. */
import { describe, expect, test } from 'vitest';
import { ownDataset } from '../../../src/data/own-dataset';
import { valueOfCash } from '../../../src/data/parse/fred-series';
import { periodEnds } from '../../../src/data/parse/period-ends';
import { assetOfFile } from '../../../src/data/parse/shapes';
import { dayOf } from '../../../src/finance/calendar';
import { expectShape, lines, tableOf, type Shape } from './shape';

const price = [469.1, 470.2, 468.3, 472.4];
const days = ['2024-01-02', '2024-01-03', '2024-01-04', '2024-01-05'];
const span = { index: [days[0], days[3]] as const, assumed: [] };
const quotes = { shape: 'quotes', frequency: 'daily' } as const;
/** Of the prices of a day below. */
const others = { Open: price.map((p) => p - 1), High: price.map((p) => p + 2) };
const low = price.map((p) => p - 2);
const closes = price.map((p) => p + 3);
const volume = [0, 5_000, 0, 7_000];

function day(t: number, adjusted: boolean, between = ','): string {
  const cells = [days[t], others.Open[t], others.High[t], low[t]];
  return [...cells, ...(adjusted ? [closes[t], price[t]] : [price[t]]), volume[t]].join(between);
}

const yahoo = lines(
  'Date,Open,High,Low,Close,Adj Close,Volume',
  ...days.map((_, t) => day(t, true)),
);
const leftOut = {
  ...{ Open: 'left-out', High: 'left-out', Low: 'left-out', Volume: 'left-out' },
};

const shapes: Readonly<Record<string, Shape>> = {
  'a download of one asset from Yahoo': {
    ...{ file: yahoo, fileName: 'SPY.csv', settings: quotes, ...span },
    columns: { ...others, Low: low, Close: closes, SPY: price, Volume: volume },
    roles: { ...leftOut, Close: 'left-out' },
  },
  'a day on which nothing was traded': {
    file: `${yahoo}2024-01-08,null,null,null,null,null,null\n2024-01-09,1,3,1,2,400,1\n`,
    ...{ fileName: 'SPY (1).csv', settings: quotes },
    index: [days[0], '2024-01-09'],
    columns: {
      ...{ Open: [...others.Open, NaN, 1], High: [...others.High, NaN, 3], Low: [...low, NaN, 1] },
      ...{ Close: [...closes, NaN, 2], SPY: [...price, NaN, 400], Volume: [...volume, NaN, 1] },
    },
    roles: { ...leftOut, Close: 'left-out' },
    problems: [['gap', [6], 'SPY']],
  },
  'its page, copied, the newest day first': {
    file: lines(
      'Date\tOpen\tHigh\tLow\tClose*\tAdj Close**\tVolume',
      ...['Jan 5, 2024\t471.4\t474.4\t470.4\t475.4\t472.4\t81,964,900'],
      ...[
        'Jan 4, 2024\t467.3\t470.3\t466.3\t471.3\t468.3\t84,232,200',
        'Jan 3, 2024\t1.6 Dividend',
      ],
      ...['Jan 3, 2024\t469.2\t472.2\t468.2\t473.2\t470.2\t103,585,900'],
      ...['Jan 2, 2024\t468.1\t471.1\t467.1\t472.1\t469.1\t123,623,700'],
    ),
    settings: { ...quotes, delimiter: '\t' },
    ...span,
    columns: {
      ...{ ...others, Low: low, Close: closes.map((p) => Number(p.toFixed(1))), Adj_Close: price },
      Volume: [123_623_700, 103_585_900, 84_232_200, 81_964_900],
    },
    roles: { ...leftOut, Close: 'left-out' },
    problems: [
      ['ragged-row', [4]],
      ['unordered', []],
    ],
  },
  'months from Yahoo, dated by their first days, the last one under way': {
    file: lines(
      'Date,Open,High,Low,Close,Adj Close,Volume',
      ...['2023-11-01,1,3,1,2,99,5', '2023-12-01,1,3,1,2,100,5', '2024-01-01,1,3,1,2,101,5'],
      ...['2024-02-01,1,3,1,2,103,5', '2024-03-14,1,3,1,2,102,5'],
    ),
    ...{ fileName: '^GSPC.csv', settings: { shape: 'quotes', frequency: 'monthly' } },
    assumed: ['frequency'],
    index: ['2023-11-30', '2024-03-14'],
    columns: {
      ...{ Open: Array(5).fill(1), High: Array(5).fill(3), Low: Array(5).fill(1) },
      ...{ Close: Array(5).fill(2), GSPC: [99, 100, 101, 103, 102], Volume: Array(5).fill(5) },
    },
    roles: { ...leftOut, Close: 'left-out' },
    problems: [['period-ends', []]],
  },
  'a download of one asset from Stooq': {
    file: lines('Date,Open,High,Low,Close,Volume', ...days.map((_, t) => day(t, false))),
    ...{ fileName: 'spy_us_d.csv', settings: quotes, ...span },
    columns: { ...others, Low: low, SPY: price, Volume: volume },
    roles: leftOut,
    problems: [['close-alone', [], 'SPY']],
  },
  'the same in Polish': {
    file: lines(
      'Data,Otwarcie,Najwyzszy,Najnizszy,Zamkniecie,Wolumen',
      ...days.map((_, t) => day(t, false)),
    ),
    ...{ fileName: '^spx_d.csv', settings: quotes, ...span },
    columns: {
      ...{ Otwarcie: others.Open, Najwyzszy: others.High, Najnizszy: low },
      ...{ SPX: price, Wolumen: volume },
    },
    roles: {
      ...{ Otwarcie: 'left-out', Najwyzszy: 'left-out', Najnizszy: 'left-out' },
      Wolumen: 'left-out',
    },
    problems: [['close-alone', [], 'SPX']],
  },
  'semicolons and decimal commas between its columns': {
    file: lines(
      'Data;Otwarcie;Najwyższy;Najniższy;Zamknięcie;Wolumen',
      ...days.map((_, t) => day(t, false, ';').replaceAll('.', ',')),
    ),
    settings: { ...quotes, delimiter: ';', decimal: ',' },
    ...span,
    columns: {
      ...{ Otwarcie: others.Open, Najwyzszy: others.High, Najnizszy: low },
      ...{ Zamkniecie: price, Wolumen: volume },
    },
    roles: {
      ...{ Otwarcie: 'left-out', Najwyzszy: 'left-out', Najnizszy: 'left-out' },
      Wolumen: 'left-out',
    },
    problems: [['close-alone', [], 'Zamkniecie']],
  },
  'the whole of Stooq in one file': {
    file: lines(
      '<TICKER>,<PER>,<DATE>,<TIME>,<OPEN>,<HIGH>,<LOW>,<CLOSE>,<VOL>,<OPENINT>',
      ...days.flatMap((date, t) =>
        ['SPY.US', 'AGG.US'].map(
          (ticker, j) => `${ticker},D,${date.replaceAll('-', '')},000000,1,2,1,${price[t] - j},9,0`,
        ),
      ),
    ),
    settings: {
      ...{ shape: 'ticker-quotes', layout: 'long', dateColumn: 2, assetColumn: 0, valueColumn: 7 },
      frequency: 'daily',
    },
    ...span,
    columns: { SPY_US: price, AGG_US: price.map((p) => p - 1) },
  },
  'one ticker of it': {
    file: lines(
      '<TICKER>,<PER>,<DATE>,<TIME>,<OPEN>,<HIGH>,<LOW>,<CLOSE>,<VOL>,<OPENINT>',
      ...days.map((date, t) => `SPY.US,D,${date.replaceAll('-', '')},000000,1,2,1,${price[t]},9,0`),
    ),
    fileName: 'spy.us.txt',
    settings: {
      ...{ shape: 'ticker-quotes', layout: 'long', dateColumn: 2, assetColumn: 0, valueColumn: 7 },
      frequency: 'daily',
    },
    ...span,
    columns: { SPY_US: price },
  },
  'consumer prices from FRED': {
    file: lines('DATE,CPIAUCSL', '2020-01-01,258.6', '2020-02-01,259', '2020-03-01,258.1'),
    settings: { shape: 'fred' },
    columns: { CPIAUCSL: [258.6, 259, 258.1] },
    roles: { CPIAUCSL: 'inflation' },
    problems: [['period-ends', []]],
  },
  'several series of FRED, with points and nothing where a value is missing': {
    file: lines(
      'observation_date,SP500,DGS10,CPIAUCSL_PC1,XYZ',
      ...[
        '2024-01-02,4742.83,3.95,3.1,7',
        '2024-01-03,4704.81,.,3.1,8',
        '2024-01-04,4688.68,,3.1,9',
      ],
      '2024-01-05,4697.24,4.05,3.1,8',
    ),
    ...{ settings: { shape: 'fred', frequency: 'daily' }, ...span, assumed: ['kind'] },
    columns: {
      SP500: [4742.83, 4704.81, 4688.68, 4697.24],
      ...{ DGS10: [3.95, NaN, NaN, 4.05], CPIAUCSL_PC1: [3.1, 3.1, 3.1, 3.1], XYZ: [7, 8, 9, 8] },
    },
    roles: { DGS10: 'left-out', CPIAUCSL_PC1: 'left-out', XYZ: 'left-out' },
  },
  'the economy by quarters from FRED': {
    file: lines('observation_date,GDP', '2019-07-01,21540', '2019-10-01,21706', '2020-01-01,21538'),
    settings: { shape: 'fred', frequency: 'quarterly' },
    index: ['2019-09-30', '2020-03-31'],
    columns: { GDP: [21_540, 21_706, 21_538] },
    roles: { GDP: 'left-out' },
    problems: [['period-ends', []]],
  },
  'names like those of FRED, which mean nothing there': {
    file: lines('DATE,SPY,AGG', '2020-01-01,100,50.5', '2020-02-01,101,51', '2020-03-01,103,52.25'),
    index: ['2020-01-01', '2020-03-01'],
    columns: { SPY: [100, 101, 103], AGG: [50.5, 51, 52.25] },
  },
};

describe('a download that is known', () => {
  test.each(Object.entries(shapes))('%s', (_name, shape) => expectShape(shape));
});

test('what was recognized is said, and can be undone', async () => {
  const table = await tableOf(yahoo, {}, 'SPY.csv');
  expect(table.findings.shape).toEqual({
    ...{ value: 'quotes', certainty: 'certain', options: ['quotes', 'plain'] },
    because: 'The columns are those of a download of one asset: open, high, low and close.',
  });
  expect(table.columns.find(({ name }) => name === 'SPY')?.because).toBe(
    'The adjusted close, with payments.',
  );
  const plain = await tableOf(yahoo, { shape: 'plain' }, 'SPY.csv');
  expect(plain.columns.map(({ name }) => name)).toContain('Adj Close');
  const cpi = lines('DATE,CPIAUCSL', '2020-01-01,258.6', '2020-02-01,259', '2020-03-01,258.1');
  expect((await tableOf(cpi, { shape: 'plain' })).index[0]).toBe('2020-01-01');
});

test('every column of it can be taken, and the close says that it lacks dividends', async () => {
  const table = await tableOf(yahoo, {}, 'SPY.csv');
  const own = await ownDataset(table, {
    ...{ id: 'spy', title: 'SPY', fileName: 'SPY.csv', currency: '' },
    columns: table.columns.map(({ name }) => ({ name, role: 'asset' as const })),
  });
  const distortionsOf = (id: string) => own.columns.find((one) => one.id === id)?.distortions;
  expect(own.columns).toHaveLength(6);
  expect(distortionsOf('Close')).toEqual(['price-index']);
  expect(distortionsOf('SPY')).toEqual([]);
  const equal = yahoo.replaceAll(/,(\d+\.\d),(\d+\.\d),(\d+)$/gmu, ',$1,$1,$3');
  const never = await tableOf(equal, {}, 'SPY.csv');
  expect(never.columns.find(({ id }) => id === 'Close')?.distortions).toEqual([]);
});

test('an index of prices from FRED keeps its class and its fault', async () => {
  const sp = lines('observation_date,SP500', ...days.map((date, t) => `${date},${4_700 + t}`));
  const { columns } = await tableOf(sp);
  expect(columns).toMatchObject([
    { role: 'asset', assetClass: 'equity', distortions: ['price-index'] },
  ]);
});

test('a yield of bills becomes the value of cash, as the built-in data do', async () => {
  const bills = lines(
    'observation_date,TB3MS',
    ...['2019-12-01,1.54', '2020-01-01,1.52', '2020-02-01,.', '2020-03-01,0.29'],
  );
  const table = await tableOf(bills);
  expect(table.columns).toMatchObject([{ id: 'TB3MS', role: 'rate', count: 3 }]);
  expect(table.problems.map(({ code }) => code)).toEqual(['period-ends', 'yield', 'gap']);
  // The price of a bill of 91 days is 1 - d 91/360; its growth a day, from one month's end on.
  const perDay = (percent: number) => (1 - ((percent / 100) * 91) / 360) ** (-1 / 91);
  const [first, second, missing, last] = table.values[0];
  expect(first).toBe(100);
  expect(second).toBeCloseTo(100 * perDay(1.54) ** 31, 9);
  expect(missing).toBeNaN();
  expect(last).toBeCloseTo(100 * perDay(1.54) ** 31 * perDay(1.52) ** 60, 9);
});

test('other yields grow by the convention in which they are quoted', () => {
  const year = Int32Array.of(0, 364);
  const after = (basis: 'discount' | 'investment' | 'overnight', days_: number) =>
    valueOfCash(Float64Array.of(5, 5), year, { basis, days: days_ })[1];
  expect(after('investment', 91)).toBeCloseTo(100 * (1 + (0.05 * 91) / 365) ** 4, 9);
  expect(after('overnight', 1)).toBeCloseTo(100 * (1 + 0.05 / 360) ** 364, 9);
  expect(after('discount', 182)).toBeCloseTo(100 / (1 - (0.05 * 182) / 360) ** 2, 9);
});

test('dates move to the ends of periods only where all of them are first days', () => {
  const ends = (labels: readonly string[], frequency: 'monthly' | 'quarterly' | 'daily') =>
    periodEnds(Int32Array.from(labels, dayOf), frequency);
  const at = (...labels: readonly string[]) => Int32Array.from(labels, dayOf);
  expect(ends(['2020-01-01', '2020-02-01'], 'monthly')).toEqual(at('2020-01-31', '2020-02-29'));
  expect(ends(['2020-01-01', '2020-04-01'], 'quarterly')).toEqual(at('2020-03-31', '2020-06-30'));
  expect(ends(['2020-01-01', '2020-02-07'], 'monthly')).toEqual(at('2020-01-31', '2020-02-07'));
  expect(ends(['2020-01-01', '2020-01-31'], 'monthly')).toBeUndefined();
  expect(ends(['2020-01-02', '2020-02-01'], 'monthly')).toBeUndefined();
  expect(ends(['2020-02-01', '2020-05-01'], 'quarterly')).toBeUndefined();
  expect(ends(['2020-01-01', '2020-02-01'], 'daily')).toBeUndefined();
});

test.each([
  ['SPY.csv', 'SPY'],
  ['SPY (2).csv', 'SPY'],
  ['spy_us_d.csv', 'SPY'],
  ['^spx_d.csv', '^SPX'],
  ['My fund.csv', 'My fund'],
  ['BRK-B.csv', 'BRK-B'],
  ['', undefined],
])('the asset of %s is %s', (file, asset) => expect(assetOfFile(file)).toBe(asset));
