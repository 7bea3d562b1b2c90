/**
 * A Chromium for the tests: the one named by CHROME_PATH, one on this machine, one that
 * playwright has installed, and as a last resort, as root on Debian, one from apt.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright-core';

let found: string | undefined;

/** The path of a browser that starts. Throws one line that says what to install. */
export function findBrowser(): string {
  found ??= named() ?? candidates().find(starts) ?? installed();
  if (found !== undefined) return found;
  throw new Error(
    'No browser for the tests: install Chromium, Chrome or Edge, or set CHROME_PATH to one.',
  );
}

/** What Chromium needs in containers, and what keeps its own traffic out of the tests. */
export function browserArguments(): string[] {
  const quiet = [
    '--disable-quic',
    '--disable-component-update',
    '--disable-dev-shm-usage',
    `--disable-features=${unneeded.join()}`,
  ];
  return isRoot() ? ['--no-sandbox', ...quiet] : quiet;
}

/**
 * The two suggestion lists of an address bar that nobody sees: pages of their own, loaded for every
 * window. Only the last switch of its name counts, so what playwright switches off for the sake of
 * steady tests follows.
 */
const unneeded = [
  'WebUIOmniboxPopup',
  'WebUIOmniboxAimPopup',
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsUpgrades',
  'HttpsFirstBalancedModeAutoEnable',
  'LensOverlay',
  'MediaRouter',
  'PaintHolding',
  'ThirdPartyStoragePartitioning',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'OptimizationHints',
  'NetworkTimeServiceQuerying',
  'AimEnabled',
  'PreconnectToSearch',
];

/** CHROME_PATH is an order, not a hint: where it is wrong, nothing else is tried. */
function named(): string | undefined {
  const path = process.env['CHROME_PATH'];
  if (path === undefined || path === '') return undefined;
  if (starts(path)) return path;
  throw new Error(`CHROME_PATH is ${path}, which is not a browser that starts.`);
}

const programs = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome',
  'microsoft-edge',
  'microsoft-edge-stable',
];

function candidates(): string[] {
  return [...onPath(), ...usualPlaces(), ...playwrightBrowsers()].filter((path) =>
    existsSync(path),
  );
}

function onPath(): string[] {
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const names = process.platform === 'win32' ? [...programs, 'msedge'] : programs;
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  return names.flatMap((name) => folders.map((folder) => join(folder, name + suffix)));
}

function usualPlaces(): string[] {
  if (process.platform === 'darwin') {
    const applications = ['/Applications', join(homedir(), 'Applications')];
    const names = ['Chromium', 'Google Chrome', 'Microsoft Edge'];
    return names.flatMap((name) =>
      applications.map((folder) => join(folder, `${name}.app/Contents/MacOS/${name}`)),
    );
  }
  if (process.platform === 'win32') {
    const places = ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA']
      .map((name) => process.env[name])
      .filter((folder) => folder !== undefined);
    const paths = [
      'Chromium/Application/chrome.exe',
      'Google/Chrome/Application/chrome.exe',
      'Microsoft/Edge/Application/msedge.exe',
    ];
    return paths.flatMap((path) => places.map((place) => join(place, path)));
  }
  return [
    '/usr/lib/chromium/chromium',
    '/opt/google/chrome/chrome',
    '/opt/microsoft/msedge/msedge',
  ];
}

/** The version that this playwright asks for, then any other in its folder, newest first. */
function playwrightBrowsers(): string[] {
  const folders: Partial<Record<NodeJS.Platform, string>> = {
    darwin: join(homedir(), 'Library/Caches/ms-playwright'),
    win32: join(process.env['LOCALAPPDATA'] ?? homedir(), 'ms-playwright'),
  };
  const folder =
    process.env['PLAYWRIGHT_BROWSERS_PATH'] ??
    folders[process.platform] ??
    join(homedir(), '.cache/ms-playwright');
  if (!existsSync(folder)) return [chromium.executablePath()];
  const others = readdirSync(folder, { encoding: 'utf8', recursive: true })
    .filter((path) => /^chromium-\d+[\\/].*[\\/](chrome|chrome\.exe|MacOS[\\/][\w ]+)$/.test(path))
    .map((path) => join(folder, path));
  return [chromium.executablePath(), ...others.toSorted().toReversed()];
}

/** Debian and its relatives, where the tests may install what they need. */
function installed(): string | undefined {
  if (!isRoot() || spawnSync('apt-get', ['--version']).status !== 0) return undefined;
  console.log('No browser found: installing chromium with apt-get.');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  try {
    execFileSync('apt-get', ['update', '-q'], { env, stdio: 'ignore' });
    execFileSync('apt-get', ['install', '-y', '-q', '--no-install-recommends', 'chromium'], {
      env,
      stdio: 'ignore',
    });
  } catch {
    return undefined;
  }
  return candidates().find(starts);
}

/** A path may be a stub that only says what to install, so it is asked. */
function starts(path: string): boolean {
  // On Windows `--version` would open a window.
  if (process.platform === 'win32') return existsSync(path);
  return spawnSync(path, ['--version'], { timeout: 20_000 }).status === 0;
}

function isRoot(): boolean {
  return process.getuid?.() === 0;
}
