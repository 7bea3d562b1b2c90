/**
 * The one Trusted Types policy of this program, named in the page's content policy. Two
 * policies of one name are refused there, so everything that needs a script's URL comes here.
 */

/** What `new Worker` and `serviceWorker.register` accept; the browser knows it as an object. */
type ScriptUrl = string;

interface Policy {
  createScriptURL(url: string): ScriptUrl;
}

interface PolicyFactory {
  createPolicy(name: string, rules: Policy): Policy;
}

let policy: Policy | undefined;

/** Lets our own Blobs and files of our own origin pass; throws on any other URL. */
export function trustedScriptUrl(url: string): ScriptUrl {
  const { trustedTypes } = globalThis as { trustedTypes?: PolicyFactory };
  if (trustedTypes === undefined) return ownUrl(url);
  policy ??= trustedTypes.createPolicy('asset-mix', { createScriptURL: ownUrl });
  return policy.createScriptURL(url);
}

function ownUrl(url: string): string {
  if (url.startsWith('blob:')) return url;
  const { origin } = new URL(url, location.href);
  // Opaque origins all look alike, so "null" is nobody's.
  if (origin === self.origin && origin !== 'null') return url;
  throw new TypeError(`Refused to run a script from ${url}.`);
}
