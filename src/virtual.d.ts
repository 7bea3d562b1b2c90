/** The text of `engine/worker.ts` and all that it imports, bundled as one classic script. */
declare module 'virtual:worker-code' {
  const code: string;
  export default code;
}
