/** What a teacher pastes into a page: a frame, an element, or the address alone. */

export interface Embedded {
  /** The folder of this app, with a slash at its end. */
  readonly base: string;
  /** What `writeExercise` wrote. */
  readonly query: string;
  /** The payload behind `#s=`. */
  readonly link: string;
  /** Names the frame for assistive technology. */
  readonly title: string;
  /** In pixels, until the optional script fits it to what it holds. */
  readonly height: number;
}

export function frameAddress({ base, query, link }: Embedded): string {
  return new URL(`embed.html${query === '' ? '' : `?${query}`}#s=${link}`, base).href;
}

/** Stands by itself; the script only fits its height and may be left out. */
export function frameSnippet(embedded: Embedded): string {
  const { base, title, height } = embedded;
  return [
    `<iframe data-asset-mix src="${escaped(frameAddress(embedded))}" title="${escaped(title)}"`,
    ` width="100%" height="${height}" loading="lazy" sandbox="allow-scripts" allow="clipboard-write"></iframe>\n`,
    `<script src="${escaped(new URL('embed.js', base).href)}" defer></script>`,
  ].join('');
}

export function elementSnippet({ base, query, link }: Embedded): string {
  const exercise = query === '' ? '' : ` exercise="${escaped(query)}"`;
  return [
    `<script type="module" src="${escaped(new URL('elements.js', base).href)}"></script>\n`,
    `<mix-analysis state="${escaped(link)}"${exercise}></mix-analysis>`,
  ].join('');
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('"', '&quot;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}
