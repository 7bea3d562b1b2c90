/** The words of the glossary around its entries. */
export const words = {
  title: 'Glossary',
  intro:
    'Every measure of every room with its formula, what it assumes and when it misleads, and the terms that these use.',
  search: 'Search',
  found: (count: string, one: boolean) => `${count} ${one ? 'entry' : 'entries'}`,
  link: 'Link to this entry',
  openRoom: (menu: string) => `Open “${menu}”`,
} as const;
