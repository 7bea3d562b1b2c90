/**
 * The attributes of the elements: their own, and one for every parameter of every room, named by
 * its id in kebab case. A parameter that would take the name of one of the others is called
 * `parameter-` and its id.
 */
import { catalog } from '../analyses/catalog';

/** What is computed: a change begins anew. */
const ofScenario = {
  analysis: 'Which room: `value-at-risk`.',
  dataset: 'Ids of the data, several with spaces between: they are joined on their dates.',
  mix: 'Assets and percents that sum to 100: `us_stocks:60 us_treasury_10y:40`.',
  seed: 'Where random numbers begin: a whole number from 0 to 4294967295.',
  state:
    'A scenario as `getState()` gives it, or as it stands in a link behind `#s=`. The others are laid over it.',
  exercise:
    'What a teacher settles, as the query of a frame: `lock=mix&ask=How+much%3F&answer=12`. The others are laid over it.',
  'data-base': 'The folder of `datasets.json` and its files; by default `data/` beside the module.',
} as const;

/** How it is shown: a change leaves what a person has done. */
const ofLook = {
  layout:
    '`result`: the result alone; `panel`: with its settings and the mix; `lab`: with all rooms.',
  lock: 'What cannot be changed, with spaces between: parameters, `mix`, `analysis`, `all`.',
  hide: 'What is not shown: parameters, `mix`, `settings`, `figures`, `details`, `actions`.',
  range: 'Smallest and largest value of parameters: `horizon:1:12`.',
  theme: '`light`, `dark`, or `system`, also where it is absent.',
  locale: 'The language of numbers and dates, such as `de`; one for all elements of a page.',
} as const;

/** In words, for whoever writes them. */
export const ownAttributes: Readonly<Record<string, string>> = { ...ofScenario, ...ofLook };

const ofEveryElement =
  'accesskey autocapitalize autofocus class contenteditable dir draggable enterkeyhint ' +
  'exportparts hidden id inert inputmode is itemid itemprop itemref itemscope itemtype lang ' +
  'nonce part popover role slot spellcheck style tabindex title translate';

const taken: ReadonlySet<string> = new Set([
  ...Object.keys(ownAttributes),
  ...ofEveryElement.split(' '),
]);

/** The attribute of a parameter. */
export function parameterAttribute(id: string): string {
  const name = id.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  return taken.has(name) ? `parameter-${name}` : name;
}

/** Ids of parameters by their attributes, of all rooms. */
export const parameterIds: ReadonlyMap<string, string> = new Map(
  catalog.flatMap(({ parameters }) =>
    Object.keys(parameters).map((id) => [parameterAttribute(id), id] as const),
  ),
);

export const scenarioAttributes: readonly string[] = [
  ...Object.keys(ofScenario),
  ...parameterIds.keys(),
];

export const lookAttributes: readonly string[] = Object.keys(ofLook);
