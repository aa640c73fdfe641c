// The browser for end-to-end tests: the one named by PERDURE_BROWSER, Playwright's own, or one of the system; when there
// is none, it is downloaded or installed. `node scripts/provide-browser.js` says which one it is.
import './require-node.js';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';
import { runCommand } from './run-command.js';
import { canInstallPackages, inPath, installPackages } from './system-packages.js';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/**
 * A browser that is already there.
 * @returns {string | undefined} path of the executable
 */
export function findBrowser() {
  const named = process.env.PERDURE_BROWSER;
  if (named !== undefined && named !== '') return named;
  if (existsSync(chromium.executablePath())) return chromium.executablePath();
  return names.map(inPath).find((path) => path !== undefined);
}

/**
 * Finds a browser or gets one.
 * @returns {Promise<{ path: string } | { reason: string }>} the reason says everything that was tried
 */
export async function provideBrowser() {
  const present = findBrowser();
  if (present !== undefined) return { path: present };
  const download = await runCommand(['playwright', 'install', 'chromium'], { timeoutSeconds: 300 });
  if (download.ok && existsSync(chromium.executablePath())) return { path: chromium.executablePath() };
  const tried = ['no Chromium in the path', '"playwright install chromium" failed'];
  if (!canInstallPackages()) return { reason: `${tried.join('; ')}; set PERDURE_BROWSER to a Chromium executable` };
  const system = await installPackages(['chromium']);
  const installed = findBrowser();
  if (system.ok && installed !== undefined) return { path: installed };
  return { reason: [...tried, '"apt-get install chromium" failed'].join('; ') };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const browser = await provideBrowser();
  console.log('path' in browser ? browser.path : `No browser: ${browser.reason}`);
  process.exitCode = 'path' in browser ? 0 : 1;
}
