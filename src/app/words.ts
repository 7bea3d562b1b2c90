/** The words of the page around the analyses. */
import { formatBytes, formatCount } from '../ui/format';

const frequencies = {
  daily: 'daily',
  weekly: 'weekly',
  monthly: 'monthly',
  quarterly: 'quarterly',
  yearly: 'yearly',
} as const;

export const words = {
  name: 'Asset Mix Lab',
  skip: 'Skip to the analysis',
  questions: 'Questions',
  beside: 'Beside the lab',
  pages: {
    lessons: 'Lessons',
    glossary: 'Glossary',
    report: 'Report',
    embed: 'Embed',
    'self-test': 'Self-test',
    promises: 'Promises',
  },
  loadingPage: 'Loading the page…',
  pageFailed: 'This page could not be loaded.',
  toLab: 'Back to the mix',
  dataset: 'Data',
  datasets: 'Choose the data',
  range: 'Dates',
  rows: 'Rows',
  from: 'From',
  to: 'To',
  wholeRange: 'All dates',
  seed: 'Seed',
  seedHelp: 'All random numbers come from it; another one shows how much is chance.',
  undo: 'Undo',
  redo: 'Redo',
  share: 'Share',
  locale: 'Language of numbers and dates',
  theme: 'Theme',
  themes: { system: 'as the system', light: 'light', dark: 'dark' },
  themeIs: (theme: string) => `Theme: ${theme}`,
  linkCopied: 'The link to this mix is in the clipboard.',
  linkNotCopied: 'The clipboard is not available here. The link is in the address bar.',
  dismiss: 'Dismiss',
  updates: {
    ready: { text: 'A new version is ready.', act: 'Switch now' },
    switched: { text: 'Another tab has switched to a new version.', act: 'Reload' },
  },
  later: 'Later',
  loading: 'Loading the data…',
  coming: 'Loading…',
  failed: 'The data could not be loaded.',
  retry: 'Try again',
  unknownDataset: (id: string) =>
    `This scenario needs the dataset “${id}”, which is neither one of the built-in ones nor kept in this browser.`,
  otherNumbers: (version: number) =>
    `This was made with version ${version} of the numbers. Here they are computed anew, so that last digits and digests may differ.`,
  dataChanged: (title: string) =>
    `The data of ${title} have changed since this link was made; the figures are computed on the present ones.`,
  frequencies,
  builtIn: 'Built in',
  yours: 'Yours',
  noneOfYours:
    'Nothing yet. A file of prices or returns is read in this page and goes nowhere else.',
  bringIn: 'Bring in your own file…',
  makeData: 'Make data with known truth…',
  openScenario: 'Open a scenario file…',
  recent: 'Recent scenarios',
  clearRecent: 'Forget them',
  rename: 'Rename',
  newName: (title: string) => `New name of ${title}`,
  cancel: 'Cancel',
  exportData: 'Export CSV',
  remove: 'Remove',
  removed: (title: string, open: boolean) =>
    open
      ? `“${title}” was removed from this browser. The page that is open still holds it.`
      : `“${title}” was removed from this browser.`,
  offers: {
    'bring-back': 'Undo',
    'save-scenario': 'Save as a file',
    'link-with-data': 'Copy a link with the data',
    'keep-data': 'Keep the data in this browser',
    'check-data': 'Check the data',
  },
  checkData: 'Check and change the data…',
  signsFound: (title: string, signs: string, one: boolean) =>
    `“${title}” shows ${signs} ${one ? 'sign' : 'signs'} that its values may not be what they seem.`,
  cameWithLink: (title: string) =>
    `“${title}” came with the link: its values stand in the address of this page and nowhere else.`,
  unknownAddress: (hash: string) =>
    `The address ends in “${hash}”, which is neither a scenario nor a page here. It was left out.`,
  linkNeedsData: (title: string) =>
    `The link names your data “${title}” but does not hold them: whoever opens it is asked for the file.`,
  mayHoldData: (length: number) =>
    `They are small enough to go along, in ${formatCount(length)} characters. Whoever has that link has the data.`,
  longLink: (length: number, limit: number) =>
    `This link has ${formatCount(length)} characters. Some programs cut links after ${formatCount(limit)}; a scenario file is never cut.`,
  notAScenario: (why: string) => `This file holds no scenario that can be opened. ${why}`,
  notJson: (why: string) => `It is not JSON: ${why}.`,
  otherData: (title: string) =>
    `“${title}” is in your data now, but it is not what this scenario was made with: columns, dates or values differ.`,
  scenarioAlone: 'A file of a scenario is opened alone, and was left out here.',
  keptNotJoined: (why: string) => `The files are in your data now, but were not joined. ${why}`,
  joined: (count: number, rows: number, frequency: string, from: string, to: string) =>
    `${formatCount(count)} files are joined: ${formatCount(rows)} ${frequency} returns, ${from} to ${to}.`,
  resampledToJoin: (frequency: string) =>
    `The data have different periods. To join them, all were made ${frequency}.`,
  notInMix: 'In the data, not in the mix',
  leftOutOf: (title: string) => `Left out of ${title}`,
  inCommon: (span: string) => `In common: ${span}`,
  nothingInCommon: 'No dates in common',
  allBecome: (frequency: string) => `all become ${frequency}`,
  cannotJoin: (title: string) => `${title} has no dates and cannot be joined.`,
  loadingData: (title: string) => `Loading ${title}…`,
  inScenario: 'In this mix',
  assetsOf: (chosen: number, all: number) =>
    `${chosen < all ? `${formatCount(chosen)} of ` : ''}${formatCount(all)} ${all === 1 ? 'asset' : 'assets'}`,
  andInflation: 'and inflation',
  chooseAssets: (title: string) => `Assets of ${title}`,
  filter: 'Filter by name',
  firstOf: (shown: number, all: number) =>
    `The first ${formatCount(shown)} of ${formatCount(all)} are listed; filter to see others.`,
  leaveOut: 'Leave out',
  joinWith: 'Join with',
  joinWithNone: 'another dataset…',
  periods: 'Periods',
  asTheyAre: (frequency: string) => `as they are: ${frequency}`,
  storage: {
    database: (count: number, bytes: number, quota: number | undefined) =>
      `${sets(count)} kept in this browser, ${formatBytes(bytes)}${quota === undefined ? '' : ` of the ${formatBytes(quota)} it gives this site`}.`,
    persisted: 'The browser keeps them until you remove them.',
    mayClear: 'The browser may clear them when space runs short.',
    persist: 'Ask it to keep them',
  },
  notPersisted:
    'The browser has not agreed yet. It may after the page was used more often or bookmarked; an exported file is safe in any case.',
  missing: {
    short: 'Data that are missing',
    title: 'This scenario needs data that are not in this browser',
    help: 'They were brought in on another machine or have been removed since. Choose or drop the file, and everything comes back as it was.',
    file: 'File',
    size: 'Size',
    fingerprint: 'Fingerprint',
    sizes: (bytes: number, rows: number, columns: number) =>
      `${formatBytes(bytes)} · ${formatCount(rows)} rows × ${formatCount(columns)} columns`,
    choose: 'Choose the file…',
    instead: 'Open the built-in data instead',
  },
  dropHere: 'Drop a file of prices or returns, or a scenario file',
  notLoaded: (why: string) => `A part of this page could not be loaded. ${why}`,
  privacy: 'Everything is computed in this page. Nothing you enter leaves it.',
} as const;

function sets(count: number): string {
  return count === 1 ? '1 dataset' : `${formatCount(count)} datasets`;
}
