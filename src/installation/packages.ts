/** Packages that are no part of the program, and how they come beside it. */
import { type Installation, presentInstallation } from './installation.js';

/** @param names with their versions, as npm takes them */
export function howToGetPackages(names: string, installation: Installation = presentInstallation()): string {
  if (installation === 'global') return `npm install --global ${names}`;
  if (installation === 'clone' || installation === 'local') return `npm install ${names}`;
  return `only a program that npm installed finds them: npm install --global ptk-logscan ${names}`;
}
