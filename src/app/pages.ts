/**
 * The pages beside the lab: `#lessons`, `#glossary`, `#report`, `#embed`, `#self-test`,
 * `#promises`. Each is a folder whose `page.ts` is loaded when it is first opened; what follows in
 * the address is for the page itself.
 */
import type { TemplateResult } from 'lit';
import type { Engine } from '../engine/engine';
import type { Actions } from './actions';
import type { State } from './state';
import type { words } from './words';

export type PageId = keyof typeof words.pages;

export interface Place {
  readonly page: PageId;
  /** What follows the page in the address: `volatility` of `#glossary/volatility`. */
  readonly at: string;
}

export interface PageHost {
  readonly state: State;
  readonly actions: Actions;
  readonly engine: Engine;
  /** Tells something in passing. */
  say(message: string): void;
}

export interface PageModule {
  /** The title of what the address names, where it is not that of the page. */
  title?(at: string): string | undefined;
  page(host: PageHost, at: string): TemplateResult;
}

/** The pages that there are, in the order of the menu. */
export const pages: Readonly<Partial<Record<PageId, () => Promise<PageModule>>>> = {
  lessons: async () => (await import('./lessons/page')).lessons,
  glossary: async () => (await import('./glossary/page')).load(),
  report: async () => (await import('./report/page')).report,
  embed: async () => (await import('./embed/page')).embed,
  'self-test': () => import('./self-test/page'),
  promises: () => import('./promises/page'),
};

/** The page that a hash such as `#glossary/volatility` names, or undefined. */
export function placeOf(hash: string): Place | undefined {
  const [page, ...rest] = hash.replace(/^#/, '').split('/');
  if (!Object.hasOwn(pages, page)) return undefined;
  return { page: page as PageId, at: rest.join('/') };
}

export function hashOf({ page, at }: Place): string {
  return at === '' ? `#${page}` : `#${page}/${at}`;
}
