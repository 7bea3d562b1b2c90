/** Tells other tabs of a change of what is kept, and hears from them. */
export interface Tabs {
  tell(): void;
  close(): void;
}

/** Where the browser has no channel between tabs, each is on its own. */
export function joinTabs(name: string, onChange: () => void): Tabs {
  const channel = openChannel(name);
  channel?.addEventListener('message', onChange);
  return {
    tell: () => channel?.postMessage('changed'),
    close: () => channel?.close(),
  };
}

function openChannel(name: string): BroadcastChannel | undefined {
  try {
    return new BroadcastChannel(name);
  } catch {
    return undefined;
  }
}
