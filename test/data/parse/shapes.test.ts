/** The shapes of sound files that people bring, with what is right to read out of them. */
import { test } from 'vitest';
import { expectShape, lines, monthly, type Shape } from './shape';

const long = { layout: 'long', assetColumn: 1, valueColumn: 2 } as const;
const undated = { dateColumn: -1, frequency: 'daily' } as const;
const eitherWay = lines('date,A', '01/02/2020,100', '02/03/2020,101', '03/04/2020,103');
const a = [100, 101, 103];
const thousands = [1234.56, 1240, 1250.5];

const shapes: Readonly<Record<string, Shape>> = {
  'prices with ISO dates': {
    file: monthly('date,A,B', '100,50.5', '101,51', '103,52.25'),
    columns: { A: a, B: [50.5, 51, 52.25] },
  },
  'semicolons, decimal commas and days first, as in Germany': {
    file: lines(
      'Datum;MSCI Welt;Anleihen',
      '31.01.2020;1.234,56;98,5',
      '29.02.2020;1.240,00;99',
      '31.03.2020;1.250,5;98,75',
    ),
    settings: { delimiter: ';', decimal: ',', dateOrder: 'dmy' },
    columns: { MSCI_Welt: thousands, Anleihen: [98.5, 99, 98.75] },
  },
  'months first, backward, percent signs and parentheses, as in the US': {
    file: lines('Date,Fund', '3/31/2020,(12.50%)', '2/29/2020,-8.1%', '1/31/2020,+1.25%'),
    settings: { dateOrder: 'mdy', kind: 'returns' },
    columns: { Fund: [0.0125, -0.081, -0.125] },
    problems: [['unordered', []]],
  },
  'day and month either way round': {
    file: eitherWay,
    settings: { dateOrder: 'dmy' },
    undecided: ['dateOrder'],
    index: ['2020-02-01', '2020-04-03'],
    columns: { A: a },
  },
  'the same, settled as days first': {
    file: eitherWay,
    given: { dateOrder: 'dmy' },
    settings: { dateOrder: 'dmy' },
    index: ['2020-02-01', '2020-04-03'],
    columns: { A: a },
  },
  'the same, settled as months first': {
    file: eitherWay,
    given: { dateOrder: 'mdy' },
    settings: { dateOrder: 'mdy' },
    index: ['2020-01-02', '2020-03-04'],
    columns: { A: a },
  },
  'day and month that go forward only one way': {
    file: lines('date,A', '02/03/2020,100', '02/10/2020,101', '03/02/2020,103', '03/09/2020,102'),
    settings: { dateOrder: 'mdy', frequency: 'weekly' },
    undecided: ['frequency'],
    assumed: ['dateOrder'],
    index: ['2020-02-03', '2020-03-09'],
    columns: { A: [100, 101, 103, 102] },
  },
  'points between day and month, all of them small': {
    file: lines('date;A', '01.02.2020;100', '01.03.2020;101', '01.04.2020;103'),
    settings: { delimiter: ';', dateOrder: 'dmy' },
    assumed: ['dateOrder'],
    index: ['2020-02-01', '2020-04-01'],
    columns: { A: a },
  },
  'years of two digits in front': {
    file: lines('date,A', '20/01/31,100', '20/02/29,101', '20/03/31,103'),
    assumed: ['dateOrder'],
    columns: { A: a },
    problems: [['short-year', [2, 3, 4]]],
  },
  'years of two digits behind': {
    file: lines('date,A', '31-Jan-20,100', '29-Feb-20,101', '31-Mar-20,103'),
    columns: { A: a },
    problems: [['short-year', [2, 3, 4]]],
  },
  'three numbers of two digits': {
    file: lines('date,A', '01/02/03,100', '02/03/04,101', '03/04/05,103'),
    settings: { dateOrder: 'dmy', frequency: 'yearly' },
    undecided: ['dateOrder', 'frequency'],
    index: ['2003-02-01', '2005-04-03'],
    columns: { A: a },
    problems: [['short-year', [2, 3, 4]]],
  },
  'days of the week and times of day': {
    file: lines('date,A', 'Fri 1/31/2020 16:00,100', 'Sat 2/29/2020 4:00 PM,101', '3/31/2020,103'),
    settings: { dateOrder: 'mdy' },
    columns: { A: a },
    problems: [['time-cut', [2, 3]]],
  },
  'months as numbers': {
    file: lines('month,A', '202001,100', '202002,101', '202003,103'),
    assumed: ['dateColumn'],
    columns: { A: a },
  },
  'days as numbers, without names on top': {
    file: lines('20200131,100', '20200229,101', '20200331,103'),
    settings: { header: false },
    assumed: ['dateColumn'],
    columns: { Column_2: a },
  },
  'months before the year, behind a point': {
    file: lines('Monat;A', '01.2020;100', '02.2020;101', '03.2020;103'),
    settings: { delimiter: ';' },
    assumed: ['dateColumn'],
    columns: { A: a },
  },
  'months behind the year and a point': {
    file: lines('Date,A', '2020.01,100', '2020.02,101', '2020.03,103'),
    assumed: ['dateColumn'],
    columns: { A: a },
  },
  'months by name': {
    file: lines('month,A', 'Jan 2020,100', 'February 2020,101', '"Mär, 2020",103'),
    columns: { A: a },
  },
  quarters: {
    file: lines('quarter,A', '2019Q3,100', '2019-Q4,101', 'Q1 2020,103'),
    settings: { frequency: 'quarterly' },
    index: ['2019-09-30', '2020-03-31'],
    columns: { A: a },
  },
  years: {
    file: lines('Year,A', '2018,0.1', '2019,-0.2', '2020,0.05'),
    settings: { kind: 'returns', frequency: 'yearly' },
    assumed: ['dateColumn'],
    index: ['2018-12-31', '2020-12-31'],
    columns: { A: [0.1, -0.2, 0.05] },
  },
  'years without a name': {
    file: lines('2018,0.1', '2019,-0.2', '2020,0.05'),
    settings: { header: false, kind: 'returns', frequency: 'yearly' },
    assumed: ['dateColumn'],
    index: ['2018-12-31', '2020-12-31'],
    columns: { Column_2: [0.1, -0.2, 0.05] },
  },
  'days as spreadsheets count them': {
    file: lines('Date,A', '43861,100', '43890,101', '43921,103'),
    settings: { dateOrder: 'serial' },
    assumed: ['dateColumn', 'dateOrder'],
    columns: { A: a },
  },
  'days as spreadsheets count them, without a name': {
    file: lines(',A', '43861,100', '43890,101', '43921,103'),
    settings: { dateOrder: 'serial' },
    assumed: ['dateColumn', 'dateOrder'],
    columns: { A: a },
  },
  'no names on top': {
    file: lines('2020-01-31,100', '2020-02-29,101', '2020-03-31,103'),
    settings: { header: false },
    columns: { Column_2: a },
  },
  'no dates': {
    file: lines('A,B', '100,50.5', '101,51', '103,52.25'),
    settings: undated,
    undecided: ['frequency'],
    index: ['1', '3'],
    columns: { A: a, B: [50.5, 51, 52.25] },
  },
  'rows that are counted': {
    file: lines('index,A', '1,100', '2,101', '3,103'),
    settings: undated,
    undecided: ['frequency'],
    index: ['1', '3'],
    columns: { A: a },
  },
  'rows that are counted beside their dates': {
    file: lines(',date,A', '0,2020-01-31,100', '1,2020-02-29,101', '2,2020-03-31,103'),
    settings: { dateColumn: 1 },
    columns: { A: a },
  },
  'one column': {
    file: lines('A', '100', '101', '103'),
    settings: undated,
    undecided: ['frequency'],
    index: ['1', '3'],
    columns: { A: a },
  },
  'one column with decimal commas': {
    file: lines('A', '100,5', '101', '103'),
    settings: { ...undated, delimiter: ';', decimal: ',' },
    undecided: ['frequency'],
    assumed: ['delimiter'],
    index: ['1', '3'],
    columns: { A: [100.5, 101, 103] },
  },
  'one column with decimal commas, or two without': {
    file: lines('100,5', '101,25', '103,1'),
    settings: { ...undated, header: false, delimiter: ';', decimal: ',' },
    undecided: ['delimiter', 'frequency'],
    index: ['1', '3'],
    columns: { Column_1: [100.5, 101.25, 103.1] },
  },
  'the same, settled as two columns': {
    file: lines('100,5', '101,25', '103,1'),
    given: { delimiter: ',', kind: 'prices', frequency: 'daily' },
    settings: { ...undated, header: false },
    index: ['1', '3'],
    columns: { Column_1: a, Column_2: [5, 25, 1] },
    problems: [['jump', [3], 'Column_2']],
  },
  tabs: {
    file: lines(
      'date\tA\tB',
      '2020-01-31\t100\t1,5',
      '2020-02-29\t101\t1,6',
      '2020-03-31\t103\t1,7',
    ),
    settings: { delimiter: '\t', decimal: ',' },
    columns: { A: a, B: [1.5, 1.6, 1.7] },
  },
  bars: {
    file: lines('date|A', '2020-01-31|100', '2020-02-29|101', '2020-03-31|103'),
    settings: { delimiter: '|' },
    columns: { A: a },
  },
  'a first line that names the delimiter': {
    file: lines('sep=;', 'date;A', '2020-01-31;100,5', '2020-02-29;101,5', '2020-03-31;103,5'),
    settings: { delimiter: ';', decimal: ',' },
    columns: { A: [100.5, 101.5, 103.5] },
    problems: [['preamble', [1]]],
  },
  'commas between thousands': {
    file: monthly('date,A', '"1,234.56"', '"1,240"', '"1,250.50"'),
    columns: { A: thousands },
  },
  'spaces between thousands': {
    file: lines(
      'date;A',
      '2020-01-31;1 234,56',
      '2020-02-29;1\u00a0240',
      '2020-03-31;1\u202f250,5',
    ),
    settings: { delimiter: ';', decimal: ',' },
    columns: { A: thousands },
  },
  'apostrophes between thousands': {
    file: lines('date;A', "2020-01-31;1'234.56", '2020-02-29;1’240', "2020-03-31;1'250.5"),
    settings: { delimiter: ';' },
    columns: { A: thousands },
  },
  'commas that may be decimal or part thousands': {
    file: lines('date;A', '2020-01-31;1,234', '2020-02-29;1,240', '2020-03-31;1,250'),
    settings: { delimiter: ';', decimal: ',' },
    undecided: ['decimal'],
    assumed: ['kind'],
    columns: { A: [1.234, 1.24, 1.25] },
  },
  'the same, settled as thousands': {
    file: lines('date;A', '2020-01-31;1,234', '2020-02-29;1,240', '2020-03-31;1,250'),
    given: { decimal: '.' },
    settings: { delimiter: ';' },
    columns: { A: [1234, 1240, 1250] },
  },
  'points with three digits behind them': {
    file: monthly('date,A', '1.234', '1.240', '1.250'),
    assumed: ['decimal', 'kind'],
    columns: { A: [1.234, 1.24, 1.25] },
  },
  'signs of currencies, and minus signs of all kinds': {
    file: monthly('date,A,B', '$100,-1.5%', '"USD 1,01E2",\u22122%', '103 €,2.5%-'),
    given: { kind: 'returns', percent: false, decimal: '.' },
    settings: { kind: 'returns' },
    columns: { A: [100, NaN, 103], B: [-0.015, -0.02, NaN] },
    problems: [
      ['not-a-number', [3], 'A'],
      ['not-a-number', [4], 'B'],
      ['huge-return', [2, 4], 'A'],
      ['gap', [3], 'A'],
    ],
  },
  'one row a date and asset': {
    file: lines(
      'date,symbol,close',
      ...['2020-01-31,AAA,100', '2020-01-31,BBB,20', '2020-02-29,AAA,101'],
      ...['2020-02-29,BBB,20.5', '2020-03-31,BBB,21', '2020-03-31,AAA,103'],
    ),
    settings: long,
    columns: { AAA: a, BBB: [20, 20.5, 21] },
  },
  'one row a date and asset, one asset after the other': {
    file: lines(
      'date,close,volume,symbol',
      ...['2020-01-31,100,5,AAA', '2020-02-29,101,6,AAA', '2020-03-31,103,7,AAA'],
      ...['2020-01-31,20,5,BBB', '2020-03-31,21,6,BBB', '2020-02-29,20.5,7,BBB'],
    ),
    settings: { layout: 'long', assetColumn: 3, valueColumn: 1 },
    assumed: ['layout'],
    columns: { AAA: a, BBB: [20, 20.5, 21] },
  },
  'the prices of a day, with the volume': {
    file: monthly(
      'Date,Open,High,Low,Close,Adj Close,Volume',
      ...['99,102,98,101,100,5000', '100,103,99,102,101,7000', '102,105,101,104,103,6000'],
    ),
    settings: { shape: 'quotes' },
    columns: {
      ...{ Open: [99, 100, 102], High: [102, 103, 105], Low: [98, 99, 101] },
      ...{ Close: [101, 102, 104], Adj_Close: a, Volume: [5000, 7000, 6000] },
    },
    roles: {
      ...{ Open: 'left-out', High: 'left-out', Low: 'left-out' },
      ...{ Close: 'left-out', Volume: 'left-out' },
    },
  },
  'inflation and cash by their names': {
    file: monthly(
      'date,Stocks,US CPI,T-Bill',
      '0.01,0.002,0.001',
      '-0.02,-0.001,0',
      '0.03,0,0.002',
    ),
    settings: { kind: 'returns' },
    columns: { Stocks: [0.01, -0.02, 0.03], US_CPI: [0.002, -0.001, 0], T_Bill: [0.001, 0, 0.002] },
    roles: { US_CPI: 'inflation', T_Bill: 'rate' },
  },
  'percent without a sign': {
    file: monthly('date,A', '1.25', '-3.5', '2.5'),
    settings: { kind: 'returns', percent: true },
    assumed: ['percent'],
    columns: { A: [0.0125, -0.035, 0.025] },
  },
  'small percent that only the name tells': {
    file: monthly('date,Bonds (%)', '0.125', '-0.25', '0.5'),
    settings: { kind: 'returns', percent: true },
    assumed: ['percent'],
    columns: { Bonds: [0.00125, -0.0025, 0.005] },
  },
  'percent with a sign in one column and without in the other': {
    file: monthly('date,A,B', '1.25%,1.25', '-3.5%,-3.5', '2.5%,2.5'),
    settings: { kind: 'returns', percent: true },
    assumed: ['percent'],
    columns: { A: [0.0125, -0.035, 0.025], B: [0.0125, -0.035, 0.025] },
  },
};

test.each(Object.entries(shapes))('%s', (_name, shape) => expectShape(shape));
