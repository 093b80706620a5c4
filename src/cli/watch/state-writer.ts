/**
 * One run alone writes a state: two would each write their own counts over those of the other. Who comes second is refused
 * where the first is known to run; where that cannot be known (another host), the one whose state was replaced ends.
 */
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { LogscanError } from '../../model/errors.js';
import { type Writer, writerOf } from '../../watch/state.js';
import type { CliContext } from '../context.js';

export function newWriter({ pid }: CliContext): Writer {
  return { id: randomUUID(), pid, host: hostname(), started: startedAt(pid) };
}

/** @throws LogscanError `usage` where the run that wrote the state goes on */
export function refuseSecond(file: string, writer: Writer): void {
  const { pid, host, started } = writer;
  // Without the time of its start a number may be that of any process by now.
  if (host !== hostname() || started === null || startedAt(pid) !== started) return;
  throw new LogscanError('usage', `${file}: expected a state that no other run writes; process ${pid} writes it`);
}

/**
 * @param last who wrote what this run last read or wrote; null: there was nothing
 * @throws LogscanError `output` where another run has written the state since
 */
export function refuseReplaced(file: string, last: Writer | null): void {
  const now = writerOf(file);
  if (now === null || now.id === last?.id) return;
  throw new LogscanError(
    'output',
    `${file}: another run writes this state: process ${now.pid} on ${now.host}; this one ends, and leaves it as it is`,
  );
}

/** When a process was started, with what tells this start of the system from others. Null: not known, or no such process. */
function startedAt(pid: number): string | null {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').trim();
    // The name of the program, in brackets, may have spaces. Behind it: its state, and as the 20th word the time.
    const text = readFileSync(`/proc/${pid}/stat`, 'latin1');
    const words = text.slice(text.lastIndexOf(')') + 2).split(' ');
    return words[0] === 'Z' ? null : `${boot} ${words[19]}`;
  } catch {
    return null;
  }
}
