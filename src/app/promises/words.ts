/** The words of the page of promises around its rows. */
export const words = {
  title: 'What we promise, and how it is tested',
  intro:
    'Numbers with money at stake should come with reasons to believe them. Each promise has tests that run before every change of this program is taken, and deliberate breaks of the code that these tests are shown to notice.',
  tests: 'Tests',
  figure: 'Last figure',
  of: (date: string) =>
    `Figures are of ${date}, on two shared cores. Everybody can take them anew: the scripts are in the source.`,
  notTitle: 'What is not promised',
  not: [
    'Advice. What a mix did in the past says little of what it will do.',
    'That data are right. Each dataset says where it comes from and in what it misleads.',
    'Protection from the machine you use: other programs, extensions of the browser, and whoever hosts this page can see what it shows. The build below is how a host can be checked.',
    'That nothing can be learned from a visit itself: as with every page, the host sees that its files were asked for.',
    'Secrecy of a link: it holds the whole scenario, and small data of your own if you chose so.',
    'That locks and hidden parts of an exercise keep anybody out: they guide.',
  ],
  buildTitle: 'This build',
  build: 'Its hash, over all code and data of the page:',
  noBuild: 'This page was not built, it is served by a development server.',
  verify:
    'Two builds of the same source are the same byte for byte. To check a copy of the page, take its files and compare:',
  command: 'find assets data -type f | LC_ALL=C sort | xargs sha256sum | sha256sum',
} as const;
