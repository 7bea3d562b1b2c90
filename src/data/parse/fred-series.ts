/**
 * Series of FRED whose meaning is certain from their id. An id that is not here is not guessed
 * at: its series is left out until a person says what it is.
 */
import { power } from '../../finance/elementary';
import type { ReadColumn } from './parsed-table';

export type Meaning = Pick<ReadColumn, 'role' | 'because' | 'assetClass' | 'distortions'> & {
  /** A yield in percent a year, of which the reader makes the value of money kept at it. */
  readonly yields?: Yields;
};

/**
 * How a yield is quoted. `discount`: of a bill, on its face, 360 days a year. `investment`: on
 * the price, 365 days. `overnight`: simple, 360 days, renewed every day.
 */
export interface Yields {
  readonly basis: 'discount' | 'investment' | 'overnight';
  readonly days: number;
}

const prices: Meaning = { role: 'inflation', because: 'FRED: an index of consumer prices.' };

const stocks: Meaning = {
  role: 'asset',
  because: 'FRED: an index of stock prices, without dividends.',
  assetClass: 'equity',
  distortions: ['price-index'],
};

const bonds: Meaning = {
  role: 'asset',
  because: 'FRED: an index of the value of bonds, with interest.',
  assetClass: 'bond',
};

const oil: Meaning = {
  role: 'asset',
  because: 'FRED: the price of a barrel of oil.',
  assetClass: 'commodity',
};

const houses: Meaning = {
  role: 'asset',
  because: 'FRED: an index of house prices, smoothed and without rents.',
  assetClass: 'real estate',
  distortions: ['smoothed', 'price-index'],
};

const left = (what: string): Meaning => ({
  role: 'left-out',
  because: `FRED: ${what}. Nobody can hold it.`,
});

const bondYield: Meaning = {
  role: 'left-out',
  because: 'FRED: a yield in percent a year. What a bond returned cannot be told from it alone.',
};

const cash = (what: string, basis: Yields['basis'], days: number): Meaning => ({
  role: 'rate',
  because: `FRED: ${what} in percent a year; it is read as the value of 100 kept at it.`,
  yields: { basis, days },
});

/** Tested in turn; each pattern takes the whole id. */
const SERIES: readonly (readonly [RegExp, Meaning])[] = [
  // Level, turned by FRED into changes before it was downloaded.
  [
    /^\w+_(?:CHG|CH1|PCH|PC1|PCA|CCH|CCA|LOG|NBD\d+)$/u,
    {
      role: 'left-out',
      because: 'FRED has turned this series into changes or an index: download its own units.',
    },
  ],
  // All items; of the United States, the OECD and the euro area.
  [/^(?:CPIAUCSL|CPIAUCNS|[A-Z]{3}CPIALLMINMEI|CP0000[A-Z0-9]+M086NEST)$/u, prices],
  [/^(?:DTB3|TB3MS)$/u, cash('the yield of 3-month Treasury bills', 'discount', 91)],
  [/^DTB4WK$/u, cash('the yield of 4-week Treasury bills', 'discount', 28)],
  [/^(?:DTB6|TB6MS)$/u, cash('the yield of 6-month Treasury bills', 'discount', 182)],
  [/^(?:DGS1MO|GS1M)$/u, cash('the 1-month Treasury yield', 'investment', 30)],
  [/^(?:DGS3MO|GS3M)$/u, cash('the 3-month Treasury yield', 'investment', 91)],
  [/^(?:DFF|FEDFUNDS)$/u, cash('the federal funds rate', 'overnight', 1)],
  [/^SOFR$/u, cash('the secured overnight rate', 'overnight', 1)],
  [/^D?GS(?:1|2|3|5|7|10|20|30|6M|6MO)$/u, bondYield],
  [/^(?:AAA|BAA|DAAA|DBAA|MORTGAGE30US|MORTGAGE15US)$/u, bondYield],
  [/^(?:SP500|DJIA|NASDAQCOM|NASDAQ100)$/u, stocks],
  [/^BAML\w+TRIV$/u, bonds],
  [/^(?:DCOILWTICO|DCOILBRENTEU)$/u, oil],
  [/^(?:MCOILWTICO|MCOILBRENTEU)$/u, { ...oil, distortions: ['monthly-average'] }],
  [/^(?:CSUSHPINSA|CSUSHPISA|SPCS[12]0RSA)$/u, houses],
  [/^(?:GDP|GDPC1|GNP|INDPRO|PAYEMS)$/u, left('the size of the economy')],
  [/^(?:UNRATE|CIVPART)$/u, left('a share of the people')],
  [/^(?:M1SL|M2SL|WALCL)$/u, left('an amount of money')],
  [/^VIXCLS$/u, left('the swing that options expect')],
  [/^T\d+Y(?:IE|IFR|2Y|3M)M?$/u, left('a difference of yields')],
];

export function fredSeries(id: string): Meaning | undefined {
  return SERIES.find(([pattern]) => pattern.test(id))?.[1];
}

const UNKNOWN: Meaning = {
  role: 'left-out',
  because: 'What this series of FRED is, is not known here: say what it is used as.',
};

export function meaningOfFred(id: string): Meaning {
  return fredSeries(id) ?? UNKNOWN;
}

/**
 * What 100 became that were kept at a yield since the first row that has one. Each yield earns
 * from its row to the next, as it is known then; where one is missing the last one earns on.
 *
 * @param yields percent a year, NaN where there is none: the value is NaN there as well.
 * @param days of the rows, ascending.
 */
export function valueOfCash(
  yields: Float64Array,
  days: Int32Array,
  { basis, days: term }: Yields,
): Float64Array {
  let value = 100;
  let earning = NaN;
  let since = 0;
  return yields.map((percent, t) => {
    if (Number.isNaN(percent)) return NaN;
    if (!Number.isNaN(earning)) value *= growth(earning / 100, days[t] - since);
    earning = percent;
    since = days[t];
    return value;
  });

  function growth(rate: number, span: number): number {
    if (basis === 'overnight') return power(1 + rate / 360, span);
    const price = basis === 'discount' ? 1 - (rate * term) / 360 : 1 / (1 + (rate * term) / 365);
    return power(price, -span / term);
  }
}
