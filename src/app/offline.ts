/**
 * The page's side of working without a network: registers the service worker and asks before
 * switching to a new version.
 *
 * Where there are no service workers (plain http, a file, a sandboxed frame, some private
 * windows) nothing happens and nothing is said: the page works as ever.
 */
import { trustedScriptUrl } from '../engine/trusted-script-url';
import type { Store } from './state';
import { whenIdle } from '../ui/when-idle';

export interface Offline {
  /** Registers once the browser has nothing better to do. Never throws. */
  start(): void;
  /** Loads the page anew in the version that waits. The scenario is in the address. */
  switchNow(): void;
  /** Leaves the version as it is until the next visit. */
  later(): void;
}

/** Time for the first numbers to come, which the files for later must not delay. */
const FIRST_VIEW_MS = 2_000;

export function createOffline(store: Store, base: string): Offline {
  let registration: ServiceWorkerRegistration | undefined;
  let switching = false;

  /** Does not wait as registering does: another tab may switch at any moment. */
  const watchSwitch = (): void => {
    const { serviceWorker } = navigator;
    let previous = serviceWorker.controller;
    serviceWorker.addEventListener('controllerchange', () => {
      // The first worker of a first visit takes over the page that is already of its version.
      if (previous !== null && !switching) store.set({ update: 'switched' });
      previous = serviceWorker.controller;
    });
  };

  const register = async (): Promise<void> => {
    try {
      const url = trustedScriptUrl(new URL('sw.js', base).href);
      registration = await navigator.serviceWorker.register(url);
      offerWaiting(registration);
      registration.addEventListener('updatefound', watchInstalling);
      watchInstalling();
    } catch {
      // As promised above: nothing to say.
    }
  };

  const watchInstalling = (): void => {
    const { installing } = registration ?? {};
    installing?.addEventListener('statechange', () => {
      if (installing.state === 'installed' && registration) offerWaiting(registration);
    });
  };

  const offerWaiting = ({ active, waiting }: ServiceWorkerRegistration): void => {
    // Without an active version the waiting one is the first, and no switch.
    if (active !== null && waiting !== null && store.state.update === undefined) {
      store.set({ update: 'ready' });
    }
  };

  return {
    start() {
      // A page inside another page is a guest there.
      if (!import.meta.env.PROD || window.parent !== window) return;
      try {
        watchSwitch();
      } catch {
        return;
      }
      setTimeout(() => whenIdle(() => void register()), FIRST_VIEW_MS);
    },

    switchNow() {
      const waiting = registration?.waiting ?? undefined;
      if (switching) return;
      // Another tab has switched already.
      if (waiting === undefined) return location.reload();
      switching = true;
      waiting.addEventListener('statechange', () => {
        if (waiting.state === 'activated') location.reload();
        // A still newer version has taken its place, and can be offered again.
        if (waiting.state === 'redundant') switching = false;
      });
      waiting.postMessage({ type: 'switch' });
    },

    later() {
      store.set({ update: undefined });
    },
  };
}
