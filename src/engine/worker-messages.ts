/**
 * The handshake: what a worker is handed first, and its answer. Everything after that is
 * comlink's.
 */
export interface StartMessage {
  readonly module: WebAssembly.Module;
}

export type StartReply =
  | { readonly ready: true; readonly memoryBytes: number; readonly lifeSign: string | undefined }
  | { readonly ready: false; readonly problem: string };
