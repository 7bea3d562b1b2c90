/**
 * The look: tokens (the only place where a color, a size or a space is a literal) and the
 * styles every element shares.
 *
 * The document adopts both through `installTheme`; inside it the tokens are inherited, through
 * shadow roots too. An element that stands in a foreign page adds `tokens` to its own styles.
 * A theme is chosen with `data-theme` on the root (or on that element), else by the system.
 */
import { css } from 'lit';

const THEME_KEY = 'asset-mix-theme';

export type Theme = 'light' | 'dark' | 'system';

/** Also what paper is printed with. */
export const light = css`
  color-scheme: light;
  --paper: var(--mix-paper, #ffffff);
  --wash: var(--mix-wash, #f6f7f8);
  --ink: var(--mix-ink, #16191d);
  --muted: var(--mix-muted, #5b626b);
  --line: var(--mix-line, #dfe3e8);
  --accent: var(--mix-accent, #175a8a);
  --accent-ink: var(--mix-accent-ink, #ffffff);
  --focus: #0b74d1;
  --loss: #b4441f;
  --loss-wash: #f3d9cf;
  --gain: #13708a;
  --gain-wash: #d3e7ec;
  --series-1: #0068a8;
  --series-2: #409ad3;
  --series-3: #7b828c;
  --series-4: #bf8a07;
  --series-5: #006249;
  --series-6: #c2501a;
  --series-7: #884669;
  --series-8: #2535b1;
  --heat-text: #000000;
  --heat-text-mid: #000000;
  --heat-text-strong: #ffffff;
`;

export const dark = css`
  color-scheme: dark;
  --paper: var(--mix-paper, #14171a);
  --wash: var(--mix-wash, #1b1f23);
  --ink: var(--mix-ink, #e8eaed);
  --muted: var(--mix-muted, #9aa3ad);
  --line: var(--mix-line, #2c3238);
  --accent: var(--mix-accent, #6cb4e8);
  --accent-ink: var(--mix-accent-ink, #0c1116);
  --focus: #7cc0f5;
  --loss: #ec8a62;
  --loss-wash: #45291d;
  --gain: #5fbcd3;
  --gain-wash: #17363e;
  --series-1: #5aaee6;
  --series-2: #adddfd;
  --series-3: #999da2;
  --series-4: #fcd45f;
  --series-5: #43daa9;
  --series-6: #f08a54;
  --series-7: #eaa9cb;
  --series-8: #877bfa;
  --heat-text: #ffffff;
  --heat-text-mid: #000000;
  --heat-text-strong: #000000;
`;

/**
 * Custom properties for `:root`, or for the host of an element in a foreign page. Those that start
 * with `--mix-` are the ones that a page may set.
 */
export const tokens = css`
  :root,
  :host {
    ${light}
    --serif: var(--mix-serif, ui-serif, 'Iowan Old Style', 'Palatino Linotype', Georgia, serif);
    --sans: var(--mix-sans, system-ui, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif);
    --mono: ui-monospace, 'SF Mono', Menlo, Consolas, 'Liberation Mono', monospace;
    --s1: 4px;
    --s2: 8px;
    --s3: 12px;
    --s4: 16px;
    --s5: 24px;
    --s6: 32px;
    --s7: 48px;
  }
  @media (prefers-color-scheme: dark) {
    :root:not([data-theme='light']),
    :host(:not([data-theme='light'])) {
      ${dark}
    }
  }
  :root[data-theme='dark'],
  :host([data-theme='dark']) {
    ${dark}
  }
  /* There the system says what is dark, whatever was chosen here. */
  @media (forced-colors: active) {
    :root:not([data-theme='none']),
    :host(:not([data-theme='none'])) {
      ${light}
    }
  }
  @media (forced-colors: active) and (prefers-color-scheme: dark) {
    :root:not([data-theme='none']),
    :host(:not([data-theme='none'])) {
      ${dark}
    }
  }
  @media (forced-colors: active) {
    :root:not([data-theme='none']),
    :host(:not([data-theme='none'])) {
      --paper: Canvas;
      --wash: Canvas;
      --ink: CanvasText;
      --muted: CanvasText;
      --line: GrayText;
      --accent: Highlight;
      --focus: Highlight;
      --heat-text: CanvasText;
      --heat-text-mid: CanvasText;
      --heat-text-strong: CanvasText;
    }
  }
  @media print {
    :root:not([data-theme='none']),
    :host(:not([data-theme='none'])) {
      ${light}
    }
  }
`;

const text = css`
  font: 14px/20px var(--sans);
  color: var(--ink);
  font-variant-numeric: tabular-nums lining-nums;
  -webkit-font-smoothing: antialiased;
`;

/** The controls and containers that elements and the page have in common. */
export const controlStyles = css`
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  h1,
  h2,
  h3,
  p,
  dl,
  dd,
  figure,
  fieldset {
    margin: 0;
  }
  button,
  select,
  input,
  textarea {
    font: inherit;
    color: inherit;
    font-variant-numeric: inherit;
  }
  :focus-visible {
    outline: 2px solid var(--focus);
    outline-offset: 2px;
  }
  a {
    color: var(--accent);
    text-underline-offset: 3px;
    text-decoration-thickness: 1px;
  }
  h1 {
    font: 400 28px/34px var(--serif);
    letter-spacing: -0.005em;
  }
  h2 {
    font: 600 12px/16px var(--sans);
    color: var(--muted);
    margin-bottom: var(--s2);
  }
  .finding {
    font: 400 16px/24px var(--serif);
    color: var(--muted);
    max-width: 68ch;
    margin-top: var(--s1);
  }
  .finding b {
    color: var(--ink);
    font-weight: 400;
  }
  .quiet {
    border: 0;
    background: none;
    padding: var(--s1) var(--s2);
    border-radius: 4px;
    cursor: pointer;
    color: var(--muted);
    white-space: nowrap;
  }
  .quiet:hover,
  .quiet[aria-expanded='true'] {
    background: var(--wash);
    color: var(--ink);
  }
  .quiet:disabled {
    opacity: 0.5;
    cursor: default;
  }
  .chip {
    border: 1px solid var(--line);
    background: none;
    border-radius: 999px;
    padding: 2px 10px;
    font-size: 12px;
    cursor: pointer;
    color: var(--muted);
  }
  .chip:hover {
    border-color: var(--muted);
    color: var(--ink);
  }
  .chip[aria-pressed='true'] {
    border-color: var(--accent);
    color: var(--accent);
  }
  @media (forced-colors: active) {
    .chip[aria-pressed='true'] {
      forced-color-adjust: none;
      background: Highlight;
      color: HighlightText;
    }
  }
  .action {
    border: 1px solid var(--accent);
    background: var(--accent);
    color: var(--accent-ink);
    border-radius: 4px;
    padding: var(--s1) var(--s3);
    cursor: pointer;
  }
  .field {
    border: 1px solid var(--line);
    border-radius: 4px;
    background: var(--paper);
    padding: 3px var(--s2);
    min-height: 28px;
  }
  .field:hover {
    border-color: var(--muted);
  }
  [aria-invalid='true'],
  .field[aria-invalid='true'] {
    border-color: var(--loss);
  }
  .problem {
    color: var(--loss);
    font-size: 12px;
    line-height: 16px;
  }
  .loss {
    color: var(--loss);
  }
  .gain {
    color: var(--gain);
  }
  .muted,
  small {
    color: var(--muted);
    font-size: 12px;
  }
  figcaption {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0 var(--s3);
    margin-bottom: var(--s2);
  }
  figcaption b {
    font-weight: 600;
  }
  figcaption span {
    color: var(--muted);
    font-size: 12px;
  }
  table {
    border-collapse: collapse;
    width: 100%;
    font-size: 12px;
    line-height: 16px;
  }
  th {
    font-weight: 400;
    color: var(--muted);
    text-align: left;
    padding: 3px 0;
  }
  td {
    text-align: right;
    padding: 3px 0 3px var(--s2);
  }
  /* Tables of numbers: heads over their columns; what is too wide moves under the first column. */
  .scroll {
    overflow-x: auto;
  }
  .figures-table thead th:not(:first-child) {
    text-align: right;
    padding-left: var(--s2);
  }
  .figures-table thead th {
    vertical-align: bottom;
  }
  .scroll .figures-table td:not([colspan]) {
    white-space: nowrap;
  }
  .scroll .figures-table tr > :first-child {
    position: sticky;
    left: 0;
    z-index: 1;
    background: var(--paper);
  }
  details {
    border-top: 1px solid var(--line);
  }
  details:last-of-type {
    border-bottom: 1px solid var(--line);
  }
  summary {
    padding: var(--s2) 0;
    cursor: pointer;
  }
  summary span {
    color: var(--muted);
    font-size: 12px;
    margin-left: var(--s2);
  }
  details[open] > :last-child {
    padding-bottom: var(--s4);
  }
  u,
  .explained {
    text-decoration: underline dotted;
    text-decoration-thickness: 1px;
    text-underline-offset: 3px;
  }
  code,
  pre {
    font: 12px/18px var(--mono);
  }
  .visually-hidden {
    position: absolute;
    width: 1px;
    height: 1px;
    margin: -1px;
    padding: 0;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
    border: 0;
  }
  [hidden] {
    display: none !important;
  }
  @media (max-width: 760px) {
    h1 {
      font-size: 24px;
      line-height: 30px;
    }
    /* A finger needs more than a pointer. */
    .field {
      min-height: 36px;
    }
  }
  @media (pointer: coarse) {
    /* Smaller text would make a phone zoom into the field. */
    input:not([type='range']),
    select.field {
      font-size: 16px;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    *,
    *::before,
    *::after {
      transition: none !important;
      animation: none !important;
      scroll-behavior: auto !important;
    }
  }
  @media print {
    .quiet,
    .chip,
    .no-print {
      display: none !important;
    }
    figure,
    tr {
      break-inside: avoid;
    }
    /* Paper does not scroll. */
    .scroll {
      overflow: visible;
    }
    .scroll .figures-table td:not([colspan]) {
      white-space: normal;
    }
  }
`;

/** Shared styles of an element: the type of the host, then the controls. */
export const baseStyles = css`
  :host {
    display: block;
    ${text}
  }
  :host([hidden]) {
    display: none;
  }
  ${controlStyles}
`;

const documentStyles = css`
  html {
    ${text}
    background: var(--paper);
    -webkit-text-size-adjust: 100%;
    text-size-adjust: 100%;
  }
  body {
    margin: 0;
  }
  @page {
    margin: 16mm;
  }
`;

/** The theme chosen on an earlier visit, if this browser remembers it. */
export function rememberedTheme(): Theme {
  try {
    const theme = localStorage.getItem(THEME_KEY);
    return theme === 'light' || theme === 'dark' ? theme : 'system';
  } catch {
    return 'system';
  }
}

/** Adopts tokens, shared styles and the base of the page, once. */
export function installTheme(): void {
  const sheets = [tokens, documentStyles, controlStyles].map((style) => style.styleSheet);
  for (const sheet of sheets) {
    if (sheet === undefined || document.adoptedStyleSheets.includes(sheet)) continue;
    document.adoptedStyleSheets.push(sheet);
  }
}

/** Chooses a theme for the document; `system` follows the system's. */
export function setTheme(theme: Theme): void {
  try {
    localStorage.setItem(THEME_KEY, theme);
  } catch {
    // Where nothing can be stored the theme lasts as long as the page.
  }
  const root = document.documentElement;
  if (theme === 'system') root.removeAttribute('data-theme');
  else root.setAttribute('data-theme', theme);
}

/**
 * Calls back when colors may have changed around an element: the system's scheme, `data-theme`
 * on the root or on a host above the element, and the change to paper. Returns the way to stop.
 */
export function onThemeChange(element: Element, callback: () => void): () => void {
  const queries = ['(prefers-color-scheme: dark)', '(forced-colors: active)', 'print'].map(
    (query) => matchMedia(query),
  );
  for (const query of queries) query.addEventListener('change', callback);
  const observer = new MutationObserver(callback);
  const options = { attributes: true, attributeFilter: ['data-theme'] };
  observer.observe(document.documentElement, options);
  for (
    let root = element.getRootNode();
    root instanceof ShadowRoot;
    root = root.host.getRootNode()
  ) {
    observer.observe(root.host, options);
  }
  return () => {
    observer.disconnect();
    for (const query of queries) query.removeEventListener('change', callback);
  };
}
