/** Where a browser is that can print a page: Chromium, or what is made from it. */
import { platform } from 'node:os';
import { join } from 'node:path';
import { usageError } from '../../model/errors.js';
import { findProgram, isProgramHere } from '../../sources/find-program.js';

type Env = Readonly<Record<string, string | undefined>>;

/** In PATH, the first of these. */
const NAMES = [
  ...['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'],
  ...['microsoft-edge', 'microsoft-edge-stable', 'msedge'],
];

/** Where installers put it on systems whose PATH does not have it. */
function usualPlaces(env: Env): string[] {
  if (platform() === 'darwin') {
    return ['Google Chrome', 'Chromium', 'Microsoft Edge'].map(
      (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
    );
  }
  if (platform() !== 'win32') return [];
  const folders = [env.ProgramFiles, env['ProgramFiles(x86)'], env.LOCALAPPDATA].filter(
    (folder) => folder !== undefined,
  );
  const programs = ['Google\\Chrome\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe'];
  return programs.flatMap((program) => folders.map((folder) => join(folder, program)));
}

/**
 * @returns its whole path
 * @throws LogscanError `usage` where there is none
 */
export function findBrowser(env: Env): string {
  for (const name of NAMES) {
    const found = findProgram(name, { env });
    if (found !== null) return found;
  }
  const place = usualPlaces(env).find(isProgramHere);
  if (place !== undefined) return place;
  throw usageError(
    'pdf: expected Chromium, Chrome or Edge in PATH, which prints it; got none of them',
    'write the page, -o report.html, and print it in a browser',
  );
}
