/** Acts once the browser has nothing better to do. Safari knows no idle time. */
export function whenIdle(act: () => void): void {
  const { requestIdleCallback } = globalThis as { requestIdleCallback?: (act: () => void) => void };
  if (requestIdleCallback === undefined) act();
  else requestIdleCallback(act);
}
