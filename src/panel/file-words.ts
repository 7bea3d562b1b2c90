/** The words of results in files, which come when a person wants one. */
export const fileWords = {
  about: 'What this is',
  fact: 'Fact',
  question: 'Question',
  numbers: 'Numbers',
  csvNumbers:
    'Not rounded. Fractions, not percent: 0.05 is 5 %. Losses are positive. An empty cell is a number that is not defined.',
  figures: 'Figures as shown',
  figure: 'Figure',
  asShown: 'Shown',
  note: 'Note',
  allNumbers: 'Numbers with their errors',
  place: 'Place in the result',
  unit: 'Unit',
  value: 'Value',
  simulationLow: 'Simulation error from',
  simulationHigh: 'Simulation error to',
  samplingLow: 'History allows from',
  samplingHigh: 'History allows to',
  units: {
    percent: 'fraction',
    'percent a year': 'fraction a year',
    ratio: 'ratio',
    periods: 'periods',
    money: 'money',
    count: 'count',
    date: 'date',
  },
  jsonNotes:
    'Numbers are not rounded. "NaN", "Infinity" and "-Infinity" stand for numbers that JSON lacks, null for a field without a value. Percentages are fractions. Arrays over assets follow "assets", arrays over periods follow "index"; one that is longer by one has the start first. A number with errors is { value, simulation, sampling }, both of them 95 % intervals; one that is not defined says why in { status, code, reason }. The digest covers scenario, fingerprint, numbersVersion and result.',
  measure: 'Measure',
} as const;
