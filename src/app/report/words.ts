/** The words of the report. */
export const words = {
  title: 'Report',
  help: 'Several analyses of the same mix, one below the other. On paper each comes with its methods, its data, its seed and its digest.',
  rooms: 'What is in it',
  print: 'Print or save as PDF',
  back: 'Back to the mix',
  none: 'Choose at least one analysis.',
  noScenario: 'There is no mix to report on yet.',
  madeOn: (date: string) => `Made on ${date} with Asset Mix Lab, in the reader’s own browser.`,
} as const;
