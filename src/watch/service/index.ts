/** What to install so that a watch runs by itself: a unit of systemd, or a task of the Windows Task Scheduler. */
import { basename } from 'node:path';
import { checkWord } from '../../job/schedule/print/words.js';
import type { Service } from './service.js';
import { systemdService } from './systemd.js';
import { windowsService } from './windows.js';

export const SERVICES = ['systemd', 'windows'] as const;
export type ServiceManager = (typeof SERVICES)[number];

/** @throws LogscanError `usage` for a word that cannot be written in one line */
export function printService(manager: ServiceManager, service: Service): string {
  for (const word of [...service.call, service.folder]) checkWord(word, 'a service');
  return manager === 'systemd' ? systemdService(service) : windowsService(service);
}

/** `ptk-logscan-shop` for `shop.yaml`; `ptk-logscan-watch` without a file. */
export function serviceName(file: string | null): string {
  const name = basename(file ?? '')
    .replace(/\.(?:ya?ml|json)$/, '')
    .replace(/^ptk-logscan[.-]?/, '')
    .replace(/[^A-Za-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return `ptk-logscan-${name || 'watch'}`;
}
