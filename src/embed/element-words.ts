/** The words of the elements. */
export const words = {
  passedOver: (name: string, value: string, why: string) =>
    `“${name}="${value}"” is passed over: ${why}`,
  ignored: (what: string, why: string) => `${what} is passed over: ${why}`,
  noRoom: (known: string) => `it can be ${known}.`,
  notOfRoom: (room: string) => `${room} has no such setting.`,
  aMix: 'write each asset with its percent, as us_stocks:60 us_treasury_10y:40.',
  notWhole: (sum: string) => `its weights sum to ${sum} %, not to 100 %.`,
  fellBack: (message: string) => `${message} What is usual is shown instead.`,
  noDataset: (id: string) => `There is no dataset ${id}.`,
  notHere: (title: string) => `The data “${title}” are not on this page: give them as data.`,
  oneLanguage: (locale: string) =>
    `the elements of a page share one language, which is ${locale} already.`,
  notShown: 'Nothing is shown yet: the data are still on their way.',
  notConnected: 'The element is not on a page.',
  noFormat: (known: string) => `There is no such format: it can be ${known}.`,
  noState: 'A state is a text, as getState() gives it.',
  data: 'Data',
  joined: 'several, joined',
} as const;
