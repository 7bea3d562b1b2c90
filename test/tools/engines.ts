/**
 * `npm run test:engines`: the built frame in Chromium, Firefox and WebKitGTK, in sandboxes and
 * pages of all kinds and from disk. Wherever scripts may run, the digest must be the one of Node.
 * On Debian as root it installs what is missing.
 */
import { spawnSync } from 'node:child_process';
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { expectedCase } from '../e2e/expected';
import { serveForeignPage, strictPolicy } from './foreign-host';
import { serveDist } from './serve-dist';
import { chromiumDriver, firefoxDriver, webkitDriver, type Driver } from './web-drivers';

const programs: Readonly<Record<string, string>> = {
  'firefox-esr': 'firefox-esr',
  WebKitWebDriver: 'webkit2gtk-driver',
  Xvfb: 'xvfb',
};

const sandboxes = [
  null,
  'allow-scripts',
  'allow-scripts allow-same-origin',
  'allow-scripts allow-forms allow-popups allow-modals allow-downloads',
  '',
];

/** Headers of the page around the frame. */
const policies: Readonly<Record<string, (url: string) => Record<string, string>>> = {
  none: () => ({}),
  strict: (url) => ({ 'content-security-policy': strictPolicy(url, url) }),
  'strict, isolated': (url) => ({
    'content-security-policy': strictPolicy(url, url),
    'cross-origin-opener-policy': 'same-origin',
    'referrer-policy': 'no-referrer',
    'permissions-policy': 'clipboard-write=(), fullscreen=(), storage-access=()',
  }),
};

/** What the frame shows: the digest and who computed it, else words. */
const PROBE = `
  const room = document.querySelector('mix-room');
  const panel = room && room.shadowRoot && room.shadowRoot.querySelector('mix-panel');
  const code = panel && panel.shadowRoot && panel.shadowRoot.querySelector('#reproduce .facts code');
  const alert = room && room.shadowRoot && room.shadowRoot.querySelector('[role=alert]');
  // Firefox shows a driver no property that the page has set.
  const { engine } = (room && room.wrappedJSObject) || room || {};
  const { mode, reason } = engine ? engine.status() : {};
  return {
    digest: code ? code.textContent : '',
    mode,
    reason,
    text: alert ? alert.textContent : document.body.innerText,
  };`;

interface Seen {
  readonly digest: string;
  readonly mode?: string;
  readonly reason?: string;
  readonly text: string;
}

const PATIENCE = 30_000;

export async function main(): Promise<void> {
  install();
  const dist = fileURLToPath(new URL('../../dist', import.meta.url));
  const { link, digest } = await expectedCase('us-asset-classes-monthly', {
    analysis: 'value-at-risk',
    parameters: { method: 'simulated', scenarios: 300_000 },
    seed: 12,
  });
  const app = await serveDist(dist);
  const folder = await mkdtemp(join(tmpdir(), 'asset-mix-engines-'));
  await copyFile(join(dist, 'embed.html'), join(folder, 'embed.html'));
  const url = `${app.url}embed.html#s=${link}`;
  const drivers = await Promise.all([chromiumDriver(), firefoxDriver(), webkitDriver()]);
  let failed = false;

  async function row(name: string, address: string, framed: boolean, wanted?: string) {
    const cells: string[] = [];
    for (const driver of drivers) {
      const { ok, text } = await look(driver, address, framed, wanted);
      failed ||= !ok;
      cells.push(`${ok ? '' : 'FAILED: '}${text}`);
    }
    console.log(`| ${[name, ...cells].join(' | ')} |`);
  }

  try {
    console.log(`| the frame | ${drivers.map(({ name }) => name).join(' | ')} |`);
    console.log(`|---|${'---|'.repeat(drivers.length)}`);
    for (const sandbox of sandboxes) {
      for (const [policy, headersFor] of Object.entries(policies)) {
        const host = await serveForeignPage({ url, sandbox, headers: headersFor(url) });
        const kind = sandbox === null ? 'no sandbox' : `sandbox="${sandbox}"`;
        const scripts = sandbox === null || sandbox.includes('allow-scripts');
        await row(`${kind}, policy ${policy}`, host.url, true, scripts ? digest : undefined);
        host.close();
      }
    }
    await row('by itself', url, false, digest);
    for (const analysis of ['mix-summary', 'correlation', 'rolling-statistics', 'conventions']) {
      const one = await expectedCase('us-stocks-bonds-cpi-monthly-1871', { analysis });
      const address = `${app.url}embed.html#s=${one.link}`;
      await row(`by itself, ${analysis} since 1871`, address, false, one.digest);
    }
    const file = `${pathToFileURL(join(folder, 'embed.html')).href}#s=${link}`;
    await row('from disk', file, false, digest);
  } finally {
    for (const driver of drivers) await driver.close();
    await app.close();
    await rm(folder, { recursive: true });
  }
  if (!failed) return;
  console.error('Not every engine shows what it should.');
  process.exitCode = 1;
}

async function look(driver: Driver, url: string, framed: boolean, digest: string | undefined) {
  const end = Date.now() + PATIENCE;
  let seen: Seen = { digest: '', text: '' };
  let trouble = '';
  await driver.open(url);
  while (Date.now() < end) {
    try {
      seen = (await driver.evaluate(PROBE, framed)) as Seen;
      if (digest === undefined) {
        if (/JavaScript/.test(seen.text)) return { ok: true, text: 'says what it needs' };
      } else if (/^[0-9a-f]{64}$/.test(seen.digest)) {
        const by = seen.mode === 'workers' ? 'a worker' : `the page (${seen.reason})`;
        const same = seen.digest === digest;
        return { ok: same, text: `${same ? 'same bits' : 'OTHER BITS'}, by ${by}` };
      }
    } catch (error) {
      trouble = String(error);
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  return { ok: false, text: (seen.text || trouble || 'blank').trim().slice(0, 80) };
}

function install(): void {
  const missing = Object.entries(programs).filter(
    ([program]) => spawnSync('which', [program]).status !== 0,
  );
  if (missing.length === 0) return;
  const packages = missing.map(([, name]) => name);
  console.log(`Installing ${packages.join(', ')} …`);
  for (const args of [
    ['update', '-qq'],
    ['install', '-y', '-qq', ...packages],
  ]) {
    const { status } = spawnSync('apt-get', args, { stdio: ['ignore', 'ignore', 'inherit'] });
    if (status !== 0) throw new Error(`This needs ${packages.join(', ')}; apt-get failed.`);
  }
}
