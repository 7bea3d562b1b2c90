/** The text of `engine/worker.ts` and all that it imports, bundled as one classic script. */
declare module 'virtual:worker-code' {
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
