/**
 * The text of a module and all that it imports as one classic script, which leaves its exports
 * in a variable `part`.
 */
declare module '*?classic' {
  const code: string;
  export default code;
}

/** What the specs say of the fields of their results, by the folder of the room. */
declare module 'virtual:result-fields' {
  // An import declaration of an ambient module may not be relative.
  // oxlint-disable-next-line typescript/consistent-type-imports
  const fields: Readonly<Record<string, readonly import('./library/analyses').ResultField[]>>;
  export default fields;
}
