/** `history info`: what is in a history. */
import type { History } from '../../history/history.js';
import { type HistoryInfo, infoOf } from '../../history/info.js';
import { EXIT_STATUS, type ExitStatus } from '../../model/exit-status.js';
import { jsonDocument } from '../../text/escape.js';
import { printable } from '../../text/terminal.js';
import type { CliContext } from '../context.js';
import { print, printData } from '../print.js';

export async function showInfo(history: History, format: 'text' | 'json', context: CliContext): Promise<ExitStatus> {
  const found = await infoOf(history);
  if (format === 'json') await printData(jsonDocument(found), context);
  else await print(infoText(found), context);
  return EXIT_STATUS.done;
}

function infoText(found: HistoryInfo): string {
  const rows: [string, string][] = [
    ['file', `${found.file}, ${found.bytes + found.logBytes} bytes, version ${found.version}`],
    ['zone', found.timeZone],
    ['events', found.first === null ? 'none' : `${found.first} to ${found.last}`],
    ['rows', `${found.rows}, of which ${found.rowsWithMinutes} by the minute`],
    ['texts', `${found.texts}, of which ${found.textsGone} are gone; in ${found.files} files`],
    ['runs', String(found.runs)],
    ...found.editions.map(({ edition, lines, events, runs, since }): [string, string] => [
      'rules',
      `edition ${edition}: ${lines} lines, ${events} events, ${runs} runs${since === null ? '' : ` since ${since}`}`,
    ]),
    ...found.gaps.map((gap): [string, string] => ['gap', gap]),
    ...found.logs.map(({ name, lines, bytes, events, untimed, pruned }): [string, string] => [
      'log',
      `${name}: ${lines} lines, ${bytes} bytes, ${events} events` +
        `${untimed > 0 ? `, ${untimed} without a time` : ''}${pruned > 0 ? `, ${pruned} no longer kept` : ''}`,
    ]),
  ];
  return rows.map(([name, value]) => `${name.padEnd(7)} ${printable(value)}\n`).join('');
}
